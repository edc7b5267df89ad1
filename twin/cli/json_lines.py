"""Lines of JSON in, for commands that work on many texts."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import typer


def lines_of(source: str, standard_input: IO[str]) -> Iterator[dict[str, Any]]:
    """Give the objects of a file of JSON lines, or of standard input for `-`; blank lines are passed over.

    Raises:
        typer.BadParameter: Naming the line that is no object with `id` and `text` or `turns`.
    """
    text = standard_input.read() if source == "-" else _read(Path(source))
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield entry_of(line, number, source)


def entry_of(line: str, number: int, source: str) -> dict[str, Any]:
    """Read one line, the `number`-th of `source`.

    Raises:
        typer.BadParameter: If it is no object with `id` and `text` or `turns`.
    """
    try:
        entry = json.loads(line)
    except ValueError as error:
        raise typer.BadParameter(f"Line {number} of {source} is no JSON: {error}.") from error
    if not isinstance(entry, dict) or "id" not in entry or not ("text" in entry or "turns" in entry):
        raise typer.BadParameter(f'Line {number} of {source} needs "id" and "text".')
    return entry


def _read(path: Path) -> str:
    """Read the file, or say that it is not there."""
    if not path.is_file():
        raise typer.BadParameter(f"No file {path}.")
    return path.read_text(encoding="utf-8")
