"""A provider's times of characters as times of words: believed when they are whole, in order, and fit text and sound."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from twin.voice.elevenlabs_door import CharacterTimes
from twin.voice.speech import SpokenWord
from twin.voice.spoken_tokens import spoken_tokens

_BACKWARD_SECONDS = 0.02  # rounding of the provider; more is disorder
_EDGE_SECONDS = 0.8  # how far first and last character may be from where the sound begins and ends
_MOST_TIMELESS = 0.2  # share of words that take no time at all
_INITIAL = "zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]"
_FINAL = (
    "iang|iong|uang|ueng|iao|ian|ing|iou|uai|uan|ang|eng|ong|uei|uen|ai|ei|ao|ou|an|en|er|ia|ie|iu|in|ua|uo|ui|un|ue|ve|"
    "van|vn|a|o|e|i|u|v|n|m|ng|r"
)
# A final never takes the letter with which the next syllable begins: fanan is fa-nan, xian is xian.
_SYLLABLE = re.compile(rf"(?:{_INITIAL})?(?:{_FINAL})(?![aeiouv])[1-5]?|(?:{_INITIAL})?(?:{_FINAL})[1-5]?")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u030c"))
_HAN = re.compile(r"[\u3400-\u9fff]")


def word_times(
    spoken: str, found: CharacterTimes | None, *, sounding_seconds: tuple[float, float]
) -> tuple[SpokenWord, ...] | None:
    """Give each word of a spoken text its times, or None where these times cannot be believed.

    Args:
        spoken: The text that was sent.
        found: Characters of that text, or for Chinese its pinyin.
        sounding_seconds: Where the sound begins and ends to be loud.
    """
    if found is None or not _is_whole(found):
        return None
    tokens = spoken_tokens(spoken)
    spans = _spans_of_text(spoken, tokens, found.characters) or _spans_of_pinyin(
        spoken, tokens, found.characters
    )
    if not spans:
        return None
    words = tuple(
        SpokenWord(start, end, found.starts_seconds[first], found.ends_seconds[last - 1])
        for (start, end), (first, last) in zip(tokens, spans, strict=True)
    )
    return words if _fits(words, sounding_seconds) else None


def last_second(found: CharacterTimes | None) -> float:
    """Give where the last character ends; 0.0 without any."""
    return max(found.ends_seconds, default=0.0) if found else 0.0


def _is_whole(found: CharacterTimes) -> bool:
    count = len(found.characters)
    if not count or not count == len(found.starts_seconds) == len(found.ends_seconds):
        return False
    starts, ends = found.starts_seconds, found.ends_seconds
    in_order = all(later >= earlier - _BACKWARD_SECONDS for earlier, later in pairwise(starts))
    return in_order and all(end >= start >= 0 for start, end in zip(starts, ends, strict=True))


def _fits(words: Sequence[SpokenWord], sounding_seconds: tuple[float, float]) -> bool:
    begin, end = sounding_seconds
    if (
        abs(words[0].start_seconds - begin) > _EDGE_SECONDS
        or abs(words[-1].end_seconds - end) > _EDGE_SECONDS
    ):
        return False
    timeless = sum(word.end_seconds <= word.start_seconds for word in words)
    return timeless <= _MOST_TIMELESS * len(words)


def _spans_of_text(
    spoken: str, tokens: Sequence[tuple[int, int]], characters: Sequence[str]
) -> list[tuple[int, int]] | None:
    """Find each word among characters that are the text itself; spaces may differ."""
    place = [number for number, one in enumerate(characters) for letter in one if not letter.isspace()]
    if "".join("".join(characters).split()) != "".join(spoken.split()):
        return None
    rank, seen = [], 0
    for letter in spoken:
        rank.append(seen)
        seen += not letter.isspace()
    return [(place[rank[start]], place[rank[end - 1]] + 1) for start, end in tokens]


def _spans_of_pinyin(
    spoken: str, tokens: Sequence[tuple[int, int]], characters: Sequence[str]
) -> list[tuple[int, int]] | None:
    """Find each Chinese character's syllable, and each other word itself, among characters that are pinyin."""
    if not _HAN.search(spoken):
        return None
    letters: list[str] = []
    place: list[int] = []
    for number, one in enumerate(characters):
        for letter in unicodedata.normalize("NFD", one.lower()):
            plain = letter.translate(_TONES)
            if plain == "\u0308" and letters[-1:] == ["u"]:
                letters[-1] = "v"
            elif plain:
                letters.append(plain)
                place.append(number)
    text = "".join(letters)
    spans, at = [], 0
    for start, end in tokens:
        at = _next_word(text, at)
        word = spoken[start:end].lower()
        stop = at + len(word) if text.startswith(word, at) else _syllable_end(text, at)
        if stop is None or (not _HAN.match(word) and not text.startswith(word, at)):
            return None
        spans.append((place[at], place[stop - 1] + 1))
        at = stop
    return spans if _next_word(text, at) == len(text) else None


def _next_word(text: str, at: int) -> int:
    while at < len(text) and not text[at].isalnum():
        at += 1
    return at


def _syllable_end(text: str, at: int) -> int | None:
    found = _SYLLABLE.match(text, at)
    return found.end() if found else None
