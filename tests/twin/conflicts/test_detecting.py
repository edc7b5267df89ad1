from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin.conflicts.detecting import Conflict, ConflictKind, conflict_detector, is_newer

CORPORA = Path(__file__).parents[3] / "corpora"
OLDER, NEWER = "2014-03", "2024-06"


def found(own: str, guideline: str, *, own_date: str = OLDER, guideline_date: str = NEWER) -> Conflict | None:
    detector = conflict_detector(CORPORA)
    return detector.conflict_between(own, guideline, passage_date=own_date, guideline_date=guideline_date)


@pytest.mark.parametrize(
    ("own", "guideline"),
    [
        ("Babies with fever stay at home for 2 days.", "Babies with fever stay at home for 5 days."),
        (
            "Cool a scald under the tap for 3 minutes.",
            "A scald is cooled under running water for 20 minutes.",
        ),
        ("结石病人每天喝水1升。", "结石患者每日饮水2.5～3升。"),
        ("Cool a burn for 2 minutes under the tap.", "烧伤用流动凉水冲20分钟。"),
    ],
)
def test_another_number_for_the_same_thing_is_a_conflict(own: str, guideline: str) -> None:
    conflict = found(own, guideline)

    assert conflict is not None
    assert conflict.kind is ConflictKind.NUMBER


@pytest.mark.parametrize(
    ("own", "guideline"),
    [
        ("I suggest ibuprofen in heart failure.", "Ibuprofen should be avoided in heart failure."),
        (
            "People with stones should avoid milk.",
            "People with stones should keep their normal intake of milk.",
        ),
        ("房颤的人可以用阿司匹林防中风。", "不推荐用阿司匹林预防房颤中风。"),
    ],
)
def test_advice_turned_round_is_a_conflict(own: str, guideline: str) -> None:
    conflict = found(own, guideline)

    assert conflict is not None
    assert conflict.kind is ConflictKind.RECOMMEND_AVOID


@pytest.mark.parametrize(
    ("own", "guideline"),
    [
        ("Cool a burn for a third of an hour.", "Cool a burn for 20 minutes."),
        ("Adults with fever take 1 g of paracetamol.", "Children with fever take 15 mg/kg of paracetamol."),
        ("A bladder diary takes 5 days.", "A bladder diary covers at least 3 days."),
        ("Clinic blood pressure of 140/90 is high.", "Home blood pressure of 135/85 is high."),
        ("Take paracetamol for fever every 4 hours.", "Take ibuprofen for fever every 8 hours."),
        ("Stay away from ibuprofen in heart failure.", "NSAIDs are not recommended in heart failure."),
        ("烫伤用凉水冲20分钟。", "Cool burns under running water for 20 minutes."),
        ("Weigh yourself each morning [1].", "A gain of 2 kg in 3 days prompts a call [7]."),
    ],
)
def test_what_agrees_or_speaks_of_another_thing_is_none(own: str, guideline: str) -> None:
    assert found(own, guideline) is None


def test_an_older_or_undated_guideline_contradicts_nothing() -> None:
    own, guideline = "Cool a burn for 20 minutes.", "Cool a burn for 5 minutes."

    assert found(own, guideline) is not None
    assert found(own, guideline, own_date="2025-01") is None
    assert found(own, guideline, guideline_date="") is None


@given(st.dates(), st.dates())
def test_of_two_dates_at_most_one_is_newer(one: object, other: object) -> None:
    assert not (is_newer(str(one), than=str(other)) and is_newer(str(other), than=str(one)))


@given(
    st.sampled_from(["Cool a burn for 20 minutes.", "一天盐不超过5克。", "Avoid ibuprofen in heart failure."])
)
def test_a_text_does_not_conflict_with_itself(text: str) -> None:
    assert found(text, text) is None
