"""A question of knowledge is told from a complaint."""

import pytest

from twin.consultation.knowledge_question import is_of_knowledge


@pytest.mark.parametrize(
    "text",
    [
        "Can I drink coffee with atrial fibrillation?",
        "What are the signs of a stroke?",
        "房颤能喝咖啡吗？",
        "做冠脉支架后能坐飞机吗？",
        "How is a PSA test done",
    ],
)
def test_who_asks_to_know_something_tells_no_complaint(text: str) -> None:
    assert is_of_knowledge([text])


@pytest.mark.parametrize(
    "text",
    [
        "I have had a headache for three days, what can I do?",
        "My son has a fever. Can he go to school?",
        "最近总是头晕，怎么办？",
        "脖子后面不舒服好几天了",
        "我妈腿肿了要紧吗",
        "I feel dizzy",
    ],
)
def test_who_tells_what_is_wrong_does_not_only_ask(text: str) -> None:
    assert not is_of_knowledge([text])


def test_one_complaint_in_a_conversation_is_enough() -> None:
    assert not is_of_knowledge(["my chest hurts", "Can I drink coffee?"])
