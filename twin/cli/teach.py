"""`twin teach`: a case in the terminal, by hand or from a script."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from twin.assembly import House
    from twin.teaching.case_room import CaseRoom
    from twin.teaching.debrief import Debrief
    from twin.teaching.session import Act, CaseState
    from twin.teaching.tutoring import Utterance

HELP = """How to write: a plain line asks the patient or asks for a finding, and answers "why?" and hints.
  commit 70: your answer   commits to the task, 70 per cent sure
  tell me                  asks to be told, after a try"""
_COMMIT = re.compile(r"commit\s+(\d{1,3})\s*%?\s*[:：]\s*(.+)", re.IGNORECASE | re.DOTALL)
_TELL = re.compile(r"(?:tell me|告诉我)[.。!！]?", re.IGNORECASE)


def teach(
    persona_id: Annotated[str, typer.Argument(help="Persona id.")],
    case_id: Annotated[str, typer.Option("--case", help="Case id; a list of them when left out.")] = "",
    language: Annotated[str, typer.Option("--language", help="en or zh.")] = "en",
    script: Annotated[
        Path | None, typer.Option("--script", help="File with one line a turn, instead of typing.")
    ] = None,
) -> None:
    """Teach one of a persona's cases. Lines come from the keyboard, a pipe, or --script; nothing is stored.

    Example: twin teach cardiology --case stomach-trouble-at-dawn --script turns.txt
    """
    from twin.cli.opened import in_open_house

    if language not in ("en", "zh"):
        raise typer.BadParameter("--language is en or zh.")

    async def work(house: "House") -> None:
        house.persona(persona_id)
        house.shown.require_consent(persona_id)
        if not case_id:
            for room in await house.teaching.shelf.rooms(persona_id):
                typer.echo(f"{room.case.id}\t{room.case.level}\t{room.case.title.in_language(language)}")
            return
        room = await house.teaching.shelf.room(persona_id, case_id)
        await _taught(room, language, _lines(script))

    in_open_house(work)


async def _taught(room: "CaseRoom", language: str, lines: Iterator[str]) -> None:
    from twin.teaching.debrief import debrief_of

    state, said = await room.begin(language)
    typer.echo(HELP, err=True)
    _print(said)
    for line in lines:
        act, text, confidence = turn_of(line, state)
        state, said = await room.answer(state, act, text, confidence)
        _print(said)
        if state.is_over:
            break
    if state.is_over:
        _print_debrief(debrief_of(room.case, state, room.tutor))
        return
    typer.echo("The case is not over; the debrief comes at its end.", err=True)
    raise typer.Exit(1)


def turn_of(line: str, state: "CaseState") -> "tuple[Act, str, int | None]":
    """Read one line: what the learner does, the words, and the confidence with a commitment."""
    from twin.teaching.session import Act, Step

    commit = _COMMIT.fullmatch(line.strip())
    if commit:
        return Act.COMMIT, commit.group(2).strip(), min(100, int(commit.group(1)))
    if _TELL.fullmatch(line.strip()):
        return Act.TELL_ME, line.strip(), None
    by_step = {Step.WHY: Act.WHY, Step.AGAIN: Act.AGAIN}
    return by_step.get(state.step, Act.ASK), line.strip(), None


def _lines(script: Path | None) -> Iterator[str]:
    """Give the lines of the script, or of stdin; empty ones and those with # are left out."""
    if script is not None:
        source: Iterator[str] = iter(script.read_text(encoding="utf-8").splitlines())
    else:
        source = iter(sys.stdin)
    for line in source:
        if line.strip() and not line.lstrip().startswith("#"):
            yield line


def _print(said: "tuple[Utterance, ...]") -> None:
    for one in said:
        typer.echo(f"[{one.speaker.value}] {one.text}")
        for source in one.sources:
            typer.echo(f"    {source.line}")


def _print_debrief(debrief: "Debrief") -> None:
    from twin.teaching.debrief import Part

    for part in Part:
        typer.echo(f"\n## {part.value}")
        for line in debrief.of(part):
            typer.echo(f"- {line.kind.value}: {line.text}")
            for source in line.sources:
                typer.echo(f"    {source.line}")
    levels = ", ".join(f"{one.dimension.value} {one.level}" for one in debrief.scores)
    typer.echo(f"\nLevels (0-3): {levels}")
