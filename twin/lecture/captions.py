"""Captions: what is written, when it is heard, in lines a person can read.

At most two lines of 42 Latin or 20 Chinese characters; broken where a reader would pause; no single word left alone; as
slow to read as the voice allows. The words are the script's own, so a number in a caption is the number of the script.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from twin.errors import TwinError
from twin.lecture.caption_units import CaptionUnit, caption_units
from twin.lecture.timeline import FRAMES_A_SECOND, TimedSentence, Timeline

LONGEST_LINE = {"en": 42, "zh": 20}  # characters; what broadcasters ask for
FASTEST_READING = {"en": 17.0, "zh": 9.0}  # characters a second
MOST_LINES = 2
SHORTEST_SECONDS = 1.0
LINGER_SECONDS = 0.6  # a caption may stay this long after its last word, if nothing follows
GAP_SECONDS = 2 / FRAMES_A_SECOND  # between two captions, so that the eye sees the change
FEWEST_ALONE = {"en": 12, "zh": 5}  # characters; a caption with fewer looks like a leftover

# Weights of what a reader minds, found by reading the captions of both demo talks.
_NO_PAUSE = 40.0  # a caption that ends where nobody would pause
_LIST_ITEM = 12.0  # … at the small comma of a Chinese list
_TORN_LINE = 3.0  # times 2 or 3: a line that ends there
_TOO_FAST = 30.0  # a caption twice as fast as one can read
_TOO_SHORT = 25.0  # a caption one second shorter than it should be
_LEFTOVER = 60.0
_PER_CAPTION = 8.0
_UNEVEN = 6.0


class CaptionsWrong(TwinError):
    """Captions do not say what the script says. A fault of ours, caught before anything is published."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: one or two lines, seconds of the talk; half-open, in order, never two at once."""

    lines: tuple[str, ...]
    start_seconds: float
    end_seconds: float
    sentence_id: str

    @property
    def text(self) -> str:
        """Give the lines as they are shown."""
        return "\n".join(self.lines)


def captions_of(timeline: Timeline, *, language: str, kept_whole: Collection[str] = ()) -> tuple[Cue, ...]:
    """Give the captions of a talk.

    Raises:
        CaptionsWrong: If they would not say exactly what the script says.
    """
    cues: list[Cue] = []
    for sentence in timeline.sentences:
        made = _cues_of(sentence, language=language, kept_whole=kept_whole)
        shown, meant = _bare("".join(cue.text for cue in made)), _bare(sentence.said.text.written)
        if shown != meant:
            raise CaptionsWrong(
                f"The captions of sentence {sentence.said.id} say {shown!r}, the script says {meant!r}. Please report this sentence."
            )
        cues.extend(made)
    return tuple(_spaced(cues, ends=timeline.seconds))


def _bare(text: str) -> str:
    return "".join(text.split())


def _cues_of(sentence: TimedSentence, *, language: str, kept_whole: Collection[str]) -> list[Cue]:
    units = caption_units(sentence.said.text, sentence.said.speech.words, kept_whole=kept_whole)
    cues = []
    for start, end in _broken(units, language):
        lines = lines_of(units[start:end], language)
        begins = sentence.start_seconds + units[start].start_seconds
        ends = sentence.start_seconds + max(unit.end_seconds for unit in units[start:end])
        cues.append(Cue(lines, begins, max(ends, begins), sentence.said.id))
    return cues


def _spaced(cues: Sequence[Cue], *, ends: float) -> list[Cue]:
    """Let each caption stay a little longer, yet leave before the next begins."""
    spaced = []
    for cue, following in zip(cues, [*cues[1:], None], strict=True):
        latest = following.start_seconds - GAP_SECONDS if following else ends
        until = min(max(cue.end_seconds + LINGER_SECONDS, cue.start_seconds + SHORTEST_SECONDS), latest)
        spaced.append(
            Cue(cue.lines, cue.start_seconds, max(until, cue.start_seconds + GAP_SECONDS), cue.sentence_id)
        )
    return spaced


