"""Chinese written in Latin letters without tones: "xiong kou teng", "toutong"."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from twin.triage.normal_text import NormalText

# Syllables that are English words, too: they do not show that a text is pinyin.
_ALSO_ENGLISH = frozenset(
    [
        "a",
        "an",
        "ban",
        "bang",
        "bin",
        "can",
        "cha",
        "chi",
        "dan",
        "die",
        "do",
        "fan",
        "fen",
        "gang",
        "gun",
        "ha",
        "hang",
        "he",
        "hen",
        "her",
        "hong",
        "i",
        "in",
        "ken",
        "lie",
        "long",
        "ma",
        "man",
        "mang",
        "me",
        "men",
        "mi",
        "nan",
        "pan",
        "pang",
        "pen",
        "pi",
        "pie",
        "pin",
        "ping",
        "ran",
        "rang",
        "sang",
        "shed",
        "she",
        "song",
        "sun",
        "tan",
        "tang",
        "tie",
        "to",
        "tong",
        "tu",
        "wan",
        "wang",
        "we",
        "wo",
        "wu",
        "yang",
        "yen",
        "you",
        "zen",
        "ai",
        "pa",
        "la",
        "bi",
        "fu",
        "hu",
        "ku",
        "lu",
        "mu",
        "nu",
        "su",
        "tu",
        "gan",
        "kan",
        "sha",
        "ti",
        "no",
        "so",
        "hai",
        "dai",
        "lai",
        "bai",
    ]
)
_RUN = re.compile(r"[a-z]+(?: ?,? ?[a-z]+)*")
_WORD = re.compile("[a-z]+")
LEAST_SYLLABLES = 2
LONGEST_SYLLABLE = 6
LONGEST_WORD = 30  # letters of syllables written without a space


@dataclass(frozen=True, slots=True)
class Pinyin:
    """The syllables, and the English words that are no pinyin even where they could be taken apart."""

    syllables: frozenset[str]
    english: frozenset[str]

    def read(self, normal: NormalText) -> NormalText | None:
        """Give only the pinyin of a normal text, syllables apart; None where there is none."""
        if not self._may_hold(normal.text):
            return None
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for run in self._runs(normal.text):
            for start, end in run:
                for place in range(start, end):
                    text.append(normal.text[place])
                    starts.append(normal.starts[place])
                    ends.append(normal.ends[place])
                text.append(" ")
                starts.append(normal.starts[end - 1])
                ends.append(normal.ends[end - 1])
            text[-1] = "\n"
        return NormalText(normal.original, "".join(text), tuple(starts), tuple(ends)) if text else None

    def _may_hold(self, text: str) -> bool:
        """Take a quick look: say whether some word is a syllable, or is made of syllables, that is no English word."""
        words = set(_WORD.findall(text)) - _ALSO_ENGLISH
        return any(self._apart(word) is not None for word in words)

    def _runs(self, text: str) -> Iterable[list[tuple[int, int]]]:
        """Give each stretch of pinyin as the spans of its syllables."""
        for run in _RUN.finditer(text):
            spans: list[tuple[int, int]] = []
            for word in _WORD.finditer(run[0]):
                parts = self._apart(word[0])
                if parts is None:
                    if self._is_pinyin(text, spans):
                        yield spans
                    spans = []
                    continue
                place = run.start() + word.start()
                for part in parts:
                    spans.append((place, place + len(part)))
                    place += len(part)
            if self._is_pinyin(text, spans):
                yield spans

    def _is_pinyin(self, text: str, spans: list[tuple[int, int]]) -> bool:
        """Say whether a stretch of syllables is Chinese: at least two of them are no English word."""
        foreign = [text[start:end] for start, end in spans if text[start:end] not in _ALSO_ENGLISH]
        return len(foreign) >= LEAST_SYLLABLES

    def _apart(self, word: str) -> list[str] | None:
        """Take a word apart into syllables, the longest first; None when it is no pinyin."""
        if word in self.english and word not in self.syllables:
            return None
        if len(word) > LONGEST_WORD:
            return None
        taken = [0] * len(word) + [-1]  # how many letters the syllable at each place takes; 0: none fits
        for place in reversed(range(len(word))):
            for length in range(min(LONGEST_SYLLABLE, len(word) - place), 0, -1):
                if taken[place + length] and word[place : place + length] in self.syllables:
                    taken[place] = length
                    break
        if not taken[0]:
            return None
        parts = []
        place = 0
        while place < len(word):
            parts.append(word[place : place + taken[place]])
            place += taken[place]
        return parts


def syllable_of(table: Mapping[str, str]) -> dict[str, str]:
    """Turn the table of syllables into one of characters."""
    return {character: syllable for syllable, characters in table.items() for character in characters}
