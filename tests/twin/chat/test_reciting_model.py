"""A physician's own answer is recited from its first word to its last, and nothing is added."""

from twin.chat.model import Prompt, Quotable
from twin.chat.reciting_model import RecitingModel

ANSWER = "Keep your bees. Wear the suit.\n\n1. Stay away from the fence\n2. Drink water."


def prompt(language: str = "en", said: tuple[str, ...] = ()) -> Prompt:
    """Give a prompt whose only evidence is the answer."""
    piece = Quotable(key="E1", text=ANSWER, title="answer", language="en", authority=2, relevance=1.0)
    return Prompt(question="?", language=language, evidence=(piece,), already_said=said)


async def recited(asked: Prompt) -> str:
    return "".join([piece.text async for piece in RecitingModel().stream(asked)])


async def test_every_sentence_is_said_once_with_its_citation() -> None:
    words = await recited(prompt())

    assert words.count("[E1]") == 4
    assert words.index("Keep your bees") < words.index("Wear the suit") < words.index("Drink water")


async def test_after_an_interruption_it_goes_on_behind_what_was_said() -> None:
    words = await recited(prompt(said=("Keep your bees.",)))

    assert "Keep" not in words
    assert words.count("[E1]") == 3


async def test_a_reader_of_the_other_language_is_told_why_the_language_changes() -> None:
    words = await recited(prompt("zh"))

    assert words.startswith("关于这一点，医生的原话只有英文")
