"""What was asked: a learner's words to the lines of the patient, or to the findings, they ask for.

Words are weighed by how few entries of the case have them, so that "pain" decides and "do you have" does not. Typos in
longer words do not matter; both languages are read, whichever the session speaks.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

LEAST = 0.52  # of 1; tuned on leaving one wording out of each entry of the demo cases
COVERED, TO_THE_POINT = 0.62, 0.38  # weight of "the wording is there" and of "nothing else is asked"
SAME_MEANING, OTHER_MEANING = 0.8, 0.12  # asked in other words; less for each thing that is asked beside it
MORE_WANTED = 0.15  # less for each word of a wording that was not asked
CLOSE = 0.06  # entries as near to the best as this are asked, too
TYPO_LETTERS, TWO_TYPOS_LETTERS = 5, 9
_WORD = re.compile(r"[a-z]+|\d+(?:\.\d+)?")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_CLAUSE = re.compile(
    r"[,;，；、。？！?!\n]+|\b(?:and|or|also|plus|as well as|then)\b|(?:和|及|还有|以及|或者?|另外)"
)
_EMPTY = frozenset(
    [
        "a",
        "an",
        "the",
        "do",
        "does",
        "did",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "have",
        "has",
        "had",
        "you",
        "your",
        "yours",
        "i",
        "me",
        "my",
        "we",
        "it",
        "this",
        "that",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "with",
        "please",
        "can",
        "could",
        "would",
        "may",
        "will",
        "tell",
        "about",
        "let",
        "any",
        "some",
        "there",
        "so",
        "if",
        "her",
        "his",
        "she",
        "he",
        "him",
        "them",
        "they",
        "patient",
        "mr",
        "mrs",
        "ms",
        "doctor",
        "check",
        "ask",
        "now",
        "just",
        "get",
        "got",
        "order",
        "show",
        "give",
        "see",
        "like",
        "want",
    ]
)
_EMPTY_HAN = re.compile(
    "请问|有没有|是不是|什么|怎么样?|一下|吗|呢|的|了|您|你|我|吧|啊|呀|请|给|想|再|都|这|那|过"
)


class AskedMatcher:
    """Finds which entries a text asks for. Entries are ids with the ways they are asked for, of both languages."""

    def __init__(self, entries: Sequence[tuple[str, Sequence[str]]], meanings: "InterviewMeanings") -> None:
        """Weigh the words of the entries."""
        self._meanings = meanings
        read = [
            (name, _Wording(frozenset(self._terms(way)), self._beside(way)))
            for name, ways in entries
            for way in ways
        ]
        self._wordings = [(name, wording) for name, wording in read if wording.terms]
        having: Counter[str] = Counter()
        for name, _ in entries:
            having.update(set().union(*(wording.terms for one, wording in self._wordings if one == name)))
        count = max(1, len(entries))
        self._weight = {term: math.log(1 + count / times) for term, times in having.items()}
        self._unknown = math.log(1 + count) * 0.75  # a word of no entry: something else is asked

    def asked_in(self, text: str) -> tuple[str, ...]:
        """Give the ids of what the text asks for, in the order asked, each once; nothing is an answer too."""
        found: dict[str, None] = {}
        clauses = [clause for clause in _CLAUSE.split(text.lower()) if clause and clause.strip()]
        for clause in clauses if len(clauses) > 1 else []:
            found.update(dict.fromkeys(self._best(clause)))
        if not found:
            found.update(dict.fromkeys(self._best(text)))
        return tuple(found)

    def _best(self, text: str) -> list[str]:
        asked = self._terms(text)
        if not asked:
            return []
        scores: dict[str, float] = {}
        for name, wording in self._wordings:
            scores[name] = max(scores.get(name, 0.0), self._score(asked, wording))
        top = max(scores.values(), default=0.0)
        if top < LEAST:
            return []
        return [name for name, score in scores.items() if score >= max(LEAST, top - CLOSE * (top < 1))]

    def _terms(self, text: str) -> set[str]:
        return {*terms_of(text), *self._meanings.of(text)}

    def _beside(self, way: str) -> frozenset[str]:
        """Give the words of a wording that no meaning accounts for: "vomit blood" is more than "vomit"."""
        return frozenset(term for term in terms_of(self._meanings.without(way)) if len(term) > 1)

    def _score(self, asked: set[str], wording: "_Wording") -> float:
        """Give how well a wording is asked: by its words, or by its meaning where both have one."""
        hits = {term: next((one for one in asked if alike(one, term)), None) for term in wording.terms}
        used = {hit for hit in hits.values() if hit}
        words = self._share(hits, asked, used)
        mine = {term for term in wording.terms if term[0] == "#"}
        if not mine or not mine <= used:
            return words
        others = sum(one[0] == "#" and one not in used for one in asked)
        more = sum(not any(alike(one, term) for one in asked) for term in wording.beside)
        return max(words, SAME_MEANING - OTHER_MEANING * others - MORE_WANTED * more)

    def _share(self, hits: Mapping[str, str | None], asked: set[str], used: set[str]) -> float:
        held = sum(self._weight[term] for term, hit in hits.items() if hit)
        if not held:
            return 0.0
        covered = held / sum(self._weight[term] for term in hits)
        rest = sum(self._weight.get(one, self._unknown) for one in asked if one not in used)
        return COVERED * covered + TO_THE_POINT * held / (held + rest)


@dataclass(frozen=True, slots=True)
class _Wording:
    """One way of asking: its terms, and those that no meaning accounts for."""

    terms: frozenset[str]
    beside: frozenset[str]


class InterviewMeanings:
    """The ways residents ask for the same thing (corpora/teaching/interview.yaml)."""

    def __init__(self, meanings: Mapping[str, Sequence[str]]) -> None:
        """Take the ways by meaning."""
        self._latin: list[tuple[str, re.Pattern[str]]] = []
        self._han: list[tuple[str, str]] = []
        for meaning, ways in meanings.items():
            latin = [re.escape(way.lower()) for way in ways if way.isascii()]
            if latin:
                pattern = re.compile(
                    rf"(?<![a-z0-9])(?:{'|'.join(sorted(latin, key=len, reverse=True))})s?(?![a-z0-9])"
                )
                self._latin.append((meaning, pattern))
            self._han += [(meaning, way.lower()) for way in ways if not way.isascii()]

    def of(self, text: str) -> set[str]:
        """Give the meanings in a text, each with a mark before it; a shorter way inside a longer one does not count."""
        spans = self._spans(text)
        return {
            f"#{meaning}"
            for start, end, meaning in spans
            if not any(a <= start and end <= b and b - a > end - start for a, b, _ in spans)
        }

    def without(self, text: str) -> str:
        """Give the text without the words that carry a meaning."""
        plain = list(_plain(text))
        for start, end, _ in self._spans(text):
            plain[start:end] = " " * (end - start)
        return "".join(plain)

    def _spans(self, text: str) -> list[tuple[int, int, str]]:
        plain = _plain(text)
        spans = [
            (found.start(), found.end(), meaning)
            for meaning, pattern in self._latin
            for found in pattern.finditer(plain)
        ]
        for meaning, way in self._han:
            at = plain.find(way)
            if at >= 0:
                spans.append((at, at + len(way), meaning))
        return spans


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


@lru_cache(maxsize=4)
def interview_meanings(corpora: Path) -> InterviewMeanings:
    """Read the meanings of the corpora folder; none where the file is absent."""
    path = corpora / "teaching" / "interview.yaml"
    return InterviewMeanings(yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {})


def terms_of(text: str) -> list[str]:
    """Give the words that count: stems of English words, pairs of Chinese characters (single ones where alone)."""
    plain = unicodedata.normalize("NFKC", text).lower().replace("'", "")
    terms = [_stem(word) for word in _WORD.findall(plain) if word not in _EMPTY]
    for run in _HAN_RUN.findall(_EMPTY_HAN.sub(" ", plain)):
        terms += [run[at : at + 2] for at in range(len(run) - 1)] or [run]
    return terms


@lru_cache(maxsize=65_536)
def alike(one: str, other: str) -> bool:
    """Say whether two terms are the same, a typo aside."""
    if one == other:
        return True
    if not (one.isascii() and other.isascii()) or min(len(one), len(other)) < TYPO_LETTERS:
        return False
    if one[0] != other[0]:
        return False
    from rapidfuzz.distance import OSA

    allowed = 2 if min(len(one), len(other)) >= TWO_TYPOS_LETTERS else 1
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


def _stem(word: str) -> str:
    """Drop the commonest endings of English words."""
    for ending, put in (("ies", "y"), ("ing", ""), ("ness", ""), ("ed", ""), ("es", "e"), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 4 - len(put) and not word.endswith("ss"):
            return word[: -len(ending)] + put
    return word
