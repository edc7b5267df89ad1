"""A document's source: front matter and simple Markdown blocks."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Block:
    """One block. `kind`: heading, paragraph, bullets, numbers, table or notes.

    `lines` holds the text lines or list items; `rows` the cells of a table, header first. `level` is the heading's.
    """

    kind: str
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    level: int = 0

    @property
    def text(self) -> str:
        """Give the lines as one paragraph: wrapped Chinese joins without a space, Latin with one."""
        joined = ""
        for line in self.lines:
            joined += ("" if not joined or ord(joined[-1]) > 0x2E80 else " ") + line
        return joined


@dataclass(frozen=True, slots=True)
class DocumentSource:
    """A parsed source. `front_matter` is the YAML text as written."""

    front_matter: str
    metadata: dict[str, Any]
    blocks: tuple[Block, ...]


LIST_ITEM = re.compile(r"^(?:[-*]|\d+[.)])\s+")


def read_source(path: Path) -> DocumentSource:
    """Parse the source at `path`; it must begin with front matter."""
    text = path.read_text(encoding="utf-8")
    if not text.startswith("---\n"):
        raise ValueError(f"{path}: front matter between two `---` lines is missing.")
    front, body = text[4:].split("\n---\n", 1)
    return DocumentSource(front + "\n", yaml.safe_load(front), tuple(_blocks(body.split("\n"))))


def _blocks(lines: list[str]) -> list[Block]:
    """Cut the body into blocks at blank lines, headings, tables and lists."""
    blocks: list[Block] = []
    current: list[str] = []
    in_notes = False

    def close() -> None:
        if current:
            kind = "notes" if in_notes else _kind_of(current)
            blocks.append(_block(kind, current))
            current.clear()

    for line in [*lines, ""]:
        stripped = line.strip()
        if stripped.startswith("#"):
            close()
            in_notes = False
            level = len(stripped) - len(stripped.lstrip("#"))
            blocks.append(Block("heading", (stripped.lstrip("# "),), level=level))
        elif stripped.lower().startswith(("notes:", "备注：", "notes：")):
            close()
            in_notes = True
            rest = re.split(r"[:：]", stripped, maxsplit=1)[1].strip()
            current += [rest] if rest else []
        elif not stripped:
            close()
        else:
            if current and not in_notes and _kind_of([stripped]) != _kind_of(current):
                close()
            current.append(stripped)
    return blocks


def _kind_of(lines: list[str]) -> str:
    """Name the kind of a run of lines."""
    first = lines[0]
    if first.startswith("|"):
        return "table"
    if first.startswith(("- ", "* ")):
        return "bullets"
    return "numbers" if re.match(r"^\d+[.)]\s", first) else "paragraph"


def _block(kind: str, lines: list[str]) -> Block:
    """Make a block of a run of lines."""
    if kind == "table":
        cells = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]
        return Block(
            kind, rows=tuple(row for row in cells if not all(re.fullmatch(r":?-+:?", c) for c in row))
        )
    if kind in {"bullets", "numbers"}:
        return Block(kind, tuple(LIST_ITEM.sub("", line) for line in lines))
    return Block(kind, tuple(lines))
