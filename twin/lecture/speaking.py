"""Every sentence of a talk spoken once: kept sound first, then the voice, patient with a server that is only busy."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from twin.lecture.script import Script, ScriptSentence
from twin.lecture.timeline import SaidScene, SaidSentence
from twin.voice.speech import Speech, Voice
from twin.voice.spoken_form import spoken_form
from twin.voice.spoken_text import SpokenText
from twin.voice.voice_errors import VoiceError
from twin.voice.voice_store import STOCK, VoiceStore, speech_key

WAITS_SECONDS = (
    1.0,
    4.0,
    15.0,
)  # before the second, third and fourth try; a longer wish of the server is granted
LONGEST_WAIT_SECONDS = 90.0
AT_ONCE = 2  # sentences; what most providers allow on their smallest plan


@dataclass(frozen=True, slots=True)
class Speaking:
    """How a talk is spoken.

    `allowed` is awaited right before the first sentence, and before each one of a person's voice; it raises when it may not
    be spoken. `kept` holds what the embedded voice
    has said, so that it says it once; bought voices keep their own.
    """

    voice: Voice
    kept: VoiceStore
    allowed: Callable[[], Awaitable[None]]
    pronunciations: Mapping[str, str] = field(default_factory=dict)
    waits_seconds: Sequence[float] = WAITS_SECONDS
    at_once: int = AT_ONCE

    async def speak(self, script: Script, *, done: Callable[[int, int], None]) -> tuple[SaidScene, ...]:
        """Speak every sentence; `done` hears after each how many of all are.

        Raises:
            VoiceError: When one cannot be spoken; what was spoken is kept.
            NotApproved, PolicyRefused: As `allowed` says.
        """
        sentences = script.sentences()
        places = asyncio.Semaphore(self.at_once)
        finished = 0
        await self.allowed()

        async def spoken(sentence: ScriptSentence) -> SaidSentence:
            nonlocal finished
            async with places:
                text = self.text_of(sentence, script)
                if self.voice.is_cloned:  # a person's voice: its consent may end between two sentences
                    await self.allowed()
                speech = await self._said(text)
                finished += 1
                done(finished, len(sentences))
                return SaidSentence(sentence.id, text, speech)

        async with _TaskGroup() as group:
            tasks = {sentence.id: group.start(spoken(sentence)) for sentence in sentences}
        return tuple(
            SaidScene(scene.id, scene.title, tuple(tasks[one.id].result() for one in scene.sentences))
            for scene in script.scenes
        )

    def text_of(self, sentence: ScriptSentence, script: Script) -> SpokenText:
        """Give the spoken form of a sentence."""
        return spoken_form(sentence.text, language=script.brief.language, pronunciations=self.pronunciations)

    async def _said(self, text: SpokenText) -> Speech:
        if not self.voice.id.startswith("embedded:"):
            return await self._patiently(text)
        key = speech_key(voice_id=self.voice.id, spoken=text.spoken, language=text.language, settings="talk")
        speech = await asyncio.to_thread(self.kept.read, STOCK, key)
        if speech is None:
            speech = await self._patiently(text)
            await asyncio.to_thread(
                self.kept.keep, STOCK, key, speech, voice_id=self.voice.id, language=text.language
            )
        return speech

    async def _patiently(self, text: SpokenText) -> Speech:
        """Ask again after a while when only the moment was wrong; any other fault is raised at once."""
        for wait in self.waits_seconds:
            try:
                return await self.voice.speak(text)
            except VoiceError as error:
                if not error.is_transient:
                    raise
                await asyncio.sleep(min(max(wait, error.retry_after_seconds or 0.0), LONGEST_WAIT_SECONDS))
        return await self.voice.speak(text)


class _TaskGroup:
    """A task group that raises the first fault itself, not wrapped in a group of faults."""

    def __init__(self) -> None:
        self._tasks: list[asyncio.Task[SaidSentence]] = []

    def start(self, work: "Awaitable[SaidSentence]") -> "asyncio.Task[SaidSentence]":
        task = asyncio.ensure_future(work)
        self._tasks.append(task)
        return task

    async def __aenter__(self) -> "_TaskGroup":
        return self

    async def __aexit__(self, *_: object) -> None:
        try:
            await asyncio.gather(*self._tasks)
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)


def voice_store_in(work: Path) -> VoiceStore:
    """Give the store of what the embedded voice said, in the work folder of talks."""
    return VoiceStore(work / "sound")
