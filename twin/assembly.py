"""Open the house: the only file that wires rooms together, and the only one that reads all settings."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial

from twin.chat.quoting_model import QuotingModel
from twin.chosen_models import chosen_chat_model
from twin.chosen_voice import listening_of
from twin.conflicts.detecting import conflict_detector
from twin.consultation.against_guideline import AgainstGuideline
from twin.consultation.answering import Answering
from twin.consultation.asked import EvidenceSource
from twin.consultation.consultations import Consultations
from twin.consultation.reins import Reins
from twin.desk_rooms import DeskRooms, reader_of
from twin.education.opening import open_education
from twin.errors import PassageNotFound, PersonaInvalid, TwinError
from twin.evidence.evidence import EvidenceItem
from twin.evidence.glossary import load_glossary
from twin.evidence.retriever import Retriever
from twin.evidence.sentence_likeness import SentenceLikeness
from twin.film_rooms import FilmRooms
from twin.front_door import red_flags_over, triage_of, urgency_words_of, wayfinder_of
from twin.gate.gate import Gate
from twin.gate.opening import open_gate
from twin.gate.support import words_across_by
from twin.index.held_passage import HeldPassage
from twin.index.library import Library
from twin.index_rooms import IndexRooms
from twin.labels.consent import ConsentLedger
from twin.labels.human_route import HumanRoute
from twin.labels.shown_personas import ShownPersonas
from twin.passages.document import Document
from twin.persona.clinic import ClinicPlan
from twin.persona.persona import Persona
from twin.persona.shelf import PersonaShelf
from twin.review.autonomy import AutonomyStore
from twin.review.corrections import PASSAGE_PREFIX
from twin.review.pausing import PauseStore
from twin.settings import ServeSettings, Settings
from twin.staff.staff import Staff
from twin.storage.database import Database, sqlite_url
from twin.storage.kept_secret import kept_secret
from twin.storage.migrating import upgrade
from twin.studio_rooms import StudioRooms
from twin.teaching.move_wording import MoveWording
from twin.teaching_rooms import TeachingRooms


class House:
    """Every room, open. `open_house` makes it; commands and routes ask it for what they need."""

    def __init__(self, settings: Settings) -> None:
        """Wire the rooms; nothing connects, loads or starts yet."""
        self.settings = settings
        paths = settings.paths
        self.shelf = PersonaShelf(paths.personas, paths.corpora)
        self.ledger = ConsentLedger(paths.personas)
        self.shown = ShownPersonas(self.shelf, self.ledger)
        self.wayfinder = wayfinder_of(settings, self.shelf)
        url = settings.database.url.get_secret_value() if settings.database.url else sqlite_url(paths.data)
        self.database = Database(url, pool_size=settings.database.pool_size)
        self.staff = Staff(self.database, settings.staff)
        self.autonomy = AutonomyStore(self.database, settings.reins)
        self.pauses = PauseStore(self.database)
        index = IndexRooms(settings, self.database)
        self.embedder, self.chroma_home = index.embedder, index.chroma_home
        self.library, self.indexing = index.library, index.indexing
        self.glossary = load_glossary(paths.corpora)
        self.retriever = self.retriever_over(self.library)
        words_across = words_across_by(self.glossary)
        self.quoting = QuotingModel(similarity=SentenceLikeness(self.embedder), words_across=words_across)
        self.served = chosen_chat_model(settings.chat)
        self.desk_rooms = self._open_desk_rooms()
        self.library.hold_back(self.desk_rooms.corrections.wrong_sources)
        gate = open_gate(paths.corpora, glossary=self.glossary)
        self.desk = self.desk_rooms.desk(gate, self.autonomy)
        self.replies, self.voice = self.desk_rooms.replies, self.desk_rooms.voice
        evidence = self.desk_rooms.evidence(self.retriever)
        self.urgency = urgency_words_of(settings, self.wayfinder)
        self.consultations = self._open_consultations(gate, evidence)
        self.studio = StudioRooms(self, gate)
        self.films = FilmRooms(settings, self.database, self.shelf, self.ledger, self.glossary)
        self.listening = listening_of(settings, self.shelf)
        self.teaching = TeachingRooms(
            self.database, self.library, self.desk_rooms, self.document_of, settings,
            wording=MoveWording(self.served, gate) if self.served else None,
        )  # fmt: skip
        self._warming: asyncio.Task[None] | None = None
        self.lessons = open_education(
            settings, self.database, self.library, self.glossary, gate, self.urgency.engine, self.served,
            require_consent=self.shown.require_consent,
        )  # fmt: skip

    def _open_desk_rooms(self) -> DeskRooms:
        settings = self.settings
        return DeskRooms(
            self.database,
            reader_of(settings.paths.corpora, self.glossary, self.embedder),
            self.glossary,
            staff=self.staff,
            persona_of=self.shown.persona,
            review=settings.review,
            reins=settings.reins,
        )

    @property
    def serve(self) -> ServeSettings:
        """Give the settings of the web service."""
        return self.settings.serve

    @property
    def cookie_secret(self) -> bytes:
        """Give the secret that signs patients' cookies: from settings, or made once in the data directory."""
        given = self.settings.serve.cookie_secret
        if given:
            return given.get_secret_value().encode()
        return kept_secret(self.settings.paths.data, "cookie_secret")

    def retriever_over(self, library: Library) -> Retriever:
        """Give a retriever over a library, such as one that shows a candidate generation."""
        return Retriever(library, self.embedder, self.glossary, self.settings.retrieval)

    def personas(self) -> Sequence[Persona]:
        """Give every persona that is open to patients, in order of id."""
        return self.shown.listed(self.shelf.ids())

    def persona(self, persona_id: str) -> Persona:
        """Give one persona.

        Raises:
            PersonaNotFound: If there is no such folder.
        """
        return self.shown.persona(persona_id)

    def clinic_plan(self, persona_id: str) -> ClinicPlan | None:
        """Give where and when the physician sees patients; None where it is not known."""
        try:
            return self.shelf.clinic(persona_id)
        except PersonaInvalid:
            return None

    async def held_passage(self, persona_id: str, passage_id: str) -> HeldPassage:
        """Give a passage that may be shown.

        Raises:
            PassageNotFound: If it is not held.
        """
        return (await self.document_of(persona_id, passage_id))[1]

    async def document_of(self, persona_id: str, passage_id: str) -> tuple[Document, HeldPassage]:
        """Give a passage and the document it stands in.

        Raises:
            PassageNotFound: If it is not held, or its physician has withdrawn consent.
        """
        if self.shown.is_withdrawn(persona_id):
            raise PassageNotFound(passage_id)
        if passage_id.startswith(PASSAGE_PREFIX):
            return await self.desk_rooms.corrections.document_of(passage_id)
        return await self.library.document_of(persona_id, passage_id)

    async def search(self, persona_id: str, text: str, *, top: int) -> Sequence[EvidenceItem]:
        """Give the `top` best passages, best first, whether or not they answer.

        Raises:
            PersonaNotFound: If there is no such persona.
            IndexMissing: If it has not been indexed.
            PolicyRefused: If its physician has withdrawn consent.
        """
        self.shown.require_consent(persona_id)
        return await self.retriever.best(persona_id, text, top=top)

    async def readiness(self) -> Mapping[str, str]:
        """Give each part's state: "ok", or what is wrong and the way out."""
        state = {"database": await _state(self._database_answers()), "personas": "ok"}
        for persona_id in self.shelf.ids():
            state[f"index {persona_id}"] = await _state(self._is_published(persona_id))
        if not self.shelf.ids():
            state["personas"] = "No persona folder. Run `twin persona new my_clinic`."
        return state

    async def start(self) -> None:
        """Begin serving: share Chroma with other processes, take over abandoned turns, warm up.

        Raises:
            TriageDataInvalid: If a red flag is wrong; without them nobody is served.
            SettingsError: If an entry of the glossary is wrong.
        """
        await asyncio.to_thread(lambda: self.glossary.terms)
        await asyncio.to_thread(triage_of, self.settings.paths.corpora)
        await self.chroma_home.serve()
        await self.consultations.start()
        await self.films.go_on()
        self._warming = asyncio.create_task(self._warm())

    async def _warm(self) -> None:
        """Load beside the first requests what they would wait for; a failure shows when it is needed."""
        await asyncio.to_thread(triage_of(self.settings.paths.corpora).warm_up)
        with suppress(TwinError):
            await self.embedder.embed_query("warm")
            for persona_id in self.shelf.ids():
                if await self.library.published(persona_id):
                    await self.retriever.vocabulary(persona_id)

    async def close(self) -> None:
        """Give unfinished turns back and close what is open."""
        if self._warming is not None:
            self._warming.cancel()
            await asyncio.gather(self._warming, return_exceptions=True)
        await self.consultations.close()
        await self.films.close()
        for part in (self.served, self.embedder):
            ending = getattr(part, "aclose", None) or getattr(part, "close", None)
            if ending is not None:
                await ending()
        await self.chroma_home.close()
        await self.database.close()

    def _open_consultations(self, gate: Gate, evidence: EvidenceSource) -> Consultations:
        return Consultations(
            self.database,
            Answering(
                evidence=evidence,
                gate=gate,
                quoting=self.quoting,
                served=self.served,
                red_flags=red_flags_over(
                    self.database,
                    self.urgency,
                    settings=self.settings.triage,
                    served=self.served,
                    evidence=evidence,
                    clinic_of=self.clinic_plan,
                ),
                reins=self._reins(),
                conflicts=AgainstGuideline(partial(conflict_detector, self.settings.paths.corpora)),
                emergency_number=self.settings.serve.emergency_number,
            ),
            settings=self.settings.consultation,
            persona_of=self.shown.persona,
            style_guide_of=self.shelf.style_guide,
            causes=self.desk_rooms.causes,
        )

    def _reins(self) -> Reins:
        return Reins(
            self.database,
            autonomy=self.autonomy,
            pauses=self.pauses,
            ledger=self.ledger,
            route=HumanRoute(self.settings.serve.emergency_number),
            clinic_of=self.clinic_plan,
            drafts=self.desk_rooms.drafts,
        )

    async def _database_answers(self) -> str:
        from sqlalchemy import text

        async with self.database.reading() as session:
            await session.execute(text("SELECT 1"))
        return "ok"

    async def _is_published(self, persona_id: str) -> str:
        published = await self.library.published(persona_id)
        return "ok" if published else f"not indexed; run `twin index build {persona_id}`"


@asynccontextmanager
async def open_house(settings: Settings) -> AsyncGenerator[House, None]:
    """Open the house for a command, with its database brought to the newest revision, and close it behind it.

    Raises:
        SettingsError: If settings contradict each other.
    """
    house = await prepared_house(settings)
    try:
        yield house
    finally:
        await house.close()


async def prepared_house(settings: Settings) -> House:
    """Give a house whose data directory and database are ready; the caller closes it."""
    settings.paths.data.mkdir(parents=True, exist_ok=True)
    house = House(settings)
    await upgrade(house.database)
    return house


async def _state(asked: Awaitable[str]) -> str:
    """Turn an error into its message; readiness never raises."""
    try:
        return await asked
    except TwinError as error:
        return str(error)
    except Exception as error:
        return f"{type(error).__name__}; see the log and run `twin doctor`"
