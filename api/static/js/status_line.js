/* The one line that is spoken: "writing" and "ready". The streamed words themselves are no live region. */

const LOOKS = { writing: "writing", reconnecting: "writing", failed: "failed" };

export class StatusLine {
  constructor(element, words) {
    Object.assign(this, { element, words, said: null });
  }

  /** Say a word of the page's dataset once; the same word again is not said again. */
  say(key) {
    if (key === this.said) return;
    this.said = key;
    this.element.textContent = this.words[key];
    this.element.className = `status ${LOOKS[key] ?? ""}`;
  }
}
