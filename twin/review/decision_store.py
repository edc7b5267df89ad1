"""Decisions in SQL: made once, kept for good, undone without a trace lost. Every request reads what is in force."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import or_, select, update

from twin.errors import DecisionNotFound, EntryDecided
from twin.review.decisions import Decision, NewDecision, Scope, Verdict, called_wrong
from twin.storage.database import Database
from twin.storage.review_tables import ReviewDecisionRow, ReviewEntryRow


class DecisionStore:
    """Reads and writes decisions."""

    def __init__(self, database: Database) -> None:
        """Take the database."""
        self._database = database

    async def decide(self, new: NewDecision, entries: Sequence[str]) -> Decision:
        """Write a checked decision and close the entries it decides, in one transaction.

        The first entry is the one the physician looked at; of the others those that were decided meanwhile are left
        as they are.

        Raises:
            EntryDecided: When somebody decided the first entry meanwhile; nothing is written then.
        """
        now = datetime.now(UTC)
        row = ReviewDecisionRow(
            id=uuid4().hex,
            verdict=new.verdict.value,
            persona=new.persona,
            scope=new.scope.value,
            question=new.question,
            answer_en=new.answer_en,
            answer_zh=new.answer_zh,
            passages=list(new.passages),
            author=new.author,
            author_id=new.author_id,
            reason=new.reason,
            review_by=new.review_by,
            decided_at=now,
            undone_at=None,
            undone_by="",
            undone_reason="",
        )
        async with self._database.transaction() as session:
            closed = await session.execute(
                update(ReviewEntryRow)
                .where(
                    ReviewEntryRow.id.in_(entries),
                    ReviewEntryRow.decision_id.is_(None),
                    ReviewEntryRow.persona == new.persona,
                )
                .values(decision_id=row.id)
                .returning(ReviewEntryRow.id)
                .execution_options(synchronize_session=False)
            )
            if entries and entries[0] not in set(closed.scalars()):
                raise EntryDecided(entries[0])
            session.add(row)
            await session.flush()
            return decision_of(row)

    async def undo(
        self, decision_id: str, *, by: str, reason: str, personas: Iterable[str] | None
    ) -> Decision:
        """Take a decision back; what it decided waits again.

        Args:
            decision_id: Of a decision in force.
            by: Who undoes it.
            reason: Why.
            personas: Whose decisions the caller may undo; None for all.

        Raises:
            DecisionNotFound: None of that id in force, or of another's persona.
        """
        allowed = None if personas is None else list(personas)
        async with self._database.transaction() as session:
            query = select(ReviewDecisionRow).where(
                ReviewDecisionRow.id == decision_id, ReviewDecisionRow.undone_at.is_(None)
            )
            row = await session.scalar(query.with_for_update() if not self._database.is_sqlite else query)
            if row is None or (allowed is not None and row.persona not in allowed):
                raise DecisionNotFound(decision_id)
            row.undone_at, row.undone_by, row.undone_reason = datetime.now(UTC), by, reason
            await session.execute(
                update(ReviewEntryRow)
                .where(ReviewEntryRow.decision_id == decision_id)
                .values(decision_id=None)
                .execution_options(synchronize_session=False)
            )
            await session.flush()
            return decision_of(row)

    async def numbers_in_force(self, persona: str) -> tuple[int, ...]:
        """Give the numbers of the decisions that bear on a persona's answers now; cheap, asked at every request."""
        query = select(ReviewDecisionRow.number).where(
            ReviewDecisionRow.undone_at.is_(None),
            ReviewDecisionRow.verdict != Verdict.RIGHT.value,
            or_(ReviewDecisionRow.persona == persona, ReviewDecisionRow.scope == Scope.ALL.value),
        )
        async with self._database.reading() as session:
            return tuple((await session.execute(query.order_by(ReviewDecisionRow.number))).scalars().all())

    async def by_numbers(self, numbers: Sequence[int]) -> list[Decision]:
        """Give decisions by their numbers, in order."""
        query = select(ReviewDecisionRow).where(ReviewDecisionRow.number.in_(numbers))
        async with self._database.reading() as session:
            rows = (await session.execute(query.order_by(ReviewDecisionRow.number))).scalars()
            return [decision_of(row) for row in rows]

    async def wrong_sources(self, persona: str) -> frozenset[str]:
        """Give the passages that decisions in force call wrong, whatever is asked of a persona."""
        return called_wrong(await self.by_numbers(await self.numbers_in_force(persona)))

    async def by_ids(self, ids: Iterable[str]) -> dict[str, Decision]:
        """Give decisions by their ids, undone ones too."""
        query = select(ReviewDecisionRow).where(ReviewDecisionRow.id.in_(list(ids)))
        async with self._database.reading() as session:
            return {row.id: decision_of(row) for row in (await session.execute(query)).scalars()}

    async def history(self, personas: Iterable[str] | None, *, last: int = 200) -> list[Decision]:
        """Give the newest decisions of these personas, or of all, undone ones too; the newest first."""
        query = select(ReviewDecisionRow)
        if personas is not None:
            query = query.where(ReviewDecisionRow.persona.in_(list(personas)))
        async with self._database.reading() as session:
            rows = (
                await session.execute(query.order_by(ReviewDecisionRow.number.desc()).limit(last))
            ).scalars()
            return [decision_of(row) for row in rows]


def decision_of(row: ReviewDecisionRow) -> Decision:
    """Give a row as a value."""
    made = NewDecision(
        verdict=Verdict(row.verdict),
        persona=row.persona,
        author=row.author,
        reason=row.reason,
        review_by=row.review_by,
        author_id=row.author_id,
        scope=Scope(row.scope),
        question=row.question,
        answer_en=row.answer_en,
        answer_zh=row.answer_zh,
        passages=tuple(row.passages),
    )
    return Decision(row.number, row.id, made, row.decided_at, row.undone_at, row.undone_by, row.undone_reason)
