/* "Listen": one answer read aloud at a time. The sound is streamed; where a player wants a whole file, it gets that. */

const FADE_MS = 15; // so that stopping does not click

export function listenOnPress(turns, status) {
  let playing = null;

  function end(said) {
    if (!playing) return;
    const { button, audio } = playing;
    playing = null;
    audio.onerror = audio.onended = null;
    audio.muted = true;
    setTimeout(() => {
      audio.pause();
      audio.removeAttribute("src"); // closes the connection, so that the server stops reading
      audio.load();
    }, FADE_MS);
    button.setAttribute("aria-pressed", "false");
    button.querySelector("[data-label]").textContent = button.dataset.listenLabel;
    if (said) status.say(said);
  }

  function begin(button) {
    end();
    const audio = new Audio();
    playing = { button, audio };
    button.setAttribute("aria-pressed", "true");
    button.querySelector("[data-label]").textContent = button.dataset.stopLabel;
    const addresses = [button.dataset.listen, `${button.dataset.listen}.wav`];
    const next = () => {
      const address = addresses.shift();
      if (!address) return end("unheard");
      audio.src = address;
      audio.play().catch((fault) => fault.name === "NotAllowedError" && end("unheard"));
    };
    audio.onerror = next;
    audio.onended = () => end();
    next();
  }

  turns.addEventListener("click", (press) => {
    const button = press.target.closest("[data-listen]");
    if (!button) return;
    if (playing?.button === button) end();
    else begin(button);
  });
  // A turn that is written anew takes its button with it; the next question ends the reading, too.
  addEventListener("pagehide", () => end());
}
