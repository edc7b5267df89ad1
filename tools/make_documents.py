"""Write the demo's binary documents from their sources: `make documents`.

`personas/<id>/sources/<slot>/<name>.<format>.md` becomes `personas/<id>/<slot>/<name>.<format>` and a side-car
with the front matter (docs/persona-folder.md). The same source gives the same text; times inside the files are fixed.
"""

import sys
from pathlib import Path

from tools.document_source import DocumentSource, read_source
from tools.office_documents import write_docx, write_pptx
from tools.pdf_documents import write_pdf
from tools.timed_transcripts import write_srt, write_vtt

WRITERS = {"pdf": write_pdf, "docx": write_docx, "pptx": write_pptx, "vtt": write_vtt, "srt": write_srt}


def make_document(source_path: Path, persona_folder: Path) -> Path:
    """Write one document and its side-car; give the document's path."""
    slot = source_path.parent.name
    name, suffix = source_path.stem.rsplit(".", 1)
    if suffix not in WRITERS:
        raise ValueError(f"{source_path}: no writer for .{suffix}; one of {', '.join(WRITERS)}.")
    source: DocumentSource = read_source(source_path)
    target = persona_folder / slot / f"{name}.{suffix}"
    target.parent.mkdir(parents=True, exist_ok=True)
    WRITERS[suffix](source, target)
    target.with_name(target.name + ".yaml").write_text(source.front_matter, encoding="utf-8")
    return target


def main(personas: Path) -> int:
    """Write every document of every persona that has sources."""
    made = 0
    for path in sorted(personas.glob("*/sources/*/*.md")):
        target = make_document(path, path.parents[2])
        made += 1
        print(target)
    print(f"{made} documents", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("personas")))