def _broken(units: Sequence[CaptionUnit], language: str) -> list[tuple[int, int]]:
    """Cut a sentence into captions, half-open in units, at the least cost to the reader."""
    count = len(units)
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * count
    for end in range(1, count + 1):
        for start in range(end - 1, -1, -1):
            cost = _cost(units, start, end, language)
            if cost == float("inf"):
                break
            if best[start][0] + cost < best[end][0]:
                best[end] = (best[start][0] + cost, start)
    cuts, end = [], count
    while end:
        start = best[end][1]
        cuts.append((start, end))
        end = start
    return cuts[::-1]


def _cost(units: Sequence[CaptionUnit], start: int, end: int, language: str) -> float:
    """Say how much a reader minds one caption; infinite when it does not fit."""
    shown = units[start:end]
    lines = _fit(tuple((unit.text, unit.gap, _weak(unit)) for unit in shown), LONGEST_LINE[language])
    if lines is None and end - start > 1:
        return float("inf")
    cost = _PER_CAPTION + _UNEVEN * _unevenness([_joined(shown[a:b]) for a, b in lines or ()], language)
    if lines and len(lines) == MOST_LINES:
        cost += _TORN_LINE * _weak(shown[lines[0][1] - 1])
    until = units[end].start_seconds if end < len(units) else shown[-1].end_seconds + LINGER_SECONDS
    seconds = max(until - shown[0].start_seconds, 0.05)
    length = len(_joined(shown))
    cost += _TOO_FAST * max(0.0, length / seconds / FASTEST_READING[language] - 1)
    cost += _TOO_SHORT * max(0.0, SHORTEST_SECONDS - seconds)
    if end < len(units):
        cost += (
            0.0
            if shown[-1].ends_clause and not shown[-1].ends_list_item
            else _LIST_ITEM
            if shown[-1].ends_list_item
            else _NO_PAUSE
        )
        cost -= 10.0 if units[end].begins_phrase and not shown[-1].ends_clause else 0.0
        cost += 20.0 if shown[-1].begins_phrase else 0.0
    if length < FEWEST_ALONE[language] and len(shown) < len(units):
        cost += _LEFTOVER
    return cost


def _unevenness(lines: Sequence[str], language: str) -> float:
    return abs(len(lines[0]) - len(lines[1])) / LONGEST_LINE[language] if len(lines) == MOST_LINES else 0.0


def _weak(unit: CaptionUnit) -> int:
    """Say how well a line breaks behind a unit: 0 at a clause, 2 in the middle, 3 behind a joining word."""
    return 0 if unit.ends_clause else 3 if unit.begins_phrase else 2


@lru_cache(maxsize=20_000)
def _fit(units: tuple[tuple[str, str, int], ...], longest: int) -> tuple[tuple[int, int], ...] | None:
    """Put units on one line, or on two at the best place; None when they do not fit."""

    def length(a: int, b: int) -> int:
        return sum(len(text) + len(gap) for text, gap, _ in units[a:b]) - len(units[b - 1][1])

    if length(0, len(units)) <= longest:
        return ((0, len(units)),)
    places = [
        at for at in range(1, len(units)) if length(0, at) <= longest and length(at, len(units)) <= longest
    ]
    if not places:
        return None

    def minded(at: int) -> float:
        uneven = abs(length(0, at) - length(at, len(units))) / longest
        alone = 3.0 if at == len(units) - 1 or at == 1 else 0.0
        return units[at - 1][2] * 0.5 + uneven * 1.5 + alone

    at = min(places, key=minded)
    return ((0, at), (at, len(units)))


def lines_of(units: Sequence[CaptionUnit], language: str) -> tuple[str, ...]:
    """Give the lines of one caption; a single piece longer than a line is cut, as nothing else can be done."""
    longest = LONGEST_LINE[language]
    fitted = _fit(tuple((unit.text, unit.gap, _weak(unit)) for unit in units), longest)
    if fitted is None:
        text = _joined(units)
        half = -(-len(text) // MOST_LINES)
        return tuple(text[at : at + half] for at in range(0, len(text), half))
    return tuple(_joined(units[a:b]) for a, b in fitted)


def _joined(units: Sequence[CaptionUnit]) -> str:
    return "".join(unit.text + unit.gap for unit in units).rstrip()
