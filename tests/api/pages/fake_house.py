"""A house of cardboard for the tests of the pages: one persona, scripted answers, no index and no database."""

import asyncio
from collections.abc import AsyncGenerator, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import cast

from fastapi import FastAPI

from api.app import create_app
from api.served_house import ServedHouse
from tests.api.pages.fake_documents import DOCUMENTS, HOSTILE, PASSAGES
from tests.api.pages.fake_lessons import real_lessons
from tests.twin.triage_words import real_words
from tests.twin.wayfinding.real_hospital import real_guide
from twin.consultation.conversation import Conversation, Transcript, Turn, TurnRecord
from twin.consultation.events import (
    LAST_KINDS,
    Answered,
    CitationShown,
    ConsultationEvent,
    Failed,
    Found,
    Spoken,
    Started,
    Stopped,
    Withheld,
)
from twin.consultation.listening import Listening
from twin.consultation.question import checked_question
from twin.consultation.replies import Reply
from twin.errors import ConversationNotFound, PassageNotFound, PersonaNotFound, TurnInProgress, TurnNotFound
from twin.index.held_passage import HeldPassage
from twin.passages.document import Document
from twin.persona.clinic import ClinicPlan
from twin.persona.folder import load_clinic, load_persona
from twin.persona.persona import Persona
from twin.persona.slots import Audience
from twin.settings import ServeSettings
from twin.voice.embedded_voice import EmbeddedVoice

PERSONAS = Path(__file__).resolve().parents[3] / "personas"
START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def citation(key: str, passage_id: str, quote: str) -> CitationShown:
    """Cite a quote of a held passage."""
    held = PASSAGES[passage_id]
    start = held.passage.start + held.passage.text.index(quote)
    return CitationShown(
        key=key, passage=passage_id, document=held.passage.document, title=held.metadata.title,
        source=f"{held.metadata.title} · {held.metadata.kind}", slot=held.slot.name.lower(), page=held.passage.page,
        slide=held.passage.slide, start_seconds=held.passage.start_seconds, quote=quote, start=start, end=start + len(quote),
    )  # fmt: skip


def scripted_answer(question: str, language: str) -> list[ConsultationEvent]:
    """Give the events of one answer; words in the question choose the kind of answer."""
    events: list[ConsultationEvent] = [Started(notice="A computer programme.", language=language)]
    if "nothing" in question:
        events += [Found(covered=False, citations=())]
        events += [Spoken(text="I have not put this in writing, so I will not guess.", origin="manner")]
        return [*events, Answered(covered=False, sentences=1, withheld=0, model="fake")]
    if "hostile" in question:
        events += [Found(covered=True, citations=(citation("E1", "hostile", "Before."),))]
        events += [Spoken(text=f"Careful {HOSTILE}", origin="own_words", citations=("E1",))]
        return [*events, Answered(covered=True, sentences=1, withheld=0, model="fake")]
    if language == "zh":
        cited = (
            citation("E1", "tating", "先不要自己停药"),
            citation("E2", "coffee", "Two or three cups a day"),
        )
        events += [Found(covered=True, citations=cited), Spoken(text="先说结论：", origin="manner")]
        events += [Spoken(text="先不要自己停药。", origin="own_words", citations=("E1",))]
        events += [
            Spoken(
                text="咖啡每天两三杯，多数人没有问题。",
                origin="own_words",
                citations=("E2", "E1"),
                paragraph=True,
            )
        ]
        return [*events, Answered(covered=True, sentences=3, withheld=0, model="fake")]
    cited = (
        citation("E1", "call", "Call first, then sit down."),
        citation("E2", "coffee", "Two or three cups a day"),
    )
    events += [Found(covered=True, citations=cited), Spoken(text="Short answer first:", origin="manner")]
    events += [
        Spoken(
            text="Two or three cups of coffee a day are fine for most people.",
            origin="own_words",
            citations=("E2",),
        )
    ]
    events += [Withheld(reason="number", notice="A sentence was left out.")]
    events += [
        Spoken(
            text="With chest pain, call first and then sit down.",
            origin="guideline",
            citations=("E1", "E2"),
            paragraph=True,
        )
    ]
    events += [Spoken(text="Write it in the blue notebook.", origin="manner", paragraph=True)]
    if "fail" in question:
        return [
            *events,
            Failed(error="ChatModelTruncated", notice="The answer broke off here.", retryable=True),
        ]
    return [*events, Answered(covered=True, sentences=4, withheld=1, model="fake")]


