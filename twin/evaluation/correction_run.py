"""Measure corrections: they fire on paraphrases and not on near misses, hold at the next request, and undo restores.

Decisions are written to a database of their own, in a temporary directory: the house's desk stays as it is. The search
behind them is the house's real one.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from twin.errors import IndexMissing
from twin.evaluation.correction_cases import CorrectionCase, load_correction_cases
from twin.evaluation.dataset import load_dataset
from twin.evidence.evidence import Evidence
from twin.evidence.language import language_of
from twin.persona.slots import Audience
from twin.review.corrected_evidence import CorrectedEvidence
from twin.review.corrections import Corrections
from twin.review.decision_store import DecisionStore
from twin.review.decisions import Decision, NewDecision, Scope, Verdict, checked
from twin.shares import Share, share_of
from twin.storage.database import Database, sqlite_url
from twin.storage.migrating import upgrade

if TYPE_CHECKING:
    from twin.assembly import House

ANSWER = {"en": "Please bring this question to the next visit.", "zh": "请在下次门诊时把这个问题带来。"}


@dataclass(frozen=True, slots=True)
class CorrectionFigures:
    """The shares of one part of one persona's cases; `other` is over the folder's own covered questions."""

    paraphrases: Share
    in_own_language: Share
    across_languages: Share
    near: Share
    near_by_kind: dict[str, Share]
    other: Share
    next_request: Share
    held_back: Share
    undone: Share

    def to_json(self) -> dict[str, Any]:
        """Give the values for programs."""
        names = [name for name in self.__slots__ if name != "near_by_kind"]
        return {name: getattr(self, name).to_json() for name in names} | {
            "near_by_kind": {kind: share.to_json() for kind, share in self.near_by_kind.items()}
        }


_LINES = (
    ("paraphrases", "paraphrases that get the physician's answer"),
    ("in_own_language", "  asked in the answer's language"),
    ("across_languages", "  asked in the other language"),
    ("near", "near misses that do not get it"),
    ("other", "the folder's other questions that do not get it"),
    ("next_request", "holds at the next request, in another worker too"),
    ("held_back", "a source that is wrong is gone at the next request"),
    ("undone", "undoing restores what was there"),
)


@dataclass(frozen=True, slots=True)
class CorrectionReport:
    """Both parts of one persona."""

    tuned: CorrectionFigures
    kept_aside: CorrectionFigures

    def to_json(self) -> dict[str, Any]:
        """Give the values for programs."""
        return {"tuned": self.tuned.to_json(), "kept_aside": self.kept_aside.to_json()}

    def to_text(self) -> str:
        """Give a table for people."""
        lines = ["| | tuned | kept aside |", "|---|---|---|"]
        for name, words in _LINES:
            lines.append(
                f"| {words} | {getattr(self.tuned, name).to_text()} | {getattr(self.kept_aside, name).to_text()} |"
            )
        for kind in sorted({*self.tuned.near_by_kind, *self.kept_aside.near_by_kind}):
            tuned, aside = (
                part.near_by_kind.get(kind, Share(0, 0)) for part in (self.tuned, self.kept_aside)
            )
            lines.append(f"|   near miss: {kind} | {tuned.to_text()} | {aside.to_text()} |")
        return "\n".join(lines)


async def correction_figures(house: "House", persona_id: str) -> CorrectionReport:
    """Measure one persona's cases."""
    personas = house.settings.paths.personas
    return CorrectionReport(
        tuned=await _part(house, persona_id, load_correction_cases(personas, persona_id, kept_aside=False)),
        kept_aside=await _part(
            house, persona_id, load_correction_cases(personas, persona_id, kept_aside=True)
        ),
    )


async def _part(house: "House", persona_id: str, cases: Sequence[CorrectionCase]) -> CorrectionFigures:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(sqlite_url(Path(folder)))
        try:
            await upgrade(database)
            return await _measured(_Trial(house, persona_id, database), cases)
        finally:
            await database.close()


