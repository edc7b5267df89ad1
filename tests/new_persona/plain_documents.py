"""Make the plain documents that a colleague hands over: Markdown as it is, a Word leaflet, a subtitled talk.

Run it with `python -m tests.new_persona.plain_documents FOLDER`; docs/new-persona.md begins with that folder.
"""

import shutil
import sys
from pathlib import Path

import docx

MATERIAL = Path(__file__).parent / "geriatrics"
CUE_SECONDS = 4  # a spoken clause of at most 80 characters


def write_leaflet(text: str, target: Path) -> None:
    """Write a Word document: `#` and `##` are headings, lines that begin with `|` are rows of one table."""
    document = docx.Document()
    for block in text.strip().split("\n\n"):
        if block.startswith("#"):
            marks, words = block.split(" ", 1)
            document.add_heading(words, level=len(marks))
        elif block.startswith("|"):
            rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()]
            table = document.add_table(rows=0, cols=len(rows[0]))
            for row in rows:
                for cell, words in zip(table.add_row().cells, row, strict=True):
                    cell.text = words
        else:
            document.add_paragraph(" ".join(block.splitlines()))
    document.save(str(target))


def write_talk(text: str, target: Path) -> None:
    """Write subtitles (SRT): every line is one cue of `CUE_SECONDS`, one behind the other."""
    cues = [
        f"{number}\n{_clock((number - 1) * CUE_SECONDS)} --> {_clock(number * CUE_SECONDS)}\n{line}\n"
        for number, line in enumerate(text.splitlines(), start=1)
    ]
    target.write_text("\n".join(cues), encoding="utf-8")


def _clock(seconds: int) -> str:
    """Give the time as SRT writes it."""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},000"


def write_plain_documents(folder: Path) -> list[Path]:
    """Write all five documents into `folder`, with nothing written about them; give their paths."""
    writers = {".docx": write_leaflet, ".srt": write_talk}
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for source in sorted((MATERIAL / "plain").iterdir()):
        target = folder / source.name.removesuffix(".txt")
        if target.suffix in writers:
            writers[target.suffix](source.read_text(encoding="utf-8"), target)
        else:
            shutil.copyfile(source, target)
        made.append(target)
    return made


if __name__ == "__main__":
    for path in write_plain_documents(Path(sys.argv[1])):
        sys.stdout.write(f"{path}\n")
