"""One talk while it is made: what each step needs of the steps before, made once or read again after a kill."""

import asyncio
import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from twin.lecture.approval import Clearance
from twin.lecture.approval_hash import script_hash
from twin.lecture.captions import Cue, captions_of
from twin.lecture.film_plan import DrawnPresenter, Presenting
from twin.lecture.production_rooms import ProductionRooms
from twin.lecture.project import Version
from twin.lecture.script import Script
from twin.lecture.second_captions import (
    has_second_captions,
    other_language,
    second_timeline,
    second_words,
)
from twin.lecture.slides import SlidePicture, slide_pictures, slides_hash
from twin.lecture.speaking import Speaking, voice_store_in
from twin.lecture.talk_order import TalkFacts, TalkOrder
from twin.lecture.talk_sources import NumberedSource, all_sources, numbered_sources
from twin.lecture.theme import Theme, theme_of
from twin.lecture.timeline import Timeline, soundtrack, timeline_of
from twin.media.finished_file import keep
from twin.media.loudness import levelled
from twin.persona.persona import Persona
from twin.voice.speech import Voice
from twin.voice.wave_sound import SAMPLE_RATE

FILMED_BY = "3"  # raise it when the files change without their content changing


class TalkInMaking:
    """Everything of one order. Nothing in it is decided twice: what is read again is what was made."""

    def __init__(self, rooms: ProductionRooms, order: TalkOrder) -> None:
        """Take the rooms and the order; nothing is read yet."""
        self.rooms, self.order = rooms, order
        self._version: Version | None = None
        self._slides: tuple[SlidePicture, ...] | None = None
        self._timeline: Timeline | None = None
        self._cues: tuple[Cue, ...] | None = None
        self._voice: Voice | None = None
        self._pcm: bytes | None = None

    async def version(self) -> Version:
        """Give the script's version."""
        if self._version is None:
            self._version = await self.rooms.store.version(self.order.project, self.order.version)
        return self._version

    async def script(self) -> Script:
        """Give the script."""
        return (await self.version()).script

    async def persona(self) -> Persona:
        """Give the persona as it may be shown now."""
        return self.rooms.persona_of((await self.script()).brief.persona_id)

    async def theme(self) -> Theme:
        """Give how the slides look; the presenter is on them only where the likeness is lent."""
        script, persona = await self.script(), await self.persona()
        return talk_theme(script, persona, presenter=self.order.presenter and self.rooms.may_present(persona))

    async def voice(self) -> Voice:
        """Give who speaks; a draft is always spoken by the embedded voice."""
        if self._voice is None:
            script = await self.script()
            self._voice = self.rooms.voice_of(
                script.brief.persona_id, script.brief.language, self.order.draft
            )
        return self._voice

    async def require_renderable(self) -> Clearance:
        """Go on only while this very thing may be made; asked right before everything that speaks or publishes."""
        theme, voice = await self.theme(), await self.voice()
        return await self.rooms.approvals.require_renderable(
            self.order.project,
            voice_id=voice.id,
            slides_hash=await self.slides_hash(),
            version=self.order.version,
            is_cloned=voice.is_cloned,
            shows_presenter=theme.presenter,
            draft=self.order.draft,
        )

    async def slides(self) -> tuple[SlidePicture, ...]:
        """Give the slides; what is kept is not drawn again."""
        if self._slides is None:
            script, persona, theme = await self.script(), await self.persona(), await self.theme()
            self._slides = await asyncio.to_thread(
                slide_pictures,
                script,
                persona=persona,
                theme=theme,
                draft=self.order.draft,
                pictures=await self.pictures(),
                kept=self.rooms.work / "slides",
            )
        return self._slides

    async def pictures(self) -> Mapping[str, str]:
        """Give the pictures of the slides as the persona's folder holds them now."""
        return await asyncio.to_thread(self.rooms.pictures_of, await self.script())

    async def slides_hash(self) -> str:
        """Give what an approval of these slides binds to, with the pictures of this moment."""
        return slides_hash(await self.script(), await self.theme(), pictures=await self.pictures())

    async def timeline(self, done: Callable[[int, int], None] = lambda part, parts: None) -> Timeline:
        """Give the talk in frames; every sentence is spoken, or read where it was kept."""
        if self._timeline is None:
            script, voice = await self.script(), await self.voice()

            async def allowed() -> None:
                await self.require_renderable()

            speaking = Speaking(
                voice,
                voice_store_in(self.rooms.work),
                allowed,
                pronunciations=self.rooms.pronunciations_of(script.brief.persona_id, script.brief.language),
                waits_seconds=self.rooms.waits_seconds,
            )
            self._timeline = timeline_of(await speaking.speak(script, done=done))
        return self._timeline

    async def pcm(self) -> bytes:
        """Give the levelled sound of the talk, mono int16."""
        if self._pcm is not None:
            return self._pcm
        track = soundtrack(await self.timeline(), sample_rate=SAMPLE_RATE)
        path = self.rooms.work / "levelled" / f"{hashlib.sha256(track.tobytes()).hexdigest()}.pcm"
        if not path.exists():
            level = await asyncio.to_thread(levelled, track, sample_rate=SAMPLE_RATE)
            await asyncio.to_thread(keep, path, level.tobytes())
        self._pcm = path.read_bytes()
        return self._pcm

    async def cues(self) -> tuple[Cue, ...]:
        """Give the captions."""
        if self._cues is None:
            script, timeline = await self.script(), await self.timeline()
            self._cues = await asyncio.to_thread(
                captions_of,
                timeline,
                language=script.brief.language,
                kept_whole=self.rooms.kept_whole(script.brief.language),
            )
        return self._cues

    async def second_cues(self) -> tuple[Cue, ...]:
        """Give the captions in the other language; none where the author gave none."""
        script, timeline = await self.script(), await self.timeline()
        if not has_second_captions(script):
            return ()
        language = other_language(script.brief.language)
        turned = second_timeline(timeline, second_words(script, await self.persona()), language=language)
        kept_whole = self.rooms.kept_whole(language)
        return await asyncio.to_thread(captions_of, turned, language=language, kept_whole=kept_whole)

    async def presenting(self) -> Presenting | None:
        """Give who stands on the slides; None where nobody does."""
        return DrawnPresenter(await self.persona()) if (await self.theme()).presenter else None

    async def sources(self) -> Mapping[str, tuple[NumberedSource, ...]]:
        """Give the sources by scene."""
        return numbered_sources(await self.script())

    async def folder(self) -> Path:
        """Give where this talk's files are made: named by all that they are made from."""
        script, voice = await self.script(), await self.voice()
        made_from = [
            FILMED_BY,
            script_hash(script),
            script.made_on.isoformat(),
            await self.slides_hash(),
            voice.id,
            self.order.project,
            self.order.version,
            self.order.draft,
            self.order.burned,
        ]
        key = hashlib.sha256(json.dumps(made_from).encode()).hexdigest()
        return self.rooms.work / "talks" / key[:32]

    async def facts(self) -> TalkFacts:
        """Give what the label says. Names the approval in force now; a draft has none."""
        clearance = await self.require_renderable()
        script, persona, theme, voice = (
            await self.script(),
            await self.persona(),
            await self.theme(),
            await self.voice(),
        )
        approval = clearance.approval
        return TalkFacts(
            project=self.order.project,
            version=self.order.version,
            persona=persona.id,
            title=script.title,
            speaker=theme.speaker_name,
            language=script.brief.language,
            made_on=script.made_on.isoformat(),
            script_sha256=script_hash(script),
            slides_hash=await self.slides_hash(),
            voice_id=voice.id,
            seconds=(await self.timeline()).seconds,
            draft=self.order.draft,
            fictional=persona.fictional,
            approver=approval.approver if approval else "",
            approval=approval.approved_hash if approval else "",
            approved_at=approval.approved_at.isoformat(timespec="seconds") if approval else "",
            sources=tuple(source.line for source in all_sources(await self.sources())),
            consent=_consent(persona, theme, is_cloned=voice.is_cloned),
        )


def _consent(persona: Persona, theme: Theme, *, is_cloned: bool) -> dict[str, object]:
    """Give the consent this talk uses, as a manifest names it."""
    consent = persona.consent
    uses = ["name", *(["likeness"] if theme.presenter else []), *(["voice"] if is_cloned else [])]
    return {
        "file": consent.signature_file,
        "signed": consent.signed.isoformat(),
        "expires": consent.expires.isoformat(),
        "uses": tuple(uses),
    }


def talk_theme(script: Script, persona: Persona, *, presenter: bool) -> Theme:
    """Give the theme that production draws with and an approval binds to."""
    return theme_of(persona, script.brief.language, presenter=presenter)
