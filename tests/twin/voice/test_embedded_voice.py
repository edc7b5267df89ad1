"""The embedded voice, real."""

import asyncio
from pathlib import Path

import espeakng_loader
import numpy as np
import pytest

from tests.twin.voice.conftest import as_spoken, assert_words_cover
from twin.voice.embedded_voice import EmbeddedVoice
from twin.voice.speaking_rate import estimated_seconds
from twin.voice.voice_errors import VoiceNotSet
from twin.voice.wave_sound import SAMPLE_RATE, loudest_db

TEXTS = {
    "en": "Atrial fibrillation is common. Don't stop the beta-blocker by yourself, please — N Y H A class two.",
    "zh": "患者应当服用 apixaban 治疗，N Y H A 分级为二级。请每天测量血压（早晚各一次），并且记录下来。",
}


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_every_word_has_a_time_and_every_time_a_sound(language: str) -> None:
    text = TEXTS[language]

    speech = await EmbeddedVoice(language).speak(as_spoken(text, language))

    assert speech.sample_rate == SAMPLE_RATE and loudest_db(speech.samples) > -30
    assert_words_cover(speech, text)
    assert speech.seconds == pytest.approx(estimated_seconds(text, language), rel=0.3)


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_the_sounds_of_the_mouth_fill_the_speech_without_gaps(language: str) -> None:
    speech = await EmbeddedVoice(language).speak(as_spoken(TEXTS[language], language))

    for one, following in zip(speech.phonemes, speech.phonemes[1:], strict=False):
        assert one.phoneme and one.end_seconds == pytest.approx(following.start_seconds, abs=0.05)
    assert speech.phonemes[-1].end_seconds == pytest.approx(speech.seconds, abs=0.05)


async def test_the_pause_at_a_full_stop_belongs_to_no_word() -> None:
    text = "Rest now. Walk later."

    speech = await EmbeddedVoice("en").speak(as_spoken(text, "en"))

    now, walk = speech.words[1], speech.words[2]
    assert walk.start_seconds - now.end_seconds > 0.2
    pause = speech.samples[
        int((now.end_seconds + 0.1) * SAMPLE_RATE) : int((walk.start_seconds - 0.05) * SAMPLE_RATE)
    ]
    assert np.abs(pause.astype(int)).max() < 500


async def test_the_same_text_sounds_the_same_twice_and_many_at_once() -> None:
    text = as_spoken("Take it with food.", "en")

    sounds = await asyncio.gather(*(EmbeddedVoice("en").speak(text) for _ in range(4)))

    assert all(np.array_equal(sounds[0].samples, other.samples) for other in sounds)


async def test_a_data_path_too_long_for_the_library_is_linked_from_a_short_one(tmp_path: Path) -> None:
    long = tmp_path / ("a" * 100) / ("b" * 100)
    long.mkdir(parents=True)
    data = long / "espeak-ng-data"
    data.symlink_to(espeakng_loader.get_data_path(), target_is_directory=True)

    speech = await EmbeddedVoice("en", data=data).speak(as_spoken("Good morning.", "en"))

    assert len(str(data)) > 160 and speech.seconds > 0.4


async def test_a_voice_without_its_data_names_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(VoiceNotSet, match="make setup"):
        await EmbeddedVoice("en", data=tmp_path / "none").speak(as_spoken("Good morning.", "en"))


async def test_a_text_without_words_is_refused_and_not_answered_with_silence() -> None:
    with pytest.raises(VoiceNotSet, match="nothing to say"):
        await EmbeddedVoice("en").speak(as_spoken("… — !", "en"))


def test_its_names_are_stable_and_other_languages_are_refused() -> None:
    assert EmbeddedVoice("en").id == "embedded:en-us" and EmbeddedVoice("zh").id == "embedded:cmn"
    with pytest.raises(VoiceNotSet, match="'fr'"):
        EmbeddedVoice("fr")
