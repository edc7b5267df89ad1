"""The web application over fakes: for tests in this process, and for uvicorn in one of its own.

`uvicorn tests.api.small_app:made --factory` reads SMALL_APP_DATA (a directory) and SMALL_APP_PAUSE (seconds between
pieces of the scripted model).
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from fastapi import FastAPI

from api.app import create_app
from tests.twin.consultation.ward import (
    Quoter,
    ScriptedChatModel,
    Shelf,
    consultations_over,
    physician,
)
from tests.twin.review.readers import question_reader
from tests.twin.triage_words import real_words
from tests.twin.wayfinding.real_hospital import real_guide
from twin.chat.model import ChatModel
from twin.consultation.consultations import Consultations
from twin.consultation.listening import Listening
from twin.consultation.red_flags import RedFlags
from twin.consultation.triage_store import TriageStore
from twin.consultation.urgency_words import UrgencyWords
from twin.desk_rooms import DeskRooms
from twin.education.opening import EducationRooms
from twin.errors import PassageNotFound, PersonaNotFound
from twin.evidence.evidence import EvidenceItem
from twin.evidence.glossary import Glossary
from twin.film_rooms import FilmRooms
from twin.gate.gate import Gate
from twin.index.held_passage import HeldPassage
from twin.persona.persona import Persona
from twin.persona.slots import Audience
from twin.review.autonomy import AutonomyStore
from twin.review.pausing import PauseStore
from twin.settings import ConsultationSettings, ReinsSettings, ReviewSettings, ServeSettings, StaffSettings
from twin.staff.staff import Staff
from twin.storage.database import Database, sqlite_url
from twin.storage.tables import Table
from twin.studio_rooms import StudioRooms
from twin.teaching_rooms import TeachingRooms
from twin.voice.embedded_voice import EmbeddedVoice
from twin.wayfinding.wayfinder import Wayfinder


@dataclass
class SmallHouse:
    """A house of fakes over a real SQLite database. With `judges` the red flags stand before every answer."""

    data: Path
    chat: ChatModel | None = field(default_factory=ScriptedChatModel)
    shelf: Shelf = field(default_factory=Shelf)
    serve: ServeSettings = field(default_factory=ServeSettings)
    settings: ConsultationSettings = field(default_factory=ConsultationSettings)
    cookie_secret: bytes = b"small"
    wayfinder: Wayfinder = field(default_factory=real_guide)
    urgency: UrgencyWords = field(default_factory=real_words)
    judges: bool = False
    staff: None = None
    listening: Listening = field(
        default_factory=lambda: Listening(lambda _, language: EmbeddedVoice(language))
    )
    films: FilmRooms = field(default_factory=lambda: cast(FilmRooms, None))  # and nobody makes films
    studio: StudioRooms = field(default_factory=lambda: cast(StudioRooms, None))  # nobody lectures here
    lessons: EducationRooms = field(default_factory=lambda: cast(EducationRooms, None))  # nobody learns here
    teaching: TeachingRooms = field(default_factory=lambda: cast(TeachingRooms, None))  # nor teaches
    parts: dict[str, str] = field(default_factory=lambda: {"database": "ok"})

    def __post_init__(self) -> None:
        self.database = Database(sqlite_url(self.data))
        self.known = physician()
        self.autonomy = AutonomyStore(self.database, ReinsSettings())
        self.pauses = PauseStore(self.database)
        rooms = DeskRooms(
            self.database,
            question_reader(),
            Glossary([]),
            staff=Staff(self.database, StaffSettings()),
            persona_of=self.persona,
            review=ReviewSettings(),
            reins=ReinsSettings(),
        )
        self.desk, self.replies, self.voice = rooms.desk(Gate(), self.autonomy), rooms.replies, rooms.voice
        self.consultations: Consultations = consultations_over(
            self.database,
            shelf=self.shelf,
            served=self.chat,
            quoting=Quoter(),
            persona=self.known,
            settings=self.settings,
            persona_of=self.persona,
            red_flags=RedFlags(TriageStore(self.database), self.urgency) if self.judges else None,
        )

    def personas(self) -> Sequence[Persona]:
        """Give the one persona."""
        return [self.known]

    def persona(self, persona_id: str) -> Persona:
        """Give the one persona."""
        if persona_id != self.known.id:
            raise PersonaNotFound(persona_id, [self.known.id])
        return self.known

    async def held_passage(self, persona_id: str, passage_id: str) -> HeldPassage:
        """Give a passage of the shelf."""
        for one in self.shelf.passages:
            if one.passage.id == passage_id:
                return one
        raise PassageNotFound(passage_id)

    async def search(self, persona_id: str, text: str, *, top: int) -> Sequence[EvidenceItem]:
        """Give the shelf."""
        found = await self.shelf.retrieve(persona_id, text, language="en", audience=Audience.PATIENT)
        return found.items[:top]

    async def readiness(self) -> Mapping[str, str]:
        """Give what the test says."""
        return self.parts

    async def start(self) -> None:
        """Make the tables and start the consultations."""
        async with self.database.engine.begin() as connection:
            await connection.run_sync(Table.metadata.create_all)
        await self.consultations.start()

    async def close(self) -> None:
        """Close all."""
        await self.consultations.close()
        await self.database.close()


def made() -> FastAPI:
    """Make the application from the environment."""
    chat = ScriptedChatModel(between_seconds=float(os.environ.get("SMALL_APP_PAUSE", "0")))
    settings = ConsultationSettings(lease_seconds=float(os.environ.get("SMALL_APP_LEASE", "15")))
    return create_app(SmallHouse(Path(os.environ["SMALL_APP_DATA"]), chat=chat, settings=settings))
