"""`twin lecture make | render | cancel | jobs`: from a script to files, and the one-liner from a brief to a talk."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from twin.cli.film_approval import approver_of
from twin.cli.lecture_lines import report_lines

if TYPE_CHECKING:
    from twin.assembly import House
    from twin.lecture.script import Brief

JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
OutOption = Annotated[
    Path | None, typer.Option(help="Folder for the files; empty: below the data directory.")
]
NoPresenter = Annotated[bool, typer.Option("--no-presenter", help="Without the drawn physician.")]
Burned = Annotated[bool, typer.Option("--burn-captions", help="Put the captions into the picture as well.")]
AUTHOR_ID, AUTHOR = "command-line", "command line"


def register(app: typer.Typer) -> None:
    """Add the commands to `twin lecture`."""
    app.command("make")(make)
    app.command("render")(render)
    app.command("cancel")(cancel)
    app.command("jobs")(jobs)


def make(
    persona_id: Annotated[str, typer.Argument(help="Persona id.")],
    topic: Annotated[str, typer.Argument(help="What the talk is about.")],
    *,
    minutes: Annotated[float, typer.Option(help="Length, 1 to 45.")] = 3.0,
    audience: Annotated[str, typer.Option(help="public, patient, resident or physician.")] = "public",
    language: Annotated[str, typer.Option(help="en or zh.")] = "en",
    out: OutOption = None,
    approved_by: Annotated[
        str,
        typer.Option(
            help="Sign-in name of the physician who approves; the script is shown and the password asked for. Without it "
            "the talk is a DRAFT with a watermark, spoken by the embedded voice."
        ),
    ] = "",
    approved_by_demo: Annotated[
        bool,
        typer.Option(
            "--approved-by-the-demonstration",
            help="For fictional physicians only: the demonstration approves in their place, and every manifest says so.",
        ),
    ] = False,
    no_presenter: NoPresenter = False,
    burned: Burned = False,
    as_json: JsonFlag = False,
) -> None:
    """Make a talk from a brief: script, slides, voice, captions, film. Prints the files made.

    Example: twin lecture make cardiology "Living with atrial fibrillation" --minutes 3 --language en --out talks/af
    """
    from twin.cli.opened import in_open_house

    brief = _brief(persona_id, topic, minutes, audience, language)

    async def work(house: "House") -> dict[str, Any]:
        return await _made_from(
            house,
            brief,
            out,
            login=approved_by,
            by_demo=approved_by_demo,
            presenter=not no_presenter,
            burned=burned,
        )

    _tell(in_open_house(work), as_json=as_json)


async def _made_from(
    house: "House",
    brief: "Brief",
    out: Path | None,
    *,
    login: str,
    by_demo: bool,
    presenter: bool,
    burned: bool,
) -> dict[str, Any]:
    """Write the script of a brief, have it approved or go on with a draft, and make its film."""
    from twin.staff.member import Role, StaffMember

    author = StaffMember(AUTHOR_ID, AUTHOR, Role.OUTREACH, frozenset({brief.persona_id}))
    project = await house.studio.talks.new(brief, by=author)
    version = await house.studio.talks.write(project.id, by=author)
    for line in report_lines(
        version.script
    ):  # before anything is rendered: how long it will be, and what it lacks
        _say(line)
    approver = await approver_of(house, version.script, login=login, by_demo=by_demo)
    if approver is None:
        _say("Nobody has approved this talk: it is made as a DRAFT, with a watermark and the embedded voice.")
    else:
        binds = await house.films.to_approve(project.id, version.number, presenter=presenter)
        await house.films.approvals.approve(
            project.id,
            version=version.number,
            slides_hash=binds.slides_hash,
            voice_id=binds.voice_id,
            by=approver,
        )
    made = await _rendered(
        house, project.id, out=out, draft=approver is None, presenter=presenter, burned=burned
    )
    return made | {"project": project.id, "not_covered": list(version.script.not_covered)}


def render(
    project: Annotated[str, typer.Argument(help="Project id.")],
    *,
    version: Annotated[int | None, typer.Option(help="Script version; empty: the newest.")] = None,
    out: OutOption = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="A preview before approval: DRAFT watermark, embedded voice.")
    ] = False,
    no_presenter: NoPresenter = False,
    burned: Burned = False,
    as_json: JsonFlag = False,
) -> None:
    """Make the files of an approved script, or a draft. A render that was killed goes on where it stopped.

    Example: twin lecture render 3f2a --out talks/af
    """
    from twin.cli.opened import in_open_house

    async def work(house: "House") -> dict[str, Any]:
        return await _rendered(
            house, project, version=version, out=out, draft=draft, presenter=not no_presenter, burned=burned
        )

    _tell(in_open_house(work), as_json=as_json)


def cancel(project: Annotated[str, typer.Argument(help="Project id.")]) -> None:
    """End all that is being made of a talk. What is finished is kept; nothing is published.

    Example: twin lecture cancel 3f2a
    """
    from twin.cli.opened import in_open_house

    async def work(house: "House") -> None:
        await house.studio.store.project(project)
        await house.films.cancel(project)

    in_open_house(work)
    typer.echo("cancelled")


def jobs(project: Annotated[str, typer.Argument(help="Project id.")], as_json: JsonFlag = False) -> None:
    """Say how far the renders of a talk are.

    Example: twin lecture jobs 3f2a
    """
    from twin.cli.opened import in_open_house

    async def work(house: "House") -> list[dict[str, Any]]:
        await house.studio.store.project(project)
        return [
            {
                "job": told.id,
                "state": told.state.value,
                "step": told.progress.step if told.progress else "",
                "percent": told.progress.percent if told.progress else 0.0,
                "seconds_left": told.progress.seconds_left if told.progress else None,
                "error": told.error,
            }
            for told in await house.films.jobs_of(project)
        ]

    told = in_open_house(work)
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    for one in told:
        typer.echo(
            f"{one['job']}  {one['state']}  {one['step']}  {one['percent']:.0f} %  {one['error']}".rstrip()
        )


async def _rendered(house: "House", project: str, **options: Any) -> dict[str, Any]:
    """Order a talk, work on it here, show how far it is, and give what was made."""
    from twin.cli.job_progress import shown_until_done

    job_id = await house.films.order(project, **options)
    await house.films.jobs.work()
    try:
        return await shown_until_done(house.films.jobs, job_id)
    finally:
        await house.films.jobs.close()


def _brief(persona_id: str, topic: str, minutes: float, audience: str, language: str) -> "Brief":
    from pydantic import ValidationError

    from twin.lecture.script import Brief

    try:
        return Brief.model_validate(
            {
                "persona_id": persona_id,
                "topic": topic,
                "minutes": minutes,
                "audience": audience,
                "language": language,
            }
        )
    except ValidationError as error:
        told = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise typer.BadParameter(told) from None


def _tell(made: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(made, ensure_ascii=False))
        return
    for name in made["files"]:
        typer.echo(str(Path(made["folder"]) / name))
    _say(f"{made['seconds']:.0f} s, {made['lufs']:.1f} LUFS{', DRAFT' if made['draft'] else ''}.")


def _say(text: str) -> None:
    print(text, file=sys.stderr)
