"""Which voice the settings choose for a persona and a language. Loaded when chosen; consent is asked for at every use."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from twin.consultation.listening import Listening
from twin.errors import PersonaError
from twin.labels.consent import CONSULTATION, LECTURE, ConsentLedger, Use
from twin.persona.shelf import PersonaShelf
from twin.settings import Settings, VoiceSettings
from twin.voice.cloned_voices import ClonedVoices
from twin.voice.embedded_voice import EmbeddedVoice
from twin.voice.kept_voice import BoughtVoice, KeptVoice
from twin.voice.provider_faults import fault_for_status, seconds_to_wait
from twin.voice.speech import Voice
from twin.voice.voice_errors import VoiceError, VoiceNotSet, VoiceUnavailable
from twin.voice.voice_store import STOCK, VoiceStore

FOLDER = "voice"  # below the data directory


def voice_folder(settings: Settings) -> Path:
    """Give the folder where bought sound and the list of cloned voices are kept."""
    return settings.paths.data / FOLDER


def chosen_voice(settings: Settings, persona_id: str, language: str, *, duty: str = LECTURE) -> Voice:
    """Choose the voice that reads for a persona: the physician's own, a stock voice, or the embedded one.

    A voice of a person is given with its guard: each `speak` raises `PolicyRefused` unless the persona folder holds a
    consent to the voice for `duty` in force at that moment, for kept sound too.

    Raises:
        VoiceNotSet: If the provider lacks a key, an address or a voice for this language.
    """
    voice = settings.voice
    if voice.provider == "embedded":
        return EmbeddedVoice(language)
    name, is_cloned = _provider_voice(settings, persona_id, language)
    bought = _opened(voice, name, is_cloned)
    store = VoiceStore(voice_folder(settings))
    if not is_cloned:
        return KeptVoice(bought, store, owner=STOCK)
    return KeptVoice(
        bought, store, owner=persona_id, require_consent=voice_consent(settings, persona_id, duty=duty)
    )


def listening_of(settings: Settings, shelf: PersonaShelf) -> Listening:
    """Give who reads answers aloud: in the physician's own voice only where consent covers consultations."""

    def pronunciations(persona_id: str, language: str) -> Mapping[str, str]:
        try:
            return shelf.persona(persona_id).pronunciations.in_language(language)
        except PersonaError:
            return {}  # a folder that went away leaves its answers, read by the common rules

    def voice(persona_id: str, language: str) -> Voice:
        return chosen_voice(settings, persona_id, language, duty=CONSULTATION)

    return Listening(voice, pronunciations, producer=settings.labels.producer)


def voice_consent(settings: Settings, persona_id: str, *, duty: str) -> Callable[[], None]:
    """Give a check that reads the persona folder anew each time, and raises `PolicyRefused` without consent in force."""
    shelf = PersonaShelf(settings.paths.personas, settings.paths.corpora)
    ledger = ConsentLedger(settings.paths.personas)

    def require() -> None:
        ledger.require(shelf.persona(persona_id), Use.VOICE, duty=duty)

    return require


def _provider_voice(settings: Settings, persona_id: str, language: str) -> tuple[str, bool]:
    """Give the provider's id of the voice, and whether it is this physician's own."""
    voice, cloned = settings.voice, ClonedVoices(voice_folder(settings))
    own = voice.voices.get(f"{persona_id}.{language}")
    if not own:
        made = cloned.voice_of(persona_id, voice.provider)
        own = made.voice_id if made else None
    name = own or voice.voices.get(language) or ("alloy" if voice.provider == "openai" else "")
    if not name:
        raise VoiceNotSet(
            f"No voice is set for {persona_id!r} in {language!r}. Name one in TWIN_VOICE__VOICES, as "
            f'{{"{language}": "<voice id>"}}, or make one with `twin voice clone {persona_id}`.'
        )
    owner = cloned.owner_of(name)
    if owner not in {None, persona_id}:
        raise VoiceNotSet(
            f"The voice set for {persona_id!r} in {language!r} is the voice of {owner!r}, who alone may be heard with it. "
            "Name another one in TWIN_VOICE__VOICES."
        )
    is_cloned = owner == persona_id or (bool(own) and name not in voice.stock_voices)
    return name, is_cloned


def elevenlabs_door(settings: VoiceSettings) -> Any:
    """Open the door to ElevenLabs; nothing connects yet.

    Raises:
        VoiceNotSet: Without a key.
    """
    from twin.voice.elevenlabs_door import ElevenLabsDoor

    if settings.api_key is None:
        raise VoiceNotSet(
            "ElevenLabs needs a key. Set TWIN_VOICE__API_KEY, or TWIN_VOICE__PROVIDER=embedded."
        )
    return ElevenLabsDoor(
        api_key=settings.api_key,
        base_url=settings.base_url,
        timeout_seconds=settings.timeout_seconds,
        retries=settings.retries,
    )


def _opened(settings: VoiceSettings, name: str, is_cloned: bool) -> BoughtVoice:
    if settings.provider == "elevenlabs":
        from twin.voice.elevenlabs_voice import MODEL, ElevenLabsVoice

        return ElevenLabsVoice(
            elevenlabs_door(settings), voice=name, is_cloned=is_cloned, model=settings.model or MODEL
        )
    from twin.voice import openai_speech_voice as served

    return served.OpenAiSpeechVoice(
        OpenAiSpeechServer(settings), voice=name, model=settings.model or served.MODEL, is_cloned=is_cloned
    )


class OpenAiSpeechServer:
    """Asks one server through the house's one door to the openai package; errors keep no word of the server's."""

    def __init__(self, settings: VoiceSettings) -> None:
        """Take the settings; nothing connects yet.

        Raises:
            VoiceNotSet: Without an address.
        """
        if not settings.base_url:
            raise VoiceNotSet(
                "TWIN_VOICE__PROVIDER=openai needs the address of the speech server. Set TWIN_VOICE__BASE_URL, ending in /v1."
            )
        self._settings, self._base_url = settings, settings.base_url
        self._client: Any = None

    async def sound(self, *, voice: str, text: str, model: str, form: str) -> tuple[bytes, str]:
        """Give the body and the content type of the answer.

        Raises:
            VoiceError: Whatever fails.
        """
        import asyncio

        from twin.chat.openai_door import speech_client, vendor_error

        if self._client is None:
            key = (self._settings.api_key or SecretStr("none")).get_secret_value()
            self._client = await asyncio.to_thread(
                speech_client,
                self._base_url,
                key,
                timeout_seconds=self._settings.timeout_seconds,
                retries=self._settings.retries,
            )
        try:
            answer = await self._client.audio.speech.create(
                model=model, voice=voice, input=text, response_format=form
            )
            return answer.content, answer.response.headers.get("content-type", "")
        except vendor_error() as error:
            raise _fault(error, voice) from None
        except OSError as error:
            raise VoiceUnavailable("The speech server", type(error).__name__) from None

    async def aclose(self) -> None:
        """Close idle connections."""
        if self._client is not None:
            await self._client.close()
            self._client = None


def _fault(error: Exception, voice: str) -> VoiceError:
    status = getattr(error, "status_code", None)
    if not isinstance(status, int):
        return VoiceUnavailable("The speech server", type(error).__name__)
    wish = getattr(getattr(error, "response", None), "headers", {}).get("retry-after")
    return fault_for_status(
        status, provider="The speech server", voice=voice, retry_after_seconds=seconds_to_wait(wish)
    )
