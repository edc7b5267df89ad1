// The transcript follows the sound, and chapters move the player. Without this script both are there to read and to open.
const player = document.getElementById("talk");
const lines = [...document.querySelectorAll("#lines .line")];
const follow = document.getElementById("follow");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** Give the sentence that is being spoken at a time, in seconds. */
function lineAt(seconds) {
  return lines.find((line) => seconds >= Number(line.dataset.start) - 0.05 && seconds < Number(line.dataset.end));
}

/** Mark the spoken sentence; bring it into view inside the transcript's own window only. */
function show(line) {
  for (const one of lines) one.classList.toggle("is-spoken", one === line);
  if (!line || !follow?.checked) return;
  const box = document.getElementById("lines");
  const top = line.offsetTop - box.offsetTop - box.clientHeight / 3;
  box.scrollTo({ top, behavior: calm.matches ? "auto" : "smooth" });
}

/** Move the player to a time and let it play. */
function playFrom(seconds) {
  player.currentTime = seconds;
  player.play().catch(() => {}); // a browser may ask for a press first
}

if (player) {
  let spoken;
  player.addEventListener("timeupdate", () => {
    const line = lineAt(player.currentTime);
    if (line && line !== spoken) show((spoken = line));
  });
  for (const link of document.querySelectorAll("a.jump-to")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      playFrom(Number(link.dataset.start));
      player.focus();
    });
  }
  for (const line of lines) {
    line.addEventListener("click", () => playFrom(Number(line.dataset.start)));
  }
}
