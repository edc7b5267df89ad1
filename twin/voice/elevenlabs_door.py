"""The one door to the `elevenlabs` package: asks for speech with times, and for a cloned voice, and names what fails.

Imports are inside: they take a second. The key is always given: the package would otherwise look for one of its own.
"""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from twin.voice.provider_faults import fault_for_status, seconds_to_wait
from twin.voice.voice_errors import SoundUndecodable, VoiceUnavailable

PROVIDER = "ElevenLabs"
OUTPUT_FORMAT = "pcm_24000"  # the house's own rate, allowed on every plan; 44.1 kHz is not
# The same text twice should sound the same; the provider tries with a seed.
SEED = 7


@dataclass(frozen=True, slots=True)
class CharacterTimes:
    """When each character is said; three lists of one length."""

    characters: tuple[str, ...]
    starts_seconds: tuple[float, ...]
    ends_seconds: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class TimedAudio:
    """What came: sound in Base64, times of the text's characters, and of the characters as the provider read them."""

    audio_base64: str
    alignment: CharacterTimes | None
    normalised: CharacterTimes | None


class ElevenLabsDoor:
    """Asks one account. Belongs to the event loop that uses it first."""

    def __init__(
        self, *, api_key: SecretStr, base_url: str | None, timeout_seconds: float, retries: int
    ) -> None:
        """Take the key; nothing connects yet. `base_url` None is the provider's own."""
        self._api_key, self._base_url = api_key, base_url
        self._timeout_seconds, self._retries = timeout_seconds, retries
        self._client: Any = None
        self._http: Any = None

    async def timed_speech(self, *, voice: str, text: str, model: str) -> TimedAudio:
        """Have a text read, with times.

        Raises:
            VoiceError: Whatever fails; a `SoundUndecodable` when the answer has another shape.
        """
        client = await self._opened()
        with named_faults(voice):
            # `convert` and `stream` of this package never try again; this one does, after 408, 409, 429 and 5xx.
            answer = await client.text_to_speech.convert_with_timestamps(
                voice,
                text=text,
                model_id=model,
                output_format=OUTPUT_FORMAT,
                seed=SEED,
                apply_text_normalization="off",  # our spoken form is what was approved, and it alone is read
                request_options={"max_retries": self._retries},
            )
            return TimedAudio(
                answer.audio_base_64, _times(answer.alignment), _times(answer.normalized_alignment)
            )

    async def clone(self, *, name: str, description: str, samples: Sequence[Path]) -> str:
        """Make a voice from recordings; give its id. Consent is the caller's to require.

        Raises:
            VoiceError: Whatever fails.
        """
        client = await self._opened()
        files = [(path.name, await asyncio.to_thread(path.read_bytes)) for path in samples]
        with named_faults(name):
            # Not tried again: a second voice would be made of one whose answer was lost.
            made = await client.voices.ivc.create(
                name=name, files=files, description=description, request_options={"max_retries": 0}
            )
            return str(made.voice_id)

    async def delete(self, voice: str) -> None:
        """Delete a cloned voice at the provider.

        Raises:
            VoiceError: Whatever fails.
        """
        client = await self._opened()
        with named_faults(voice):
            await client.voices.delete(voice)

    async def voice_names(self) -> dict[str, str]:
        """Give the account's voices, name by id.

        Raises:
            VoiceError: Whatever fails.
        """
        client = await self._opened()
        with named_faults(""):
            found = await client.voices.get_all(request_options={"max_retries": 0})
            return {one.voice_id: one.name or "" for one in found.voices}

    async def aclose(self) -> None:
        """Close idle connections."""
        http, self._http, self._client = self._http, None, None
        if http is not None:
            await http.aclose()

    async def _opened(self) -> Any:
        if self._client is None:
            client = await asyncio.to_thread(self._load)
            self._client = self._client or client
        return self._client

    def _load(self) -> Any:
        import httpx
        from elevenlabs.client import AsyncElevenLabs

        self._http = httpx.AsyncClient(timeout=self._timeout_seconds, follow_redirects=False)
        return AsyncElevenLabs(
            api_key=self._api_key.get_secret_value(),
            base_url=self._base_url,
            timeout=self._timeout_seconds,  # else its own 240 s stands above the client's
            httpx_client=self._http,
        )


def _times(found: Any) -> CharacterTimes | None:
    if found is None:
        return None
    return CharacterTimes(
        tuple(found.characters),
        tuple(map(float, found.character_start_times_seconds)),
        tuple(map(float, found.character_end_times_seconds)),
    )


@contextmanager
def named_faults(voice: str) -> Iterator[None]:
    """Turn every exception of elevenlabs, httpx and pydantic into a `VoiceError` without their words."""
    import httpx
    from elevenlabs.core.api_error import ApiError

    try:
        yield
    except ApiError as error:
        status = error.status_code or 0
        if status < 400:
            raise SoundUndecodable(PROVIDER, "an answer that is not the provider's") from None
        wish = {name.lower(): value for name, value in (error.headers or {}).items()}.get("retry-after")
        raise fault_for_status(
            status, provider=PROVIDER, voice=voice, retry_after_seconds=seconds_to_wait(wish)
        ) from None
    except (httpx.TimeoutException, TimeoutError):
        raise VoiceUnavailable(PROVIDER, "no answer in time; TWIN_VOICE__TIMEOUT_SECONDS") from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
        raise VoiceUnavailable(PROVIDER, type(error).__name__) from None
    except (ValueError, AttributeError, TypeError) as error:  # pydantic's are ValueErrors
        raise SoundUndecodable(PROVIDER, f"an answer of another shape, {type(error).__name__}") from None
