"""A ward for tests: one persona, a shelf of passages, and chat models that say what they are told."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from twin.chat.model import ChatModel, Piece, Prompt, Usage
from twin.consultation.answering import Answering
from twin.consultation.consultations import Consultations
from twin.consultation.red_flags import RedFlags
from twin.evidence.evidence import Evidence, EvidenceItem
from twin.gate.gate import Gate
from twin.index.held_passage import HeldPassage
from twin.passages.passage import Passage
from twin.persona.persona import Persona, Strictness
from twin.persona.slots import Audience, DocumentMetadata, Slot
from twin.settings import ConsultationSettings
from twin.storage.database import Database, sqlite_url
from twin.storage.tables import Table

OWNER = "o" * 64
COFFEE = "One or two cups of coffee a day are fine for most people with atrial fibrillation [1]. Stop if your heart races."
PRESSURE = "Aim for less than 130/80 mmHg at home if you tolerate it [2]. Measure twice a day, sitting."
PRESSURE_ZH = "家里的血压最好低于130/80毫米汞柱[1]。每天量两次，坐着量。"
HOURS = "Dr. Lin sees patients on Monday from 8:30 to 11:30."
GOOD_WORDS = "One or two cups of coffee a day are fine for most people with atrial fibrillation [E1]. Stop if your heart races. [E1]"


def held(
    text: str,
    *,
    document: str = "af-living",
    slot: Slot = Slot.LECTURES,
    language: str = "en",
    is_view: bool = False,
) -> HeldPassage:
    """Put a passage on the shelf."""
    metadata = DocumentMetadata(
        title=document.replace("-", " ").title(),
        language=language,
        kind="lecture",
        date=date(2026, 3, 1),
        is_view=is_view,
    )
    passage = Passage(id=f"p-{document}", document=document, start=0, end=len(text), text=text, page=2)
    return HeldPassage(passage, f"d-{document}", slot, metadata)


def evidence_of(
    *passages: HeldPassage, covered: bool = True, question: str = "?", language: str = "en"
) -> Evidence:
    """Number passages as evidence."""
    items = tuple(
        EvidenceItem(f"E{n}", one, f"{one.metadata.title}, p. 2", 1 / n)
        for n, one in enumerate(passages, start=1)
    )
    return Evidence(question, language, covered, 0.9 if covered else 0.1, items)


@dataclass
class Shelf:
    """An evidence source that finds the same passages whatever is asked, and remembers the questions."""

    passages: tuple[HeldPassage, ...] = (held(COFFEE), held(PRESSURE, document="pressure"))
    covered: bool = True
    fault: Exception | None = None
    asked: list[str] = field(default_factory=list)
    earlier: list[tuple[str, ...]] = field(default_factory=list)

    async def retrieve(
        self,
        persona_id: str,
        question: str,
        *,
        language: str,
        earlier: Sequence[str] = (),
        audience: Audience,
    ) -> Evidence:
        """Find what is on the shelf."""
        self.asked.append(question)
        self.earlier.append(tuple(earlier))
        if self.fault is not None:
            raise self.fault
        return evidence_of(*self.passages, covered=self.covered, question=question, language=language)


@dataclass
class ScriptedChatModel:
    """Says `words` in pieces, or raises `fault` after `fault_after` pieces (0: before the first)."""

    words: str = GOOD_WORDS
    fault: Exception | None = None
    fault_after: int = 0
    piece_characters: int = 9
    between_seconds: float = 0.0
    endless: bool = False
    gate: asyncio.Event | None = None
    gate_after: int = 0
    speaks_only_in_quotations: bool = False
    name: str = "scripted"
    prompts: list[Prompt] = field(default_factory=list)
    closed: int = 0

    async def stream(self, prompt: Prompt) -> AsyncIterator[Piece]:
        """Stream the script."""
        self.prompts.append(prompt)
        try:
            number = 0
            while True:
                for start in range(0, len(self.words), self.piece_characters):
                    if self.fault is not None and number == self.fault_after:
                        raise self.fault
                    if self.gate is not None and number == self.gate_after:
                        await self.gate.wait()
                    await asyncio.sleep(self.between_seconds)
                    yield Piece(text=self.words[start : start + self.piece_characters])
                    number += 1
                if not self.endless:
                    break
            if self.fault is not None:
                raise self.fault
            yield Piece(finish_reason="stop", usage=Usage(100, 20), model="m")
        finally:
            self.closed += 1


@dataclass
class Quoter:
    """Quotes the first sentence of every piece of evidence."""

    name: str = "quotations"
    speaks_only_in_quotations: bool = True
    prompts: list[Prompt] = field(default_factory=list)

    async def stream(self, prompt: Prompt) -> AsyncIterator[Piece]:
        """Quote, without what was said already."""
        self.prompts.append(prompt)
        for item in prompt.evidence:
            sentence = item.text.split(" [")[0].split("[")[0]
            if not any(sentence in said for said in prompt.already_said):
                yield Piece(text=f"{sentence} [{item.key}]. ")
        yield Piece(finish_reason="stop")


def physician(*, strictness: Strictness = Strictness.OWN_WORDS) -> Persona:
    """Give a fictional cardiologist."""
    return Persona.model_validate(
        {
            "id": "cardiology",
            "fictional": True,
            "name": {"en": "Dr. Lin", "zh": "林"},
            "title": {"en": "Chief physician", "zh": "主任医师"},
            "specialty": {"en": "Cardiology", "zh": "心内科"},
            "hospital": {"en": "Qinghe Hospital", "zh": "清禾医院"},
            "languages": ["en", "zh"],
            "scope": {"speaks_about": {"en": ["the heart"]}, "does_not": {"en": ["diagnose"]}},
            "greeting": {"en": "Hello.", "zh": "您好。"},
            "no_answer": {
                "en": "I have not written about this. Bring it to the clinic.",
                "zh": "这个我没有写过。请来门诊时问我。",
            },
            "manner": {
                "openings": {"en": ["Short answer first:"], "zh": ["先说结论："]},
                "closings": {"en": ["Write it in the blue notebook."], "zh": ["记在蓝本子上。"]},
            },
            "strictness": strictness.value,
            "portrait": {"description": {"en": "Calm.", "zh": "沉稳。"}},
            "consent": {
                "name": True,
                "signed": "2026-01-01",
                "expires": "2030-01-01",
                "signature_file": "consent/signature.svg",
            },
        }
    )


async def made_database(data: Path) -> Database:
    """Open a database of its own with all tables."""
    database = Database(sqlite_url(data))
    async with database.engine.begin() as connection:
        await connection.run_sync(Table.metadata.create_all)
    return database


def consultations_over(
    database: Database,
    *,
    shelf: Shelf | None = None,
    served: ChatModel | None = None,
    quoting: ChatModel | None = None,
    persona: Persona | None = None,
    settings: ConsultationSettings | None = None,
    worker: str | None = None,
    persona_of: Callable[[str], Persona] | None = None,
    red_flags: RedFlags | None = None,
) -> Consultations:
    """Open consultations over fakes; `served` None speaks in quotations, `red_flags` None judges no urgency."""
    known = persona or physician()
    answering = Answering(
        evidence=shelf or Shelf(),
        gate=Gate(),
        quoting=quoting or Quoter(),
        served=served,
        red_flags=red_flags,
    )
    return Consultations(
        database,
        answering,
        settings=settings or ConsultationSettings(),
        persona_of=persona_of or {known.id: known}.__getitem__,
        worker=worker,
    )
