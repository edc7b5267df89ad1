"""The request for an opinion on urgency."""

import pytest

from twin.prompts.urgency_prompt import LONGEST, urgency_prompt


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_asks_for_one_object_and_says_that_the_patient_gives_no_orders(language: str) -> None:
    system, user = urgency_prompt(language=language, messages=["first", "second"])

    assert '{"urgency": "routine"}' in system.content
    assert user.content.splitlines() == ["<patient>first</patient>", "<patient>second</patient>"]


def test_of_a_long_conversation_the_newest_words_are_sent() -> None:
    _, user = urgency_prompt(language="en", messages=["old", "x" * LONGEST, "new"])

    assert "new" in user.content and "old" not in user.content and len(user.content) < LONGEST + 100
