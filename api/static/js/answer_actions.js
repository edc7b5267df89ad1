/* Copy and print. The buttons come and go with their turns, so one listener for all of them. */

export function copyOnPress(turns, status) {
  turns.addEventListener("click", async (press) => {
    const button = press.target.closest("[data-copy]");
    if (!button) return;
    await toClipboard(answerText(document.getElementById(button.dataset.copy)));
    status.say("copied");
  });
}

export function printOnPress(turns) {
  turns.addEventListener("click", (press) => press.target.closest("[data-print]") && print());
}

/** Put text on the clipboard, also where the hospital serves plain HTTP and browsers withhold the clipboard. */
async function toClipboard(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const carrier = document.body.appendChild(document.createElement("textarea"));
  carrier.value = text;
  carrier.select();
  document.execCommand("copy");
  carrier.remove();
}

/** The answer as plain text: paragraphs, then numbered sources, then the line that says what wrote it. */
function answerText(article) {
  const plain = (element) => element.textContent.replaceAll("\u2060", "").replace(/\s+/g, " ").trim();
  const parts = [
    plain(article.querySelector(".question p")),
    ...[...article.querySelectorAll(".words p")].map(plain),
    [...article.querySelectorAll(".sources .name")].map((name, index) => `[${index + 1}] ${plain(name)}`).join("\n"),
    plain(document.querySelector(".standing p")),
  ];
  return parts.filter(Boolean).join("\n\n");
}
