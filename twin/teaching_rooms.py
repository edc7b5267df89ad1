"""The rooms of residents' teaching, wired for `twin.assembly`."""

from collections.abc import Callable
from pathlib import Path

from twin.desk_of_disagreements import DeskOfDisagreements, DocumentOf
from twin.education.word_judge import WordJudge
from twin.index.library import Library
from twin.review.decision_store import DecisionStore
from twin.review.decisions import Scope, Verdict
from twin.review.queue_store import QueueStore
from twin.settings import PassageSettings
from twin.storage.database import Database
from twin.teaching.case_reading import PointJudge
from twin.teaching.case_shelf import CaseShelf
from twin.teaching.classroom import Classroom
from twin.teaching.disagreement import DisagreementStore
from twin.teaching.review_deck import ReviewDeck
from twin.teaching.session_store import SessionStore


def chosen_point_judge() -> PointJudge:
    """Choose who says what a reply holds: the one place to change."""
    return WordJudge()


class TeachingRooms:
    """Everything residents learn with, over one database."""

    def __init__(
        self,
        database: Database,
        library: Library,
        *,
        queue: QueueStore,
        decisions: DecisionStore,
        document_of: DocumentOf,
        personas: Path,
        corpora: Path,
        passages: PassageSettings,
        judge: Callable[[], PointJudge] = chosen_point_judge,
    ) -> None:
        """Wire them; no case is read yet."""
        self._decisions = decisions
        self.shelf = CaseShelf(
            library,
            personas=personas,
            corpora=corpora,
            passages=passages,
            judge=judge,
            held_back=self._held_back,
        )
        self.classroom = Classroom(
            self.shelf,
            sessions=SessionStore(database),
            disagreements=DisagreementStore(database),
            deck=ReviewDeck(database),
            ear=DeskOfDisagreements(database, queue, decisions, document_of),
        )

    async def _held_back(self, persona_id: str) -> frozenset[str]:
        """Give the passages that a physician's decision in force takes out of this persona altogether."""
        made = await self._decisions.by_numbers(await self._decisions.numbers_in_force(persona_id))
        wrong = [
            one.made.passages
            for one in made
            if one.made.verdict is Verdict.SOURCE_WRONG and one.made.scope is not Scope.QUESTION
        ]
        return frozenset(passage for passages in wrong for passage in passages)
