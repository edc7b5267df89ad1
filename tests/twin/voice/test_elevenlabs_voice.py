"""Voices of ElevenLabs through the real package, against a scripted server on loopback."""

from collections.abc import Iterator

import numpy as np
import pytest
from pydantic import SecretStr

from tests.served.scripted_elevenlabs import LEAKY, ScriptedElevenLabs
from tests.twin.voice.conftest import as_spoken, assert_words_cover
from twin.voice.elevenlabs_door import ElevenLabsDoor
from twin.voice.elevenlabs_voice import ElevenLabsVoice
from twin.voice.embedded_voice import EmbeddedVoice
from twin.voice.speech import Speech
from twin.voice.voice_errors import (
    SoundImplausible,
    SoundSilent,
    SoundTruncated,
    SoundUndecodable,
    VoiceError,
    VoiceKeyRefused,
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
def server() -> Iterator[ScriptedElevenLabs]:
    """Give a running server that answers right until told otherwise."""
    with ScriptedElevenLabs() as running:
        yield running


async def spoken_by(
    server: ScriptedElevenLabs, language: str, *, retries: int = 0, timeout_seconds: float = 20.0
) -> Speech:
    """Have the test's sentence read."""
    door = ElevenLabsDoor(
        api_key=SecretStr("xi-secret-key"),
        base_url=server.base_url,
        timeout_seconds=timeout_seconds,
        retries=retries,
    )
    voice = ElevenLabsVoice(door, voice="stock", is_cloned=False)
    try:
        return await voice.speak(as_spoken(TEXTS[language], language))
    finally:
        await voice.aclose()


async def misplaced_seconds(speech: Speech, language: str) -> float:
    """Give how far the words stand from the truth: the server's sound is the embedded voice's."""
    truth = await EmbeddedVoice(language).speak(as_spoken(TEXTS[language], language))
    assert_words_cover(speech, TEXTS[language])
    wrong = [
        abs(word.start_seconds - true.start_seconds)
        for word, true in zip(speech.words, truth.words, strict=True)
    ]
    return float(np.median(wrong))


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_a_right_answer_gives_the_sound_its_words_and_the_movement_of_the_mouth(
    server: ScriptedElevenLabs, language: str
) -> None:
    speech = await spoken_by(server, language)

    assert await misplaced_seconds(speech, language) < 0.005
    assert len(speech.phonemes) > 20 and server.bought == [TEXTS[language]]


async def test_the_request_carries_the_key_the_model_and_exactly_our_spoken_form(
    server: ScriptedElevenLabs,
) -> None:
    await spoken_by(server, "en")

    (asked,) = server.speech_requests()
    assert asked.headers["xi-api-key"] == "xi-secret-key"
    assert asked.path == "/v1/text-to-speech/stock/with-timestamps?output_format=pcm_24000"
    assert asked.json["text"] == TEXTS["en"] and asked.json["apply_text_normalization"] == "off"
    assert asked.json["model_id"] == "eleven_multilingual_v2"


@pytest.mark.parametrize("script", ["pinyin", "pinyin with digits"])
async def test_chinese_times_that_come_in_pinyin_are_carried_to_the_characters(
    server: ScriptedElevenLabs, script: str
) -> None:
    server.play(script)

    speech = await spoken_by(server, "zh")

    assert await misplaced_seconds(speech, "zh") < 0.005


@pytest.mark.parametrize(
    "script",
    [
        "no alignment",
        "empty alignment",
        "wrong alignment",
        "incomplete alignment",
        "alignment of another sound",
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
async def test_times_that_cannot_be_believed_are_found_in_the_sound_instead(
    server: ScriptedElevenLabs, script: str, language: str
) -> None:
    server.play(script)

    speech = await spoken_by(server, language)

    assert await misplaced_seconds(speech, language) < 0.02


@pytest.mark.parametrize(
    ("script", "kind", "exit_code", "way_out"),
    [
        ("401", VoiceKeyRefused, 3, "TWIN_VOICE__API_KEY"),
        ("402", VoiceUnpaid, 4, "Add credit"),
        ("404", VoiceUnknown, 3, "'stock'"),
        ("422", VoiceRejected, 4, "TWIN_VOICE__MODEL"),
        ("429", VoiceOverloaded, 4, "Run it again in 1 seconds"),
        ("500", VoiceUnavailable, 4, "status 500"),
        ("503", VoiceUnavailable, 4, "Run it again|run it again"),
        ("cut connection", VoiceUnavailable, 4, "run it again"),
        ("truncated", SoundTruncated, 4, "cut off"),
        ("odd byte", SoundUndecodable, 4, "half a sample"),
        ("silent", SoundSilent, 4, "silence"),
        ("noise", SoundUndecodable, 4, "noise"),
        ("too long", SoundImplausible, 4, "something else"),
        ("another file", SoundUndecodable, 4, "another kind"),
        ("web page", SoundUndecodable, 4, "page of a proxy"),
        ("no base64", SoundUndecodable, 4, "Base64"),
        ("empty", SoundUndecodable, 4, "nothing"),
    ],
)
async def test_every_fault_has_a_name_and_a_way_out_and_repeats_neither_key_nor_text(
    server: ScriptedElevenLabs, script: str, kind: type[VoiceError], exit_code: int, way_out: str
) -> None:
    server.play(script)

    with pytest.raises(kind, match=way_out) as caught:
        await spoken_by(server, "en")

    assert caught.value.exit_code == exit_code
    assert "xi-secret-key" not in str(caught.value) and LEAKY not in str(caught.value)
    assert "tablets" not in str(caught.value)


async def test_a_server_that_does_not_answer_is_given_up_in_time(server: ScriptedElevenLabs) -> None:
    server.play("slow")

    with pytest.raises(VoiceUnavailable, match="TWIN_VOICE__TIMEOUT_SECONDS"):
        await spoken_by(server, "en", timeout_seconds=0.3)


async def test_nobody_listening_is_named_as_such(server: ScriptedElevenLabs) -> None:
    door = ElevenLabsDoor(
        api_key=SecretStr("k"), base_url="http://127.0.0.1:9", timeout_seconds=2.0, retries=0
    )

    with pytest.raises(VoiceUnavailable, match="ConnectError"):
        await ElevenLabsVoice(door, voice="stock", is_cloned=False).speak(as_spoken("Hello.", "en"))


async def test_a_refusal_for_a_moment_is_tried_again_and_bought_once(server: ScriptedElevenLabs) -> None:
    server.retry_after = "0"
    server.play("500", "right")

    speech = await spoken_by(server, "en", retries=2)

    assert speech.seconds > 2
    assert len(server.speech_requests()) == 2 and server.bought == [TEXTS["en"]]


async def test_an_account_shows_its_voices(server: ScriptedElevenLabs) -> None:
    door = ElevenLabsDoor(api_key=SecretStr("k"), base_url=server.base_url, timeout_seconds=5.0, retries=0)

    names = await door.voice_names()

    await door.aclose()
    assert names == {"stock": "Stock voice"}
