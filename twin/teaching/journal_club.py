"""Journal club: a paper of the folder as a guided reading, with three questions that are scored by key points."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from twin.errors import IndexMissing, PaperNotFound, TeachingInputInvalid
from twin.index.library import Library
from twin.key_points.judgement import KeyPoint, Said
from twin.passages.document import Document
from twin.persona.persona import Bilingual
from twin.persona.slots import Slot
from twin.settings import PassageSettings
from twin.storage.database import Database
from twin.storage.teaching_tables import GuidedReadingRow
from twin.teaching.case_links import SourceLink
from twin.teaching.case_reading import PointJudge
from twin.teaching.paper_reading import PaperPart, PartFound, parts_of

QUESTIONS = 3
LONGEST_ANSWER = 2_000  # characters
# What is asked first where the paper says it; the others stand in where it does not.
_ASKED_FIRST = (
    PaperPart.QUESTION,
    PaperPart.RESULT,
    PaperPart.TAKES,
    PaperPart.CHANGE_MIND,
    PaperPart.DESIGN,
)
ASKS: Mapping[PaperPart, Bilingual] = MappingProxyType(
    {
        PaperPart.QUESTION: Bilingual(
            en="What question does the paper take up?", zh="这篇文章讨论什么问题？"
        ),
        PaperPart.DESIGN: Bilingual(
            en="On which kind of evidence does it rest?", zh="它依据的是哪一类证据？"
        ),
        PaperPart.RESULT: Bilingual(
            en="What is the main result, with its numbers?", zh="主要结果是什么？请说出数字。"
        ),
        PaperPart.TAKES: Bilingual(
            en="What does the author take from it for practice?", zh="作者由此怎么做？"
        ),
        PaperPart.CHANGE_MIND: Bilingual(
            en="What limits it, or would change the author's mind?", zh="有什么局限？什么会改变作者的看法？"
        ),
    }
)


@dataclass(frozen=True, slots=True)
class PaperCard:
    """One paper of a persona's folder."""

    name: str
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class GuidedReading:
    """A paper with its five parts and the parts that are asked about, at most three."""

    card: PaperCard
    parts: tuple[PartFound, ...]
    asked: tuple[PaperPart, ...]

    def part(self, part: PaperPart) -> PartFound:
        """Give one part."""
        return next(one for one in self.parts if one.part is part)


@dataclass(frozen=True, slots=True)
class AnswerScore:
    """One question's answer: which of the part's sentences were said, which not."""

    part: PaperPart
    text: str
    said: tuple[SourceLink, ...]
    missing: tuple[SourceLink, ...]


class JournalClub:
    """Makes guided readings from the published papers and keeps learners' answers."""

    def __init__(
        self, database: Database, library: Library, passages: PassageSettings, judge: PointJudge
    ) -> None:
        """Take the index and who judges."""
        self._database = database
        self._library = library
        self._passages = passages
        self._judge = judge

    async def papers(self, persona_id: str) -> list[PaperCard]:
        """List the papers of a persona, by name; none while it is not indexed."""
        return [_card(document) for document in await self._documents(persona_id)]

    async def reading(self, persona_id: str, name: str) -> GuidedReading:
        """Make the guided reading of one paper. Raises `PaperNotFound`."""
        documents = await self._documents(persona_id)
        document = next((one for one in documents if one.name == name), None)
        if document is None:
            raise PaperNotFound(persona_id, name, [one.name for one in documents])
        parts = parts_of(document, self._passages)
        said = {one.part for one in parts if one.sentences}
        return GuidedReading(
            _card(document), parts, tuple(part for part in _ASKED_FIRST if part in said)[:QUESTIONS]
        )

    async def answer(
        self, learner: str, persona_id: str, name: str, answers: Mapping[PaperPart, str]
    ) -> tuple[AnswerScore, ...]:
        """Score the answers to the questions of one paper and keep them.

        Raises:
            PaperNotFound: If there is no such paper.
            TeachingInputInvalid: If nothing was answered, or an answer is too long.
        """
        scores = self.scored(await self.reading(persona_id, name), answers)
        row = GuidedReadingRow(
            id=uuid4().hex,
            learner=learner,
            persona=persona_id,
            document=name,
            answers=[_to_json(score) for score in scores],
            created_at=datetime.now(UTC),
        )
        async with self._database.transaction() as session:
            session.add(row)
        return scores

    def scored(self, reading: GuidedReading, answers: Mapping[PaperPart, str]) -> tuple[AnswerScore, ...]:
        """Score the answers to the questions of a reading; nothing is kept. Raises `TeachingInputInvalid` as `answer`."""
        if not any(text.strip() for text in answers.values()):
            raise TeachingInputInvalid("No question was answered. Write a sentence to at least one.")
        if any(len(text) > LONGEST_ANSWER for text in answers.values()):
            raise TeachingInputInvalid(f"An answer has at most {LONGEST_ANSWER} characters.")
        return tuple(self._scored(reading, part, answers.get(part, "")) for part in reading.asked)

    async def done(self, learner: str) -> frozenset[tuple[str, str]]:
        """Give the papers a learner has answered about: persona and name."""
        query = select(GuidedReadingRow.persona, GuidedReadingRow.document).where(
            GuidedReadingRow.learner == learner
        )
        async with self._database.reading() as session:
            return frozenset((row.persona, row.document) for row in (await session.execute(query)).all())

    def _scored(self, reading: GuidedReading, part: PaperPart, text: str) -> AnswerScore:
        links = reading.part(part).sentences
        language = reading.card.language
        points = [KeyPoint(str(n), link.quote, language) for n, link in enumerate(links)]
        judged = self._judge.judge(text, points, language) if text.strip() else ()
        said = {one.point_id for one in judged if one.said is Said.SAID}
        return AnswerScore(
            part,
            text.strip(),
            tuple(link for n, link in enumerate(links) if str(n) in said),
            tuple(link for n, link in enumerate(links) if str(n) not in said),
        )

    async def _documents(self, persona_id: str) -> Sequence[Document]:
        try:
            documents = await self._library.documents(persona_id)
        except IndexMissing:
            return []
        superseded = {name for document in documents for name in document.metadata.supersedes}
        return [one for one in documents if one.slot is Slot.PAPERS and one.name not in superseded]


def _card(document: Document) -> PaperCard:
    return PaperCard(document.name, document.metadata.title, document.metadata.language)


def _to_json(score: AnswerScore) -> dict[str, Any]:
    values = asdict(score)
    return {
        "part": score.part.value,
        "text": score.text,
        "said": [one["passage_id"] for one in values["said"]],
        "missing": [one["passage_id"] for one in values["missing"]],
    }
