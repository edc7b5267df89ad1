"""An answer read aloud, sentence by sentence: the first one at once, the next while the one before is heard.

Nobody waits for a provider's voice: where it fails, has no consent or takes too long, the embedded voice reads on.
An emergency is read by the embedded voice from the first word, which needs no network.
"""

import asyncio
import logging
import tempfile
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing, suppress
from pathlib import Path

import numpy as np

from twin.consultation.conversation import Conversation, TurnRecord
from twin.consultation.read_aloud import COMPUTER_VOICE, has_card, language_of, lines_to_read
from twin.errors import TwinError
from twin.labels.aigc_label import label_for
from twin.labels.file_label import write_label
from twin.voice.embedded_voice import EmbeddedVoice
from twin.voice.speech import Speech, Voice
from twin.voice.spoken_form import spoken_form
from twin.voice.spoken_text import SpokenText
from twin.voice.wave_sound import Samples, faded, silence, wav_bytes

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

    def __init__(
        self, voice_of: VoiceOf, pronunciations_of: PronunciationsOf | None = None, *, producer: str = ""
    ) -> None:
        """Take who chooses the voice, how a persona says its words, and whose name the label of a file bears."""
        self._producer = producer
        self._voice_of = voice_of
        self._pronunciations_of = pronunciations_of or (lambda persona_id, language: {})
        self._room = asyncio.Semaphore(AT_ONCE)
        self._notices: dict[
            str, Speech
        ] = {}  # the embedded voice's first words, by spoken form: the same every time

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
        reading = _Reading(chosen, EmbeddedVoice(language), self._room, self._notices)
        try:
            following = reading.begun(lines[0])
            for number in range(len(lines)):
                speech = await reading.heard(following, lines[number], is_first=not number)
                if number + 1 < len(lines):
                    following = reading.begun(lines[number + 1])
                yield speech
        finally:
            await reading.end()

    async def file(self, conversation: Conversation, record: TurnRecord) -> bytes:
        """Read a finished turn into one labelled WAV file.

        Raises:
            VoiceError: If not even the embedded voice can speak.
        """
        async with aclosing(self.sentences(conversation, record)) as sentences:
            parts = [line_sound(speech) async for speech in sentences]
        return await asyncio.to_thread(self._labelled, np.concatenate(parts), record.turn.id)

    def _labelled(self, sound: Samples, made_from: str) -> bytes:
        with tempfile.TemporaryDirectory(prefix="twin-speech-") as folder:
            path = Path(folder) / "answer.wav"
            path.write_bytes(wav_bytes(sound))
            write_label(path, label_for(self._producer, made_from))
            return path.read_bytes()

    def _voice(self, persona_id: str, language: str) -> Voice | None:
        try:
            return self._voice_of(persona_id, language)
        except TwinError as error:
            log.warning("no voice chosen", extra={"persona": persona_id, "fault": type(error).__name__})
            return None


def line_sound(speech: Speech) -> Samples:
    """Give a line's sound, faded at its ends so that nothing clicks, and the pause behind it."""
    return np.concatenate([faded(speech.samples), silence(PAUSE_SECONDS)])


class _Reading:
    """One reading: a chosen voice as long as it keeps up, then the embedded one to the end."""

    def __init__(
        self, chosen: Voice | None, embedded: Voice, room: asyncio.Semaphore, notices: dict[str, Speech]
    ) -> None:
        self._chosen, self._embedded, self._room, self._notices = chosen, embedded, room, notices
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
        if line.spoken in self._notices:
            return self._notices[line.spoken]
        async with self._room:
            speech = await voice.speak(line)
        if line.written in (COMPUTER_VOICE.en, COMPUTER_VOICE.zh):
            self._notices[line.spoken] = speech
        return speech


async def _closed(voice: Voice) -> None:
    """Close a voice's connections, where it has any."""
    ending = getattr(voice, "aclose", None)
    if ending is not None:
        with suppress(TwinError, OSError):
            await ending()
