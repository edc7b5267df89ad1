"""The language of a question is told by its script."""

import pytest

from twin.consultation.question import question_language


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Can I drink coffee?", "en"),
        ("能喝咖啡吗？", "zh"),
        ("INR 3.5 能吃菠菜吗", "zh"),
        ("CHA2DS2-VASc 是什么意思？", "zh"),
        ("What does 房颤 mean for my daily life?", "en"),
        ("INR?", "zh"),
        ("???", "zh"),
    ],
)
def test_a_question_is_answered_in_its_own_language_and_a_lone_word_in_the_conversations(
    question: str, language: str
) -> None:
    assert question_language(question, otherwise="zh") == language
