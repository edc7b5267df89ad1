"""An answer read aloud, sentence by sentence: the first one at once, the next while the one before is heard.

Nobody waits for a provider's voice: where it fails, has no consent or takes too long, the embedded voice reads on.
An emergency is read by the embedded voice from the first word, which needs no network.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import suppress

from twin.consultation.conversation import Conversation, TurnRecord
from twin.consultation.read_aloud import has_card, language_of, lines_to_read
from twin.errors import TwinError
from twin.voice.embedded_voice import EmbeddedVoice
from twin.voice.speech import Speech, Voice
from twin.voice.spoken_form import spoken_form
from twin.voice.spoken_text import SpokenText

log = logging.getLogger(__name__)

FIRST_SECONDS = 1.2  # of the 1.5 s within which the voice must begin; the rest is the embedded voice's
LATER_SECONDS = 8.0  # the sentence before is heard meanwhile; then the embedded voice reads on
AT_ONCE = 2  # answers read at the same moment in this process; each costs a process and a tenth of a second a sentence
PAUSE_SECONDS = 0.25  # between two lines

VoiceOf = Callable[[str, str], Voice]
"""Gives the voice for a persona id and a language; raises `TwinError` where there is none."""
PronunciationsOf = Callable[[str, str], Mapping[str, str]]


class Listening:
    """Reads answers aloud."""

    def __init__(self, voice_of: VoiceOf, pronunciations_of: PronunciationsOf | None = None) -> None:
        """Take who chooses the voice, and how a persona says its words."""
        self._voice_of = voice_of
        self._pronunciations_of = pronunciations_of or (lambda persona_id, language: {})
        self._room = asyncio.Semaphore(AT_ONCE)

    async def sentences(self, conversation: Conversation, record: TurnRecord) -> AsyncGenerator[Speech, None]:
        """Read a finished turn, one line after another; the first says that it is a computer voice.

        Raises:
            VoiceError: If not even the embedded voice can speak.
        """
        language = language_of(record.events, otherwise=conversation.language)
        said = self._pronunciations_of(conversation.persona, language)
        lines = [
            spoken_form(line, language=language, pronunciations=said)
            for line in lines_to_read(record.events, language=language)
        ]
        chosen = None if has_card(record.events) else self._voice(conversation.persona, language)
        reading = _Reading(chosen, EmbeddedVoice(language), self._room)
        try:
            following = reading.begun(lines[0])
            for number in range(len(lines)):
                speech = await reading.heard(following, lines[number], is_first=not number)
                if number + 1 < len(lines):
                    following = reading.begun(lines[number + 1])
                yield speech
        finally:
            await reading.end()

    def _voice(self, persona_id: str, language: str) -> Voice | None:
        try:
            return self._voice_of(persona_id, language)
        except TwinError as error:
            log.warning("no voice chosen", extra={"persona": persona_id, "fault": type(error).__name__})
            return None


class _Reading:
    """One reading: a chosen voice as long as it keeps up, then the embedded one to the end."""

    def __init__(self, chosen: Voice | None, embedded: Voice, room: asyncio.Semaphore) -> None:
        self._chosen, self._embedded, self._room = chosen, embedded, room
        self._tasks: set[asyncio.Task[Speech]] = set()

    def begun(self, line: SpokenText) -> "asyncio.Task[Speech]":
        """Begin to make a line's sound."""
        task = asyncio.create_task(self._made(self._chosen or self._embedded, line))
        self._tasks.add(task)
        return task

    async def heard(self, task: "asyncio.Task[Speech]", line: SpokenText, *, is_first: bool) -> Speech:
        """Give a line's sound, from the embedded voice where the chosen one fails or is late.

        A first line that is only late goes on being made: it is kept for the next listener, and the second line has
        the time in which the first one is heard.
        """
        if self._chosen is None:
            return await task
        await asyncio.wait({task}, timeout=FIRST_SECONDS if is_first else LATER_SECONDS)
        if task.done():
            try:
                return task.result()
            except TwinError as error:
                log.warning("the embedded voice reads on", extra={"fault": type(error).__name__})
        if task.done() or not is_first:
            voice, self._chosen = self._chosen, None
            task.cancel()
            await _closed(voice)
        return await self._made(self._embedded, line)

    async def end(self) -> None:
        """End what is still being made; nobody listens any more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._chosen is not None:
            await _closed(self._chosen)

    async def _made(self, voice: Voice, line: SpokenText) -> Speech:
        if voice is not self._embedded:
            return await voice.speak(line)
        async with self._room:
            return await voice.speak(line)


async def _closed(voice: Voice) -> None:
    """Close a voice's connections, where it has any."""
    ending = getattr(voice, "aclose", None)
    if ending is not None:
        with suppress(TwinError, OSError):
            await ending()
