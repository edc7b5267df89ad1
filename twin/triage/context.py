"""What a mention means: there now, denied, past, asked about, or a manner of speaking.

Scope follows clinicians' habit (NegEx and ConText: Chapman 2001, Harkema 2009): a denial reaches forward to the end of
its clause or list and ends at "but"; a past ends where something is "now" or "again".
"""

from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import Enum

from twin.triage.matching import EncodedText, Matcher

NEAR_WORDS = 4  # English words between "not" and what it denies
NEAR_CHARACTERS = 3  # Chinese characters between 不 or 没 and what it denies
WIDE_CHARACTERS = 16  # 没有 reaches this far within its clause
AFTER_CHARACTERS = {True: 12, False: 2}  # "is absent" stands within two words, 没有 within two characters
LIST_ITEM_WORDS = 4
ADVERBIAL_WORDS, ADVERBIAL_CHARACTERS = 3, 14  # "three years ago", "in 2019", 去年冬天


# The cues that can make a mention anything else than asserted, in groups.
_GROUPS = {
    "denial_near": "denial", "denial_wide": "denial", "denial_listing": "denial", "denial_after": "denial",
    "denial_direct": "denial", "past_far": "past", "past_near": "past", "asked": "asked", "idiom": "figure",
    "simile": "figure",
}  # fmt: skip
_NONE: Set[str] = frozenset()


class Status(Enum):
    """What a mention means."""

    ASSERTED = "asserted"
    DENIED = "denied"
    PAST = "past"
    FAR_PAST = "far_past"
    ASKED = "asked"
    IDIOM = "idiom"


@dataclass(frozen=True, slots=True)
class Cues:
    """The matchers of corpora/triage/context.yaml, one per kind of cue."""

    kinds: dict[str, Matcher]

    def read(self, text: EncodedText) -> "Context":
        """Find all cues of a normal text."""
        found = {kind: matcher.spans(text) for kind, matcher in self.kinds.items()}
        blocked = found["not_denial"]
        for kind in ("denial_wide", "denial_listing", "denial_near"):
            found[kind] = [span for span in found[kind] if not _covers_any(blocked, span)]
        found["present_again"] = [
            span for span in found["present_again"] if not _covers_any(found["over"], span)
        ]
        return Context(text.text, found)


def _covers_any(spans: Sequence[tuple[int, int]], span: tuple[int, int]) -> bool:
    """Say whether one of `spans`, in order of their starts, overlaps `span`."""
    place = bisect_left(spans, (span[1], 0)) - 1
    return any(end > span[0] for _, end in spans[max(0, place - 8) : place + 1])


