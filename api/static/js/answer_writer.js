/* Writes checked sentences as they come: the same elements as templates/_turn.html, made of text, never of markup. */
import { sourceLink } from "./source_link.js";

const NAMED_ORIGINS = new Set(["general", "guideline", "own_view", "hospital", "notice"]);
const WIDE = 0x2e80; // from here on Chinese script and punctuation: no space behind them

export class AnswerWriter {
  /**
   * @param {HTMLElement} words where the sentences go; what the server wrote there is replaced by the first event,
   *   because the events are read again from the first one on
   * @param {DOMStringMap} page persona, conversation, turn and the words of the page
   */
  constructor(words, page) {
    Object.assign(this, { words, page, citations: new Map(), numbers: new Map() });
    this.paragraph = null;
    this.origin = "";
  }

  take(event) {
    if (!this.hasBegun) this.words.replaceChildren();
    this.hasBegun = true;
    if (event.kind === "started") this.words.lang = event.language === "zh" ? "zh-Hans" : "en";
    if (event.kind === "found") for (const citation of event.citations) this.citations.set(citation.key, citation);
    if (event.kind === "spoken") this.say(event);
  }

  say(event) {
    const origin = NAMED_ORIGINS.has(event.origin) ? event.origin : "";
    const isApart = origin !== this.origin && [origin, this.origin].includes("notice");
    if (event.paragraph || isApart || !this.paragraph) {
      this.paragraph = this.words.appendChild(document.createElement("p"));
      this.origin = "";
    }
    const before = [...this.paragraph.querySelectorAll(".sentence")].at(-1)?.textContent ?? "";
    if (origin && origin !== this.origin) this.paragraph.append(this.originLabel(origin));
    this.origin = origin;
    if (before && before.charCodeAt(before.length - 1) < WIDE) this.paragraph.append(" ");
    const sentence = document.createElement("span");
    sentence.className = "sentence";
    sentence.textContent = event.text;
    this.paragraph.append(sentence);
    for (const key of event.citations) if (this.citations.has(key)) this.paragraph.append("\u2060", this.chip(key, event.number));
  }

  originLabel(origin) {
    const label = document.createElement("span");
    label.className = "origin";
    label.lang = this.page.language === "zh" ? "zh-Hans" : "en";
    label.textContent = this.page[`origin${origin[0].toUpperCase()}${origin.slice(1)}`];
    return label;
  }

  chip(key, said) {
    const citation = this.citations.get(key);
    if (!this.numbers.has(key)) this.numbers.set(key, this.numbers.size + 1);
    const number = this.numbers.get(key);
    const chip = document.createElement("a");
    chip.className = "chip";
    chip.href = sourceLink(citation, said, this.page);
    chip.title = citation.source;
    chip.setAttribute("aria-label", this.page.sourceChip.replace("{number}", number).replace("{source}", citation.source));
    const shown = document.createElement("span");
    shown.textContent = `[${number}]`;
    chip.append(shown);
    return chip;
  }
}
