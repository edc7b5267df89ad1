"""A question about coming to the clinic is known by what it asks for."""

import pytest

from twin.evidence.clinic_asked import is_about_coming


@pytest.mark.parametrize(
    "question",
    [
        "Which room is the clinic in?",
        "how do i make an apointment with her",
        "What should I bring to the first visit?",
        "医生星期三看门诊吗？",
        "专家号提前几天放？",
        "第一次来要带什么？",
    ],
)
def test_day_room_registering_and_what_to_bring_are_about_coming(question: str) -> None:
    assert is_about_coming(question)


@pytest.mark.parametrize(
    "question",
    [
        "How many days may I leave the tablet out?",
        "May I carry my grandchild?",
        "这个药饭前吃还是饭后吃？",
        "血压几点量最准？",
    ],
)
def test_a_question_about_medicine_is_not(question: str) -> None:
    assert not is_about_coming(question)
