"""Questions that ask for a decision about one person are told apart from questions about a matter."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from twin.errors import StaffInvalid
from twin.review.topics import INDIVIDUAL, Duty, Topic, duty_named, topic_named, topic_of

PERSONAS = Path(__file__).resolve().parents[3] / "personas"


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Do I have atrial fibrillation?", Topic.DIAGNOSIS),
        ("What's wrong with me, doctor?", Topic.DIAGNOSIS),
        ("Is this cancer?", Topic.DIAGNOSIS),
        ("我是不是得了房颤？", Topic.DIAGNOSIS),
        ("你帮我诊断一下", Topic.DIAGNOSIS),
        ("我到底得了什么病", Topic.DIAGNOSIS),
        ("What dose should I take?", Topic.MEDICINES),
        ("How many mg of warfarin should I take tonight?", Topic.MEDICINES),
        ("Should I double my dose?", Topic.MEDICINES),
        ("Can you prescribe me something for sleep?", Topic.MEDICINES),
        ("我每天该吃多少华法林？", Topic.MEDICINES),
        ("我能不能把美托洛尔减半？", Topic.MEDICINES),
        ("给我开点安眠药吧", Topic.MEDICINES),
        ("Do I have to fast before the blood test?", Topic.TESTS),
        ("Does a statin hurt the liver?", Topic.ABOUT_MEDICINES),
        ("他汀伤肝吗？", Topic.ABOUT_MEDICINES),
        ("Can I drink coffee?", Topic.LIVING),
        ("能喝咖啡吗？", Topic.LIVING),
        ("How long does the ablation take?", Topic.PROCEDURES),
        ("支架手术要多久？", Topic.PROCEDURES),
        ("When is the clinic open?", Topic.VISITS),
        ("门诊时间？", Topic.VISITS),
        ("What is heart failure?", Topic.INFORMATION),
        ("", Topic.INFORMATION),
    ],
)
def test_a_question_has_the_topic_a_physician_would_give_it(question: str, topic: Topic) -> None:
    assert topic_of(question) is topic


def _starters() -> list[str]:
    found: list[str] = []
    for path in sorted(PERSONAS.glob("*/persona.yaml")):
        starters: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))["starter_questions"]
        found += [*starters["en"], *starters["zh"]]
    return found


@pytest.mark.parametrize("question", _starters())
def test_what_the_twins_offer_to_be_asked_they_answer_themselves(question: str) -> None:
    assert topic_of(question) not in INDIVIDUAL


def test_a_question_of_any_length_costs_little() -> None:
    assert topic_of("what which should i " * 5_000) in tuple(Topic)


def test_names_that_are_none_are_refused_with_those_there_are() -> None:
    with pytest.raises(StaffInvalid, match="lectures"):
        duty_named("cooking")
    with pytest.raises(StaffInvalid, match="visits"):
        topic_named("weather")
    assert duty_named("teaching") is Duty.TEACHING and topic_named("tests") is Topic.TESTS
