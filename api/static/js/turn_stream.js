/* The numbered events of one turn, over EventSource: resumed behind the last one seen, each taken once. */

const LAST_KINDS = new Set(["answered", "failed", "stopped"]);
const KINDS = ["triaged", "started", "found", "spoken", "withheld", "uncovered", "advised", "history", ...LAST_KINDS];
const FIRST_WAIT = 1000; // milliseconds before the first new try; doubled up to LONGEST_WAIT
const LONGEST_WAIT = 15000;

export class TurnStream {
  /**
   * @param {string} address of the turn's events; `?after=` names the last one seen
   * @param {{event: Function, lost: Function, back: Function, ended: Function, gone: Function}} listener
   */
  constructor(address, listener) {
    Object.assign(this, { address, listener, last: 0, source: null, ended: false, isLost: false, failures: 0, wait: FIRST_WAIT });
    addEventListener("offline", () => this.lose());
    addEventListener("online", () => this.reopen());
    // A phone that was locked may hold a dead connection without knowing it: open a new one, behind the last event.
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.reopen());
    addEventListener("pageshow", (shown) => shown.persisted && this.reopen());
    addEventListener("pagehide", () => this.close());
  }

  open() {
    this.close();
    const address = new URL(this.address, location.href);
    address.searchParams.set("after", String(this.last));
    const source = (this.source = new EventSource(address));
    source.onopen = () => this.hold();
    source.onerror = () => this.fail(source);
    for (const kind of KINDS) source.addEventListener(kind, (message) => this.take(JSON.parse(message.data)));
  }

  take(event) {
    if (this.ended || event.number <= this.last) return;
    this.last = event.number;
    this.listener.event(event);
    if (!LAST_KINDS.has(event.kind)) return;
    this.ended = true;
    this.close();
    this.listener.ended(event.kind);
  }

  hold() {
    this.wait = FIRST_WAIT;
    this.failures = 0;
    if (!this.isLost) return;
    this.isLost = false;
    this.listener.back();
  }

  /* The server may end a connection whenever it likes; we go on ourselves, so that `after` is always right. */
  fail(source) {
    if (source !== this.source || this.ended) return;
    this.lose();
    clearTimeout(this.timer);
    this.failures += 1;
    if (this.failures > 1) this.lookWhetherGone();
    this.timer = setTimeout(() => this.open(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  /* EventSource does not tell a server that is away from a conversation that is deleted; a plain request does. */
  async lookWhetherGone() {
    const looking = new AbortController();
    try {
      const answer = await fetch(this.address, { signal: looking.signal, cache: "no-store" });
      if (answer.status === 404 && !this.ended) this.listener.gone();
    } catch {
      // Away: the next try of the stream will tell.
    } finally {
      looking.abort();
    }
  }

  lose() {
    if (this.ended) return;
    this.close();
    if (!this.isLost) this.listener.lost();
    this.isLost = true;
  }

  reopen() {
    if (this.ended) return;
    clearTimeout(this.timer);
    this.open();
  }

  close() {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }
}
