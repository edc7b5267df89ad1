"""The rooms of residents' teaching, wired for `twin.assembly`."""

from collections.abc import Callable
from functools import partial

from twin.desk_of_disagreements import DeskOfDisagreements, DocumentOf
from twin.desk_rooms import DeskRooms
from twin.index.library import Library
from twin.key_points.choosing import point_judge
from twin.settings import Settings
from twin.storage.database import Database
from twin.teaching.case_reading import PointJudge
from twin.teaching.case_shelf import CaseShelf
from twin.teaching.classroom import Classroom
from twin.teaching.disagreement import DisagreementStore
from twin.teaching.journal_club import JournalClub
from twin.teaching.review_deck import ReviewDeck
from twin.teaching.session_store import SessionStore
from twin.teaching.tutoring import Wording
from twin.teaching.ward_round import WardRounds


class TeachingRooms:
    """Everything residents learn with, over one database."""

    def __init__(
        self,
        database: Database,
        library: Library,
        desk: DeskRooms,
        document_of: DocumentOf,
        settings: Settings,
        *,
        wording: Wording | None = None,
        judge: Callable[[], PointJudge] | None = None,
    ) -> None:
        """Wire them; no case is read yet. `wording` puts the tutor's moves into a served model's words."""
        judge = judge or partial(point_judge, settings.paths.corpora)
        self.shelf = CaseShelf(
            library,
            personas=settings.paths.personas,
            corpora=settings.paths.corpora,
            passages=settings.passages,
            judge=judge,
            wording=wording,
        )
        self.classroom = Classroom(
            self.shelf,
            sessions=SessionStore(database),
            disagreements=DisagreementStore(database),
            deck=ReviewDeck(database),
            ear=DeskOfDisagreements(database, desk.queue, desk.decisions, document_of),
        )
        self.rounds = WardRounds(database, self.shelf)
        self.journal_club = JournalClub(database, library, settings.passages, judge())
