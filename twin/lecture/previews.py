"""A look and a listen before anything is made: one slide with the DRAFT watermark, one sentence by the embedded voice."""

import asyncio
import hashlib
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from twin.errors import SentenceNotFound
from twin.labels.file_label import write_label
from twin.labels.sealing import Sealing
from twin.lecture.approval import Approvals
from twin.lecture.script import Script
from twin.lecture.slides import slide_pictures
from twin.lecture.talk_in_making import talk_theme
from twin.persona.persona import Persona
from twin.voice.embedded_voice import EmbeddedVoice
from twin.voice.spoken_form import spoken_form
from twin.voice.wave_sound import wav_bytes

AT_ONCE = 1  # drawings and voices at a time: the page asks for all slides in one breath


class Previews:
    """Makes previews; drawn slides are kept by what they show. Nothing of it is published."""

    def __init__(
        self,
        work: Path,
        approvals: Approvals,
        sealing: Sealing,
        *,
        persona_of: Callable[[str], Persona],
        may_present: Callable[[Persona], bool],
        pictures_of: Callable[[Script], Mapping[str, str]] | None = None,
    ) -> None:
        """Take the work folder of production, and what is asked before anything is drawn or spoken."""
        self._kept = work / "slides"
        self._approvals = approvals
        self._sealing = sealing
        self._persona_of = persona_of
        self._may_present = may_present
        self._pictures_of = pictures_of
        self._room = asyncio.Semaphore(AT_ONCE)

    async def slide(self, project_id: str, version: int, script: Script, scene_id: str) -> bytes:
        """Give one slide as a labelled PNG with the DRAFT watermark.

        Raises:
            SentenceNotFound: No such scene.
            NotApproved, PolicyRefused: When the talk is revoked, or the name is not lent for lectures any more.
            TypesettingError: When a text does not fit or a character has no glyph.
        """
        if scene_id not in {scene.id for scene in script.scenes}:
            raise SentenceNotFound("scene", scene_id)
        presents = await self._cleared(project_id, version, script)
        persona = self._persona_of(script.brief.persona_id)
        theme = talk_theme(script, persona, presenter=presents)
        async with self._room:
            pictures = await asyncio.to_thread(self._pictures_of, script) if self._pictures_of else None
            slides = await asyncio.to_thread(
                slide_pictures,
                script,
                persona=persona,
                theme=theme,
                draft=True,
                pictures=pictures,
                kept=self._kept,
            )
            slide = next(one for one in slides if one.scene_id == scene_id)
            return await asyncio.to_thread(self._labelled, slide.png, "slide.png", slide.hash)

    async def sentence(self, project_id: str, version: int, script: Script, sentence_id: str) -> bytes:
        """Give one sentence as a labelled WAV, spoken by the embedded voice whatever voice the talk will have.

        Raises:
            SentenceNotFound: No such sentence.
            NotApproved, PolicyRefused: As `slide`.
            VoiceError: When the embedded voice cannot speak.
        """
        said = next((one for one in script.sentences() if one.id == sentence_id), None)
        if said is None:
            raise SentenceNotFound("sentence", sentence_id)
        await self._cleared(project_id, version, script)
        language = script.brief.language
        voice = EmbeddedVoice(language)
        async with self._room:
            readings = self._persona_of(script.brief.persona_id).pronunciations.in_language(language)
            speech = await voice.speak(spoken_form(said.text, language=language, pronunciations=readings))
            made_from = hashlib.sha256(f"{voice.id}\n{said.text}".encode()).hexdigest()
            sound = wav_bytes(speech.samples)
            return await asyncio.to_thread(self._labelled, sound, "sentence.wav", made_from)

    async def _cleared(self, project_id: str, version: int, script: Script) -> bool:
        """Ask whether a draft may be made, and say whether the drawn physician may stand on it."""
        presents = self._may_present(self._persona_of(script.brief.persona_id))
        await self._approvals.require_renderable(
            project_id,
            voice_id=EmbeddedVoice(script.brief.language).id,
            slides_hash="",
            version=version,
            is_cloned=False,
            shows_presenter=presents,
            draft=True,
        )
        return presents

    def _labelled(self, content: bytes, name: str, made_from: str) -> bytes:
        with tempfile.TemporaryDirectory(prefix="twin-preview-") as folder:
            path = Path(folder) / name
            path.write_bytes(content)
            write_label(path, self._sealing.label(made_from))
            return path.read_bytes()
