"""The pieces of a written sentence that a caption never breaks, and when each is heard."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from twin.sentences import CJK
from twin.voice.speech import SpokenWord
from twin.voice.spoken_text import SpokenText

_HAN = re.compile(f"[{CJK}]")
# A run of Latin letters, digits and what joins them (HbA1c, NT-proBNP, 0.5, 120/80, 5–10, 6.5%), or one character.
_PIECE = re.compile(
    r"[A-Za-z0-9\u00c0-\u03ff](?:[A-Za-z0-9\u00c0-\u03ff.,:/'’%‰°²³µ+×–-]*[A-Za-z0-9\u00c0-\u03ff%‰°²³+])?|\S"
)
_OPENING = frozenset("（(【[《〈“‘「『")
_CLOSING = frozenset("，。、；：！？）)】]》〉”’」』,.;:!?…—～%‰℃·")
# Characters that lean on the one before them; a line never begins with one.
_LEANING = frozenset("的了吗呢吧着过们性者地得度率量后时里中上下")
_NUMBER_END = re.compile(r"[\d.%]$")
_CLAUSE_ENDS = re.compile(r"[,，;；:：、.。!！?？…—)）”」]$")
# English words that a line should begin with rather than end with.
_JOINING = "and or but so because if when while which that who than of in on at to for with from by as the a an is are"
JOINING = frozenset(_JOINING.split(" "))


@dataclass(frozen=True, slots=True)
class CaptionUnit:
    """One unbreakable piece: `text[start:end]` with its punctuation; times are seconds into the sentence's sound.

    `gap` is what stands between it and the next on one line: a blank or nothing. `ends_clause`: punctuation ends it.
    """

    text: str
    gap: str
    start_seconds: float
    end_seconds: float

    @property
    def ends_clause(self) -> bool:
        """Say whether a reader would pause behind it."""
        return bool(_CLAUSE_ENDS.search(self.text))

    @property
    def ends_list_item(self) -> bool:
        """Say whether only the small comma of a Chinese list ends it."""
        return self.text.endswith("、")

    @property
    def begins_phrase(self) -> bool:
        """Say whether it is a word that joins what follows to what went before."""
        return self.text.lower() in JOINING


def caption_units(
    text: SpokenText, words: Sequence[SpokenWord], *, kept_whole: Collection[str] = ()
) -> tuple[CaptionUnit, ...]:
    """Cut a sentence into the pieces a caption may break between, with the times they are heard at.

    Args:
        text: The sentence; the written form is shown, the spoken one was heard.
        words: Times of the spoken words, in order.
        kept_whole: Terms that are never broken, such as the glossary's.

    Returns:
        In order; joined with their gaps they give the written sentence, blanks simplified.
    """
    spans = _whole_spans(text, kept_whole)
    units = []
    for number, (start, end) in enumerate(spans):
        last = number == len(spans) - 1
        gap = "" if last or spans[number + 1][0] == end else " "
        begins, ends = _heard(text, words, start, end)
        units.append(CaptionUnit(" ".join(text.written[start:end].split()), gap, begins, ends))
    return tuple(units)


def _whole_spans(text: SpokenText, kept_whole: Collection[str]) -> list[tuple[int, int]]:
    """Give half-open written spans of the units."""
    written = text.written
    pieces = [(match.start(), match.end()) for match in _PIECE.finditer(written)]
    bound = {
        span.written_start: span.written_end
        for span in text.spans
        if _is_read_otherwise(text, span.start, span.end, span.written_start, span.written_end)
    }
    whole = _covered(written, kept_whole)
    spans: list[tuple[int, int]] = []
    for start, end in pieces:
        if spans and _belongs(written, spans[-1], start, bound, whole):
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((start, end))
    return spans


def _is_read_otherwise(text: SpokenText, start: int, end: int, written_start: int, written_end: int) -> bool:
    return text.spoken[start:end] != text.written[written_start:written_end]


def _covered(written: str, kept_whole: Collection[str]) -> list[tuple[int, int]]:
    """Give where terms stand that are kept whole, longest first; terms of one script only matter in Chinese."""
    found: list[tuple[int, int]] = []
    for term in sorted(
        (term for term in kept_whole if 2 <= len(term) <= 8 and _HAN.search(term)), key=len, reverse=True
    ):
        at = written.find(term)
        while at >= 0:
            if not any(start < at + len(term) and at < end for start, end in found):
                found.append((at, at + len(term)))
            at = written.find(term, at + 1)
    return found


def _belongs(
    written: str, before: tuple[int, int], start: int, bound: dict[int, int], whole: list[tuple[int, int]]
) -> bool:
    """Say whether the piece at `start` stays with the unit before it."""
    character, last = written[start], written[before[1] - 1]
    if before[1] == start and (character in _CLOSING or last in _OPENING):
        return True
    if any(begin < start < end for begin, end in whole):
        return True
    if any(begin < start < end and end - begin <= 16 for begin, end in bound.items()):
        return True  # a run that is read otherwise (5–10 mg) is one thing; very long ones may be broken
    if before[1] == start and character in _LEANING and _HAN.match(last):
        return True
    # A number stays with its unit or measure word: "5 mg", "3 次", "90 天".
    return (
        bool(_NUMBER_END.search(written[before[0] : before[1]]))
        and start - before[1] <= 1
        and not (character.isdigit() or character in JOINING)
        and (_HAN.match(character) is not None or _is_unit(written, start))
    )


def _is_unit(written: str, start: int) -> bool:
    word = re.match(r"[A-Za-zµ%°/]+", written[start:])
    return word is not None and len(word[0]) <= 7 and word[0].lower() not in JOINING


def _heard(text: SpokenText, words: Sequence[SpokenWord], start: int, end: int) -> tuple[float, float]:
    """Give when the written span `[start, end)` is heard, through the map to the spoken text."""
    met = [span for span in text.spans if span.written_start < end and start < span.written_end]
    if not met or not words:
        return _between(text, words, start)
    spoken_start, spoken_end = met[0].start, met[-1].end
    heard = [word for word in words if word.start < spoken_end and spoken_start < word.end]
    if not heard:
        return _between(text, words, start)
    return heard[0].start_seconds, heard[-1].end_seconds


def _between(text: SpokenText, words: Sequence[SpokenWord], start: int) -> tuple[float, float]:
    """Give the moment after the last word heard before a piece that is not spoken (a dash, a bracket)."""
    before = [span.end for span in text.spans if span.written_end <= start]
    heard = [word.end_seconds for word in words if before and word.start < before[-1]]
    moment = heard[-1] if heard else (words[0].start_seconds if words else 0.0)
    return moment, moment
