"""Whether a blind classifier, that knows physicians only by texts of theirs, names the right twin's answers.

The classifier is a multinomial naive Bayes over `manner_features`. It learns from the documents of each physician; when it judges an
answer, every document that the answer cites is taken out of what it learned, so it has never seen the words it judges. What it is shown is
the answer's sentences in the question's language. Two figures: with the persona's framing words, and without.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import log

from twin.evaluation.answer import Answer
from twin.evaluation.grounded_metrics import is_chinese
from twin.evaluation.manner_features import manner_features, prose_of
from twin.gate.verdict import Origin
from twin.passages.document import Document
from twin.persona.slots import Slot
from twin.shares import Share, share_of

SMOOTHING = 0.1  # added to every count
FEWEST_SENTENCES = 2  # of an answer in the question's language, below which there is nothing to judge
OWN_SLOTS = frozenset({Slot.ANSWERS, Slot.LECTURES, Slot.PAPERS})

Learned = Mapping[str, Counter[str]]  # document to features


@dataclass(frozen=True, slots=True)
class MannerScore:
    """How often the right twin is named.

    `of_two`: against one other physician, chosen by hash for each answer. `of_all`: against all others at once. Each with
    the framing words and, `bare`, without them.
    """

    of_two: Share
    of_two_bare: Share
    of_all: Share
    of_all_bare: Share


class MannerClassifier:
    """Knows each physician by the documents of one language."""

    def __init__(self, documents: Mapping[str, Sequence[Document]], language: str) -> None:
        """Learn from each persona's own documents in that language."""
        self._language = language
        self._learned: dict[str, Learned] = {
            persona: {
                one.name: manner_features(prose_of(one.text), language)
                for one in read
                if one.slot in OWN_SLOTS and one.metadata.language == language
            }
            for persona, read in documents.items()
        }
        self._sums = {persona: sum(learned.values(), Counter()) for persona, learned in self._learned.items()}
        self._kinds = len(set().union(*self._sums.values())) if self._sums else 0

    def named(
        self, sentences: Iterable[str], *, among: Sequence[str], held_out: Mapping[str, frozenset[str]]
    ) -> str:
        """Name the physician whose manner a text is in.

        Args:
            sentences: The text.
            among: The personas that come into question.
            held_out: By persona, documents that are not learned from for this text.
        """
        seen = manner_features(sentences, self._language)
        return max(among, key=lambda one: self._likelihood(seen, one, held_out.get(one, frozenset())))

    def _likelihood(self, seen: Counter[str], persona: str, left_out: frozenset[str]) -> float:
        """Give the logarithm of the chance of these features under one physician's manner."""
        known = self._sums[persona]
        out = [self._learned[persona][name] for name in left_out if name in self._learned[persona]]
        total = sum(known.values()) - sum(sum(one.values()) for one in out) + SMOOTHING * self._kinds
        return sum(
            count * log((known[feature] - sum(one[feature] for one in out) + SMOOTHING) / total)
            for feature, count in seen.items()
        )


def score_manner(
    persona: str,
    answers: Sequence[Answer],
    classifiers: Mapping[str, MannerClassifier],
    others: Sequence[str],
) -> MannerScore:
    """Let the classifiers judge a twin's answers, with and without framing words.

    Args:
        persona: Whose answers they are.
        answers: Covered answers of that twin.
        classifiers: By language.
        others: All other personas.
    """
    found: dict[str, list[bool]] = {key: [] for key in ("two", "two bare", "all", "all bare")}
    for answer in answers:
        bare = _said(answer, framing=False)
        if not answer.covered or len(bare) < FEWEST_SENTENCES or not others:
            continue
        rival = _one_of(others, answer.question)
        held_out = {persona: answer.cited_documents()}
        for kind, sentences in (("", _said(answer, framing=True)), (" bare", bare)):
            classifier = classifiers[answer.language]
            two = classifier.named(sentences, among=[rival, persona], held_out=held_out)
            every = classifier.named(sentences, among=[*others, persona], held_out=held_out)
            found["two" + kind].append(two == persona)
            found["all" + kind].append(every == persona)
    return MannerScore(*(share_of(found[key]) for key in ("two", "two bare", "all", "all bare")))


def _said(answer: Answer, *, framing: bool) -> list[str]:
    """Give the sentences of the question's language; with framing, the persona's opening and closing among them."""
    kept = [one for one in answer.sentences if one.origin != Origin.NOTICE]
    if not framing:
        kept = [one for one in kept if one.origin != Origin.MANNER]
    return [one.text for one in kept if is_chinese(one.text) == (answer.language == "zh")]


def _one_of(personas: Sequence[str], text: str) -> str:
    """Choose one, always the same for the same text."""
    return sorted(personas)[sha256(text.encode()).digest()[0] % len(personas)]
