"""`twin teach`: a case, or a paper of the journal club, in the terminal, by hand or from a script."""

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
    from twin.teaching.journal_club import JournalClub
    from twin.teaching.paper_reading import PaperPart
    from twin.teaching.session import Act, CaseState
    from twin.teaching.tutoring import Utterance

HELP = """How to write: a plain line asks the patient or asks for a finding, and answers "why?" and hints.
  commit 70: your answer   commits to the task, 70 per cent sure
  tell me                  asks to be told, after a try"""
_COMMIT = re.compile(r"commit\s+(\d{1,3})\s*%?\s*[:：]\s*(.+)", re.IGNORECASE | re.DOTALL)
_TELL = re.compile(r"(?:tell me|告诉我)[.。!！]?", re.IGNORECASE)


def teach(
    persona_id: Annotated[str, typer.Argument(help="Persona id.")],
    case_id: Annotated[
        str, typer.Option("--case", help="Case id; cases and papers are listed without one.")
    ] = "",
    paper: Annotated[
        str, typer.Option("--paper", help="A paper's name: the journal club's questions about it.")
    ] = "",
    language: Annotated[str, typer.Option("--language", help="en or zh.")] = "en",
    script: Annotated[
        Path | None, typer.Option("--script", help="File with one line a turn, instead of typing.")
    ] = None,
) -> None:
    """Teach one of a persona's cases, or read one of its papers. Lines come from the keyboard, a pipe, or --script; nothing is stored.

    Example: twin teach cardiology --case stomach-trouble-at-dawn --script turns.txt
    """
    from twin.cli.opened import in_open_house

    if language not in ("en", "zh"):
        raise typer.BadParameter("--language is en or zh.")
    if case_id and paper:
        raise typer.BadParameter("One of --case and --paper.")

    async def work(house: "House") -> None:
        house.persona(persona_id)
        house.shown.require_consent(persona_id)
        if paper:
            await _read_together(house.teaching.journal_club, persona_id, paper, language, _lines(script))
            return
        if not case_id:
            for room in await house.teaching.shelf.rooms(persona_id):
                typer.echo(f"{room.case.id}\t{room.case.level}\t{room.case.title.in_language(language)}")
            for card in await house.teaching.journal_club.papers(persona_id):
                typer.echo(f"{card.name}\tpaper\t{card.title}")
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


async def _read_together(
    club: "JournalClub", persona_id: str, name: str, language: str, lines: Iterator[str]
) -> None:
    """Ask the questions of a guided reading, one line an answer, and say what each answer holds and leaves out."""
    from twin.teaching.journal_club import ASKS

    reading = await club.reading(persona_id, name)
    answers: dict[PaperPart, str] = {}
    typer.echo(reading.card.title)
    for number, part in enumerate(reading.asked, start=1):
        typer.echo(f"{number}. {ASKS[part].in_language(language)}")
        answers[part] = next(lines, "")
    for number, score in enumerate(club.scored(reading, answers), start=1):
        for word, links in (("said", score.said), ("missing", score.missing)):
            for link in links:
                typer.echo(f"{number}. {word}: {link.quote}\n    {link.line(language)}")


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
