"""PDF from a document source, set by Typst; the text reaches the template as data, never as markup."""

import datetime
import json
from pathlib import Path

import typst

from tools.document_source import DocumentSource

TEMPLATE = """\
#let data = json(bytes(sys.inputs.document))
#set document(title: data.title, date: none)
#set page(paper: "a4", margin: (x: 24mm, y: 26mm), numbering: "1",
  header: align(right, text(8pt, fill: luma(45%), data.head)))
#set text(font: ("Noto Sans CJK SC",), size: 10.5pt, lang: data.language, hyphenate: false)
#set par(leading: 0.8em, spacing: 1.1em)
#show heading: set block(above: 1.6em, below: 0.9em)
#text(19pt, weight: "bold", data.title)
#v(2mm)
#text(9pt, fill: luma(40%), data.byline)
#v(4mm)
#for block in data.blocks {
  if block.kind == "heading" { heading(level: block.level, block.lines.first()) }
  else if block.kind == "bullets" { list(..block.lines.map(l => [#l])) }
  else if block.kind == "numbers" { enum(..block.lines.map(l => [#l])) }
  else if block.kind == "table" {
    table(columns: block.rows.first().len(), inset: 6pt, stroke: 0.5pt + luma(65%),
      fill: (x, y) => if y == 0 { rgb("#e6f2f1") },
      ..block.rows.enumerate().map(((i, row)) => row.map(c => if i == 0 { strong(c) } else { [#c] })).flatten())
  } else { par(block.lines.first()) }
}
#if data.references.len() > 0 {
  heading(level: 1, data.references_title)
  for (i, r) in data.references.enumerate() { par(text(9pt, "[" + str(i + 1) + "] " + r)) }
}
"""


def write_pdf(source: DocumentSource, target: Path) -> None:
    """Write a PDF of A4 pages with the references printed at the end."""
    language = source.metadata["language"]
    data = {
        "title": source.metadata["title"],
        "language": language,
        "head": f"{source.metadata['title']} · {source.metadata.get('date', '')}",
        "byline": "虚构示例文稿" if language == "zh" else "Fictional demonstration document",
        "references_title": "参考文献" if language == "zh" else "References",
        "references": _reference_lines(source, target.parents[1]),
        "blocks": [
            {
                "kind": "paragraph" if block.kind == "notes" else block.kind,
                "level": max(1, block.level - 1),
                "lines": [block.text] if block.kind in {"paragraph", "notes"} else list(block.lines),
                "rows": [list(row) for row in block.rows],
            }
            for block in source.blocks
        ],
    }
    pdf = typst.compile(
        TEMPLATE.encode(),
        sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
        timestamp=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
    )
    target.write_bytes(pdf)


def _reference_lines(source: DocumentSource, persona_folder: Path) -> list[str]:
    """Give the printable references in the order of the marks."""
    from twin.persona.document_metadata import read_references

    known, _ = read_references(persona_folder / "references.yaml", shown_path="references.yaml")
    keys = source.metadata.get("references") or []
    return [known[key].text if key in known else str(key) for key in keys]
