"""A message in the form in which it is read: folded characters, one mark per pause, every place traced back.

Sentence ends become line breaks, pauses become commas, everything that is neither a word, a number nor a unit becomes
a space. Spaces beside Chinese characters are dropped. Both the messages and the patterns pass through here.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

SENTENCE_ENDS = frozenset("!?;。…\n\r\x0b\x0c\x85\u2028\u2029")
PAUSES = frozenset(",:")
KEPT = frozenset(".-/%°'+、")
# Letters of other scripts that look like Latin ones: Cyrillic and Greek, as in disguised text.
LOOK_ALIKES = dict(
    zip(
        "аеорсухіјѕһԁɡькмтвнαεορτυχικνβηѵԛԝ",
        "aeopcyxijshdgbkmtbhaeoptyxiknbnvqw",
        strict=True,
    )
)
APOSTROPHES = frozenset("’‘ʼ`´＇")
DASHES = frozenset("‐‑‒–—―−－~～")
INVISIBLE = frozenset({"Cf", "Mn", "Cc"})  # categories of Unicode: zero-width, combining, control
IDEOGRAPHIC_ZERO = "〇"
CLAUSE = 2  # Chinese characters on each side of a space that stands for a comma, as many patients write
STRENGTH = {" ": 0, "、": 1, ",": 1, "\n": 2}  # of two marks in a row the stronger one stays


@dataclass(frozen=True, slots=True)
class NormalText:
    """`text[i]` stands for `original[starts[i]:ends[i]]`; spans are half-open."""

    original: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Give the place in the original of `text[start:end]`, which must not be empty."""
        return self.starts[start], self.ends[end - 1]  # both only grow


CHINESE_RUN = re.compile(f"[\u3400-\u9fff{IDEOGRAPHIC_ZERO}]+")  # what is_chinese says, a whole run at once


def is_chinese(character: str) -> bool:
    """Say whether it is a Chinese character."""
    return "\u3400" <= character <= "\u9fff" or character == IDEOGRAPHIC_ZERO


def folded(text: str, simplified: dict[str, str]) -> NormalText:
    """Fold the characters and tidy the marks of `text`.

    Args:
        text: Any text.
        simplified: Traditional character to simplified.
    """
    plain = text.translate(_FOLDED)
    if _FOLDED.uneven.isdisjoint(text):  # most messages: every character stays one
        traditional = simplified.keys() & set(plain)
        if traditional:
            plain = plain.translate({ord(one): simplified[one] for one in traditional})
        return _tidied(text, plain, range(len(text)))
    characters: list[str] = []
    origins: list[int] = []
    for place, raw in enumerate(text):
        for character in _FOLDED[ord(raw)]:
            characters.append(simplified.get(character, character))
            origins.append(place)
    return _tidied(text, "".join(characters), origins)


def _fold(raw: str) -> str:
    """Fold one character to the few that count; the empty string for what nobody sees."""
    if raw in APOSTROPHES:
        return "'"
    if raw in DASHES:
        return "-"
    if raw in "℃℉":
        return "°c" if raw == "℃" else "°f"
    if raw == "º":
        return "°"
    kept = []
    for unified in unicodedata.normalize("NFKC", raw).lower():
        if unicodedata.category(unified) in INVISIBLE and unified not in SENTENCE_ENDS and unified != "\t":
            continue
        character = _without_accent(LOOK_ALIKES.get(unified, unified))
        if character in SENTENCE_ENDS:
            kept.append("\n")
        elif character in PAUSES:
            kept.append(",")
        elif character.isalnum() or character in KEPT:
            kept.append(character)
        else:
            kept.append(" ")
    return "".join(kept)


class _Folded(dict[int, str]):
    """What each character becomes, worked out when it is first met; `uneven` are those that become none or several."""

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        folded_one = self[code] = _fold(chr(code))
        if len(folded_one) != 1:
            self.uneven.add(chr(code))
        return folded_one


