"""One conversation read again by the red flags: every message, every answer to a question, every physician's decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from twin.consultation.history_answers import Value, answers_in, says_unknown
from twin.consultation.history_entry import (
    LONGEST_ANSWER,
    MOST_AT_ONCE,
    MOST_IN_ALL,
    AskedFact,
    HistoryEntry,
)
from twin.consultation.history_words import QUESTIONS
from twin.consultation.kept_level import KeptLevel, higher
from twin.consultation.knowledge_question import is_of_knowledge, is_question, tells_a_complaint
from twin.consultation.triage_store import LOWERED, KeptTriage, LoweredLevel
from twin.evidence.clinic_asked import is_about_coming
from twin.triage.context import Status
from twin.triage.disposition import Disposition
from twin.triage.findings import Findings, Mention
from twin.triage.findings import Value as Measured
from twin.triage.person import DAY, YEAR, AgeRange, Person
from twin.triage.ratchet import TriageState
from twin.triage.result import Result
from twin.triage.triage import Triage

MOST_REBUILT = 6  # turns; by then everything that may be asked was asked
LONGEST_PLAIN_ANSWER = 60  # characters; a longer message says more than the answer to a question


@dataclass(frozen=True, slots=True)
class ConversationTriage:
    """What the red flags say after a message.

    `level` is never below what was kept. `wished` are facts worth asking. `noted` are the answers that this message
    gave; `is_answer_only` says that it gave nothing else.
    """

    level: KeptLevel
    wished: tuple[str, ...] = ()
    noted: tuple[HistoryEntry, ...] = ()
    is_answer_only: bool = False


def triage_of_conversation(
    engine: Triage, messages: Sequence[str], kept: KeptTriage | None = None
) -> ConversationTriage:
    """Judge a conversation after its last message.

    Args:
        engine: The red flags.
        messages: Everything the patient wrote, oldest first; message number n is that of turn n. At least one.
        kept: What is kept of the conversation.
    """
    kept = kept or KeptTriage()
    noted = _noted(engine, messages, kept)
    entries = (*(one for one in kept.history if one.turn < len(messages)), *noted)
    state = engine.begin()
    for turn, message in enumerate(messages, start=1):
        earlier = state.findings
        for entry in entries:
            if entry.turn == turn:
                earlier = _with_fact(earlier, entry, message, engine)
        findings = engine.read(message, earlier)
        state = state.raised(findings, engine.judge(findings))
        for step in kept.lowerings:
            if step.after_turn == turn:
                state = _lowered(state, step, engine)
    assert state.result is not None
    newest = engine.judge(state.findings)
    return ConversationTriage(
        level=higher(kept.level, KeptLevel.of(state.result)),
        wished=_wished(state.result, newest, kept),
        noted=noted,
        is_answer_only=_is_answer_only(messages[-1], noted, kept, len(messages)),
    )


def rebuilt(engine: Triage, messages: Sequence[str]) -> KeptTriage:
    """Tell what would have been asked and answered in a conversation of which nothing is kept.

    Clients of the chat protocol send their history with every question; each is a conversation of its own here. The
    first turns are judged again one by one, so that nothing is asked twice and a bare "65" is still an answer.

    Args:
        engine: The red flags.
        messages: Everything before the newest message, oldest first.
    """
    kept = KeptTriage()
    for turn in range(1, min(len(messages), MOST_REBUILT) + 1):
        found = triage_of_conversation(engine, messages[:turn], kept)
        facts = facts_to_ask(found, kept, messages[:turn], engine)
        kept = replace(
            kept,
            asked=(*kept.asked, *(AskedFact(fact, turn) for fact in facts)),
            history=(*kept.history, *found.noted),
        )
    return kept


def facts_to_ask(
    found: ConversationTriage, kept: KeptTriage, messages: Sequence[str], engine: Triage
) -> tuple[str, ...]:
    """Choose the facts to ask now: at most two, at most four in a conversation, none twice, and only of a complaint."""
    if form_of(found.level, messages) != "full":
        return ()
    can_be_asked = [fact for fact in found.wished if fact in QUESTIONS or fact in engine.reader.signs]
    return tuple(can_be_asked[: max(0, min(MOST_AT_ONCE, MOST_IN_ALL - len(kept.asked)))])


def form_of(level: KeptLevel, messages: Sequence[str]) -> Literal["card", "full", "light"]:
    """Say how a level is shown: as the card, in full for a complaint, lightly for a question of knowledge."""
    if level.disposition is Disposition.EMERGENCY:
        return "card"
    if level.disposition < Disposition.URGENT and (
        is_of_knowledge(messages) or asks_to_come(level, messages)
    ):
        return "light"
    return "full"


def asks_to_come(level: KeptLevel, messages: Sequence[str]) -> bool:
    """Say whether the newest message asks how to come to the clinic, and none tells a complaint."""
    return (
        level.disposition < Disposition.URGENT
        and is_about_coming(messages[-1])
        and not any(tells_a_complaint(one) for one in messages)
    )


def _wished(highest: Result, newest: Result, kept: KeptTriage) -> tuple[str, ...]:
    """Give what the engine would like to know and nobody was asked yet."""
    known = {one.fact for one in kept.asked} | {one.fact for one in kept.history}
    wished = dict.fromkeys((*highest.questions, *newest.questions))
    return tuple(fact for fact in wished if fact not in known)


def _pending(kept: KeptTriage, turn: int) -> list[str]:
    """Give the facts that were asked in the turn before."""
    return [one.fact for one in kept.asked if one.turn == turn - 1]


def _noted(engine: Triage, messages: Sequence[str], kept: KeptTriage) -> tuple[HistoryEntry, ...]:
    """Read the last message in the light of the questions before it."""
    turn, said = len(messages), messages[-1]
    values: Mapping[str, Value] = answers_in(engine.messages.normal(said).text, _pending(kept, turn))
    return tuple(HistoryEntry(fact, said[:LONGEST_ANSWER], value, turn) for fact, value in values.items())


def _is_answer_only(message: str, noted: Sequence[HistoryEntry], kept: KeptTriage, turn: int) -> bool:
    """Say whether a message is nothing but the answer to a question of ours."""
    if not _pending(kept, turn) or len(message) > LONGEST_PLAIN_ANSWER or is_question(message):
        return False
    return bool(noted) or says_unknown(message)


def _lowered(state: TriageState, step: LoweredLevel, engine: Triage) -> TriageState:
    """Put a physician's decision in force; where the rules have changed and nothing is left to lower, it stands anyway."""
    result = Result(step.after, (), engine.cards[step.after.value], "", (), "default", (LOWERED,))
    if step.after >= state.disposition:
        return replace(state, findings=Findings(messages=state.findings.messages), result=result)
    return state.lowered(
        step.after, result, physician_id=step.staff_id, reason=step.reason, decided_at=step.decided_at
    )


def _with_fact(earlier: Findings, entry: HistoryEntry, said: str, engine: Triage) -> Findings:
    """Add an answered fact to what was found before the message that answers it, as if it had been written out there."""
    message = len(earlier.messages)
    if entry.fact == "age" and isinstance(entry.value, float | int):
        days = float(entry.value)
        age = AgeRange(days, days + (YEAR if days >= YEAR else DAY))
        return replace(earlier, person=earlier.person.joined(Person(age, None, age_is_stated=True)))
    if entry.fact == "sex":
        return replace(
            earlier, person=replace(earlier.person, sex="female" if entry.value == "female" else "male")
        )
    if entry.fact in ("since_when", "severity"):
        name = "lasting" if entry.fact == "since_when" else "pain_score"
        value = Measured(
            name=name, value=float(entry.value), message=message, sentence=0, start=0, end=len(said)
        )
        return replace(earlier, values=(*earlier.values, value))
    if entry.fact not in engine.reader.signs:
        return earlier
    status = Status.ASSERTED if entry.value else Status.DENIED
    mention = Mention(entry.fact, status, message, 0, 0, len(said))
    return replace(earlier, mentions=(*earlier.mentions, mention))
