"""A message made one: characters folded, words of one spelling, typos corrected."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from twin.triage.data_files import loaded
from twin.triage.english_words import EnglishWords
from twin.triage.normal_text import NormalText, folded


@dataclass(frozen=True, slots=True)
class Wording:
    """How messages and patterns are made one. `simplified` maps a traditional character to its simplified form."""

    words: EnglishWords
    simplified: dict[str, str]

    def normal(self, text: str, repair: Callable[[str], str]) -> NormalText:
        """Make one message one; `repair` corrects an English word that no one knows."""
        return self.words.made_one(folded(text, self.simplified), repair)


def read_wording(folder: Path) -> Wording:
    """Read corpora/triage/vocabulary."""
    english = loaded(folder / "english.yaml")
    beginnings = sorted(english["beginnings"].items(), key=lambda pair: -len(pair[0]))
    characters = loaded(folder / "characters.yaml")
    simplified = dict(zip(characters["traditional"], characters["simplified"], strict=True))
    words = {str(word): str(form) for word, form in english["words"].items()}
    return Wording(EnglishWords(words, tuple(beginnings)), simplified)
