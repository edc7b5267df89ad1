"""A resident's disagreement lies at the physician's desk like any other answer, and comes back decided."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.twin.consultation.desk_house import DeskHouse
from tests.twin.consultation.ward import COFFEE, held
from twin.desk_of_disagreements import DeskOfDisagreements
from twin.errors import PassageNotFound
from twin.index.held_passage import HeldPassage
from twin.passages.document import Document
from twin.review.decisions import Verdict
from twin.review.queue import Entry, Kind
from twin.storage.database import Database, sqlite_url
from twin.storage.migrating import upgrade
from twin.teaching.disagreement import HandedIn, OutcomeKind

GIVEN = HandedIn(
    persona="cardiology",
    learner="ada",
    language="en",
    case_title="Uneven pulse",
    line="Counts the pulse at the wrist.",
    words="We count at the neck.",
    passages=("p-af-living", "gone"),
)


async def document_of(persona_id: str, passage_id: str) -> tuple[Document, HeldPassage]:
    """Give the one passage there is."""
    if passage_id != "p-af-living":
        raise PassageNotFound(passage_id)
    passage = held(COFFEE)
    return Document("af-living", passage.slot, "x", "text/markdown", passage.metadata, "h", COFFEE), passage


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[DeskHouse]:
    database = Database(sqlite_url(tmp_path))
    await upgrade(database)
    yield DeskHouse(database)
    await database.close()


def ear(house: DeskHouse) -> DeskOfDisagreements:
    """Give the way to this clinic's desk."""
    return DeskOfDisagreements(house.database, house.rooms.queue, house.rooms.decisions, document_of)


async def handed_in(house: DeskHouse) -> tuple[DeskOfDisagreements, str, str, Entry]:
    """Hand it in; give the ear, where it lies, and the one entry."""
    way = ear(house)
    conversation, turn = await way.hand_in(GIVEN)
    (entry,) = await house.waiting()
    return way, conversation, turn, entry


async def test_it_is_one_entry_with_the_line_the_reason_and_the_passages_that_are_there(
    house: DeskHouse,
) -> None:
    _, conversation, turn, entry = await handed_in(house)

    file = await house.desk.file(entry.id, None)

    assert (entry.kind, entry.conversation, entry.turn) == (Kind.DISAGREED, conversation, turn)
    assert entry.question == "Teaching case “Uneven pulse”: We count at the neck."
    assert entry.draft == (GIVEN.line,)
    assert [one.passage for one in file.evidence] == ["p-af-living"]


async def test_until_it_is_decided_the_learner_reads_that_it_waits_and_when_it_is_due(
    house: DeskHouse,
) -> None:
    way, conversation, turn, entry = await handed_in(house)

    outcome = await way.outcome(conversation, turn, persona="cardiology", language="en")

    assert outcome is not None and (outcome.kind, outcome.at) == (OutcomeKind.WAITING, entry.due_at)


@pytest.mark.parametrize(
    ("verdict", "kind"),
    [
        (Verdict.RIGHT, OutcomeKind.LINE_STANDS),
        (Verdict.USE_ANSWER, OutcomeKind.ANSWERED),
        (Verdict.DO_NOT_ANSWER, OutcomeKind.DECLINED),
    ],
)
async def test_what_the_physician_decides_comes_back_and_is_taken_back_with_the_decision(
    house: DeskHouse, verdict: Verdict, kind: OutcomeKind
) -> None:
    way, conversation, turn, entry = await handed_in(house)

    decided = await house.desk.decide(entry.id, house.decision(verdict, entry.question), None)
    outcome = await way.outcome(conversation, turn, persona="cardiology", language="en")
    await house.desk.undo(decided.id, None, by="Dr. Lin", reason="a slip")
    after = await way.outcome(conversation, turn, persona="cardiology", language="en")

    assert outcome is not None and (outcome.kind, outcome.author) == (kind, "Dr. Lin")
    assert (outcome.text == "Keep your bees.") == (verdict is Verdict.USE_ANSWER)
    assert after is not None and after.kind is OutcomeKind.WAITING


async def test_what_the_desk_holds_no_more_has_no_outcome(house: DeskHouse) -> None:
    assert await ear(house).outcome("nowhere", "none", persona="cardiology", language="en") is None
