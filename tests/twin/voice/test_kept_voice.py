"""Sound is bought once and kept; a physician's own voice speaks only while the physician consents."""

import asyncio
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.served.scripted_elevenlabs import ScriptedElevenLabs
from tests.twin.voice.conftest import as_spoken
from twin.errors import PolicyRefused
from twin.voice.embedded_voice import EmbeddedVoice
from twin.voice.kept_voice import KeptVoice
from twin.voice.speech import Speech
from twin.voice.spoken_text import SpokenText
from twin.voice.voice_errors import VoiceNotKept
from twin.voice.voice_store import VoiceStore, speech_key

GREETING = as_spoken("Good morning, please sit down.", "en")


class PaidVoice:
    """A voice that counts what it is asked for."""

    settings = "one model"

    def __init__(self, *, voice: str = "lin", is_cloned: bool = True, seconds: float = 0.0) -> None:
        self.id, self.is_cloned, self.bought, self._seconds = f"paid:{voice}", is_cloned, 0, seconds

    async def speak(self, text: SpokenText) -> Speech:
        """Read a text, for money."""
        self.bought += 1
        await asyncio.sleep(self._seconds)
        return await EmbeddedVoice(text.language).speak(text)

    async def aclose(self) -> None:
        """Close nothing."""


class Consent:
    """A consent that can be taken back."""

    def __init__(self) -> None:
        self.in_force, self.asked = True, 0

    def require(self) -> None:
        """Go on only with consent."""
        self.asked += 1
        if not self.in_force:
            raise PolicyRefused("'lin' has no consent in force to the voice for lecture.")


async def test_a_text_is_bought_once_and_sounds_the_same_ever_after(tmp_path: Path) -> None:
    paid = PaidVoice(is_cloned=False)
    voice = KeptVoice(paid, VoiceStore(tmp_path))

    first, again = await voice.speak(GREETING), await voice.speak(GREETING)

    assert paid.bought == 1
    assert np.array_equal(first.samples, again.samples)
    assert (first.words, first.phonemes) == (again.words, again.phonemes)


async def test_two_who_ask_at_once_buy_once(tmp_path: Path) -> None:
    paid = PaidVoice(is_cloned=False, seconds=0.2)

    await asyncio.gather(*(KeptVoice(paid, VoiceStore(tmp_path)).speak(GREETING) for _ in range(5)))

    assert paid.bought == 1


async def test_without_consent_no_sound_is_given_bought_or_kept(tmp_path: Path) -> None:
    paid, consent = PaidVoice(), Consent()
    voice = KeptVoice(paid, VoiceStore(tmp_path), owner="lin", require_consent=consent.require)
    await voice.speak(GREETING)
    consent.in_force = False

    with pytest.raises(PolicyRefused):
        await voice.speak(GREETING)
    with pytest.raises(PolicyRefused):
        await voice.speak(as_spoken("A new sentence.", "en"))

    assert paid.bought == 1


async def test_consent_that_ends_while_the_sound_is_made_keeps_it_from_being_given(tmp_path: Path) -> None:
    consent = Consent()

    class Interrupted(PaidVoice):
        async def speak(self, text: SpokenText) -> Speech:
            speech = await super().speak(text)
            consent.in_force = False
            return speech

    voice = KeptVoice(Interrupted(), VoiceStore(tmp_path), owner="lin", require_consent=consent.require)
    with pytest.raises(PolicyRefused):
        await voice.speak(GREETING)


@pytest.mark.parametrize("seed", range(4))
async def test_in_two_hundred_races_nothing_is_given_once_consent_is_gone(tmp_path: Path, seed: int) -> None:
    speech = await EmbeddedVoice("en").speak(GREETING)
    random = np.random.default_rng(seed)
    given_without = 0

    class Quick(PaidVoice):
        async def speak(self, text: SpokenText) -> Speech:
            await asyncio.sleep(0.002 * random.random())
            return speech

    for number in range(50):
        consent = Consent()
        voice = KeptVoice(Quick(), VoiceStore(tmp_path), owner="lin", require_consent=consent.require)
        text = as_spoken(f"Sentence {number % 7}.", "en")  # some of it is kept already, some is not

        async def revoke(consent: Consent = consent) -> None:
            await asyncio.sleep(0.004 * random.random())
            consent.in_force = False

        revoking = asyncio.create_task(revoke())
        try:
            await voice.speak(text)
            given_without += not consent.in_force
        except PolicyRefused:
            pass
        await revoking
        with pytest.raises(PolicyRefused):
            await voice.speak(text)

    assert given_without == 0


