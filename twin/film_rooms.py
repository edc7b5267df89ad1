"""The rooms that make films of talks, wired for `twin.assembly`: production, its jobs, and what an approval binds to."""

import asyncio
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from twin.chosen_voice import chosen_voice
from twin.evidence.glossary import Glossary
from twin.jobs.job import JobStatus
from twin.jobs.jobs import Jobs
from twin.labels.consent import LECTURE, ConsentLedger, Use
from twin.labels.sealing import Sealing
from twin.labels.verifying_apart import VerifyingApart
from twin.lecture.approval import Approvals
from twin.lecture.artefacts import Artefacts
from twin.lecture.lecture_store import LectureStore
from twin.lecture.made_talks import MadeTalks
from twin.lecture.measured_rates import MeasuredRates
from twin.lecture.previews import Previews
from twin.lecture.production import KIND, talk_kind
from twin.lecture.production_rooms import ProductionRooms
from twin.lecture.refitting import with_measured
from twin.lecture.scene_pictures import scene_pictures
from twin.lecture.script import Script
from twin.lecture.slides import slides_hash
from twin.lecture.speaking import Speaking, voice_store_in
from twin.lecture.talk_in_making import talk_theme
from twin.lecture.talk_label import SealedTalk
from twin.lecture.talk_length import script_seconds
from twin.lecture.talk_order import TalkOrder
from twin.lecture.timeline import FRAMES_A_SECOND, frames_of
from twin.persona.persona import Persona
from twin.persona.shelf import PersonaShelf
from twin.review.decision_store import DecisionStore
from twin.settings import Settings
from twin.storage.database import Database
from twin.voice.embedded_voice import EmbeddedVoice
from twin.voice.speech import Voice

WORK, TALKS = "lecture-work", "talks"
LOOK_SECONDS = 10.0  # between two looks for what a killed process left; each is one small query


@dataclass(frozen=True, slots=True)
class ToApprove:
    """What an approval of a talk binds to beside its script."""

    slides_hash: str
    voice_id: str


