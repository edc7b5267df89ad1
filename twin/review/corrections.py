"""Corrections in force: the physician's answers that stand above every source, and the sources held back.

Nothing is built and nothing is published: every request asks SQL which decisions are in force, so a decision counts at
the next request of every process, and so does its undoing.
"""

from collections.abc import Callable
from dataclasses import dataclass

from twin.errors import PassageNotFound
from twin.evidence.evidence import EvidenceItem
from twin.index.held_passage import HeldPassage
from twin.passages.document import Document
from twin.passages.passage import Passage
from twin.persona.slots import DocumentMetadata, Slot
from twin.review.decision_store import DecisionStore
from twin.review.decisions import Decision, Scope, Verdict, called_wrong
from twin.review.question_reading import QuestionReader
from twin.review.sameness import FLOOR, nearness

PASSAGE_PREFIX = "answer-"


@dataclass(frozen=True, slots=True)
class InForce:
    """What physicians' decisions say about one question. `answer` and `declined` never stand together."""

    answer: Decision | None = None
    declined: Decision | None = None
    held_back: frozenset[str] = frozenset()


class Corrections:
    """Finds what bears on a question."""

    def __init__(
        self,
        store: DecisionStore,
        reader: QuestionReader,
        *,
        about_children: Callable[[str], bool],
        name_of: Callable[[Decision, str], str],
    ) -> None:
        """Take the decisions and the reader of questions.

        Args:
            store: Where decisions are.
            reader: Reads questions of both languages.
            about_children: Says of a persona whether everybody asks it about children.
            name_of: Gives the author's name as readers of a language may see it.
        """
        self._store = store
        self._reader = reader
        self._about_children = about_children
        self._name_of = name_of
        self._known: dict[int, Decision] = {}

    async def in_force(self, persona: str, question: str) -> InForce:
        """Give what bears on a self-standing question asked of a persona.

        Of several answers the nearest counts, and of equally near ones the newest.
        """
        best: tuple[float, int] = (FLOOR, -1)
        chosen: Decision | None = None
        held_back: set[str] = set()
        for decision in await self.decisions(persona):
            verdict, scope = decision.made.verdict, decision.made.scope
            near = await self.nearness(decision, persona, question) if decision.phrasings else 0.0
            if verdict is Verdict.SOURCE_WRONG and (scope is not Scope.QUESTION or near >= FLOOR):
                held_back |= set(decision.made.passages)
            speaks = decision.has_answer or verdict is Verdict.DO_NOT_ANSWER
            if speaks and (round(near, 2), decision.number) > best and near >= FLOOR:
                best, chosen = (round(near, 2), decision.number), decision
        if chosen is not None and chosen.made.verdict is Verdict.DO_NOT_ANSWER:
            return InForce(declined=chosen, held_back=frozenset(held_back))
        return InForce(answer=chosen, held_back=frozenset(held_back))

    async def wrong_sources(self, persona: str) -> frozenset[str]:
        """Give the passages that decisions in force call wrong, whatever is asked of a persona; read from SQL once."""
        return called_wrong(await self.decisions(persona))

    async def nearness(self, decision: Decision, persona: str, question: str) -> float:
        """Give how near a question is to the nearest phrasing of a decision, in [0, 1]."""
        children = self._about_children(persona)
        asked = self._reader.read(question)
        if children != self._about_children(decision.made.persona):
            if not asked.flags.group:
                return 0.0  # asked of the paediatrician it is about a child, asked of others it is not
            children = False
        found = [
            await nearness(self._reader.read(one), asked, self._reader, about_children=children)
            for one in decision.phrasings
        ]
        return max(found, default=0.0)

    async def decisions(self, persona: str) -> list[Decision]:
        """Give the decisions in force for a persona, oldest first; bodies are read from SQL once."""
        numbers = await self._store.numbers_in_force(persona)
        missing = [number for number in numbers if number not in self._known]
        if missing:
            self._known |= {one.number: one for one in await self._store.by_numbers(missing)}
        return [self._known[number] for number in numbers if number in self._known]

    def item(self, decision: Decision, language: str) -> EvidenceItem:
        """Give the physician's answer as evidence E1, in the reader's language where it was written in it."""
        held = self._held(decision, language)
        return EvidenceItem("E1", held, held.metadata.title, 1.0)

    def draft_item(self, answer: str, language: str) -> EvidenceItem:
        """Give an answer that is not decided yet as evidence E1, for the gate to look at."""
        metadata = DocumentMetadata(title="answer", language=language, kind="answer")
        passage = Passage(
            id=f"{PASSAGE_PREFIX}draft", document="answer", start=0, end=len(answer), text=answer
        )
        return EvidenceItem("E1", HeldPassage(passage, "draft", Slot.ANSWERS, metadata), "answer", 1.0)

    async def document_of(self, passage_id: str) -> tuple[Document, HeldPassage]:
        """Give the answer behind a citation, undone ones too: what was cited goes on opening.

        Raises:
            PassageNotFound: When there is none.
        """
        decision_id, _, language = passage_id.removeprefix(PASSAGE_PREFIX).partition("-")
        found = await self._store.by_ids([decision_id])
        decision = found.get(decision_id)
        if decision is None or not decision.has_answer:
            raise PassageNotFound(passage_id)
        held = self._held(decision, language)
        document = Document(
            name=held.passage.document,
            slot=held.slot,
            path="",
            media_type="text/plain",
            metadata=held.metadata,
            content_hash=decision.id,
            text=held.passage.text,
        )
        return document, held

    def _held(self, decision: Decision, language: str) -> HeldPassage:
        text, written_in = decision.answer_in(language)
        name = self._name_of(decision, language)
        day = decision.decided_at.date()
        title = (
            f"{name}，{day.year}年{day.month}月{day.day}日的回答"
            if language == "zh"
            else f"{name}, answer of {day}"
        )
        metadata = DocumentMetadata(
            title=title,
            language=written_in,
            kind="answer",
            date=day,
            questions=decision.phrasings,
            approved_by=name,
        )
        passage = Passage(
            id=f"{PASSAGE_PREFIX}{decision.id}-{written_in}",
            document=f"answer-of-{day}",
            start=0,
            end=len(text),
            text=text,
        )
        return HeldPassage(
            passage, decision.id, Slot.ANSWERS, metadata, superseded=decision.undone_at is not None
        )
