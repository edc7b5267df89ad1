"""The words of the lecture prompt; set UPDATE_SNAPSHOTS=1 to accept a new wording, and read the diff."""

import pytest

from tests.twin.prompts.test_render import PERSONA, agrees_with_snapshot
from twin.chat.model import Message, Quotable
from twin.prompts.render import LANGUAGES, plain_evidence, rendered_blocks

EVIDENCE = Quotable("E1", "Weigh yourself each morning [1].", "Heart failure at home", "en", 3, 1.0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_lecture_prompt_are_those_that_were_reviewed(language: str) -> None:
    system, user = rendered_blocks(
        "lecture_scene",
        language=language,
        variables={
            "persona": PERSONA,
            "style_guide": "Short sentences.",
            "topic": "Heart failure at home",
            "scene": "Every morning",
            "purpose": "what to know",
            "audience": "the public",
            "words": "60",
            "evidence": [plain_evidence(EVIDENCE)],
            "already_said": ["The heart is a pump."],
            "must_not_say": ["brand names"],
        },
    )

    assert agrees_with_snapshot(
        f"lecture_scene.{language}", (Message("system", system), Message("user", user))
    )
