"""`twin evaluate readability`: every lesson against its reading targets."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from twin.assembly import House


def readability(
    persona_id: Annotated[str | None, typer.Argument(help="Persona id; all when left out.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
) -> None:
    """How hard each lesson is to read, in both languages: school grade, clauses, uncommon words; exits 1 if a planned one misses.

    Example: twin evaluate readability cardiology
    """
    from twin.cli.opened import in_open_house
    from twin.evaluation.readability_run import readability_figures, readability_text

    async def work(house: "House") -> dict[str, Any]:
        chosen = [persona_id] if persona_id else house.shelf.ids()
        return {one: await readability_figures(house, one) for one in chosen}

    figures = in_open_house(work)
    if as_json:
        typer.echo(json.dumps(figures, ensure_ascii=False))
    else:
        for one, found in figures.items():
            typer.echo(f"{one}\n{readability_text(found)}")
    planned = [found[language]["planned_kept"] for found in figures.values() for language in ("en", "zh")]
    raise typer.Exit(0 if all(part["hits"] == part["total"] for part in planned) else 1)
