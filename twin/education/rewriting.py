"""Simpler words by a served chat model: offered by it, judged here, and dropped when they say anything else."""

import logging
from dataclasses import replace

from twin.chat.asked_words import asked_words
from twin.chat.model import ChatModel
from twin.education.fact_checking import judged
from twin.education.fact_sources import PassageShelf
from twin.education.lesson import Lesson, LessonChunk, Statement
from twin.education.readability import ReadingMeter
from twin.gate.gate import Gate
from twin.gate.verdict import Origin
from twin.prompts.lesson_prompt import lesson_prompt

log = logging.getLogger(__name__)
SECONDS = 8.0  # for one statement; a reader who asked for simpler words waits that long at most
LONGEST = 400  # characters of one reply


class Rewriter:
    """Asks for simpler words, statement by statement."""

    def __init__(self, model: ChatModel, gate: Gate, meter: ReadingMeter) -> None:
        """Take the model, and who judges what it writes."""
        self._model = model
        self._gate = gate
        self._meter = meter

    async def simpler(self, lesson: Lesson, chunk_id: str, shelf: PassageShelf) -> Lesson:
        """Give the lesson with simpler words in one chunk, where the model found some that pass."""
        chunks = []
        for chunk in lesson.chunks:
            chunks.append(await self._chunk(chunk, lesson.language, shelf) if chunk.id == chunk_id else chunk)
        return replace(lesson, chunks=tuple(chunks))

    async def _chunk(self, chunk: LessonChunk, language: str, shelf: PassageShelf) -> LessonChunk:
        statements = [
            one
            if one.simpler and not one.is_by_rule
            else await self._statement(one, chunk.title, language, shelf)
            for one in chunk.statements
        ]
        return replace(
            chunk, statements=tuple(statements), is_simplest=not any(one.simpler for one in statements)
        )

    async def _statement(self, one: Statement, title: str, language: str, shelf: PassageShelf) -> Statement:
        held = shelf.bearing(one.source.document, one.source.quote)
        said = await self._asked(one, title, language) if held is not None else ""
        if held is None or not said or said == one.text:
            return one
        verdict = judged(said, held, quote=one.source.quote, language=language, gate=self._gate)
        before, now = self._meter.measure(one.text, language), self._meter.measure(said, language)
        if not verdict.may_be_said or (now.grade, now.clause) > (before.grade, before.clause):
            log.info("simpler words refused", extra={"statement": one.id})
            return one
        return replace(one, text=said, simpler=said, origin=Origin.RETOLD, is_by_rule=False)

    async def _asked(self, one: Statement, title: str, language: str) -> str:
        messages = lesson_prompt(language=language, title=title, statement=one.text, quote=one.source.quote)
        return await asked_words(
            self._model, messages, language=language, seconds=SECONDS, characters=LONGEST
        )