class FakeHouse:
    """Implements `PageHouse`. `pause_seconds` between two events makes an answer last; 0 finishes it at once.

    `hold_after` counts events after which an answer waits until `hold_after` is None again.
    """

    serve = ServeSettings()
    cookie_secret = b"for tests only"
    staff = None
    emergency_number = "120"
    keep_days = 90
    wayfinder = real_guide()
    urgency = real_words()
    public_url = "https://twins.example"
    listening = Listening(lambda _, language: EmbeddedVoice(language))
    question_characters = 2_000

    def __init__(self, folder: Path, *, pause_seconds: float = 0.0) -> None:
        self.pictures = folder
        self.pause_seconds = pause_seconds
        self.hold_after: int | None = None
        self.persona_ids = ["cardiology"]
        self.originals: dict[str, Path] = {}
        self.owners: dict[str, str] = {}
        self.conversations: dict[str, Conversation] = {}
        self.turns: dict[str, list[Turn]] = {}
        self._events: dict[str, list[ConsultationEvent]] = {}
        self.tasks: set[asyncio.Task[None]] = set()
        self.failure: Exception | None = None
        self.silent = ""
        self._ids = count(1)
        self.lessons = real_lessons()
        self.said: list[tuple[str, str, str]] = []

    @property
    def consultations(self) -> "FakeHouse":
        return self

    async def start(self) -> None:
        """Nothing to begin."""

    async def close(self) -> None:
        for task in self.tasks:
            task.cancel()

    def personas(self) -> tuple[Persona, ...]:
        return tuple(self.persona(name) for name in self.persona_ids)

    def persona(self, persona_id: str) -> Persona:
        if self.failure:
            raise self.failure
        if persona_id not in self.persona_ids:
            raise PersonaNotFound(persona_id, self.persona_ids)
        return load_persona(PERSONAS, persona_id)

    async def replies_to(self, transcript: Transcript) -> dict[str, list[Reply]]:
        return {}

    async def did_not_help(self, conversation_id: str, turn_id: str, *, owner: str, words: str) -> None:
        self.said.append(("did not help", turn_id, words))

    async def ask_physician(self, conversation_id: str, turn_id: str, *, owner: str, words: str) -> None:
        self.said.append(("ask physician", turn_id, words))

    async def silence(self, persona_id: str) -> str:
        return self.silent

    def clinic_plan(self, persona_id: str) -> ClinicPlan | None:
        return load_clinic(PERSONAS, persona_id)

    async def document_of(self, persona_id: str, passage_id: str) -> tuple[Document, HeldPassage]:
        if passage_id not in PASSAGES:
            raise PassageNotFound(passage_id)
        held = PASSAGES[passage_id]
        return next(d for d in DOCUMENTS if d.content_hash == held.document_id), held

    def original(self, document: Document) -> Path | None:
        return self.originals.get(document.name)

    async def open(self, persona_id: str, *, owner: str, language: str = "en") -> Conversation:
        told = Conversation(f"c{next(self._ids)}", persona_id, Audience.PATIENT, language, START)
        self.conversations[told.id], self.owners[told.id], self.turns[told.id] = told, owner, []
        return told

    async def ask(self, conversation_id: str, question: str, *, owner: str) -> Turn:
        self._own(conversation_id, owner)
        question = checked_question(question, limit=self.question_characters)
        turns = self.turns[conversation_id]
        if turns and self._running(turns[-1].id):
            raise TurnInProgress("The previous question is still being answered.")
        turn = Turn(f"turn{next(self._ids)}", conversation_id, len(turns) + 1, question, "answering", START)
        turns.append(turn)
        self._events[turn.id] = []
        script = scripted_answer(question, "zh" if any("\u4e00" <= c <= "\u9fff" for c in question) else "en")
        if self.pause_seconds:
            task = asyncio.create_task(self._answer(turn.id, script))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)
        else:
            for event in script:
                self._put(turn.id, event)
        return turn

    async def forget_history(self, conversation_id: str, *, owner: str) -> None:
        self._own(conversation_id, owner)

    async def transcript(self, conversation_id: str, *, owner: str) -> Transcript:
        told = self._own(conversation_id, owner)
        records = (TurnRecord(turn, tuple(self._events[turn.id])) for turn in self.turns[conversation_id])
        return Transcript(told, tuple(records))

    async def turn(self, conversation_id: str, turn_id: str, *, owner: str) -> Turn:
        self._own(conversation_id, owner)
        for turn in self.turns[conversation_id]:
            if turn.id == turn_id:
                return replace(turn, status="answering" if self._running(turn_id) else "answered")
        raise TurnNotFound(turn_id)

    async def events(
        self, turn_id: str, *, owner: str, after: int = 0
    ) -> AsyncGenerator[ConsultationEvent, None]:
        while True:
            for event in self._events[turn_id][after:]:
                after = event.number
                yield event
                if event.kind in LAST_KINDS:
                    return
            await asyncio.sleep(0.01)

    async def stop(self, conversation_id: str, turn_id: str, *, owner: str) -> None:
        self._own(conversation_id, owner)
        if turn_id not in self._events:
            raise TurnNotFound(turn_id)
        if self._running(turn_id):
            self._put(turn_id, Stopped())

    async def delete(self, conversation_id: str, *, owner: str) -> None:
        self._own(conversation_id, owner)
        del self.conversations[conversation_id], self.owners[conversation_id], self.turns[conversation_id]

    async def written(self, number: int, *, events: int) -> None:
        """Wait until that many events of the turn of that number, over all conversations, are written."""
        async for event in self.events(list(self._events)[number - 1], owner=""):
            if event.number >= events:
                return

    def _own(self, conversation_id: str, owner: str) -> Conversation:
        if self.owners.get(conversation_id) != owner:
            raise ConversationNotFound(conversation_id)
        return self.conversations[conversation_id]

    def _running(self, turn_id: str) -> bool:
        events = self._events[turn_id]
        return not events or events[-1].kind not in LAST_KINDS

    def _put(self, turn_id: str, event: ConsultationEvent) -> None:
        if self._running(turn_id):
            numbered = event.model_copy(update={"number": len(self._events[turn_id]) + 1})
            self._events[turn_id].append(numbered)

    async def _answer(self, turn_id: str, script: Iterable[ConsultationEvent]) -> None:
        for event in script:
            await asyncio.sleep(self.pause_seconds)
            # Tests let it go from another thread, where an asyncio.Event may not be set.
            while self.hold_after is not None and len(self._events[turn_id]) >= self.hold_after:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            self._put(turn_id, event)


def fake_application(house: FakeHouse) -> FastAPI:
    """Serve a fake house with the real application."""
    return create_app(cast(ServedHouse, house), page_house=house)
