"""`twin lecture script`: show a script, write it to a file, read it back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twin.cli.lecture_lines import report_lines, script_text
from twin.cli.lecture_members import ByOption, member_by_login

if TYPE_CHECKING:
    from twin.assembly import House
    from twin.lecture.project import Version

app = typer.Typer(
    help="The script of a talk: show it, write it to a file, read it back.", no_args_is_help=True
)
JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
ProjectId = Annotated[str, typer.Argument(help="Id of a talk, as `twin lecture list` gives it.")]
VersionOption = Annotated[
    int | None, typer.Option("--version", help="Number of a version; the newest when left out.")
]


@app.command("show")
def show(project_id: ProjectId, version: VersionOption = None, as_json: JsonFlag = False) -> None:
    """Show a script with its sources; sentences that nothing bears out are marked. Exits 1 when there are such.

    Example: twin lecture script show 3f2a…
    """
    from twin.cli.opened import in_open_house

    async def work(house: "House") -> "Version":
        return await house.studio.store.version(project_id, version)

    found = in_open_house(work)
    typer.echo(found.script.model_dump_json() if as_json else script_text(found.script))
    raise typer.Exit(1 if any(one.refused for one in found.script.sentences()) else 0)


@app.command("export")
def export(
    project_id: ProjectId,
    out: Annotated[Path, typer.Option("--out", help="File to write.")],
    version: VersionOption = None,
) -> None:
    """Write a script as a Markdown file that can be changed and read back.

    Example: twin lecture script export 3f2a… --out talk.md
    """
    from twin.cli.opened import in_open_house

    async def work(house: "House") -> str:
        return await house.studio.talks.export(project_id, version)

    out.write_text(in_open_house(work), encoding="utf-8")
    typer.echo(str(out))


@app.command("import")
def import_file(
    project_id: ProjectId,
    file: Annotated[Path, typer.Argument(help="The changed Markdown file.", exists=True, dir_okay=False)],
    based_on: Annotated[
        int | None,
        typer.Option("--based-on", help="The version the file was written from; the newest when left out."),
    ] = None,
    by: ByOption = "",
) -> None:
    """Read a changed script file back as a new version; every touched sentence passes the gate again.

    Example: twin lecture script import 3f2a… talk.md --by chen
    """
    from twin.cli.opened import in_open_house

    text = file.read_text(encoding="utf-8")

    async def work(house: "House") -> "Version":
        member = await member_by_login(house, by)
        number = based_on or (await house.studio.store.project(project_id)).version
        return await house.studio.talks.take_back(project_id, text, based_on=number, by=member)

    made = in_open_house(work)
    typer.echo(f"Version {made.number} saved.")
    for line in report_lines(made.script):
        typer.echo(line, err=True)


@app.command("fit")
def fit(
    project_id: ProjectId,
    seconds: Annotated[
        float, typer.Option("--seconds", help="Length of the whole talk as it is spoken, 60 to 2700.")
    ],
    by: ByOption = "",
) -> None:
    """Make a script as long as was asked, measured on the embedded voice; an author's own sentences stay. Exits 1 when it cannot.

    Example: twin lecture script fit 3f2a… --seconds 240 --by chen
    """
    from twin.cli.opened import in_open_house
    from twin.lecture.fitting import is_long_enough
    from twin.lecture.talk_length import script_seconds

    async def work(house: "House") -> "Version":
        member = await member_by_login(house, by)
        return await house.studio.talks.fit(
            project_id, seconds=seconds, measured=house.films.measured_seconds, by=member
        )

    made = in_open_house(work)
    length = script_seconds(made.script)
    typer.echo(f"Version {made.number} saved: {length:.0f} of {seconds:g} seconds.")
    for line in report_lines(made.script):
        typer.echo(line, err=True)
    raise typer.Exit(0 if is_long_enough(length, seconds / 60) else 1)
