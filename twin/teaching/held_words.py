"""The last filter: words that give the diagnosis away never leave before the learner has committed.

Characters are folded first (width, case, accents, look-alikes, traditional forms, what nobody sees); then blanks and
marks between letters, typos, words written backwards, and Chinese written in pinyin are seen through.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from twin.triage.normal_text import folded, is_chinese
from twin.triage.wording import read_syllables, read_wording

# From this many letters on a word is found inside others, backwards, and with a typo; shorter ones only whole.
LONG_WORD, TYPO_WORD, TWO_TYPOS_WORD = 5, 7, 11
LEAST_PINYIN = 6  # letters; "xin" alone is in "taxing"
TYPO_HAN = 4  # Chinese characters from which on one may be another
# Abbreviations that are also English words count only in capitals.
_ALSO_WORDS = frozenset(
    [
        "as",
        "is",
        "it",
        "us",
        "am",
        "an",
        "or",
        "all",
        "be",
        "he",
        "me",
        "at",
        "pad",
        "had",
        "his",
        "add",
        "ms",
    ]
)
_TOKEN = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class CharacterTables:
    """Traditional character to simplified, and simplified character to its syllable without tone."""

    simplified: Mapping[str, str]
    syllables: Mapping[str, str]


@lru_cache(maxsize=4)
def character_tables(corpora: Path) -> CharacterTables:
    """Read the tables that triage keeps under the corpora folder."""
    folder = corpora / "triage" / "vocabulary"
    return CharacterTables(read_wording(folder).simplified, read_syllables(folder))


@dataclass(frozen=True, slots=True)
class _LatinWord:
    """One giving word in Latin letters: as given, its letters alone, and whether only capitals count."""

    given: str
    letters: str
    only_capitals: bool


class HeldWords:
    """Finds a case's giving words in a text. Reads nothing and keeps nothing between calls."""

    def __init__(self, words: Iterable[str], tables: CharacterTables) -> None:
        """Take the words of one case, in either language."""
        self._simplified = dict(tables.simplified)
        self._latin: list[_LatinWord] = []
        self._han: list[tuple[str, str]] = []
        self._pinyin: list[tuple[str, str]] = []
        self._mixed: list[tuple[str, str]] = []
        for word in words:
            plain = self._plain(word)
            han = "".join(c for c in plain if is_chinese(c))
            letters = "".join(_TOKEN.findall(plain))
            if han and letters:
                self._mixed.append((word, "".join(c for c in plain if c.isalnum())))
            elif len(han) > 1:
                self._han.append((word, han))
                sound = "".join(tables.syllables.get(c, "?") for c in han)
                if "?" not in sound and len(sound) >= LEAST_PINYIN:
                    self._pinyin.append((word, sound))
            elif len(letters) > 1:
                self._latin.append(_LatinWord(word, letters, letters in _ALSO_WORDS))

    def found_in(self, text: str) -> str | None:
        """Give the first giving word that the text holds, as the case spells it; None for a clean text."""
        plain = self._plain(text)
        together = "".join(c for c in plain if c.isalnum())
        mixed = next((given for given, word in self._mixed if word in together), None)
        return mixed or self._han_in(plain) or self._latin_in(text, plain) or self._pinyin_in(plain)

    def _plain(self, text: str) -> str:
        return folded(text, self._simplified).text

    def _han_in(self, plain: str) -> str | None:
        held = "".join(c for c in plain if is_chinese(c))
        for given, han in self._han:
            if han in held or (len(han) > 2 and han[::-1] in held):
                return given
            if len(han) >= TYPO_HAN and _with_one_other(han, held):
                return given
        return None

    def _latin_in(self, text: str, plain: str) -> str | None:
        tokens = _TOKEN.findall(plain)
        if not tokens:
            return None
        joined = "".join(tokens)
        whole = _whole_words(tokens)
        for word in self._latin:
            if word.only_capitals:
                if re.search(rf"(?<![A-Za-z]){word.letters.upper()}(?![A-Za-z])", text):
                    return word.given
            elif (
                word.letters in whole
                or (word.letters[::-1] in whole and len(word.letters) > 2)
                or (
                    len(word.letters) >= LONG_WORD
                    and (
                        word.letters in joined
                        or word.letters[::-1] in joined
                        or _mistyped(word.letters, tokens)
                    )
                )
            ):
                return word.given
        return None

    def _pinyin_in(self, plain: str) -> str | None:
        letters = "".join(c for c in plain if "a" <= c <= "z")
        return next((given for given, sound in self._pinyin if sound in letters), None)


def _whole_words(tokens: list[str]) -> set[str]:
    """Give every word, and every run of single letters put together: `a f i b` is `afib`."""
    words = set(tokens)
    run = ""
    for token in [*tokens, "  "]:
        if len(token) == 1:
            run += token
        else:
            # Every stretch of the run: "a t i a" holds "tia".
            words |= {run[i:j] for i in range(len(run)) for j in range(i + 2, len(run) + 1)}
            run = ""
    return words


def _with_one_other(han: str, held: str) -> bool:
    """Say whether the characters stand there with exactly one of them another."""
    length = len(han)
    return any(
        sum(a != b for a, b in zip(han, held[at : at + length], strict=True)) == 1
        for at in range(len(held) - length + 1)
        if held[at] == han[0] or held[at + 1] == han[1]
    )


def _mistyped(letters: str, tokens: list[str]) -> bool:
    """Say whether some words in a row are the word with a typo or two."""
    from rapidfuzz.distance import OSA

    allowed = 2 if len(letters) >= TWO_TYPOS_WORD else 1 if len(letters) >= TYPO_WORD else 0
    if not allowed:
        return False
    for start in range(len(tokens)):
        run = ""
        for token in tokens[start:]:
            run += token
            if len(run) > len(letters) + allowed:
                break
            close = len(run) >= len(letters) - allowed and run[0] == letters[0]
            if close and OSA.distance(run, letters, score_cutoff=allowed) <= allowed:
                return True
    return False
