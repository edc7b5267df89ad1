"""The command line: `twin`. Each command is as thin as a route; what it needs is imported when it runs."""

import os
import sys
from typing import Annotated

import typer

from twin import __version__
from twin.cli import (
    ask,
    doctor,
    education,
    evaluate,
    find,
    index,
    lecture,
    lecture_film,
    persona,
    review,
    search,
    serve,
    staff,
    teach,
    triage,
    verify,
    voice,
)
from twin.errors import TwinError

app = typer.Typer(
    name="twin",
    help="The doctor digital twin: answers from a physician's own folder, every sentence cited.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(persona.app, name="persona")
app.add_typer(index.app, name="index")
app.add_typer(evaluate.app, name="evaluate")
app.add_typer(education.app, name="education")
app.add_typer(review.app, name="review")
app.add_typer(staff.app, name="staff")
app.add_typer(voice.app, name="voice")
lecture_film.register(lecture.app)
app.add_typer(lecture.app, name="lecture")
app.command("search")(search.search)
app.command("ask")(ask.ask)
app.command("find")(find.find)
app.command("teach")(teach.teach)
app.command("triage")(triage.triage)
app.command("verify")(verify.verify)
app.command("serve")(serve.serve)
app.command("doctor")(doctor.doctor)


def _print_version(value: bool) -> None:
    if value:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Exit codes: 0 ok, 1 no, 2 usage, 3 configuration, 4 upstream unreachable, 5 refused by policy."""


def main() -> None:
    """Run a command; an error of ours becomes one line on stderr and its exit code."""
    os.environ.setdefault("LANGSMITH_TRACING", "false")
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "false")
    try:
        app()
    except TwinError as error:
        typer.echo(str(error), err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
