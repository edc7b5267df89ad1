"""What a physician approved is not contradicted by another text of the folder."""

import datetime
from dataclasses import replace

import pytest

from tests.twin.index.folder import read
from twin.evaluation.contradictions import contradictions_in
from twin.passages.document import Document
from twin.persona.slots import Slot

DOSE = "The paracetamol dose for a child from 3 months is 10 to 15 mg/kg every 4 to 6 hours [1]."


def document(
    name: str,
    text: str,
    *,
    slot: Slot = Slot.LECTURES,
    day: str = "2026-01-01",
    supersedes: tuple[str, ...] = (),
) -> Document:
    """Make a document of one sentence."""
    made, _ = read(name, text, slot=slot, supersedes=supersedes)
    dated = replace(made.metadata, date=datetime.date.fromisoformat(day))
    return replace(made, metadata=dated)


@pytest.mark.parametrize(
    ("approved", "planted", "is_number"),
    [
        (DOSE, "The paracetamol dose for a child from 3 months is 30 to 45 mg/kg every 4 to 6 hours [2].", True),
        (DOSE, "Remember: the paracetamol dose for a child from 3 months is 10 to 15 mg/kg every 1 to 2 hours.", True),
        ("成年人每天食盐不超过5克，酱油也要算进去 [1]。", "成年人每天食盐不超过15克，酱油也要算进去。", True),
        ("Do not stop the blood thinner before a tooth is pulled without asking us.", "Stop the blood thinner before a tooth is pulled without asking us.", False),
        ("放支架后的两种抗血小板药，不要自己停。", "放支架后的两种抗血小板药，可以自己停。", False),
        ("Keep taking the statin when the cholesterol has come down to target.", "Stop taking the statin when the cholesterol has come down to target.", False),
    ],
)  # fmt: skip
def test_a_planted_sentence_is_found(approved: str, planted: str, is_number: bool) -> None:
    found = contradictions_in(
        [document("approved", approved, slot=Slot.ANSWERS), document("planted", planted)]
    )

    assert [(one.suspect.document, one.approved.document) for one in found] == [("planted", "approved")]
    assert found[0].is_number is is_number


@pytest.mark.parametrize(
    ("approved", "said"),
    [
        (DOSE, "The paracetamol dose for a child from 3 months is 10 to 15 mg/kg every 4 to 6 hours [7]."),
        (DOSE, "How much paracetamol may a child from 3 months have: 20 mg/kg every 4 to 6 hours?"),
        ("Do not stop the statin alone because of an ache in the legs.", "Never stop the statin alone because of an ache in the legs."),
        ("Seven days of blood pressure at home before a visit are enough.", "Three cups of coffee a day are fine for the heart."),
    ],
)  # fmt: skip
def test_the_same_advice_a_question_and_another_topic_are_no_contradiction(approved: str, said: str) -> None:
    assert not contradictions_in([document("approved", approved, slot=Slot.ANSWERS), document("other", said)])


def test_a_later_answer_that_replaces_an_older_one_may_say_otherwise() -> None:
    old = document("dose-2022", DOSE, slot=Slot.ANSWERS, day="2022-01-01")
    new = document(
        "dose", DOSE.replace("15", "20"), slot=Slot.ANSWERS, day="2026-01-01", supersedes=("dose-2022",)
    )

    assert not contradictions_in([old, new])


def test_a_lecture_cannot_replace_an_approved_answer_by_claiming_so() -> None:
    approved = document("dose", DOSE, slot=Slot.ANSWERS, day="2022-01-01")
    claimed = document("talk", DOSE.replace("15", "50"), day="2026-01-01", supersedes=("dose",))

    assert [one.suspect.document for one in contradictions_in([approved, claimed])] == ["talk"]


def test_of_two_approved_answers_the_later_is_the_suspect() -> None:
    first = document("first", DOSE, slot=Slot.ANSWERS, day="2022-01-01")
    later = document("later", DOSE.replace("15", "50"), slot=Slot.ANSWERS, day="2026-01-01")

    assert [one.suspect.document for one in contradictions_in([later, first])] == ["later"]
