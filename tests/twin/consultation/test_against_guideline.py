from datetime import date
from pathlib import Path

from tests.twin.consultation.ward import held
from twin.conflicts.detecting import conflict_detector
from twin.consultation.against_guideline import AgainstGuideline, published, without_contradicted
from twin.consultation.causes import CausesOfReview
from twin.consultation.events import Found
from twin.evidence.evidence import Evidence, EvidenceItem
from twin.index.held_passage import HeldPassage
from twin.passages.passage import Passage
from twin.persona.slots import DocumentMetadata, Slot
from twin.review.queue import Cause, Kind

OWN = "Cool a burn under the tap for 5 minutes."
NEW = "A burn is cooled under running water for 20 minutes."


def shelved(text: str, title: str, day: date, slot: Slot) -> HeldPassage:
    metadata = DocumentMetadata(title=title, language="en", kind="lecture", date=day)
    return HeldPassage(
        Passage(id=f"p-{title}", document=title, start=0, end=len(text), text=text), title, slot, metadata
    )


def evidence(own_day: date) -> Evidence:
    own = shelved(OWN, "Burns", own_day, Slot.LECTURES)
    guideline = shelved(NEW, "Summary: 2022 first-aid guideline", date(2026, 10, 5), Slot.GUIDELINES)
    items = tuple(
        EvidenceItem(f"E{n}", one, one.document_id, 1.0) for n, one in enumerate((own, guideline), start=1)
    )
    return Evidence("burn?", "en", True, 0.9, items)


def watch() -> AgainstGuideline:
    return AgainstGuideline(lambda: conflict_detector(Path(__file__).parents[3] / "corpora"))


async def test_both_sides_are_found_with_their_dates() -> None:
    [conflict] = await watch().among(evidence(date(2013, 3, 1)))

    assert (conflict.own_key, conflict.guideline_key, conflict.how) == ("E1", "E2", "number")
    assert (conflict.own_sentence, conflict.guideline_sentence) == (OWN, NEW)
    assert (conflict.own_date, conflict.guideline_date) == ("2013-03-01", "2022")


async def test_patients_hear_the_guideline_and_not_the_contradicted_passage() -> None:
    before = evidence(date(2013, 3, 1))

    left = without_contradicted(before, await watch().among(before))

    assert [item.held.passage.text for item in left.items] == [NEW]


async def test_a_passage_younger_than_the_guideline_stands() -> None:
    assert await watch().among(evidence(date(2024, 1, 1))) == ()


async def test_the_summary_of_a_guideline_is_as_old_as_the_guideline() -> None:
    assert published(evidence(date(2013, 3, 1)).items[1].held) == "2022"
    assert published(held("x", slot=Slot.GUIDELINES)) == "2026-03-01"


async def test_a_conflict_reaches_the_desk_once_however_often_it_is_met() -> None:
    conflicts = await watch().among(evidence(date(2013, 3, 1)))
    event = Found(covered=True, citations=(), to_desk=conflicts)
    of = CausesOfReview.of

    first, again = (of(None, turn, [event])[0] for turn in ("t1", "t2"))  # type: ignore[arg-type]

    assert first.kind is Kind.CONFLICT
    assert first.key("c1") == again.key("c2") != Cause(Kind.CONFLICT, "t1", draft=("other",)).key("c1")
    assert len(first.key("c1")) <= 80


async def test_what_goes_to_the_desk_is_no_part_of_the_event_as_sent() -> None:
    conflicts = await watch().among(evidence(date(2013, 3, 1)))

    assert "to_desk" not in Found(covered=True, citations=(), to_desk=conflicts).model_dump()
