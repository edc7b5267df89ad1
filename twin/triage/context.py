"""What a mention means: there now, denied, past, asked about, or a manner of speaking.

Scope follows clinicians' habit (NegEx and ConText: Chapman 2001, Harkema 2009): a denial reaches forward to the end of
its clause or list and ends at "but"; a past ends where something is "now" or "again".
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from twin.triage.matching import EncodedText, Matcher

NEAR_WORDS = 4  # English words between "not" and what it denies
NEAR_CHARACTERS = 3  # Chinese characters between 不 or 没 and what it denies
WIDE_CHARACTERS = 16  # 没有 reaches this far within its clause
AFTER_CHARACTERS = {True: 12, False: 2}  # "is absent" stands within two words, 没有 within two characters
LIST_ITEM_WORDS = 4
ADVERBIAL_WORDS, ADVERBIAL_CHARACTERS = 3, 14  # "three years ago", "in 2019", 去年冬天


_DENIALS = ("denial_near", "denial_wide", "denial_listing")  # those that reach forward
# 没有发热、咳嗽，或者胸痛: right behind the clause of the denial. 没有发热，胸痛，或者胸闷 denies neither.
_LAST_OF_CHINESE_LIST = re.compile(f"[^,]{{1,{WIDE_CHARACTERS}}},(?:或者?是?|以及|及|和)")
SEEN = frozenset("血红黑紫脓肿块疹疙")  # what is seen is not denied by "and it does not hurt"
FIRST_CHINESE = "\u3400"  # characters before it count as words
# The cues that are looked at around a mention.
KINDS = frozenset(
    [
        *_DENIALS, "denial_after", "denial_direct", "past_far", "past_near", "asked", "idiom", "simile",
        "present_again", "personal", "turn", "time_turn", "returning",
    ]
)  # fmt: skip
Span: TypeAlias = tuple[int, int]
SentenceCues: TypeAlias = Mapping[str, Sequence[Span]]
_NONE: SentenceCues = {}


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

    def __init__(self, text: str, found: Mapping[str, Sequence[Span]]) -> None:
        """Take the text and the spans of every kind of cue, in order."""
        self._text = text
        self._ends = [place for place, character in enumerate(text) if character == "\n"]
        self._is_made_up = bool(found["made_up"])
        self._is_joke = bool(found["joke"])
        self._cues: dict[int, dict[str, list[Span]]] = {}  # by sentence; many hold none
        for kind in KINDS & found.keys():
            for span in found[kind]:
                sentence = self._cues.setdefault(bisect_left(self._ends, span[0]), {})
                sentence.setdefault(kind, []).append(span)
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
        number = bisect_left(self._ends, start)
        cues = self._cues.get(number, _NONE)
        if not cues and not self._is_made_up and not self._is_joke:
            return Status.ASSERTED
        key = (start, end, denial, owns_denial, is_event)
        if key not in self._known:
            left = self._ends[number - 1] + 1 if number else 0
            right = self._ends[number] if number < len(self._ends) else len(self._text)
            self._known[key] = self._status(key, _Sentence(self._text, left, right, cues))
        return self._known[key]

    def _status(self, key: tuple[int, int, str, bool, bool], sentence: "_Sentence") -> Status:
        """Say what a mention in a sentence means."""
        start, end, denial, owns_denial, is_event = key
        cues = sentence.cues
        if "idiom" in cues and _covers_any(cues["idiom"], (start, end)):
            return Status.IDIOM
        if is_event and ((self._is_joke and denial != "direct") or sentence.is_figurative(start, end)):
            return Status.IDIOM  # a joke never takes self-harm away
        if (self._is_made_up or "asked" in cues) and self._is_asked(sentence, start, end):
            return Status.ASKED
        if denial != "never" and sentence.is_denied(start, end, denial, owns_denial):
            return Status.DENIED
        return sentence.time(start, end) if "past_far" in cues or "past_near" in cues else Status.ASSERTED

    def _is_asked(self, sentence: "_Sentence", start: int, end: int) -> bool:
        """Say whether the mention is a question about an illness, or belongs to a made-up story."""
        if self._is_made_up and not sentence.within("present_again", *sentence.clause(start, end)):
            return True
        return sentence.is_asked(start, end)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence, `text[left:right]`, with the cues that begin in it."""

    text: str
    left: int
    right: int
    cues: SentenceCues

    def within(self, kind: str, left: int, right: int) -> list[Span]:
        """Give the cues of a kind that begin in `left:right`."""
        return [span for span in self.cues.get(kind, ()) if left <= span[0] < right]

    def clause(self, start: int, end: int) -> Span:
        """Give the bounds between commas around a mention."""
        before = self.text.rfind(",", self.left, start) + 1
        after = self.text.find(",", end, self.right)
        return max(self.left, before), self.right if after < 0 else after

    def is_asked(self, start: int, end: int) -> bool:
        """Say whether the mention is a question about an illness."""
        first, last = self.clause(start, end)
        for cue_start, cue_end in self.cues.get("asked", ()):
            if first <= cue_start < last:
                return not any(
                    place < start for place, _ in self.within("personal", max(first, cue_end), start)
                )
            is_before = cue_end <= start and "," in self.text[cue_end:start]
            if is_before and not self.within("personal", cue_end, start):
                return self._is_list(cue_end, start)
        return False

    def is_figurative(self, start: int, end: int) -> bool:
        """Say whether an event is only a comparison."""
        for _, cue_end in self.within("simile", self.clause(start, end)[0], start + 1):
            between = self.text[min(cue_end, start) : start]
            if len(between) <= NEAR_CHARACTERS or (between.isascii() and _length(between) <= NEAR_WORDS):
                return True
        return False

    def _is_list(self, left: int, right: int) -> bool:
        """Say whether only short items stand between two places: "signs of a stroke, a clot, or sepsis"."""
        return all(_length(item) <= LIST_ITEM_WORDS for item in self.text[left:right].split(","))

    def is_denied(self, start: int, end: int, denial: str, owns_denial: bool) -> bool:
        """Say whether a denial reaches the mention, from before, from within a gap, or from behind."""
        for kind in _DENIALS:
            for cue_start, cue_end in self.cues.get(kind, ()):
                if cue_start >= start:
                    if not owns_denial and cue_end <= end:
                        return True
                elif denial != "direct" and cue_end <= start and self._reaches(kind, cue_end, start):
                    return True
        if denial == "direct":
            cues = self.within("denial_direct", self.left, start)
            return any(
                not self.text[cue_end:start].strip() for _, cue_end in cues
            )  # empty, too, where they overlap
        return not owns_denial and self._is_denied_behind(start, end)

    def _reaches(self, kind: str, cue_end: int, start: int) -> bool:
        """Say whether a denial that ends at `cue_end` still holds at `start`."""
        between = self.text[cue_end:start]
        if self.within("turn", cue_end, start):
            return False
        chinese = max(self.text[cue_end - 1 : start]) >= FIRST_CHINESE
        distance = len(between) if chinese else _length(between)
        if kind == "denial_near":
            return "," not in between and distance <= (NEAR_CHARACTERS if chinese else NEAR_WORDS)
        if kind == "denial_listing":
            return True
        if "," not in between:
            return distance <= WIDE_CHARACTERS if chinese else " and " not in f" {between} "
        return bool(_LAST_OF_CHINESE_LIST.fullmatch(between)) if chinese else self._is_in_list(cue_end, start)

    def _is_in_list(self, cue_end: int, start: int) -> bool:
        """Say whether a denial and a place behind it belong to one list with "or": "no fever, cough, or pain"."""
        if not self._is_list(cue_end, start):
            return False
        between, tail = f" {self.text[cue_end:start]} ", self.text[start : self.right]
        _, closes, last = between.partition(",or ")
        if closes and "," not in last:
            return True
        return " or " in between or ",or " in tail or " or " in tail.split(",but")[0]

    def _is_denied_behind(self, start: int, end: int) -> bool:
        """Say whether "… is absent", "…: no" or …没有 follows right away."""
        text, right = self.text, self.right
        for cue_start, cue_end in self.within("denial_after", end, right):
            between = text[end:cue_start]
            if text[cue_start] == "不" and (
                "," in between or self.within("turn", end, cue_start) or not SEEN.isdisjoint(text[start:end])
            ):
                return (
                    False  # 尿是红的，不疼; 胸闷但不疼; 尿血不疼: the pain is denied, not what goes before it
                )
            closes = cue_end >= right or text[cue_end] in ",\n"
            is_english = text[cue_start].isascii()
            return closes and "," not in between.strip(",") and len(between) <= AFTER_CHARACTERS[is_english]
        return False

    def time(self, start: int, end: int) -> Status:
        """Say whether the mention is told as past."""
        first, last = self.clause(start, end)
        turns = self.within("time_turn", first, last)
        first = max([cue_end for _, cue_end in turns if cue_end <= start], default=first)
        last = min([cue_start for cue_start, _ in turns if cue_start >= end], default=last)
        if "returning" in self.cues or self.within("present_again", first, last):
            return Status.ASSERTED
        first = self._with_adverbial(first)
        if self.within("past_far", first, last):
            return Status.FAR_PAST
        return Status.PAST if self.within("past_near", first, last) else Status.ASSERTED

    def _with_adverbial(self, first: int) -> int:
        """Take a short clause before the comma along: "In 2019, …", 去年，…"""
        left = self.left
        before = self.text[left : first - 1] if first > left and self.text[first - 1] == "," else ""
        place = before.rfind(",") + 1
        adverbial = before[place:]
        is_short = _length(adverbial) <= ADVERBIAL_WORDS and len(adverbial) <= ADVERBIAL_CHARACTERS
        begins = bool(self.within("past_far", left + place, left + place + 2))
        return left + place if before and is_short and begins else first


def _length(text: str) -> int:
    """Count the words of an English stretch."""
    return len(text.split())
