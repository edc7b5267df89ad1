"""English words made one: contractions apart, one spelling, short forms written out, numbers as digits."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from twin.english_numerals import ONES, TENS
from twin.triage.normal_text import NormalText, rewritten

MOST_REMEMBERED = 20_000  # words whose form is kept
NUMBERS = {word: number for number, word in enumerate(ONES)} | {
    word: 10 * number for number, word in enumerate(TENS, start=2)
}
_COMPOUND = rf"(?:{'|'.join(TENS)}) (?:{'|'.join(ONES[1:10])})\b"
_WORD = re.compile(rf"{_COMPOUND}|a (?:dozen|hundred)\b|[a-z]+(?:'[a-z]+)*|\d+(?:st|nd|rd|th)\b|\d+(?=[a-z])")
_WHOLE_AMOUNTS = {"a dozen": "12", "a hundred": "100"}
_PRONOUNS = frozenset(["it", "he", "she", "that", "this", "what", "there", "who", "where", "how", "here"])
_ENDINGS = {"n't": " not", "'m": " am", "'re": " are", "'ve": " have", "'ll": " will", "'d": " had"}


@dataclass(frozen=True, slots=True)
class EnglishWords:
    """How words are made one: `words` replaces whole words, `beginnings` the beginnings of words, longest first."""

    words: dict[str, str]
    beginnings: tuple[tuple[str, str], ...]
    _forms: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def one_form(self, word: str) -> str:
        """Give the one form of a word without apostrophe; numbers become digits."""
        form = self._forms.get(word)
        if form is None:
            if len(self._forms) >= MOST_REMEMBERED:
                self._forms.clear()
            form = self._forms[word] = self._one_form(word)
        return form

    def _one_form(self, word: str) -> str:
        """Look the form of a word up."""
        if word in self.words:
            return self.words[word]
        if word in NUMBERS:
            return str(NUMBERS[word])
        for beginning, canonical in self.beginnings:
            if word.startswith(beginning):
                return canonical + word[len(beginning) :]
        return word

    def stem(self, stem: str) -> str:
        """Give the one form of the beginning of a word."""
        for beginning, canonical in self.beginnings:
            if stem.startswith(beginning):
                return canonical + stem[len(beginning) :]
        return stem

    def made_one(self, normal: NormalText, repair: Callable[[str], str]) -> NormalText:
        """Rewrite every English word of `normal`; `repair` corrects a word that no one knows."""
        edits = []
        for match in _WORD.finditer(normal.text):
            new = self._rewritten(match[0], repair)
            if new != match[0]:
                edits.append((match.start(), match.end(), new))
        return rewritten(normal, edits)

    def _rewritten(self, word: str, repair: Callable[[str], str]) -> str:
        """Give what one match of `_WORD` becomes."""
        if word[0].isdigit():
            return word if word[-1].isalpha() else word + " "  # "38weeks" is two words
        if "'" in word:
            return self._apart(word)
        if " " in word:
            return _number(word)
        form = self.one_form(word)
        return repair(word) if form == word else form

    def _apart(self, word: str) -> str:
        """Take a contraction apart."""
        plain = word.replace("'", "")
        if plain in self.words:
            return self.words[plain]
        if plain.endswith("nt") and word.endswith("n't"):
            return self.one_form(word[:-3]) + " not"
        head, _, tail = word.partition("'")
        if "'" + tail in _ENDINGS:
            return head + _ENDINGS["'" + tail]
        if tail == "s" and head in _PRONOUNS:
            return head + " is"
        return self.one_form(head)  # a possessive: "dad's chest" is read as "dad chest"


def _number(words: str) -> str:
    """Write two words that make one number as digits."""
    if words in _WHOLE_AMOUNTS:
        return _WHOLE_AMOUNTS[words]
    tens, _, ones = words.partition(" ")
    return str(NUMBERS[tens] + NUMBERS[ones])
