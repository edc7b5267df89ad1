"""The review deck: missed points become cards; a card links to its passage and is retired with its source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from twin.errors import CardNotFound
from twin.storage.database import Database
from twin.storage.teaching_tables import ReviewCardRow
from twin.teaching.spacing import Recall, new_schedule, rescheduled


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """One card. `retired_at` is set when its passage serves no more; such a card is never due."""

    id: str
    learner: str
    persona: str
    case: str
    point: str
    passage_id: str
    reviews: int
    due_at: datetime
    retired_at: datetime | None


class ReviewDeck:
    """Reads and writes the cards of learners."""

    def __init__(self, database: Database) -> None:
        """Take the open database."""
        self._database = database

    async def add(self, learner: str, persona: str, case: str, points: Mapping[str, str]) -> int:
        """Make cards of missed points, each once; one that was retired comes back with its new passage.

        Args:
            learner: Whose deck.
            persona: The persona of the case.
            case: The case.
            points: Passage id by point id.

        Returns:
            How many points there were.
        """
        now = datetime.now(UTC)
        dialect = sqlite if self._database.is_sqlite else postgresql
        async with self._database.transaction() as session:
            for point, passage in points.items():
                values = {
                    "id": uuid4().hex,
                    "learner": learner,
                    "persona": persona,
                    "case_id": case,
                    "point_id": point,
                    "passage_id": passage,
                    "schedule": new_schedule(),
                    "reviews": 0,
                    "due_at": now,
                    "created_at": now,
                }
                again = {"passage_id": passage, "due_at": now, "retired_at": None}
                row = dialect.insert(ReviewCardRow).values(values)
                unique = ["learner", "persona", "case_id", "point_id"]
                await session.execute(row.on_conflict_do_update(index_elements=unique, set_=again))
        return len(points)

    async def cards(self, learner: str) -> list[ReviewCard]:
        """Give all cards of a learner, the first due first; retired ones last."""
        query = select(ReviewCardRow).where(ReviewCardRow.learner == learner)
        async with self._database.reading() as session:
            cards = [_card(row) for row in (await session.execute(query)).scalars()]
        return sorted(cards, key=lambda card: (card.retired_at is not None, card.due_at, card.id))

    async def due(self, learner: str, *, now: datetime | None = None) -> list[ReviewCard]:
        """Give the cards that are due."""
        moment = now or datetime.now(UTC)
        return [
            card for card in await self.cards(learner) if card.retired_at is None and card.due_at <= moment
        ]

    async def card(self, card_id: str, *, learner: str) -> ReviewCard:
        """Give one card.

        Raises:
            CardNotFound: When it is absent, or another learner's.
        """
        async with self._database.reading() as session:
            row = await session.get(ReviewCardRow, card_id)
        if row is None or row.learner != learner:
            raise CardNotFound(card_id)
        return _card(row)

    async def reviewed(
        self, card_id: str, recall: Recall, *, learner: str, now: datetime | None = None
    ) -> ReviewCard:
        """Note how well a card was remembered; it comes again when the scheduler says.

        Raises:
            CardNotFound: When it is absent, retired, or another learner's.
        """
        async with self._database.transaction() as session:
            row = await session.get(ReviewCardRow, card_id)
            if row is None or row.learner != learner or row.retired_at is not None:
                raise CardNotFound(card_id)
            row.schedule, row.due_at = rescheduled(row.schedule, recall, now=now)
            row.reviews += 1
        return _card(row)

    async def retire(self, ids: Sequence[str]) -> None:
        """Take cards out whose source serves no more."""
        if not ids:
            return
        async with self._database.transaction() as session:
            await session.execute(
                update(ReviewCardRow)
                .where(ReviewCardRow.id.in_(list(ids)), ReviewCardRow.retired_at.is_(None))
                .values(retired_at=datetime.now(UTC))
            )


def _card(row: ReviewCardRow) -> ReviewCard:
    return ReviewCard(
        id=row.id,
        learner=row.learner,
        persona=row.persona,
        case=row.case_id,
        point=row.point_id,
        passage_id=row.passage_id,
        reviews=row.reviews,
        due_at=row.due_at,
        retired_at=row.retired_at,
    )
