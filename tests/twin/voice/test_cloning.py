"""A physician's own voice: made only with consent, from recordings that are checked first."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import numpy as np
import pytest
from pydantic import SecretStr

from tests.served.scripted_elevenlabs import ScriptedElevenLabs
from tests.twin.voice.conftest import as_spoken
from twin.errors import PolicyRefused
from twin.voice.cloned_voices import ClonedVoices
from twin.voice.cloning import clone_voice, forget_voice
from twin.voice.elevenlabs_door import ElevenLabsDoor
from twin.voice.embedded_voice import EmbeddedVoice
from twin.voice.voice_errors import RecordingUnusable, VoiceError, VoiceNotKept
from twin.voice.voice_store import VoiceStore
from twin.voice.wave_sound import SAMPLE_RATE, wav_bytes


@pytest.fixture
async def recording(tmp_path: Path) -> Path:
    """Give forty seconds of speech."""
    speech = await EmbeddedVoice("en").speak(
        as_spoken("Please take a seat and tell me what brings you here.", "en")
    )
    path = tmp_path / "lin.wav"
    path.write_bytes(wav_bytes(np.resize(speech.samples, 40 * SAMPLE_RATE)))
    return path


@pytest.fixture
async def bench() -> AsyncIterator[tuple[ScriptedElevenLabs, ElevenLabsDoor]]:
    """Give a scripted server and a door to it."""
    with ScriptedElevenLabs() as server:
        door = ElevenLabsDoor(
            api_key=SecretStr("k"), base_url=server.base_url, timeout_seconds=10.0, retries=0
        )
        yield server, door
        await door.aclose()


Bench = tuple[ScriptedElevenLabs, ElevenLabsDoor]


def refusing_from(call: int) -> Callable[[], None]:
    """Give a consent that ends at its n-th use, counted from 1."""
    calls = iter(range(1, 100))

    def require() -> None:
        if next(calls) >= call:
            raise PolicyRefused("no consent in force")

    return require


async def made(door: ElevenLabsDoor, folder: Path, *recordings: Path, consent: Callable[[], None]) -> str:
    """Have a voice made."""
    voice = await clone_voice(
        door,
        ClonedVoices(folder),
        persona_id="cardiology",
        name="Dr. Lin",
        recordings=recordings,
        require_consent=consent,
    )
    return voice.voice_id


async def test_with_consent_a_voice_is_made_and_its_id_kept(
    tmp_path: Path, bench: Bench, recording: Path
) -> None:
    server, door = bench

    voice_id = await made(door, tmp_path, recording, consent=lambda: None)

    kept = ClonedVoices(tmp_path).voice_of("cardiology", "elevenlabs")
    assert kept and kept.voice_id == voice_id in server.voices and len(kept.samples[0]) == 64
    assert b"lin.wav" in server.requests[-1].body and b"RIFF" in server.requests[-1].body


async def test_without_consent_no_recording_leaves_the_house(
    tmp_path: Path, bench: Bench, recording: Path
) -> None:
    server, door = bench
    for call in (1, 2):
        with pytest.raises(PolicyRefused):
            await made(door, tmp_path, recording, consent=refusing_from(call))

    assert server.requests == [] and ClonedVoices(tmp_path).all() == []


async def test_consent_that_ends_while_the_voice_is_made_deletes_it_again(
    tmp_path: Path, bench: Bench, recording: Path
) -> None:
    server, door = bench

    with pytest.raises(PolicyRefused):
        await made(door, tmp_path, recording, consent=refusing_from(3))

    assert server.voices == {"stock": "Stock voice"} and ClonedVoices(tmp_path).all() == []


async def test_recordings_that_are_short_silent_or_no_sound_are_not_sent(
    tmp_path: Path, bench: Bench, recording: Path
) -> None:
    server, door = bench
    short, silent, text = (tmp_path / name for name in ("short.wav", "silent.wav", "text.wav"))
    short.write_bytes(wav_bytes(np.full(SAMPLE_RATE, 9_000, np.int16)))
    silent.write_bytes(wav_bytes(np.zeros(40 * SAMPLE_RATE, np.int16)))
    text.write_text("no sound at all")

    for path, said in (
        (short, "1 s together"),
        (silent, "silent"),
        (text, "no sound"),
        (tmp_path / "gone", "read"),
    ):
        with pytest.raises(RecordingUnusable, match=said):
            await made(door, tmp_path, path, consent=lambda: None)

    assert server.requests == []


async def test_a_voice_whose_id_cannot_be_kept_is_deleted_again(
    tmp_path: Path, bench: Bench, recording: Path
) -> None:
    server, door = bench
    folder = tmp_path / "voice"
    folder.mkdir()
    (folder / "cloned_voices.json").write_text("{broken")

    with pytest.raises(VoiceNotKept):
        await made(door, folder, recording, consent=lambda: None)

    assert server.voices == {"stock": "Stock voice"}
    assert (folder / "cloned_voices.json").read_text() == "{broken"


async def test_a_forgotten_voice_is_gone_here_and_there_with_all_its_sound(
    tmp_path: Path, bench: Bench, recording: Path
) -> None:
    server, door = bench
    known, store = ClonedVoices(tmp_path), VoiceStore(tmp_path)
    await made(door, tmp_path, recording, consent=lambda: None)
    speech = await EmbeddedVoice("en").speak(as_spoken("Good morning.", "en"))
    store.keep("cardiology", "ab" * 32, speech, voice_id="elevenlabs:x", language="en")

    with pytest.raises(VoiceError, match="TWIN_VOICE__API_KEY"):
        await forget_voice(None, known, store, persona_id="cardiology")
    kept_then = known.all()
    _, voices = await forget_voice(door, known, store, persona_id="cardiology")

    assert len(kept_then) == len(voices) == 1
    assert known.all() == [] and store.listed() == [] and server.voices == {"stock": "Stock voice"}
