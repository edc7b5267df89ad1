"""`twin ask`: one question, answered in the terminal."""

import json
import time
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from twin.assembly import House
    from twin.consultation.events import ConsultationEvent, Triaged
    from twin.errors import TwinError

OWNER = "command-line"


def ask(
    persona_id: Annotated[str, typer.Argument(help="Persona id.")],
    question: Annotated[str, typer.Argument(help="The question, in English or Chinese.")],
    audience: Annotated[str, typer.Option(help="patient, resident, physician or public.")] = "patient",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
) -> None:
    """Ask a twin one question. Sentences appear as they are checked; the conversation is not kept.

    Example: twin ask cardiology "May I drink coffee with atrial fibrillation?"
    """
    from twin.cli.opened import in_open_house
    from twin.errors import TwinError
    from twin.persona.slots import Audience

    try:
        asked_as = Audience(audience)
    except ValueError as error:
        raise typer.BadParameter(f"{audience!r} is none of {', '.join(Audience)}.") from error

    async def work(house: "House") -> tuple[str, "list[tuple[float, ConsultationEvent]]"]:
        began = time.monotonic()
        conversation = await house.consultations.open(persona_id, owner=OWNER, audience=asked_as)
        turn = await house.consultations.ask(conversation.id, question, owner=OWNER)
        events = []
        async for event in house.consultations.events(turn.id, owner=OWNER):
            events.append((time.monotonic() - began, event))
            if not as_json:
                _print(event)
        await house.consultations.delete(conversation.id, owner=OWNER)
        return conversation.id, events

    try:
        conversation_id, events = in_open_house(work)
    except TwinError as error:
        if asked_as in (Audience.PATIENT, Audience.PUBLIC):
            _print_rules_alone(question, error, as_json=as_json)
        raise
    if as_json:
        typer.echo(json.dumps(_as_json(conversation_id, events), ensure_ascii=False))
    last = events[-1][1] if events else None
    raise typer.Exit(0 if last is not None and last.kind == "answered" else 4)


def _print(event: "ConsultationEvent") -> None:
    """Print what a person should see of one event; an emergency comes first."""
    if event.kind == "triaged":
        if event.form == "card":
            _print_card(event)
    elif event.kind == "started":
        typer.echo(event.notice + "\n", err=True)
    elif event.kind == "spoken":
        marks = "".join(f" [{key}]" for key in event.citations)
        typer.echo(event.text + marks)
    elif event.kind in {"withheld", "failed"}:
        typer.echo(event.notice)
    elif event.kind == "uncovered":
        typer.echo(f"{event.notice}\n{event.route}")
    elif event.kind == "advised":
        typer.echo("\n" + "\n".join(event.lines))
    elif event.kind == "history":
        typer.echo("\n" + "\n".join(one.text for one in event.questions))
    elif event.kind == "found":
        for citation in event.citations:
            typer.echo(f"  {citation.key} {citation.source}", err=True)


def _print_rules_alone(question: str, fault: "TwinError", *, as_json: bool) -> None:
    """Print what the rules say of an emergency when the house cannot be opened; the fault is told behind it."""
    from twin.errors import DatabaseUnavailable, UpstreamError
    from twin.evidence.language import language_of
    from twin.front_door import urgency_words_of
    from twin.settings import load_settings

    if not isinstance(fault, DatabaseUnavailable | UpstreamError):
        return
    triaged = urgency_words_of(load_settings()).by_rules([question], language_of(question))
    if as_json:
        shown = {"triage": triaged.model_dump(mode="json", exclude={"kind", "number"})}
        typer.echo(json.dumps(shown, ensure_ascii=False))
    elif triaged.form == "card":
        _print_card(triaged)


def _print_card(card: "Triaged") -> None:
    """Print the emergency card: the number, what to do, the way."""
    from twin.consultation.urgency_words import card_lines

    typer.echo(f"{card.level.upper()}: {card.emergency_number}")
    for line in card_lines(card):
        typer.echo(line)
    if card.departments:
        typer.echo(f"{card.departments[0].name}: twin find {card.departments[0].id}\n")


def _as_json(conversation_id: str, events: "list[tuple[float, ConsultationEvent]]") -> dict[str, Any]:
    """Give the turn as one object."""
    shown: dict[str, Any] = {
        "conversation": conversation_id,
        "language": None,
        "covered": False,
        "sentences": [],
        "citations": [],
        "withheld": [],
        "seconds_to_first_sentence": None,
        "triage": None,
        "advice": [],
        "questions": [],
        "not_answered": [],
    }
    for seconds, event in events:
        if event.kind == "triaged":
            shown["triage"] = event.model_dump(mode="json", exclude={"kind", "number"})
        elif event.kind == "advised":
            shown["advice"] = list(event.lines)
        elif event.kind == "history":
            shown["questions"] = [one.model_dump() for one in event.questions]
        elif event.kind == "uncovered":
            shown["not_answered"] = list(event.parts)
        elif event.kind == "started":
            shown["language"] = event.language
        elif event.kind == "found":
            shown["covered"] = event.covered
            names = ("key", "document", "title", "page", "slide", "start_seconds", "quote", "start", "end")
            shown["citations"] = [{name: getattr(one, name) for name in names} for one in event.citations]
        elif event.kind == "spoken":
            if shown["seconds_to_first_sentence"] is None:
                shown["seconds_to_first_sentence"] = round(seconds, 4)
            sentence = {"text": event.text, "origin": event.origin, "citations": list(event.citations)}
            shown["sentences"].append(sentence)
        elif event.kind == "withheld":
            shown["withheld"].append({"reason": event.reason})
        elif event.kind == "failed":
            shown["error"] = {"name": event.error, "notice": event.notice, "retryable": event.retryable}
    return shown