class _Trial:
    """Two workers over one database of decisions."""

    def __init__(self, house: "House", persona_id: str, database: Database) -> None:
        rooms = house.desk_rooms
        self.house, self.persona = house, persona_id
        self.store = DecisionStore(database)
        self._workers = [
            CorrectedEvidence(
                house.retriever,
                Corrections(
                    store, rooms.reader, about_children=rooms.about_children, name_of=lambda *_: "Dr. Trial"
                ),
                house.glossary,
            )
            for store in (self.store, DecisionStore(database))
        ]

    async def ask(self, question: str, worker: int = 0) -> Evidence | None:
        """Ask one worker; None where the persona is not indexed."""
        try:
            return await self._workers[worker].retrieve(
                self.persona, question, language=language_of(question), audience=Audience.PATIENT
            )
        except IndexMissing:
            return None

    async def decide(self, verdict: Verdict, question: str, passages: Sequence[str] = ()) -> Decision:
        """Write one decision."""
        language = language_of(question)
        answers = {f"answer_{language}": ANSWER[language]} if verdict is Verdict.USE_ANSWER else {}
        new = NewDecision(
            verdict=verdict,
            persona=self.persona,
            author="Dr. Trial",
            reason="measured",
            review_by=datetime.now(UTC).date() + timedelta(days=30),
            scope=Scope.QUESTION if verdict is Verdict.USE_ANSWER else Scope.PERSONA,
            question=question,
            passages=tuple(passages),
            **answers,
        )
        return await self.store.decide(checked(new), [])

    async def undo(self, decision: Decision) -> None:
        """Take it back."""
        await self.store.undo(decision.id, by="Dr. Trial", reason="measured", personas=None)


async def _measured(trial: _Trial, cases: Sequence[CorrectionCase]) -> CorrectionFigures:
    next_request, held_back, undone = [], [], []
    for case in cases:
        before = await trial.ask(case.question)
        decision = await trial.decide(Verdict.USE_ANSWER, case.question)
        heard = [await trial.ask(case.question, worker) for worker in (0, 1)]
        next_request.append(all(one is not None and one.decision == decision.id for one in heard))
        await trial.undo(decision)
        undone.append(_same(before, await trial.ask(case.question, 1)))
        if before is not None and before.items:
            wrong = before.items[0].held.passage.id
            withdrawn = await trial.decide(Verdict.SOURCE_WRONG, "", [wrong])
            after = await trial.ask(case.question, 1)
            held_back.append(
                after is not None and wrong not in {item.held.passage.id for item in after.items}
            )
            await trial.undo(withdrawn)
            undone.append(_same(before, await trial.ask(case.question)))
    made = {case.id: await trial.decide(Verdict.USE_ANSWER, case.question) for case in cases}
    own: list[bool] = []
    across: list[bool] = []
    near: list[tuple[str, bool]] = []
    for case in cases:
        for text in (*case.en, *case.zh):
            heard_one = await trial.ask(text)
            judged = own if language_of(text) == language_of(case.question) else across
            judged.append(heard_one is not None and heard_one.decision == made[case.id].id)
        for kind, text in case.near:
            heard_one = await trial.ask(text)
            near.append((kind, heard_one is None or not heard_one.decision))
    covered = load_dataset(trial.house.settings.paths.personas, trial.persona).covered
    others = [await trial.ask(one.text) for one in covered]
    return CorrectionFigures(
        paraphrases=share_of(own + across),
        in_own_language=share_of(own),
        across_languages=share_of(across),
        near=share_of([silent for _, silent in near]),
        near_by_kind={
            one: share_of([s for k, s in near if k == one]) for one in dict.fromkeys(k for k, _ in near)
        },
        other=share_of([one is None or not one.decision for one in others]),
        next_request=share_of(next_request),
        held_back=share_of(held_back),
        undone=share_of(undone),
    )


def _same(before: Evidence | None, after: Evidence | None) -> bool:
    """Say whether the same passages are found again, in the same order."""
    if before is None or after is None:
        return before is after
    return not after.decision and [i.held.passage.id for i in before.items] == [
        i.held.passage.id for i in after.items
    ]
