"""A question about coming to the clinic is known by what it asks for."""

import pytest

from twin.evidence.clinic_asked import is_about_coming, is_only_about_coming, is_outside_the_plan
from twin.index.tokens import tokens

PLAN = frozenset(
    tokens(
        "The heart failure clinic is in room 215, 2nd floor. Register in the hospital's app. Bring the blue notebook. "
        "心内科专家门诊的出诊时间：周一、周三。心衰专病门诊在东院215诊室。请带蓝本子。"
    )
)


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


@pytest.mark.parametrize(
    "question",
    [
        "how i get apointment for normal hart clinic",
        "how do I book an appointment",
        "On which days does the doctor see patients, and in which room?",
        "林医生星期几出诊？",
        "心衰门诊在几楼，要带什么？",
        "怎么挂专家号",
    ],
)
def test_who_asks_only_how_to_come_is_answered_by_the_plan(question: str) -> None:
    assert is_only_about_coming(question, PLAN)


@pytest.mark.parametrize(
    "question",
    [
        "Which day should I stop the warfarin before my operation?",
        "Is the kidney clinic in room 215 too?",
        "停诊的时候药能先断几天吗？",
        "胸口闷，挂什么号？",
        "秋天去新疆自驾要带些什么？",
    ],
)
def test_who_asks_anything_else_as_well_is_not(question: str) -> None:
    assert not is_only_about_coming(question, PLAN)


def test_what_a_visit_costs_stands_in_no_plan_that_does_not_say_so() -> None:
    assert is_outside_the_plan("挂号多少钱？", "周一、周三出诊。")
    assert is_outside_the_plan("Does the insurance pay?", "Open on Monday.")
    assert not is_outside_the_plan("What is the fee?", "The fee is said at the desk.")
    assert not is_outside_the_plan("When is it open?", "Open on Monday.")
