"""When two questions are the same, and what may never differ between them."""

import pytest

from tests.twin.review.readers import question_reader
from twin.review.sameness import FLOOR, must_differ, nearness

ANSWERED = "Can I take ibuprofen 400 mg with atrial fibrillation?"


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ("Can I take paracetamol 400 mg with atrial fibrillation?", "medicine"),
        ("房颤能吃400毫克扑热息痛吗？", "medicine"),
        ("Can I take ibuprofen 200 mg with atrial fibrillation?", "figure"),
        ("房颤能吃布洛芬200毫克吗？", "figure"),
        ("I am pregnant, can I take ibuprofen 400 mg with atrial fibrillation?", "pregnancy"),
        ("我怀孕了，房颤能吃布洛芬400毫克吗？", "pregnancy"),
        ("Can my 3-year-old take ibuprofen 400 mg with atrial fibrillation?", "figure"),
        ("Can my baby take ibuprofen 400 mg with atrial fibrillation?", "age"),
        ("Can I take ibuprofen 400 mg if I do not have atrial fibrillation?", "denial"),
        ("没有房颤能吃布洛芬400毫克吗？", "denial"),
    ],
)
def test_another_medicine_dose_age_pregnancy_or_a_denial_is_another_question(asked: str, reason: str) -> None:
    reader = question_reader()

    assert must_differ(reader.read(ANSWERED), reader.read(asked)) == reason


@pytest.mark.parametrize(
    "asked",
    [
        "Can't I take Brufen 400 mg with atrial fibrillation?",
        "Is ibuprofen 400 mg OK with AF or not?",
        "房颤能不能吃布洛芬400毫克？",
        "房颤可不可以吃四百毫克布洛芬",
    ],
)
def test_polite_and_chinese_ways_of_asking_are_no_denial(asked: str) -> None:
    reader = question_reader()

    assert must_differ(reader.read(ANSWERED), reader.read(asked)) == ""


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ("Should I fast before surgery?", "Should I fast after surgery?"),
        ("My margins are positive, what now?", "My margins are negative, what now?"),
        ("手术前能吃东西吗？", "手术后能吃东西吗？"),
        ("切缘阳性怎么办？", "切缘阴性怎么办？"),
    ],
)
def test_before_and_after_positive_and_negative_are_opposites(asked: str, other: str) -> None:
    reader = question_reader()

    assert must_differ(reader.read(asked), reader.read(other)) in {"opposite", "denial"}


async def test_the_same_words_are_the_same_question() -> None:
    reader = question_reader()

    found = await nearness(reader.read(ANSWERED), reader.read(ANSWERED.upper() + "  "), reader)

    assert found == 1.0


async def test_another_subject_in_the_same_frame_is_another_question() -> None:
    reader = question_reader()

    found = await nearness(
        reader.read("Can I drink beer with a kidney stone?"),
        reader.read("Can I drink coffee with a kidney stone?"),
        reader,
    )

    assert found < FLOOR


async def test_for_a_paediatrician_my_child_is_nobody_in_particular() -> None:
    reader = question_reader()
    answered, asked = reader.read("Can my child drink coffee?"), reader.read("Can he drink coffee?")

    assert must_differ(answered, asked, about_children=True) == ""
    assert must_differ(answered, asked) == "age"
