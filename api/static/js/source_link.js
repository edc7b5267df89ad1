/* Where a citation leads. api/pages/source_links.py says the same on the server. */

export function placeAnchor({ page, slide, start_seconds: seconds }) {
  if (page != null) return `p${page}`;
  if (slide != null) return `s${slide}`;
  if (seconds != null) return `t${Math.trunc(seconds)}`;
  return "cited";
}

export function sourceLink(citation, { persona, conversation, turn }) {
  const query = new URLSearchParams({ d: persona, start: citation.start, end: citation.end, c: conversation, turn });
  return `/sources/${encodeURIComponent(citation.passage)}?${query}#${placeAnchor(citation)}`;
}
