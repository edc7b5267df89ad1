"""Levels 0 to 3 in five dimensions, from what the learner did: lines asked, findings requested, points said, plan, safety."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from twin.teaching.case_reading import CaseReader
from twin.teaching.clinical_case import (
    DIFFERENTIAL_PREFIX,
    ClinicalCase,
    Dimension,
    Phase,
    RubricDimension,
)
from twin.teaching.session import Act, CaseState, LearnerTurn

UNSAFE_AT_MOST = 1  # level of `safety` when a safety point was said wrongly


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """One dimension's level, and which ids it rests on: those reached, and those not."""

    dimension: Dimension
    level: int
    reached: tuple[str, ...]
    missed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a learner has shown of a case: ids of lines, findings and points, `differential:<n>`, points said wrongly."""

    ids: frozenset[str]
    said_wrongly: frozenset[str] = frozenset()


def shown_by(state: CaseState) -> Shown:
    """Give what a session has shown. Points that were told do not count."""
    named = {f"{DIFFERENTIAL_PREFIX}{number}" for number in state.considered}
    return Shown(frozenset({*state.asked, *state.said, *named}), frozenset(state.said_wrongly))


def shown_in(turns: Sequence[LearnerTurn], reader: CaseReader) -> Shown:
    """Give what a transcript shows, without a session: the labelled transcripts hold the learner's turns only."""
    ids: set[str] = set()
    wrong: set[str] = set()
    answers: dict[Phase, list[str]] = {}
    for turn in turns:
        if turn.act is Act.ASK:
            ids |= set(reader.asked(turn.phase, turn.text).asked)
        elif turn.act is not Act.TELL_ME:
            answers.setdefault(turn.phase, []).append(turn.text)
    for phase, texts in answers.items():
        reading = reader.answered(phase, texts[-1], texts[:-1])
        ids |= set(reading.said)
        wrong |= set(reading.said_wrongly)
        if phase is Phase.DIFFERENTIAL:
            ids |= {f"{DIFFERENTIAL_PREFIX}{n}" for n in reader.considered("\n".join(texts))}
    return Shown(frozenset(ids), frozenset(wrong))


def scored(case: ClinicalCase, shown: Shown) -> tuple[DimensionScore, ...]:
    """Score all five dimensions, in their order.

    A level holds when its own needs and those of every level below it hold. A safety point said wrongly keeps
    `safety` at level 1 or below.
    """
    dangers = {point.id for _, point in case.points() if point.safety}
    is_unsafe = bool(dangers & shown.said_wrongly)
    return tuple(_scored(one, shown, is_unsafe=is_unsafe) for one in case.rubric)


def levels_of(scores: Iterable[DimensionScore]) -> Mapping[str, int]:
    """Give the levels by the name of the dimension."""
    return {one.dimension.value: one.level for one in scores}


def _scored(dimension: RubricDimension, shown: Shown, *, is_unsafe: bool) -> DimensionScore:
    level = 0
    for one in dimension.levels[1:]:
        if one.needs is None or len(set(one.needs.of) & shown.ids) < one.needs.at_least:
            break
        level = one.level
    if is_unsafe and dimension.dimension is Dimension.SAFETY:
        level = min(level, UNSAFE_AT_MOST)
    wanted = dict.fromkeys(name for one in dimension.levels if one.needs for name in one.needs.of)
    return DimensionScore(
        dimension.dimension,
        level,
        tuple(name for name in wanted if name in shown.ids),
        tuple(name for name in wanted if name not in shown.ids),
    )
