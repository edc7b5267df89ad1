"""Whether two questions ask the same, so that a physician's answer to one may be given to the other.

First what may never differ: the medicines, every figure, pregnancy, nursing, age, denial, opposites. Then a nearness in
[0, 1]: a logistic regression over a few signs, fitted on the tuned part of personas/*/questions/corrections.yaml
(docs/decisions/0016-the-desk.md), whose third kept aside `twin evaluate corrections` reports beside it. A wrong answer given is worse than
a right one not given: the floor is set for that.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twin.review.question_flags import contradict, kinds_apart
from twin.review.question_reading import RESIDUE, TERM, Figure, QuestionReader, QuestionReading, Said

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = Mapping[str, NDArray[np.float32]]

NEIGHBOURS = 0.6  # what two different words of one glossary entry have in common at least
UNLIKE = 0.3  # cosine of two heads that have nothing to do with each other
MOST_ACTIONS_APART = 2
MOST_ANCHORS = 2
STATED_GROUPS = frozenset({"infant", "teenager", "old"})


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for two questions being the same; each about in [0, 1].

    `named`, `named_back`: how much of what one names the other names too; `worst`, `worst_back`: the least of those;
    `meant`: cosine of the whole questions; `anchors`: medicines and figures that both name; `across`: 1 across
    languages; `kind`: how far apart the kinds are; `actions`: how many actions only one names; `unknown`: words of the
    other language that no list carries over; `swapped`: the least that both name and the other does not, which is how
    a near miss looks; `exchanged`: that, times the share of common words, 0 across languages.
    """

    named: float
    named_back: float
    worst: float
    worst_back: float
    meant: float
    anchors: float
    across: float
    kind: float
    actions: float
    unknown: float
    swapped: float
    exchanged: float

    def row(self) -> list[float]:
        """Give the signs in their fixed order, with the constant first."""
        return [1.0, *(float(getattr(self, name)) for name in self.__slots__)]


# In the order of `Signs.row`, constant first; fitted with each sign's direction held (a sign may not speak against its sense).
COEFFICIENTS = (
    -5.142, 0.127, 0.0, 1.328, 0.0, 6.435, 3.077, 0.691, -0.782, -6.679, 1.833, -2.991, -6.484,
)  # fmt: skip
# On the tuned part: 75 % of paraphrases and 1 of 105 near misses; at 0.1 it would be 86 % and 2, at 0.5 68 % and 1, but
# between a near miss and the other ways of asking the lower floors fire three times as often.
FLOOR = 0.35


def nearness_of(signs: Signs) -> float:
    """Give the nearness in [0, 1]."""
    weighted = sum(c * s for c, s in zip(COEFFICIENTS, signs.row(), strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, weighted))))


def must_differ(answered: QuestionReading, asked: QuestionReading, *, about_children: bool = False) -> str:
    """Name what makes two questions different ones, whatever else they share; "" when nothing does.

    Args:
        answered: The question the physician answered.
        asked: The question of now.
        about_children: Whether everybody asks this physician about children, so that "my child" adds nothing.
    """
    mine, other = answered.flags, asked.flags
    if answered.medicines != asked.medicines:
        return "medicine"
    if not (_figures_held(answered.claimed, asked.held) and _figures_held(asked.claimed, answered.held)):
        return "figure"
    if mine.pregnant != other.pregnant or mine.nursing != other.nursing:
        return "pregnancy"
    if _group(mine.group, about_children) != _group(other.group, about_children):
        return "age"
    if mine.denies != other.denies:
        return "denial"
    return "opposite" if contradict(mine, other) else ""


async def nearness(
    answered: QuestionReading, asked: QuestionReading, reader: QuestionReader, *, about_children: bool = False
) -> float:
    """Give how near two questions are, in [0, 1]; 0 when something that may not differ does."""
    if answered.bare == asked.bare:
        return 1.0
    if must_differ(answered, asked, about_children=about_children):
        return 0.0
    return nearness_of(await signs_of(answered, asked, reader))


async def signs_of(answered: QuestionReading, asked: QuestionReading, reader: QuestionReader) -> Signs:
    """Give the signs of two questions."""
    texts = [
        text for reading in (answered, asked) for one in reading.said for text in _in_english(one, reading)
    ]
    vectors = await reader.vectors([*texts, answered.english, asked.english])
    is_across = answered.language != asked.language
    there = _alignments(answered, asked, reader, vectors)
    back = _alignments(asked, answered, reader, vectors)
    swapped = min(_least(there), _least(back))
    meant = (
        float(vectors[answered.english] @ vectors[asked.english])
        if answered.english and asked.english
        else 0.0
    )
    return Signs(
        named=_mean(there),
        named_back=_mean(back),
        worst=min((share for share, weight in there if weight >= RESIDUE), default=0.5),
        worst_back=min((share for share, weight in back if weight >= RESIDUE), default=0.5),
        meant=max(0.0, meant),
        anchors=min(MOST_ANCHORS, len(answered.medicines) + len(answered.claimed)) / MOST_ANCHORS,
        across=float(is_across),
        kind=kinds_apart(answered.flags, asked.flags),
        actions=min(len(answered.flags.actions ^ asked.flags.actions), MOST_ACTIONS_APART)
        / MOST_ACTIONS_APART,
        unknown=_unknown(answered, asked) if is_across else 0.0,
        swapped=swapped,
        exchanged=0.0 if is_across else swapped * _common_words(answered, asked),
    )


