"""Which of our two languages a text is in: by script, never by a guesser of all languages."""

import re

from twin.index.held_passage import HeldPassage
from twin.persona.slots import Slot

CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")


def language_of(text: str, *, fallback: str = "en") -> str:
    """Give `zh` when Chinese characters outweigh Latin words, else `en`; `fallback` when there is neither.

    One Chinese character weighs about half a word: "INR 3.5 能吃菠菜吗" is Chinese.
    """
    characters, words = len(CHINESE.findall(text)), len(LATIN_WORD.findall(text))
    if not characters and not words:
        return fallback
    return "zh" if characters >= words else "en"


def passage_language(held: HeldPassage) -> str:
    """Give the language of a passage: its document's, but the clinic plan speaks both."""
    if held.slot is Slot.CLINIC:
        return language_of(held.passage.text, fallback=held.metadata.language)
    return held.metadata.language
