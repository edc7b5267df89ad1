"""A message that means "no more of the twin" is heard; a question that holds the word is a question."""

import pytest

from twin.labels.exit_words import wants_a_person


@pytest.mark.parametrize(
    "message",
    [
        "human", "Human!", "HUMAN PLEASE", "stop", "STOP.", "quit", "exit", "agent", "real person please",
        "I want to talk to a real person", "can I speak to a doctor please", "talk to human", "please stop talking",
        "人工", "转人工", "轉人工", "人工服务", "人工客服", "我要人工服务", "找真人", "我想和真人说话", "能不能转人工",
        "退出", "停止", "结束对话", "我要退出", "rengong", "tuichu", "ｓｔｏｐ",
    ],
)  # fmt: skip
def test_who_asks_for_a_person_is_heard(message: str) -> None:
    assert wants_a_person(message)


@pytest.mark.parametrize(
    "message",
    [
        "", "?", "Can I stop the statin?", "stop my medicine", "Should I stop it?", "a doctor told me to stop",
        "is a person with atrial fibrillation allowed to fly", "help", "exit wound care", "human " * 40,
        "人工关节能走路吗", "人工瓣膜要吃药吗", "人工授精", "停药可以吗", "结束治疗后多久复查", "退出性病变是什么",
        "停止吃阿司匹林几天能拔牙",
    ],
)  # fmt: skip
def test_a_question_that_holds_the_word_stays_a_question(message: str) -> None:
    assert not wants_a_person(message)
