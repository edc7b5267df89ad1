"""Chunk and check (teach-back, AHRQ Health Literacy Universal Precautions Toolkit, tool 5): a small state machine, pure.

After each chunk an open question. What was said well is kept; what is missing is taught again more simply, a wrong belief is met
with the physician's words; after two rounds the lesson goes on. What counts as said is decided by a judge, in code.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Protocol

from twin.education.lesson import Lesson, LessonChunk, Statement
from twin.key_points.judgement import KeyPoint, PointJudgement, Said

MOST_ROUNDS = 2  # after that a person is tired of being asked; the gap is noted and the lesson goes on


class ReplyJudge(Protocol):
    """Says which key points a reply holds: one judgement a point, in their order. Pure: equal words, equal judgement."""

    def judge(self, reply: str, points: Sequence[KeyPoint], language: str) -> tuple[PointJudgement, ...]:
        """Judge one reply."""
        ...


class Step(StrEnum):
    """Where a lesson stands."""

    ASKING = "asking"
    DONE = "done"
    STOPPED = "stopped"  # a reply was an emergency


@dataclass(frozen=True, slots=True)
class PointResult:
    """What became of one key point: the newest judgement, and the round (1 or 2; 0 skipped) it comes from."""

    chunk: str
    point: str
    said: Said
    round: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a learner has come. `place` is the chunk's index; `results` hold each asked point once.

    `last` are the judgements of the newest reply, `last_chunk` the chunk they are about; both empty before the first.
    """

    place: int = 0
    round: int = 1
    step: Step = Step.ASKING
    results: tuple[PointResult, ...] = ()
    last: tuple[PointResult, ...] = ()
    last_chunk: str = ""

    def counted(self, said: Said) -> int:
        """Count the points that ended so."""
        return sum(one.said is said for one in self.results)

    def to_json(self) -> dict[str, Any]:
        """Give the values for the store; no words of the learner are among them."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Progress":
        """Read them back."""
        lists = {
            key: tuple(
                PointResult(one["chunk"], one["point"], Said(one["said"]), one["round"]) for one in value[key]
            )
            for key in ("results", "last")
        }
        return cls(
            value["place"], value["round"], Step(value["step"]), last_chunk=value["last_chunk"], **lists
        )


@dataclass(frozen=True, slots=True)
class Repair:
    """What is said to a gap. `statement` answers it: more simply for what is missing, in the physician's words for what is wrong."""

    point: KeyPoint
    said: Said
    statement: Statement | None


def chunk_at(lesson: Lesson, progress: Progress) -> LessonChunk | None:
    """Give the chunk that is being taught; None when the lesson is over."""
    return lesson.chunks[progress.place] if progress.place < len(lesson.chunks) else None


def open_points(chunk: LessonChunk, progress: Progress) -> tuple[KeyPoint, ...]:
    """Give the points of a chunk that have not been said yet."""
    said = {one.point for one in progress.results if one.chunk == chunk.id and one.said is Said.SAID}
    return tuple(point for point in chunk.key_points if point.id not in said)


def after_reply(lesson: Lesson, progress: Progress, judgements: Sequence[PointJudgement]) -> Progress:
    """Take the judgement of a reply about the open points; give the new state.

    A point once said stays said, unless the newest reply is wrong about it.
    """
    chunk = chunk_at(lesson, progress)
    if chunk is None or progress.step is not Step.ASKING:
        return progress
    new = tuple(PointResult(chunk.id, one.point_id, one.said, progress.round) for one in judgements)
    results = _merged(progress.results, new)
    told = replace(progress, results=results, last=new, last_chunk=chunk.id)
    is_learnt = all(one.said is Said.SAID for one in results if one.chunk == chunk.id)
    if is_learnt or progress.round >= MOST_ROUNDS:
        return _gone_on(lesson, told)
    return replace(told, round=progress.round + 1)


def after_skipping(lesson: Lesson, progress: Progress) -> Progress:
    """Go on without a reply; what was not said is noted as missing."""
    chunk = chunk_at(lesson, progress)
    if chunk is None or progress.step is not Step.ASKING:
        return progress
    known = {one.point for one in progress.results if one.chunk == chunk.id}
    new = tuple(PointResult(chunk.id, p.id, Said.MISSING, 0) for p in chunk.key_points if p.id not in known)
    return _gone_on(lesson, replace(progress, results=(*progress.results, *new), last=(), last_chunk=""))


def after_emergency(progress: Progress) -> Progress:
    """Stop: nothing is taught while the card stands."""
    return replace(progress, step=Step.STOPPED, last=(), last_chunk="")


def resumed(progress: Progress) -> Progress:
    """Go on where an emergency stopped the lesson, at the learner's own wish."""
    return replace(progress, step=Step.ASKING) if progress.step is Step.STOPPED else progress


def repairs_of(lesson: Lesson, simpler: Lesson, own_words: Lesson, progress: Progress) -> tuple[Repair, ...]:
    """Give what the newest reply still needs, wrong beliefs first; empty when all was said.

    `simpler` and `own_words` are the same lesson at the other depths.
    """
    chunks = {
        depth: next((one for one in made.chunks if one.id == progress.last_chunk), None)
        for depth, made in (("plain", lesson), ("simpler", simpler), ("own", own_words))
    }
    plain = chunks["plain"]
    if plain is None:
        return ()
    points = {point.id: point for point in plain.key_points}
    found = []
    for result in progress.last:
        if result.said is not Said.SAID and result.point in points:
            worded = chunks["own" if result.said is Said.WRONG else "simpler"] or plain
            statement = worded.fact_of(result.point) or plain.fact_of(result.point)
            found.append(Repair(points[result.point], result.said, statement))
    return tuple(sorted(found, key=lambda one: one.said is not Said.WRONG))


def _merged(known: Sequence[PointResult], new: Sequence[PointResult]) -> tuple[PointResult, ...]:
    newest = {(one.chunk, one.point): one for one in known}
    newest.update({(one.chunk, one.point): one for one in new})
    return tuple(newest.values())


def _gone_on(lesson: Lesson, progress: Progress) -> Progress:
    place = progress.place + 1
    step = Step.DONE if place >= len(lesson.chunks) else Step.ASKING
    return replace(progress, place=place, round=1, step=step)
