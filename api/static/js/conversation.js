/* Entry of the conversation page. Without it the page still works: forms, reloads, links. */
import { AnswerWriter } from "./answer_writer.js";
import { bringCard } from "./emergency_card.js";
import { copyOnPress, printOnPress } from "./answer_actions.js";
import { listenOnPress } from "./listening.js";
import { StatusLine } from "./status_line.js";
import { TurnStream } from "./turn_stream.js";

const SAID_AT_THE_END = { answered: "ready", stopped: "stopped", failed: "failed" };
const turns = document.querySelector(".turns");
const status = new StatusLine(document.querySelector("[data-status]"), turns.dataset);

/** Fetch this page again and take over what only the finished turn has: sources, notices, buttons. */
async function bringFinishedParts(article) {
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" }, cache: "no-store" });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const after = fresh.getElementById(article.id)?.querySelector("[data-after]");
  if (after) article.querySelector("[data-after]").replaceWith(document.adoptNode(after));
  const history = fresh.querySelector("[data-history]");
  document.querySelector("[data-history]")?.remove();
  if (history) document.querySelector(".housekeeping").before(document.adoptNode(history));
}

function watch(article) {
  const stopForm = document.querySelector("form[data-stop]");
  const sendButton = document.querySelector("[data-next] button[type=submit]");
  const writer = new AnswerWriter(article.querySelector("[data-words]"), turns.dataset);
  const stream = new TurnStream(turns.dataset.events, {
    event(event) {
      if (event.kind === "triaged" && event.form === "card") bringCard();
      if (event.kind === "spoken") status.say("writing");
      writer.take(event);
    },
    lost: () => status.say("reconnecting"),
    back: () => status.say("writing"),
    async ended(kind) {
      stopForm?.remove();
      document.querySelector("[data-wait]")?.remove();
      if (sendButton) sendButton.disabled = false;
      try {
        await bringFinishedParts(article);
      } finally {
        // Last of all, so that "ready" is said when the sources can be read, too.
        status.say(SAID_AT_THE_END[kind]);
      }
    },
    gone: () => location.reload(),
  });
  if (sendButton) sendButton.disabled = true;
  stopForm?.addEventListener("submit", (press) => {
    press.preventDefault();
    stopForm.querySelector("button").disabled = true;
    fetch(stopForm.action, { method: "POST", redirect: "manual" }).catch(() => stopForm.submit());
  });
  status.say("writing");
  stream.open();
}

if (turns.dataset.events) watch(document.getElementById(`t${turns.dataset.turn}`));
// A short answer may be there before its page is: what the server wrote is then said once more, aloud.
else if (turns.dataset.outcome) status.say(SAID_AT_THE_END[turns.dataset.outcome]);
copyOnPress(turns, status);
printOnPress(turns);
listenOnPress(turns, status);