class FilmRooms:
    """Makes talks, from an approval on."""

    look_seconds = LOOK_SECONDS

    def __init__(
        self,
        settings: Settings,
        database: Database,
        shelf: PersonaShelf,
        ledger: ConsentLedger,
        glossary: Glossary | None = None,
    ) -> None:
        """Wire them; nothing connects or starts yet. Captions never break a Chinese term of the `glossary`."""
        self._settings, self._shelf, self._ledger = settings, shelf, ledger
        self._glossary = glossary
        self._looking: asyncio.Task[None] | None = None
        self.store = LectureStore(database)
        self.approvals = Approvals(
            database,
            self.store,
            ledger,
            persona_of=shelf.persona,
            wrong_sources=DecisionStore(database).wrong_sources,
        )
        self.artefacts = Artefacts(database)
        data = settings.paths.data.absolute()  # ffmpeg runs in the folder of what it makes
        self.sealing = Sealing(data, producer=settings.labels.producer)
        self.verifying = VerifyingApart(self.sealing)
        self.made = MadeTalks(self.store, self.approvals, self.artefacts, ledger, persona_of=shelf.persona)
        self.previews = Previews(
            data / WORK,
            self.approvals,
            self.sealing,
            persona_of=shelf.persona,
            may_present=self.may_present,
            pictures_of=self._pictures_of,
        )
        url = settings.database.url.get_secret_value() if settings.database.url else None
        self.rooms = ProductionRooms(
            work=data / WORK,
            store=self.store,
            approvals=self.approvals,
            artefacts=self.artefacts,
            persona_of=shelf.persona,
            may_present=self.may_present,
            voice_of=self._voice_of,
            labelling=SealedTalk(self.sealing),
            kept_whole=self._kept_whole,
            pronunciations_of=self._pronunciations_of,
            pictures_of=self._pictures_of,
            measured=MeasuredRates(data).measured,
        )
        self.jobs = Jobs(data, database_url=url, kinds=[talk_kind(self.rooms)])

    def _kept_whole(self, language: str) -> Collection[str]:
        return self._glossary.forms("zh") if language == "zh" and self._glossary is not None else ()

    def may_present(self, persona: Persona) -> bool:
        """Say whether the drawn physician may stand on slides today."""
        return Use.LIKENESS in self._ledger.standing(persona, duty=LECTURE).in_force

    async def to_approve(
        self, project_id: str, version: int | None = None, *, presenter: bool = True
    ) -> ToApprove:
        """Give what an approval of a version binds to now: its slides and the voice that would speak."""
        script = (await self.store.version(project_id, version)).script
        persona = self._shelf.persona(script.brief.persona_id)
        theme = talk_theme(script, persona, presenter=presenter and self.may_present(persona))
        voice = self._voice_of(script.brief.persona_id, script.brief.language, False)
        pictures = await asyncio.to_thread(self._pictures_of, script)
        return ToApprove(slides_hash(script, theme, pictures=pictures), voice.id)

    async def measured_seconds(self, script: Script) -> Mapping[str, float]:
        """Give how long the embedded voice takes for each sentence of a script, by its text; what was said before is kept."""

        async def nothing_bought() -> None:
            """Let the embedded voice speak: it is nobody's."""

        language = script.brief.language
        speaking = Speaking(
            EmbeddedVoice(language),
            voice_store_in(self.rooms.work),
            nothing_bought,
            pronunciations=self._pronunciations_of(script.brief.persona_id, language),
        )
        scenes = await speaking.speak(script, done=lambda _part, _parts: None)
        return {
            said.text.written: frames_of(said.speech) / FRAMES_A_SECOND
            for scene in scenes
            for said in scene.sentences
        }

    async def measured_length(self, script: Script) -> float:
        """Give how many seconds a talk of this script lasts with the embedded voice, pauses included."""
        return script_seconds(with_measured(script, await self.measured_seconds(script)))

    async def order(
        self,
        project_id: str,
        *,
        version: int | None = None,
        out: Path | None = None,
        draft: bool = False,
        presenter: bool = True,
        burned: bool = False,
    ) -> str:
        """Order a talk and give its job's id; the same order that is not finished yet is the same job."""
        number = version or (await self.store.project(project_id)).version
        # A draft has a folder of its own: it never takes the place of what is published.
        own = f"v{number}-draft" if draft else f"v{number}"
        folder = (out or self._settings.paths.data / TALKS / project_id / own).resolve()
        order = TalkOrder(project_id, number, str(folder), draft=draft, presenter=presenter, burned=burned)
        begun = f"{project_id}.{number}.{'draft' if draft else 'talk'}."
        if going_on := await self.jobs.unfinished(begun):
            return going_on[0]
        job_id = f"{begun}{len(await self.jobs.listed(begun)) + 1}"
        await self.jobs.order(KIND, order.as_order(), job_id=job_id)
        return job_id

    async def order_here(
        self, project_id: str, *, version: int | None = None, draft: bool, presenter: bool, burned: bool
    ) -> str:
        """Order a talk that this process then works on, after a look whether it may be made at all.

        Raises:
            NotApproved, ScriptRefused, PolicyRefused: As `Approvals.require_renderable`.
        """
        script = (await self.store.version(project_id, version)).script
        binding = await self.to_approve(project_id, version, presenter=presenter)
        voice = self._voice_of(script.brief.persona_id, script.brief.language, draft)
        await self.approvals.require_renderable(
            project_id,
            voice_id=voice.id,
            slides_hash=binding.slides_hash,
            version=version,
            is_cloned=voice.is_cloned,
            shows_presenter=presenter and self.may_present(self._shelf.persona(script.brief.persona_id)),
            draft=draft,
        )
        job_id = await self.order(
            project_id, version=version, draft=draft, presenter=presenter, burned=burned
        )
        await self.jobs.work()
        return job_id

    async def go_on(self) -> None:
        """Work on what an earlier process left unfinished, if there is anything; and from now on look for it."""
        await self._take_up()
        if self._looking is None:
            self._looking = asyncio.create_task(self._look())

    async def close(self) -> None:
        """Stop looking and working; unfinished jobs go on with the next worker."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)
            self._looking = None
        await self.jobs.close()

    async def _look(self) -> None:
        """Until this process works itself: look whether another one left a job, such as a killed command line."""
        while not self.jobs.is_working:
            await asyncio.sleep(self.look_seconds)
            # A database that is away for a moment is no reason never to look again.
            with suppress(Exception):
                await self._take_up()

    async def _take_up(self) -> None:
        if self.jobs.has_book() and await self.jobs.unfinished(""):
            await self.jobs.work()

    async def jobs_of(self, project_id: str) -> tuple[JobStatus, ...]:
        """Give every job of a talk, the newest first."""
        return await self.jobs.listed(f"{project_id}.")

    async def cancel(self, project_id: str) -> None:
        """End all that is being made of a talk; what a revocation calls."""
        for job_id in await self.jobs.unfinished(f"{project_id}."):
            await self.jobs.cancel(job_id)

    def _pictures_of(self, script: Script) -> dict[str, str]:
        return scene_pictures(script, self._shelf.folder(script.brief.persona_id))

    def _pronunciations_of(self, persona_id: str, language: str) -> Mapping[str, str]:
        return self._shelf.persona(persona_id).pronunciations.in_language(language)

    def _voice_of(self, persona_id: str, language: str, draft: bool) -> Voice:
        return (
            EmbeddedVoice(language)
            if draft
            else chosen_voice(self._settings, persona_id, language, duty=LECTURE)
        )