def _alignments(
    mine: QuestionReading, other: QuestionReading, reader: QuestionReader, vectors: "Vectors"
) -> list[tuple[float, float]]:
    """Give for everything one question names how much of it the other names, with its weight."""
    found = []
    for one in mine.said:
        if one.is_residue:
            if mine.language == other.language:
                found.append((_in_characters(one.surface, other.text), one.weight))
            continue
        if mine.language == other.language and _is_rival(one, other, reader):
            found.append((0.0, TERM))
            continue
        texts = _in_english(one, mine)
        shares = (_alike(one.head, b.head, texts, _in_english(b, other), vectors) for b in other.said)
        found.append((max(shares, default=0.0), one.weight))
    return found


def _in_english(one: Said, reading: QuestionReading) -> tuple[str, ...]:
    """Give the English texts whose vectors stand for something named: its head, and its own words if English."""
    if one.is_residue:
        return ()
    return (one.head, one.surface) if reading.language == "en" and one.surface != one.head else (one.head,)


def _is_rival(one: Said, other: QuestionReading, reader: QuestionReader) -> bool:
    """Say whether the other question names the same term with another word before it, and not this one."""
    same = [b for b in other.said if b.head == one.head]
    return bool(same) and all(_other_modifier(one.surface, b.surface, reader) for b in same)


def _alike(
    head: str, its_head: str, mine: tuple[str, ...], its: tuple[str, ...], vectors: "Vectors"
) -> float:
    if not its:
        return 0.0
    cosine = max(float(vectors[a] @ vectors[b]) for a in mine for b in its)
    share = max(0.0, (cosine - UNLIKE) / (1 - UNLIKE))
    if head == its_head:  # one entry of the glossary may hold neighbours: knee and elbow are both a joint
        words = len(mine) == len(its) == 2 and mine[1] != its[1]
        return max(NEIGHBOURS, float(vectors[mine[1]] @ vectors[its[1]])) if words else 1.0
    return share


def _other_modifier(one: str, other: str, reader: QuestionReader) -> bool:
    """Say whether two surfaces of one term differ in what stands before a common end: tubular and villous adenoma."""
    if one == other:
        return False
    if re.search(r"[\u3400-\u9fff]", one):
        length = 0
        while length < min(len(one), len(other)) and one[-1 - length] == other[-1 - length]:
            length += 1
        mine, its = one[: len(one) - length], other[: len(other) - length]
        if length < 2 or not mine or not its:
            return False
    else:
        words, others = one.split(), other.split()
        if len(words) < 2 or len(others) < 2 or words[-1] != others[-1]:
            return False
        mine, its = " ".join(words[:-1]), " ".join(others[:-1])
    head = reader.glossary_head(mine)
    return not head or head != reader.glossary_head(its)


def _in_characters(surface: str, text: str) -> float:
    """Give the share of a run's pairs of characters that stand in a text."""
    pairs = [surface[i : i + 2] for i in range(len(surface) - 1)]
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 1.0


def _unknown(answered: QuestionReading, asked: QuestionReading) -> float:
    """Give how much of the two questions no list carries across, 1 for six characters and more."""
    return min(
        1.0,
        sum(len(one.surface) for reading in (answered, asked) for one in reading.said if one.is_residue) / 6,
    )


def _least(alignments: Sequence[tuple[float, float]]) -> float:
    """Give how far what is named least by the other question is missing there, in [0, 1]."""
    return 1.0 - min((share for share, _ in alignments), default=1.0)


def _common_words(answered: QuestionReading, asked: QuestionReading) -> float:
    mine, other = set(answered.bare.split()), set(asked.bare.split())
    return len(mine & other) / (len(mine | other) or 1)


def _mean(alignments: Sequence[tuple[float, float]]) -> float:
    total = sum(weight for _, weight in alignments)
    return sum(share * weight for share, weight in alignments) / total if total else 0.5


def _figures_held(claimed: Sequence[Figure], held: Sequence[Figure]) -> bool:
    """Say whether every figure one question states stands in the other, by value and, where both have one, unit."""
    return all(any(_same_figure(one, other) for other in held) for one in claimed if not _is_talk(one))


def _same_figure(one: Figure, other: Figure) -> bool:
    if one.dimension and other.dimension:
        return one.dimension == other.dimension and one.value == other.value
    return one.value == other.value or _digits(one.written) == _digits(other.written) != ""


def _is_talk(one: Figure) -> bool:
    """Say whether a figure is the one of "once" or 一次, which another leaves out."""
    return one.dimension in ("", "times") and _digits(one.written) == "1"


def _digits(written: str) -> str:
    found = re.search(r"\d+(?:\.\d+)?", written)
    return found.group() if found else ""


def _group(group: str, about_children: bool) -> str:
    """Give the age group that counts; where everybody asks about children a plain child is nobody in particular."""
    return "" if about_children and group in ("child", "infant") else group
