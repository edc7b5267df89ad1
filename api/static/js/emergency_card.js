/* The emergency card of a running turn: taken from the server's own page, so that there is one card, not two that must agree. */

export async function bringCard() {
  if (document.querySelector("[data-card]")) return;
  try {
    const answer = await fetch(location.pathname, { headers: { Accept: "text/html" }, cache: "no-store" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const card = fresh.querySelector("[data-card]");
    if (!card) throw new Error("no card on the page");
    document.querySelector(".site-header").before(document.adoptNode(card));
    card.scrollIntoView();
  } catch {
    location.hash = "emergency";
    location.reload();
  }
}
