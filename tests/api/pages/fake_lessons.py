"""Real lessons of cardiology for the tests of the pages: its own plan and approved answers, no index, a store in memory."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, cast

from twin.education.alarm import Alarm
from twin.education.education import Education
from twin.education.fact_sources import PassageShelf
from twin.education.lesson_making import LessonMaker
from twin.education.lesson_plan import read_lesson_plan
from twin.education.lesson_store import LessonSession
from twin.education.lesson_terms import TermExplainer, familiar_words
from twin.education.opening import EducationRooms
from twin.education.readability import ReadingMeter, common_words
from twin.education.teach_back import Progress
from twin.errors import IndexMissing, LessonSessionNotFound
from twin.evidence.glossary import load_glossary
from twin.front_door import triage_of
from twin.gate.opening import open_gate
from twin.index.held_passage import HeldPassage
from twin.key_points.judging import KeyPointJudge
from twin.labels.sealing import Sealing
from twin.passages.document import Document
from twin.passages.reading import read_documents
from twin.passages.splitting import passages_of
from twin.persona.folder import folder_content, load_persona
from twin.settings import PassageSettings

ROOT = Path(__file__).resolve().parents[3]
PERSONAS, CORPORA = ROOT / "personas", ROOT / "corpora"


class ShelfOfAnswers:
    """Gives the approved answers of a persona as an index would."""

    async def of(self, persona_id: str) -> PassageShelf:
        if persona_id != "cardiology":
            raise IndexMissing(persona_id)
        return shelf_of(persona_id)


class StoreInMemory:
    """Keeps lessons as `LessonStore` does."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[str, LessonSession]] = {}

    async def add(self, persona: str, topic: str, language: str, *, owner: str) -> LessonSession:
        now = datetime.now(UTC)
        told = LessonSession(
            f"l{len(self.kept) + 1}", persona, topic, language, Progress(), False, 1, now, now
        )
        self.kept[told.id] = (owner, told)
        return told

    async def session(self, session_id: str, *, owner: str) -> LessonSession:
        whose, told = self.kept.get(session_id, ("", None))
        if told is None or whose != owner:
            raise LessonSessionNotFound(session_id)
        return told

    async def save(self, told: LessonSession, progress: Progress) -> None:
        owner, kept = self.kept[told.id]
        self.kept[told.id] = (owner, replace(kept, progress=progress, version=kept.version + 1))

    async def show(self, session_id: str, *, owner: str, is_shown: bool) -> None:
        told = await self.session(session_id, owner=owner)
        self.kept[session_id] = (owner, replace(told, is_shown=is_shown))

    async def delete(self, session_id: str, *, owner: str) -> None:
        await self.session(session_id, owner=owner)
        del self.kept[session_id]

    async def delete_old(self, days: int) -> None:
        """Nothing is old here."""

    async def shown(self, personas: object) -> list[LessonSession]:
        return [told for _, told in self.kept.values() if told.is_shown]


@cache
def shelf_of(persona_id: str) -> PassageShelf:
    """Read the Markdown documents that the persona's plan names."""
    plan, _, _ = read_lesson_plan(PERSONAS / persona_id)
    names = {
        fact.source
        for topic in plan.topics
        for chunk in topic.chunks
        for lang in ("en", "zh")
        for fact in chunk.facts(lang)
    }
    files = [
        f
        for f in folder_content(PERSONAS, CORPORA, load_persona(PERSONAS, persona_id)).files
        if f.name in names
    ]
    settings = PassageSettings()
    held = {
        document.name: tuple(
            HeldPassage(one, document.content_hash, document.slot, document.metadata)
            for one in passages_of(document, settings)
        )
        for document in read_documents(files, settings)
        if isinstance(document, Document)
    }
    return PassageShelf((), held)


@cache
def _ground() -> tuple[TermExplainer, ReadingMeter, LessonMaker]:
    glossary = load_glossary(CORPORA)
    explainer = TermExplainer(glossary, familiar=familiar_words(CORPORA))
    meter = ReadingMeter(common_words(CORPORA), explained=explainer.spans())
    return explainer, meter, LessonMaker(open_gate(CORPORA, glossary=glossary), meter)


def real_lessons(**options: Any) -> EducationRooms:
    """Give education over the real plan, the real gate and the real red flags."""
    explainer, meter, maker = _ground()
    education = Education(
        PERSONAS,
        passages=cast(Any, ShelfOfAnswers()),
        maker=maker,
        meter=meter,
        store=cast(Any, StoreInMemory()),
        judge=KeyPointJudge(CORPORA),
        alarm=Alarm(lambda: triage_of(CORPORA)),
        **options,
    )
    sealing = Sealing(Path(mkdtemp(prefix="lessons-")), producer="Hospital")
    return EducationRooms(education, explainer, meter, sealing)
