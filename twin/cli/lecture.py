"""`twin lecture`: from a brief to an approved script on the command line."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from twin.cli import lecture_script
from twin.cli.lecture_lines import project_line, say_made
from twin.cli.lecture_members import ByOption, brief_from, member_by_login

if TYPE_CHECKING:
    from twin.assembly import House
    from twin.lecture.outline import Outline
    from twin.lecture.project import Approval, Project, Version

app = typer.Typer(help="Talks: brief, outline, script, approval.", no_args_is_help=True)
app.add_typer(lecture_script.app, name="script")
JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
ProjectId = Annotated[str, typer.Argument(help="Id of a talk, as `twin lecture list` gives it.")]
VersionOption = Annotated[
    int | None, typer.Option("--version", help="Number of a version; the newest when left out.")
]


@app.command("new")
def new(
    persona: Annotated[str, typer.Argument(help="Persona id.")],
    topic: Annotated[str, typer.Argument(help="What the talk is about.")],
    *,
    language: Annotated[str, typer.Option(help="en or zh.")] = "en",
    minutes: Annotated[float, typer.Option(help="Length of the finished talk.")] = 3.0,
    audience: Annotated[str, typer.Option(help="public, patient, resident or physician.")] = "public",
    occasion: Annotated[str, typer.Option(help="Where it will be held.")] = "",
    must_say: Annotated[
        list[str] | None, typer.Option(help="A point that must be said; several times.")
    ] = None,
    must_not_say: Annotated[
        list[str] | None, typer.Option(help="Words that must not be said; several times.")
    ] = None,
    by: ByOption = "",
    as_json: JsonFlag = False,
) -> None:
    """Begin a talk and write its first script. Prints the talk's id.

    Example: twin lecture new cardiology "Living with atrial fibrillation" --minutes 3 --language en
    """
    from twin.cli.opened import in_open_house

    brief = brief_from(
        persona_id=persona,
        topic=topic,
        audience=audience,
        language=language,
        minutes=minutes,
        occasion=occasion,
        must_say=must_say or [],
        must_not_say=must_not_say or [],
    )

    async def work(house: "House") -> "Version":
        member = await member_by_login(house, by)
        project = await house.studio.talks.new(brief, by=member)
        return await house.studio.talks.write(project.id, by=member)

    say_made(in_open_house(work), as_json=as_json)


@app.command("outline")
def outline(project_id: ProjectId, as_json: JsonFlag = False) -> None:
    """Show the outline that the brief gives now. Nothing is saved. Exits 1 when the folder holds nothing.

    Example: twin lecture outline 3f2a…
    """
    from twin.cli.opened import in_open_house

    async def work(house: "House") -> "Outline":
        project = await house.studio.store.project(project_id)
        return await house.studio.talks.outline(project.brief)

    found = in_open_house(work)
    rows = [
        {
            "scene": one.id,
            "kind": one.kind.value,
            "title": one.title,
            "seconds": one.seconds,
            "sentences": len(one.lines),
        }
        for one in found.scenes
    ]
    if as_json:
        typer.echo(json.dumps({"scenes": rows, "not_covered": found.remarks}, ensure_ascii=False))
    else:
        for row in rows:
            typer.echo(
                f"{row['kind']}  {row['title']}  {row['seconds']} s, {row['sentences']} sentences to choose from"
            )
        for point in found.remarks:
            typer.echo(f"not covered: {point}", err=True)
    raise typer.Exit(0 if found.scenes else 1)


@app.command("list")
def list_talks(
    persona: Annotated[str | None, typer.Option("--persona", help="Only this persona's talks.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """List talks, the last changed first. Exits 1 when there are none.

    Example: twin lecture list --persona cardiology
    """
    from twin.cli.opened import in_open_house

    async def work(house: "House") -> "list[Project]":
        return await house.studio.store.projects(None if persona is None else [persona])

    found = in_open_house(work)
    if as_json:
        rows = [
            {
                "project": one.id,
                "persona": one.persona,
                "topic": one.brief.topic,
                "state": one.state.value,
                "version": one.version,
            }
            for one in found
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False))
    else:
        for one in found:
            typer.echo(project_line(one))
    raise typer.Exit(0 if found else 1)


@app.command("approve")
def approve(
    project_id: ProjectId,
    by: Annotated[str, typer.Option("--by", help="Sign-in name of the physician who approves.")],
    version: VersionOption = None,
    presenter: Annotated[
        bool, typer.Option("--presenter/--no-presenter", help="Show the drawn physician.")
    ] = True,
) -> None:
    """Approve a script with its slides and the voice that is set. Only a physician of the persona, never its author.

    Example: twin lecture approve 3f2a… --by lin
    """
    from twin.cli.opened import in_open_house

    async def work(house: "House") -> "Approval":
        member = await member_by_login(house, by)
        number = version or (await house.studio.store.project(project_id)).version
        binds = await house.films.to_approve(project_id, number, presenter=presenter)
        return await house.studio.approvals.approve(
            project_id, version=number, slides_hash=binds.slides_hash, voice_id=binds.voice_id, by=member
        )

    made = in_open_house(work)
    typer.echo(f"Version {made.version} approved by {made.approver} for the voice {made.voice_id}.")


@app.command("diff")
def diff(
    project_id: ProjectId,
    older: Annotated[
        int | None, typer.Option("--from", help="Older version; the approved one when left out.")
    ] = None,
    newer: Annotated[
        int | None, typer.Option("--to", help="Newer version; the newest when left out.")
    ] = None,
) -> None:
    """Show what changed between two versions, or since the approval, sentence by sentence. Exits 1 when nothing did.

    Example: twin lecture diff 3f2a… --from 1
    """
    from twin.cli.opened import in_open_house
    from twin.lecture.script_diff import Difference

    async def work(house: "House") -> tuple[Difference, ...]:
        talks = house.studio.talks
        last = newer or (await talks.store.project(project_id)).version
        approval = await talks.approvals.last_approval(project_id)
        first = older or (approval.version if approval else max(1, last - 1))
        return await talks.difference(project_id, first, last)

    found = in_open_house(work)
    for one in found:
        typer.echo(f"{one.change}  {one.id}")
        for mark, text in (("-", one.before), ("+", one.after)):
            if text:
                typer.echo(f"  {mark} {text}")
    raise typer.Exit(0 if found else 1)
