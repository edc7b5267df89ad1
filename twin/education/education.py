"""Patient education, the room's front: topics, lessons, teach-back, results. Pages, commands and routes use only this."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from twin.education.alarm import Alarm
from twin.education.fact_sources import PassageShelf, PublishedPassages
from twin.education.lesson import Depth, Lesson, LessonChunk
from twin.education.lesson_making import LessonMaker
from twin.education.lesson_plan import LESSONS_FILE, LessonPlan, PlannedTopic, read_lesson_plan
from twin.education.lesson_store import LessonSession, LessonStore
from twin.education.readability import ReadingMeter
from twin.education.rewriting import Rewriter
from twin.education.teach_back import (
    Progress,
    Repair,
    ReplyJudge,
    Step,
    after_emergency,
    after_reply,
    after_skipping,
    chunk_at,
    open_points,
    repairs_of,
    resumed,
)
from twin.education.topics import Topic, topics_of
from twin.errors import LessonSessionOver, LessonTooHard, QuestionInvalid, TopicNotFound
from twin.persona.slots import Audience


@dataclass(frozen=True, slots=True)
class Standing:
    """A lesson as its learner sees it now.

    `chunk` is None when it is over. `repairs` answer the newest reply; `praised` are the texts of points it said.
    `is_first_round` is false when the chunk is asked about again.
    """

    session: LessonSession
    lesson: Lesson
    chunk: LessonChunk | None
    repairs: tuple[Repair, ...]
    praised: tuple[str, ...]

    @property
    def progress(self) -> Progress:
        """Give how far the learner has come."""
        return self.session.progress

    @property
    def is_first_round(self) -> bool:
        """Say whether the chunk is asked about for the first time."""
        return self.progress.round == 1


class Education:
    """Teaches patients. `personas` is the folder of persona folders; `owner` stands for a browser, as in consultations."""

    def __init__(
        self,
        personas: Path,
        *,
        passages: PublishedPassages,
        maker: LessonMaker,
        meter: ReadingMeter,
        store: LessonStore,
        judge: ReplyJudge,
        alarm: Alarm,
        rewriter: Rewriter | None = None,
        keep_days: int = 90,
        reply_characters: int = 2_000,
        require_consent: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Take the ports. `require_consent` raises where the physician does not lend the twin for teaching any more."""
        self._personas = personas
        self._passages = passages
        self._maker = maker
        self._meter = meter
        self._store = store
        self._judge = judge
        self._alarm = alarm
        self._rewriter = rewriter
        self._keep_days = keep_days
        self._reply_characters = reply_characters
        self._require_consent = require_consent
        self._plans: dict[str, tuple[int, LessonPlan]] = {}
        self._listed: dict[
            str, tuple[tuple[int, tuple[str, ...]], tuple[tuple[Topic, PlannedTopic], ...]]
        ] = {}

    async def topics(self, persona_id: str, language: str = "") -> tuple[Topic, ...]:
        """Give what a persona teaches, planned topics first; of one language where it is named.

        Raises:
            IndexMissing: If the persona has not been indexed.
            PolicyRefused: Without consent in force.
        """
        listed, _ = await self._topics(persona_id)
        return tuple(topic for topic, _ in listed if not language or language in topic.languages)

    async def lesson(
        self,
        persona_id: str,
        topic_id: str,
        *,
        language: str,
        audience: Audience = Audience.PATIENT,
        depth: Depth = Depth.PLAIN,
        simplify: str = "",
    ) -> Lesson:
        """Make a lesson; equal folder, equal lesson.

        Args:
            persona_id: Whose.
            topic_id: As `topics` lists it.
            language: en or zh.
            audience: For whom; residents read the physician's own words.
            depth: In plain words, more simply, or the physician's own words.
            simplify: Id of a chunk for which a served model, where there is one, is asked for simpler words.

        Raises:
            TopicNotFound: No such topic in that language.
            LessonTooHard: A lesson for lay people in plain words misses its reading target.
            IndexMissing: If the persona has not been indexed.
            PolicyRefused: Without consent in force.
        """
        listed, shelf = await self._topics(persona_id)
        found = next(
            (pair for pair in listed if pair[0].id == topic_id and language in pair[0].languages), None
        )
        if found is None:
            raise TopicNotFound(
                persona_id, topic_id, [topic.id for topic, _ in listed if language in topic.languages]
            )
        lesson = self._maker.from_plan(
            found[1],
            shelf,
            persona=persona_id,
            language=language,
            audience=audience,
            depth=depth,
            today=datetime.now(UTC).date(),
        )
        if lesson.is_for_lay_people and depth is not Depth.MORE and not lesson.reading.is_kept:
            raise LessonTooHard(topic_id, lesson.reading.to_text())
        if simplify and depth is Depth.SIMPLER and self._rewriter is not None:
            lesson = await self._rewriter.simpler(lesson, simplify, shelf)
        return lesson

    async def begin(self, persona_id: str, topic_id: str, *, language: str, owner: str) -> LessonSession:
        """Begin a lesson with checks. Old lessons are deleted on the way.

        Raises:
            TopicNotFound, LessonTooHard, IndexMissing, PolicyRefused: As `lesson`.
        """
        await self.lesson(persona_id, topic_id, language=language)
        await self._store.delete_old(self._keep_days)
        return await self._store.add(persona_id, topic_id, language, owner=owner)

    async def standing(self, session_id: str, *, owner: str) -> Standing:
        """Give a lesson as it stands.

        Raises:
            LessonSessionNotFound: Absent, deleted, or another's.
            TopicNotFound: The folder no longer bears the topic out.
        """
        session = await self._store.session(session_id, owner=owner)
        plain, simpler, own = [await self._at(session, depth) for depth in Depth]
        progress = session.progress
        told = next((one for one in plain.chunks if one.id == progress.last_chunk), None)
        said = {one.point for one in progress.last if one.said == "said"}
        praised = tuple(point.text for point in told.key_points if point.id in said) if told else ()
        return Standing(
            session, plain, chunk_at(plain, progress), repairs_of(plain, simpler, own, progress), praised
        )

    async def reply(self, session_id: str, reply: str, *, owner: str) -> Standing:
        """Judge a reply and go on; an emergency stops the lesson. The reply itself is not kept.

        Raises:
            LessonSessionNotFound: Absent, deleted, or another's.
            LessonSessionOver: It does not wait for a reply.
            QuestionInvalid: Empty or too long.
        """
        words = reply.strip()
        session = await self._store.session(session_id, owner=owner)
        lesson = await self._at(session, Depth.PLAIN)
        chunk = chunk_at(lesson, session.progress)
        if await asyncio.to_thread(self._alarm.rings, words, chunk.text if chunk else ""):
            return await self._saved(session, after_emergency(session.progress), owner)
        if not words or len(words) > self._reply_characters:
            raise QuestionInvalid(
                f"A reply has 1 to {self._reply_characters} characters, this one has {len(words)}. Say it shorter."
            )
        if chunk is None or session.progress.step is not Step.ASKING:
            raise LessonSessionOver(session_id)
        points = open_points(chunk, session.progress)
        judgements = await asyncio.to_thread(self._judge.judge, words, points, session.language)
        return await self._saved(session, after_reply(lesson, session.progress, judgements), owner)

    async def skip(self, session_id: str, *, owner: str) -> Standing:
        """Go on without a reply, or go on where an emergency stopped the lesson."""
        session = await self._store.session(session_id, owner=owner)
        if session.progress.step is Step.STOPPED:
            return await self._saved(session, resumed(session.progress), owner)
        lesson = await self._at(session, Depth.PLAIN)
        return await self._saved(session, after_skipping(lesson, session.progress), owner)

    async def show(self, session_id: str, *, owner: str, is_shown: bool) -> None:
        """Let the physician see the result, or take that back. Raises `LessonSessionNotFound`."""
        await self._store.show(session_id, owner=owner, is_shown=is_shown)

    async def delete(self, session_id: str, *, owner: str) -> None:
        """Delete a lesson with its result. Raises `LessonSessionNotFound`."""
        await self._store.delete(session_id, owner=owner)

    async def shown(self, personas: Collection[str] | None) -> Sequence[LessonSession]:
        """Give what patients let their physicians see, newest first; `personas` None is all."""
        return await self._store.shown(personas)

    async def _saved(self, session: LessonSession, progress: Progress, owner: str) -> Standing:
        await self._store.save(session, progress)
        return await self.standing(session.id, owner=owner)

    async def _at(self, session: LessonSession, depth: Depth) -> Lesson:
        return await self.lesson(session.persona, session.topic, language=session.language, depth=depth)

    async def _topics(self, persona_id: str) -> tuple[tuple[tuple[Topic, PlannedTopic], ...], PassageShelf]:
        self._require_consent(persona_id)
        shelf = await self._passages.of(persona_id)
        changed, plan = self._plan(persona_id)
        known = self._listed.get(persona_id)
        if known is None or known[0] != (changed, shelf.ids):
            known = (
                (changed, shelf.ids),
                await asyncio.to_thread(topics_of, plan, shelf, self._meter),
            )
            self._listed[persona_id] = known
        return known[1], shelf

    def _plan(self, persona_id: str) -> tuple[int, LessonPlan]:
        """Read the plan again when its file has changed."""
        path = self._personas / persona_id / LESSONS_FILE
        changed = path.stat().st_mtime_ns if path.is_file() else 0
        known = self._plans.get(persona_id)
        if known is None or known[0] != changed:
            known = (changed, read_lesson_plan(path.parent)[0])
            self._plans[persona_id] = known
        return known
