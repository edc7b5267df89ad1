"""A voice whose sound is bought once and then kept. A physician's own voice asks for consent at every use, kept or not."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol

from twin.voice.speech import Speech, Voice
from twin.voice.spoken_text import SpokenText
from twin.voice.voice_errors import VoiceNotKept
from twin.voice.voice_store import STOCK, VoiceStore, speech_key

RequireConsent = Callable[[], None]


class BoughtVoice(Voice, Protocol):
    """A voice that costs money: `settings` is what beside voice and text decides how it sounds."""

    @property
    def settings(self) -> str:
        """Give the settings in words."""
        ...

    async def aclose(self) -> None:
        """Close idle connections."""
        ...


class KeptVoice:
    """Stands before a bought voice."""

    def __init__(
        self,
        voice: BoughtVoice,
        store: VoiceStore,
        *,
        owner: str = STOCK,
        require_consent: RequireConsent | None = None,
    ) -> None:
        """Take the voice and where its sound is kept.

        Args:
            voice: The voice that is asked for what is not kept.
            store: Where its sound is kept.
            owner: The persona whose voice it is; "stock" for nobody's.
            require_consent: Raises `PolicyRefused` without consent in force; needed for a cloned voice.

        Raises:
            ValueError: If a cloned voice comes without `require_consent` or without its owner.
        """
        if voice.is_cloned and (require_consent is None or owner == STOCK):
            raise ValueError("a cloned voice has an owner and asks for consent")
        self._voice, self._store, self._owner = voice, store, owner
        self._require_consent = require_consent or _nothing

    @property
    def id(self) -> str:
        """Give the voice's stable name."""
        return self._voice.id

    @property
    def is_cloned(self) -> bool:
        """Say whether it is the voice of a person."""
        return self._voice.is_cloned

    async def speak(self, text: SpokenText) -> Speech:
        """Give the kept sound, or buy and keep it. Two who ask at once buy once.

        Raises:
            PolicyRefused: Without consent, even for kept sound, and when it ends while the sound is made.
            VoiceNotKept: If the sound cannot be written; then nothing is bought any more.
            VoiceError: Whatever the voice raises.
        """
        self._require_consent()
        key = speech_key(
            voice_id=self._voice.id, spoken=text.spoken, language=text.language, settings=self._voice.settings
        )
        speech = await asyncio.to_thread(self._store.read, self._owner, key)
        if speech is None:
            try:
                async with self._store.alone(key):
                    speech = await asyncio.to_thread(self._store.read, self._owner, key)
                    speech = speech or await self._bought(key, text)
            except OSError as error:
                raise VoiceNotKept(str(error.strerror or type(error).__name__)) from None
        self._require_consent()
        return speech

    async def aclose(self) -> None:
        """Close idle connections."""
        await self._voice.aclose()

    async def _bought(self, key: str, text: SpokenText) -> Speech:
        self._require_consent()  # it may have ended while another process was waited for
        await asyncio.to_thread(self._store.probe)
        speech = await self._voice.speak(text)
        # Finished once begun: a caller who leaves between buying and keeping would buy again.
        await _finished(
            asyncio.to_thread(
                self._store.keep, self._owner, key, speech, voice_id=self._voice.id, language=text.language
            )
        )
        return speech


async def _finished(work: Awaitable[None]) -> None:
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.gather(task, return_exceptions=True)
        raise


def _nothing() -> None:
    """Ask for nothing: nobody's voice."""
