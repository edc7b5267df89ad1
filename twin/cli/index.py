"""`twin index`: build, report, rebuild."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from twin.assembly import House

app = typer.Typer(help="The search index: build, report, rebuild.", no_args_is_help=True)
PersonaArgument = Annotated[str | None, typer.Argument(help="Persona id; all when left out.")]
JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


@app.command("build")
def build(
    persona_id: PersonaArgument = None,
    force: Annotated[bool, typer.Option(help="Publish although documents are missing or shrank.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Bring the index up to date with the folder; also beside a running service. Unchanged documents cost nothing.

    Example: twin index build cardiology
    """
    from twin.cli.opened import in_open_house
    from twin.evaluation.publishing import BuildReport, build_index

    async def work(house: "House") -> list[BuildReport]:
        return [await build_index(house, one, force=force) for one in _chosen(house, persona_id)]

    reports = in_open_house(work)
    if as_json:
        typer.echo(json.dumps([report.to_json() for report in reports], ensure_ascii=False))
    else:
        typer.echo("\n\n".join(report.to_text() for report in reports))


@app.command("report")
def report(persona_id: PersonaArgument = None, as_json: JsonFlag = False) -> None:
    """Say what the last build read, refused, held back, found twice, undated, superseded, in another language.

    Example: twin index report cardiology
    """
    from twin.cli.opened import in_open_house

    async def work(house: "House") -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for one in _chosen(house, persona_id):
            published = await house.library.published(one)
            found[one] = dict(published.report) | {"floor": dict(published.floor)} if published else {}
        return found

    reports = in_open_house(work)
    if as_json:
        typer.echo(json.dumps(reports, ensure_ascii=False))
        return
    from twin.passages.intake import IntakeReport

    for one, found in reports.items():
        typer.echo(f"{one}: " + ("" if found else f"not indexed; run `twin index build {one}`"))
        if found:
            typer.echo(IntakeReport.from_json(found["intake"]).to_text())


@app.command("rebuild")
def rebuild(persona_id: PersonaArgument = None) -> None:
    """Restore Chroma and the word index from the database; nothing is read or embedded anew.

    Example: twin index rebuild cardiology
    """
    from twin.cli.opened import in_open_house

    async def work(house: "House") -> dict[str, int]:
        counts = {}
        for one in _chosen(house, persona_id):
            async with house.indexing.writer(one) as writer:
                counts[one] = await writer.rebuild()
        return counts

    for one, passages in in_open_house(work).items():
        typer.echo(f"{one}: {passages} passages restored")


def _chosen(house: "House", persona_id: str | None) -> list[str]:
    """Give the one persona that was named, which must exist, or all."""
    if persona_id is None:
        return house.shelf.ids()
    house.shelf.folder(persona_id)
    return [persona_id]
