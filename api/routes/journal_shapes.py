"""What the journal club routes take and give."""

from collections.abc import Set

from pydantic import BaseModel, Field

from api.routes.teaching_shapes import SourceOut
from twin.teaching.case_links import SourceLink
from twin.teaching.journal_club import ASKS, LONGEST_ANSWER, AnswerScore, GuidedReading, PaperCard
from twin.teaching.paper_reading import PaperPart


def _source(link: SourceLink, language: str) -> SourceOut:
    return SourceOut(line=link.line(language), passage=link.passage_id, quote=link.quote)


class PaperOut(BaseModel):
    """One paper; `language` is its own."""

    persona: str
    name: str
    title: str
    language: str
    is_done: bool

    @classmethod
    def of(cls, card: PaperCard, persona_id: str, done: Set[tuple[str, str]]) -> "PaperOut":
        """Shape one paper."""
        return cls(
            persona=persona_id,
            name=card.name,
            title=card.title,
            language=card.language,
            is_done=(persona_id, card.name) in done,
        )


class PartOut(BaseModel):
    """One part of a paper; no sentence where the paper does not say it."""

    part: PaperPart
    sentences: tuple[SourceOut, ...]


class AskOut(BaseModel):
    """One question and the part it asks about."""

    part: PaperPart
    question: str


class ReadingOut(BaseModel):
    """A guided reading: question, design, result, what the author takes from it, what would change the mind."""

    persona: str
    name: str
    title: str
    language: str
    questions: tuple[AskOut, ...]
    parts: tuple[PartOut, ...]

    @classmethod
    def of(cls, reading: GuidedReading, persona_id: str, language: str) -> "ReadingOut":
        """Shape a reading; questions and source lines are in `language`, sentences in the paper's own."""
        return cls(
            persona=persona_id,
            name=reading.card.name,
            title=reading.card.title,
            language=reading.card.language,
            questions=tuple(
                AskOut(part=part, question=ASKS[part].in_language(language)) for part in reading.asked
            ),
            parts=tuple(
                PartOut(part=one.part, sentences=tuple(_source(link, language) for link in one.sentences))
                for one in reading.parts
            ),
        )


class AnswersIn(BaseModel):
    """Answers by part, at least one; a part that is not asked about is not looked at."""

    answers: dict[PaperPart, str] = Field(
        description=f"At most {LONGEST_ANSWER} characters each.",
        examples=[{"question": "Whether home readings come before clinic ones."}],
    )


class ScoreOut(BaseModel):
    """What one answer says of the paper's sentences, and what it leaves out."""

    part: PaperPart
    text: str
    said: tuple[SourceOut, ...]
    missing: tuple[SourceOut, ...]

    @classmethod
    def of(cls, score: AnswerScore, language: str) -> "ScoreOut":
        """Shape one score."""
        return cls(
            part=score.part,
            text=score.text,
            said=tuple(_source(link, language) for link in score.said),
            missing=tuple(_source(link, language) for link in score.missing),
        )
