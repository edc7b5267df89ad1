/* Where a citation leads. api/pages/source_links.py says the same on the server. */

export function placeAnchor({ page, slide, start_seconds: seconds }) {
  if (page != null) return `p${page}`;
  if (slide != null) return `s${slide}`;
  if (seconds != null) return `t${Math.trunc(seconds)}`;
  return "cited";
}

/** `said` is the number of the event with the sentence: the viewer marks the words it rests on. */
export function sourceLink(citation, said, { persona, conversation, turn }) {
  const query = new URLSearchParams({ d: persona, start: citation.start, end: citation.end, c: conversation, turn, said });
  return `/sources/${encodeURIComponent(citation.passage)}?${query}#${placeAnchor(citation)}`;
}