_FOLDED = _Folded()  # at most as large as Unicode


def _without_accent(character: str) -> str:
    """Drop the accent of a Latin letter: pinyin and names are written with and without."""
    if character.isascii() or is_chinese(character):
        return character
    first = unicodedata.normalize("NFD", character)[0]
    return first if first.isascii() else character


# Runs of marks, but for those that stay as they are: one space between Latin words, one pause or line break between words.
_MARKS = re.compile(r"(?!(?<=[0-9a-z]) (?=[0-9a-z])|(?<=[^\W_])[,\n、](?=[^\W_]))[\W_]+")


def _tidied(original: str, folded_text: str, origins: Sequence[int]) -> NormalText:
    """Decide each mark by its neighbours, and leave one space or mark between words."""
    pieces: list[str] = []
    starts: list[int] = []
    done = 0
    for run in _MARKS.finditer(folded_text):
        pieces.append(folded_text[done : run.start()])
        starts += origins[done : run.start()]
        kept = _marks(folded_text, run.start(), run.end())
        pieces.append("".join(mark for mark, _ in kept))
        starts += [origins[place] for _, place in kept]
        done = run.end()
    pieces.append(folded_text[done:])
    starts += origins[done:]
    return NormalText(original, "".join(pieces), tuple(starts), tuple(map((1).__add__, starts)))


def _marks(text: str, start: int, end: int) -> list[tuple[str, int]]:
    """Give what stays of a run of marks, with its places."""
    kept: list[tuple[str, int]] = []
    last = text[start - 1] if start else "\n"
    for place in range(start, end):
        following = text[place + 1] if place + 1 < len(text) else "\n"
        character = "," if _parts_clauses(text, start, end) else _mark(text[place], last, following)
        if not character:
            continue
        if last in STRENGTH and character in STRENGTH:
            if STRENGTH[character] <= STRENGTH[last]:
                continue
            kept.pop()  # a weaker mark of this run: what stood before the run is a letter or a line break
        kept.append((character, place))
        last = character
    return kept


def _parts_clauses(text: str, start: int, end: int) -> bool:
    """Say whether a space stands between two Chinese stretches that are long enough to be clauses."""
    if text[start:end].strip(" "):
        return False
    before, after = text[max(0, start - CLAUSE) : start], text[end : end + CLAUSE]
    return all(len(side) == CLAUSE and all(map(is_chinese, side)) for side in (before, after))


def _mark(character: str, last: str, following: str) -> str:
    """Give what a mark becomes between `last` and `following`."""
    if character == ".":
        if last.isdigit() and following.isdigit():
            return "."
        return "" if last.isalpha() and following.isalpha() and not is_chinese(following) else "\n"
    if character == "'":
        return "'" if last.isalpha() and following.isalpha() else " "
    if character in "-/":
        between = last.isalnum() and following.isalnum() and not is_chinese(last)
        if character == "-":
            between = last.isdigit() and following.isdigit()
        if between:
            return character
        character = " "
    if character == " ":
        return "" if is_chinese(last) or is_chinese(following) else " "
    return character


def rewritten(normal: NormalText, edits: list[tuple[int, int, str]]) -> NormalText:
    """Replace stretches of `normal.text`; what is put in points to the whole stretch it stands for.

    Args:
        normal: The text.
        edits: (start, end, new text), half-open, in order, without overlap.
    """
    if not edits:
        return normal
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for start, end, new in edits:
        pieces += [normal.text[done:start], new]
        starts += normal.starts[done:start]
        ends += normal.ends[done:start]
        first, last = normal.original_span(start, end)
        starts += [first] * len(new)
        ends += [last] * len(new)
        done = end
    pieces.append(normal.text[done:])
    starts += normal.starts[done:]
    ends += normal.ends[done:]
    return NormalText(normal.original, "".join(pieces), tuple(starts), tuple(ends))