async def test_kept_sound_of_a_physician_can_be_listed_and_deleted(tmp_path: Path) -> None:
    store, consent = VoiceStore(tmp_path), Consent()
    voice = KeptVoice(PaidVoice(), store, owner="lin", require_consent=consent.require)
    await voice.speak(GREETING)
    await KeptVoice(PaidVoice(is_cloned=False), store).speak(GREETING)

    (kept,) = store.listed("lin")
    deleted = store.delete("lin")

    assert kept.voice_id == "paid:lin" and kept.seconds > 1 and kept.path.is_relative_to(tmp_path)
    assert deleted == 1 and store.listed("lin") == [] and len(store.listed()) == 1


async def test_the_text_itself_is_not_kept(tmp_path: Path) -> None:
    await KeptVoice(PaidVoice(is_cloned=False), VoiceStore(tmp_path)).speak(GREETING)

    (kept,) = VoiceStore(tmp_path).listed()
    assert b"morning" not in kept.path.read_bytes()


@pytest.mark.parametrize("damage", ["half", "changed", "nothing", "words"])
async def test_a_damaged_file_is_bought_again_and_never_played(tmp_path: Path, damage: str) -> None:
    paid, store = PaidVoice(is_cloned=False), VoiceStore(tmp_path)
    whole = await KeptVoice(paid, store).speak(GREETING)
    path = store.listed()[0].path
    content = path.read_bytes()
    changed = {"half": content[: len(content) // 2], "nothing": b"", "words": b"{}\n" + content[-100:]}
    path.write_bytes(changed.get(damage, content[:-1] + bytes([content[-1] ^ 1])))

    again = await KeptVoice(paid, store).speak(GREETING)

    assert paid.bought == 2 and np.array_equal(whole.samples, again.samples)


async def test_nothing_is_bought_that_could_not_be_kept(tmp_path: Path) -> None:
    blocked = tmp_path / "voice"
    blocked.write_text("a file where the folder should be")
    paid = PaidVoice(is_cloned=False)

    with pytest.raises(VoiceNotKept, match="TWIN_PATHS__DATA"):
        await KeptVoice(paid, VoiceStore(blocked)).speak(GREETING)

    assert paid.bought == 0


def test_a_cloned_voice_without_a_consent_check_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="consent"):
        KeptVoice(PaidVoice(), VoiceStore(tmp_path), owner="lin")
    with pytest.raises(ValueError, match="owner"):
        KeptVoice(PaidVoice(), VoiceStore(tmp_path), require_consent=Consent().require)


def test_every_part_of_what_a_sound_is_made_from_changes_its_key() -> None:
    made_from = {"voice_id": "a", "spoken": "b", "language": "en", "settings": "c"}

    keys = {speech_key(**(made_from | {name: "other"})) for name in made_from} | {speech_key(**made_from)}

    assert len(keys) == 5


def started(server: ScriptedElevenLabs, folder: Path, *rest: str) -> "subprocess.Popen[str]":
    """Start a process that has a text read."""
    command = [
        sys.executable,
        "-m",
        "tests.twin.voice.buyer",
        server.base_url,
        str(folder),
        "Good morning.",
        *rest,
    ]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3])


def test_two_processes_buy_once_and_hear_the_same(tmp_path: Path) -> None:
    with ScriptedElevenLabs() as server:
        both = [started(server, tmp_path) for _ in range(2)]
        heard = {process.communicate(timeout=60)[0] for process in both}

        assert len(heard) == 1 and all(heard)
        assert server.bought == ["Good morning."]


def test_a_process_killed_after_it_heard_leaves_the_sound_to_the_next(tmp_path: Path) -> None:
    with ScriptedElevenLabs() as server:
        killed = started(server, tmp_path, "die").wait(timeout=60)
        heard = started(server, tmp_path).communicate(timeout=60)[0]

        assert killed == -9 and len(heard) == 64
        assert server.bought == ["Good morning."]


@pytest.mark.soak
def test_killed_at_thirty_moments_a_sound_is_whole_or_absent(tmp_path: Path) -> None:
    with ScriptedElevenLabs() as server:
        for number in range(30):
            process = started(server, tmp_path)
            try:
                process.wait(timeout=0.3 + number * 0.06)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        heard = started(server, tmp_path).communicate(timeout=60)[0]
        bought_then = len(server.bought)
        again = started(server, tmp_path).communicate(timeout=60)[0]

        assert heard == again and len(heard) == 64
        assert len(server.bought) == bought_then
        assert len(VoiceStore(tmp_path).listed()) == 1