class Context:
    """The cues of one text; answers what a mention at a place means."""

    def __init__(self, text: str, found: dict[str, list[tuple[int, int]]]) -> None:
        """Take the text and the spans of every kind of cue, in order."""
        self._text = text
        self._found = found
        self._ends = [place for place, character in enumerate(text) if character == "\n"]
        self._is_made_up = bool(found["made_up"])
        self._is_joke = bool(found["joke"])
        self._kinds: dict[int, set[str]] = {}  # which kinds of cue each sentence holds; most hold none
        for kind, group in _GROUPS.items():
            for place, _ in found[kind]:
                self._kinds.setdefault(bisect_left(self._ends, place), set()).add(group)
        self._known: dict[tuple[int, int, str, bool, bool], Status] = {}

    def status(
        self, start: int, end: int, *, denial: str, owns_denial: bool, is_event: bool = False
    ) -> Status:
        """Say what the mention at `start:end` means.

        Args:
            start: Offset in the normal text.
            end: Offset behind it.
            denial: The sign's `denial`: scope, direct or never.
            owns_denial: Its pattern holds a denial itself ("not breathing").
            is_event: It is something that happens, such as an injury: "as if I had been shot" is none.
        """
        key = (start, end, denial, owns_denial, is_event)
        if key not in self._known:
            number = bisect_left(self._ends, start)
            kinds = self._kinds.get(number, _NONE)
            is_plain = not kinds and not self._is_made_up and not self._is_joke
            self._known[key] = Status.ASSERTED if is_plain else self._status(key, kinds)
        return self._known[key]

    def _status(self, key: tuple[int, int, str, bool, bool], kinds: Set[str]) -> Status:
        """Say what a mention in a sentence with these kinds of cues means."""
        start, end, denial, owns_denial, is_event = key
        left, right = self._sentence(start)
        if _covers_any(self._found["idiom"], (start, end)) or (
            is_event and self._is_figurative(start, end, left, right, denial)
        ):
            return Status.IDIOM
        if (self._is_made_up or "asked" in kinds) and self._is_asked(start, end, left, right):
            return Status.ASKED
        if (
            "denial" in kinds
            and denial != "never"
            and self._is_denied(start, end, (left, right), denial, owns_denial)
        ):
            return Status.DENIED
        return self._time(start, end, left, right) if "past" in kinds else Status.ASSERTED

    def _sentence(self, place: int) -> tuple[int, int]:
        """Give the bounds of the sentence around `place`."""
        number = bisect_left(self._ends, place)
        left = self._ends[number - 1] + 1 if number else 0
        return left, self._ends[number] if number < len(self._ends) else len(self._text)

    def _within(self, kind: str, left: int, right: int) -> list[tuple[int, int]]:
        """Give the cues of a kind that begin in `left:right`."""
        spans = self._found[kind]
        return spans[bisect_left(spans, (left, 0)) : bisect_left(spans, (right, 0))]

    def _clause(self, start: int, end: int, left: int, right: int) -> tuple[int, int]:
        """Give the bounds between commas around a mention."""
        before = self._text.rfind(",", left, start) + 1
        after = self._text.find(",", end, right)
        return max(left, before), right if after < 0 else after

    def _is_asked(self, start: int, end: int, left: int, right: int) -> bool:
        """Say whether the mention is a question about an illness, or belongs to a made-up story."""
        first, last = self._clause(start, end, left, right)
        if self._is_made_up and not self._within("present_again", first, last):
            return True
        for cue_start, cue_end in self._within("asked", left, right):
            if first <= cue_start < last:
                return not any(
                    place < start for place, _ in self._within("personal", max(first, cue_end), start)
                )
            if (
                cue_end <= start
                and "," in self._text[cue_end:start]
                and not self._within("personal", cue_end, start)
            ):
                return self._is_list(cue_end, start)
        return False

    def _is_figurative(self, start: int, end: int, left: int, right: int, denial: str) -> bool:
        """Say whether an event is only a comparison or a joke; a joke never takes self-harm away."""
        first, _ = self._clause(start, end, left, right)
        if denial != "direct" and self._is_joke:
            return True
        for _, cue_end in self._within("simile", first, start + 1):
            between = self._text[min(cue_end, start) : start]
            if len(between) <= NEAR_CHARACTERS or (between.isascii() and _length(between) <= NEAR_WORDS):
                return True
        return False

    def _is_list(self, left: int, right: int) -> bool:
        """Say whether only short items stand between two places: "signs of a stroke, a clot, or sepsis"."""
        return all(_length(item) <= LIST_ITEM_WORDS for item in self._text[left:right].split(","))

    def _is_denied(
        self, start: int, end: int, bounds: tuple[int, int], denial: str, owns_denial: bool
    ) -> bool:
        """Say whether a denial reaches the mention, from before, from within a gap, or from behind."""
        left, right = bounds
        kinds = ("denial_near", "denial_wide", "denial_listing")
        if not owns_denial and any(
            span_end <= end for kind in kinds for _, span_end in self._within(kind, start, end)
        ):
            return True
        if denial == "direct":
            cues = self._within("denial_direct", left, start)
            return any(
                not self._text[cue_end:start].strip() for _, cue_end in cues
            )  # empty, too, where they overlap
        for kind in kinds:
            for _, cue_end in self._within(kind, left, start):
                if cue_end <= start and self._reaches(kind, cue_end, start, right):
                    return True
        return not owns_denial and self._is_denied_behind(end, right)

    def _reaches(self, kind: str, cue_end: int, start: int, right: int) -> bool:
        """Say whether a denial that ends at `cue_end` still holds at `start`."""
        between = self._text[cue_end:start]
        if self._within("turn", cue_end, start):
            return False
        chinese = any(character >= "\u3400" for character in between) or self._text[cue_end - 1] >= "\u3400"
        distance = len(between) if chinese else _length(between)
        if kind == "denial_near":
            return "," not in between and distance <= (NEAR_CHARACTERS if chinese else NEAR_WORDS)
        if kind == "denial_listing":
            return True
        if "," not in between:
            return distance <= WIDE_CHARACTERS if chinese else " and " not in f" {between} "
        if chinese or not self._is_list(cue_end, start):
            return False
        tail = self._text[start:right]
        return " or " in f" {between} " or ",or " in tail or " or " in tail.split(",but")[0]

    def _is_denied_behind(self, end: int, right: int) -> bool:
        """Say whether "… is absent", "…: no" or …没有 follows right away."""
        for cue_start, cue_end in self._within("denial_after", end, right):
            between = self._text[end:cue_start]
            if self._text[cue_start] == "不" and "," in between:
                return False  # 尿是红的，不疼: the pain is denied, not the blood
            closes = cue_end >= right or self._text[cue_end] in ",\n"
            is_english = self._text[cue_start].isascii()
            if is_english and not closes and cue_end - cue_start < 6:
                return False
            return closes and "," not in between.strip(",") and len(between) <= AFTER_CHARACTERS[is_english]
        return False

    def _time(self, start: int, end: int, left: int, right: int) -> Status:
        """Say whether the mention is told as past."""
        first, last = self._clause(start, end, left, right)
        turns = self._within("time_turn", first, last)
        first = max([cue_end for _, cue_end in turns if cue_end <= start], default=first)
        last = min([cue_start for cue_start, _ in turns if cue_start >= end], default=last)
        if self._within("present_again", first, last) or self._within("returning", left, right):
            return Status.ASSERTED
        first = self._with_adverbial(left, first)
        if self._within("past_far", first, last):
            return Status.FAR_PAST
        return Status.PAST if self._within("past_near", first, last) else Status.ASSERTED

    def _with_adverbial(self, left: int, first: int) -> int:
        """Take a short clause before the comma along: "In 2019, …", 去年，…"""
        before = self._text[left : first - 1] if first > left and self._text[first - 1] == "," else ""
        place = before.rfind(",") + 1
        adverbial = before[place:]
        is_short = _length(adverbial) <= ADVERBIAL_WORDS and len(adverbial) <= ADVERBIAL_CHARACTERS
        begins = bool(self._within("past_far", left + place, left + place + 2))
        return left + place if before and is_short and begins else first


def _length(text: str) -> int:
    """Count the words of an English stretch."""
    return len(text.split())
