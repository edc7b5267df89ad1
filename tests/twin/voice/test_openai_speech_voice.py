"""Voices of speech servers through the real openai package, against a scripted server on loopback."""

from collections.abc import Iterator

import numpy as np
import pytest
from pydantic import SecretStr

from tests.served.scripted_speech import ScriptedSpeech
from tests.twin.voice.conftest import as_spoken, assert_words_cover
from twin.chosen_voice import OpenAiSpeechServer
from twin.settings import VoiceSettings
from twin.voice.embedded_voice import EmbeddedVoice
from twin.voice.openai_speech_voice import OpenAiSpeechVoice
from twin.voice.speech import Speech
from twin.voice.voice_errors import (
    SoundSilent,
    SoundTruncated,
    SoundUndecodable,
    VoiceError,
    VoiceKeyRefused,
    VoiceNotSet,
    VoiceOverloaded,
    VoiceRejected,
    VoiceUnavailable,
    VoiceUnknown,
    VoiceUnpaid,
)

TEXTS = {
    "en": "Take your tablets every morning, and write down your blood pressure.",
    "zh": "请您每天早晨按时服药，并且把血压记录下来。",
}


@pytest.fixture
def server() -> Iterator[ScriptedSpeech]:
    """Give a running server that answers with WAV until told otherwise."""
    with ScriptedSpeech() as running:
        yield running


async def spoken_by(server: ScriptedSpeech, language: str = "en", *, timeout_seconds: float = 20.0) -> Speech:
    """Have the test's sentence read."""
    settings = VoiceSettings(
        provider="openai",
        base_url=server.base_url,
        api_key=SecretStr("secret-key"),
        timeout_seconds=timeout_seconds,
        retries=0,
    )
    voice = OpenAiSpeechVoice(OpenAiSpeechServer(settings))
    try:
        return await voice.speak(as_spoken(TEXTS[language], language))
    finally:
        await voice.aclose()


@pytest.mark.parametrize("form", ["wav", "streamed wav", "mp3", "pcm"])
@pytest.mark.parametrize("language", ["en", "zh"])
async def test_sound_in_any_form_gets_its_words_from_the_sound_itself(
    server: ScriptedSpeech, form: str, language: str
) -> None:
    server.play(form)

    speech = await spoken_by(server, language)

    truth = await EmbeddedVoice(language).speak(as_spoken(TEXTS[language], language))
    assert_words_cover(speech, TEXTS[language])
    lag = [w.start_seconds - t.start_seconds for w, t in zip(speech.words, truth.words, strict=True)]
    assert abs(float(np.median(lag))) < 0.1  # an MP3 encoder puts some silence first
    assert np.median(np.abs(np.array(lag) - np.median(lag))) < 0.02
    assert server.requests[0] == {
        "model": "tts-1",
        "voice": "alloy",
        "input": TEXTS[language],
        "response_format": "wav",
    }


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        ("401", VoiceKeyRefused),
        ("402", VoiceUnpaid),
        ("404", VoiceUnknown),
        ("422", VoiceRejected),
        ("429", VoiceOverloaded),
        ("500", VoiceUnavailable),
        ("cut wav", SoundTruncated),
        ("silent", SoundSilent),
        ("web page", SoundUndecodable),
        ("broken mp3", SoundUndecodable),
    ],
)
async def test_every_fault_has_a_name_and_keeps_the_key_to_itself(
    server: ScriptedSpeech, script: str, kind: type[VoiceError]
) -> None:
    server.play(script)

    with pytest.raises(kind) as caught:
        await spoken_by(server)

    assert "secret-key" not in str(caught.value) and "tablets" not in str(caught.value)


async def test_a_server_that_does_not_answer_is_given_up_in_time(server: ScriptedSpeech) -> None:
    server.play("slow")

    with pytest.raises(VoiceUnavailable, match="Timeout"):
        await spoken_by(server, timeout_seconds=0.3)


def test_a_speech_server_without_an_address_names_the_setting() -> None:
    with pytest.raises(VoiceNotSet, match="TWIN_VOICE__BASE_URL"):
        OpenAiSpeechServer(VoiceSettings(provider="openai"))
