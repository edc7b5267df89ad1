// The board of a ward round, live: what others say appears by itself. Without this script the page is loaded anew.
const board = document.getElementById("board");

/** Write one thing said. Everything is text; links come from our own server. */
function saidItem(event) {
  const item = document.createElement("li");
  const mark = event.kind === "wrong_turn" ? " is-correction" : event.kind === "nudge" ? " is-hint" : "";
  item.className = `said said-${event.who}${mark}`;
  const who = document.createElement("p");
  who.className = "said-who";
  who.textContent = event.name || board.getAttribute(`data-who-${event.who}`) || "";
  const text = document.createElement("p");
  text.className = "said-text";
  text.lang = board.dataset.tongue;
  text.textContent = event.text;
  item.append(who, text);
  for (const source of event.sources) {
    const line = document.createElement("p");
    line.className = "said-source";
    if (source.href.startsWith("/sources/")) {
      const link = document.createElement("a");
      link.href = source.href;
      link.textContent = source.line;
      line.append(link);
    } else {
      line.textContent = source.line;
    }
    item.append(line);
  }
  return item;
}

/** Show that the board has moved on: who is called on, and a link to the own turn or the end. */
function announce(event) {
  const called = document.getElementById("called");
  const news = document.getElementById("board-news");
  const reload = document.getElementById("reload");
  if (called && event.called_on) called.textContent = board.dataset.called.replace("{name}", event.called_on);
  if (news) news.textContent = news.dataset.words;
  if (reload) reload.hidden = false;
}

if (board && window.EventSource) {
  const source = new EventSource(`${board.dataset.events}?after=${board.dataset.last}`);
  source.addEventListener("board", (message) => {
    const event = JSON.parse(message.data);
    if (event.text) board.append(saidItem(event));
    announce(event);
    if (event.is_over) source.close();
  });
}
