"""A voice made of a physician's recordings: only with consent in force, and struck out with all its sound when it ends."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from twin.media.media_errors import MediaUnreadable
from twin.media.sound import decoded_sound
from twin.voice.cloned_voices import ClonedVoice, ClonedVoices
from twin.voice.elevenlabs_door import ElevenLabsDoor
from twin.voice.voice_errors import RecordingUnusable, VoiceError, VoiceNotKept, VoiceUnknown
from twin.voice.voice_store import VoiceStore
from twin.voice.wave_sound import SAMPLE_RATE, loudest_db

ELEVENLABS = "elevenlabs"
# The provider asks for one to two minutes; below half a minute the voice is a stranger's, above ten more adds nothing.
LEAST_SECONDS, MOST_SECONDS = 30.0, 600.0
_QUIETEST_DB = -45.0


async def clone_voice(
    door: ElevenLabsDoor,
    known: ClonedVoices,
    *,
    persona_id: str,
    name: str,
    recordings: Sequence[Path],
    require_consent: Callable[[], None],
) -> ClonedVoice:
    """Have a voice made of recordings, and write it down.

    Args:
        door: The account that makes it.
        known: Where its id is written.
        persona_id: Whose voice it is.
        name: How it is called at the provider.
        recordings: Sound files of this physician alone, 30 s to 10 min together.
        require_consent: Raises `PolicyRefused` without consent in force; asked before anything leaves this machine, and
            again before the voice may be used.

    Raises:
        PolicyRefused: Without consent. No recording was sent, or the voice was deleted again.
        RecordingUnusable: If a recording cannot be read, is silent, or they are too short or too long together.
        VoiceNotKept: If the id cannot be written; the voice was deleted again.
        VoiceError: Whatever the provider refuses.
    """
    require_consent()
    hashes = _checked(recordings)
    require_consent()
    voice_id = await door.clone(
        name=name, description=f"Made with consent for the digital twin {persona_id}.", samples=recordings
    )
    try:
        require_consent()
        return known.remember(persona_id=persona_id, provider=ELEVENLABS, voice_id=voice_id, samples=hashes)
    except (OSError, ValueError) as error:
        await door.delete(voice_id)
        raise VoiceNotKept(f"{type(error).__name__} at the list of cloned voices") from None
    except BaseException:
        await door.delete(voice_id)
        raise


async def forget_voice(
    door: ElevenLabsDoor | None, known: ClonedVoices, store: VoiceStore, *, persona_id: str
) -> tuple[int, list[ClonedVoice]]:
    """Delete a persona's kept sound, then its voices at the provider, then their ids; needs no consent.

    Returns:
        How many sounds were deleted, and the voices.

    Raises:
        VoiceError: If the provider does not delete a voice; its id stays, so that it can be tried again.
    """
    deleted = store.delete(persona_id)
    for voice in known.all():
        if voice.persona_id == persona_id:
            if door is None:
                raise VoiceError(
                    f"The sound is deleted here, but the voice {voice.voice_id!r} is still at {voice.provider}. Set "
                    "TWIN_VOICE__PROVIDER=elevenlabs and TWIN_VOICE__API_KEY, and run it again."
                )
            try:
                await door.delete(voice.voice_id)
            except VoiceUnknown:
                continue  # deleted there already
    return deleted, known.forget(persona_id)


def _checked(recordings: Sequence[Path]) -> tuple[str, ...]:
    seconds = 0.0
    hashes = []
    for path in recordings:
        try:
            content = path.read_bytes()
            samples = decoded_sound(content, sample_rate=SAMPLE_RATE)
        except OSError as error:
            raise RecordingUnusable(f"{path.name} cannot be read ({error.strerror})") from None
        except MediaUnreadable:
            raise RecordingUnusable(f"{path.name} is no sound") from None
        if loudest_db(samples) < _QUIETEST_DB:
            raise RecordingUnusable(f"{path.name} is silent")
        seconds += len(samples) / SAMPLE_RATE
        hashes.append(hashlib.sha256(content).hexdigest())
    if not LEAST_SECONDS <= seconds <= MOST_SECONDS:
        raise RecordingUnusable(
            f"the recordings last {seconds:.0f} s together; {LEAST_SECONDS:.0f} to {MOST_SECONDS:.0f} s are needed"
        )
    return tuple(hashes)
