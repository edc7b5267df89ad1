"""Which voice the settings choose, and that a physician's own speaks only with consent."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from tests.served.scripted_elevenlabs import ScriptedElevenLabs
from tests.twin.voice.conftest import as_spoken
from twin.chosen_voice import chosen_voice, voice_folder
from twin.errors import PolicyRefused
from twin.labels.consent import ConsentLedger, Use
from twin.settings import PathSettings, Settings, VoiceSettings
from twin.voice.cloned_voices import ClonedVoices
from twin.voice.voice_errors import VoiceNotSet
from twin.voice.voice_store import VoiceStore

ROOT = Path(__file__).resolve().parents[2]
GREETING = as_spoken("Good morning.", "en")


def settings_of(tmp_path: Path, **voice: Any) -> Settings:
    """Give settings over a copy of the cardiology folder."""
    personas = tmp_path / "personas"
    if not personas.exists():
        shutil.copytree(ROOT / "personas/cardiology", personas / "cardiology")
    return Settings(
        paths=PathSettings(personas=personas, corpora=ROOT / "corpora", data=tmp_path / "data"),
        voice=VoiceSettings(**voice),
    )


def test_without_settings_the_embedded_voice_reads(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)

    assert chosen_voice(settings, "cardiology", "en").id == "embedded:en-us"
    assert chosen_voice(settings, "cardiology", "zh").id == "embedded:cmn"


def test_a_provider_without_key_address_or_voice_names_the_setting(tmp_path: Path) -> None:
    for given, named in (
        ({"provider": "elevenlabs", "voices": {"en": "stock"}}, "TWIN_VOICE__API_KEY"),
        ({"provider": "elevenlabs", "api_key": SecretStr("k")}, "TWIN_VOICE__VOICES"),
        ({"provider": "openai"}, "TWIN_VOICE__BASE_URL"),
    ):
        with pytest.raises(VoiceNotSet, match=named):
            chosen_voice(settings_of(tmp_path, **given), "cardiology", "en")


def test_a_voice_set_for_a_persona_is_the_physicians_unless_said_otherwise(tmp_path: Path) -> None:
    given: dict[str, Any] = {
        "provider": "elevenlabs",
        "api_key": SecretStr("k"),
        "voices": {"en": "stock", "cardiology.zh": "own"},
    }

    plain = settings_of(tmp_path, **given)
    stock = settings_of(tmp_path, **given, stock_voices=frozenset({"own"}))

    assert not chosen_voice(plain, "cardiology", "en").is_cloned
    assert chosen_voice(plain, "cardiology", "zh").is_cloned
    assert not chosen_voice(stock, "cardiology", "zh").is_cloned


def test_a_cloned_voice_is_found_in_the_data_directory_and_speaks_for_nobody_else(tmp_path: Path) -> None:
    settings = settings_of(
        tmp_path, provider="elevenlabs", api_key=SecretStr("k"), voices={"urology.en": "clone1"}
    )
    ClonedVoices(voice_folder(settings)).remember(
        persona_id="cardiology", provider="elevenlabs", voice_id="clone1", samples=()
    )

    own = chosen_voice(settings, "cardiology", "en")

    assert own.id == "elevenlabs:clone1" and own.is_cloned
    with pytest.raises(VoiceNotSet, match="'cardiology', who alone"):
        chosen_voice(settings, "urology", "en")


async def test_a_revoked_voice_is_silent_at_once_kept_sound_included(tmp_path: Path) -> None:
    with ScriptedElevenLabs() as server:
        settings = settings_of(
            tmp_path,
            provider="elevenlabs",
            api_key=SecretStr("k"),
            base_url=server.base_url,
            voices={"cardiology.en": "own"},
        )
        voice = chosen_voice(settings, "cardiology", "en", duty="lecture")
        heard = await voice.speak(GREETING)
        ConsentLedger(settings.paths.personas).revoke(
            "cardiology", by="Dr. Lin", reason="my wish", uses=[Use.VOICE]
        )

        for text in (GREETING, as_spoken("Another sentence.", "en")):
            with pytest.raises(PolicyRefused):
                await voice.speak(text)

        assert heard.seconds > 0.5 and server.bought == ["Good morning."]
        assert len(VoiceStore(voice_folder(settings)).listed("cardiology")) == 1
