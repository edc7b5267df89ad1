"""A decision says who, why, how far and until when, or it is not taken."""

from datetime import UTC, datetime

import pytest

from tests.twin.review.desk_ward import answer_to, queue_of, turn_of
from twin.errors import DecisionInvalid, DecisionNotFound, EntryDecided
from twin.review.decision_store import DecisionStore
from twin.review.decisions import Verdict
from twin.review.queue import Cause, Kind
from twin.storage.database import Database

QUESTION = "Can I keep bees?"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"reason": " "}, "Say why"),
        ({"author": ""}, "author"),
        ({"review_by": datetime.now(UTC).date()}, "not in the future"),
        ({"answer_en": "", "answer_zh": ""}, "Write the answer"),
        ({"question": ""}, "Write the question"),
        ({"verdict": Verdict.SOURCE_WRONG}, "Tick the source"),
        ({"verdict": Verdict.RIGHT}, "does not use it"),
        ({"answer_en": "Call me: 13812345678."}, "personal data"),
        ({"answer_en": "x" * 4001}, "at most 4000"),
    ],
)
def test_what_a_decision_lacks_is_said(changed: dict[str, object], said: str) -> None:
    with pytest.raises(DecisionInvalid, match=said):
        answer_to(QUESTION, **changed)


async def test_of_two_physicians_who_decide_at_once_one_is_told(database: Database) -> None:
    turn = await turn_of(database, QUESTION)
    await queue_of(database).add([Cause(Kind.ESCALATED, turn)])
    (entry,) = await queue_of(database).open_entries()
    await DecisionStore(database).decide(answer_to(QUESTION), [entry.id])

    with pytest.raises(EntryDecided):
        await DecisionStore(database).decide(answer_to(QUESTION), [entry.id])

    assert len(await DecisionStore(database).history(None)) == 1


async def test_what_was_decided_waits_again_when_it_is_undone(database: Database) -> None:
    turn = await turn_of(database, QUESTION)
    await queue_of(database).add([Cause(Kind.ESCALATED, turn)])
    (entry,) = await queue_of(database).open_entries()
    decision = await DecisionStore(database).decide(answer_to(QUESTION), [entry.id])

    undone = await DecisionStore(database).undo(
        decision.id, by="Dr. Wu", reason="too short", personas=["cardiology"]
    )

    assert [one.id for one in await queue_of(database).open_entries()] == [entry.id]
    assert (undone.undone_by, undone.undone_reason) == ("Dr. Wu", "too short")
    assert [one.id for one in await DecisionStore(database).history(None)] == [decision.id]


async def test_nobody_undoes_a_decision_of_another_persona(database: Database) -> None:
    decision = await DecisionStore(database).decide(answer_to(QUESTION), [])

    with pytest.raises(DecisionNotFound):
        await DecisionStore(database).undo(decision.id, by="x", reason="y", personas=["urology"])
