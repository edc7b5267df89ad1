"""`twin evaluate gate`: the hostile suite, spoken through the corridor and judged."""

import asyncio
import json
from pathlib import Path

import typer


def print_gate_figures(*, cases: Path | None, as_json: bool) -> None:
    """Judge every case and print what was released and what was withheld."""
    from twin.evaluation.gate_figures import gate_figures
    from twin.gate.opening import open_gate
    from twin.persona.shelf import PersonaShelf
    from twin.settings import load_settings

    paths = load_settings().paths
    shelf = PersonaShelf(paths.personas, paths.corpora)
    folder = cases if cases is not None else paths.corpora / "gate/cases"
    parts = asyncio.run(gate_figures(folder, open_gate(paths.corpora), shelf.persona))
    if as_json:
        typer.echo(json.dumps({name: part.to_json() for name, part in parts.items()}, ensure_ascii=False))
        return
    for name, part in parts.items():
        typer.echo(f"## {name}\n\n{part.to_text()}\n")
