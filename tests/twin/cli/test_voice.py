"""`twin voice` and what `twin doctor` says of voices."""

import json
import shutil
import wave
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.served.scripted_elevenlabs import ScriptedElevenLabs
from twin.cli.app import app
from twin.cli.examinations import _voice
from twin.errors import PolicyRefused
from twin.labels.file_label import read_label
from twin.settings import load_settings
from twin.voice.voice_errors import VoiceNotSet

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in folders of one's own, with one persona."""
    shutil.copytree(ROOT / "personas/cardiology", tmp_path / "personas/cardiology")
    monkeypatch.setenv("TWIN_PATHS__PERSONAS", str(tmp_path / "personas"))
    monkeypatch.setenv("TWIN_PATHS__DATA", str(tmp_path / "data"))
    monkeypatch.setenv("TWIN_PATHS__CORPORA", str(ROOT / "corpora"))


@pytest.mark.parametrize(
    ("text", "voice"), [("Aim for 120/80 mmHg.", "embedded:en-us"), ("血压低于130/80 mmHg。", "embedded:cmn")]
)
def test_a_text_becomes_a_labelled_file_in_its_own_language(tmp_path: Path, text: str, voice: str) -> None:
    out = tmp_path / "said.wav"

    ran = CliRunner().invoke(app, ["voice", "say", text, "--out", str(out), "--json"])

    told = json.loads(ran.stdout)
    assert ran.exit_code == 0 and told["voice"] == voice and "120/80" not in told["spoken"]
    with wave.open(str(out)) as file:
        assert file.getnframes() / file.getframerate() == pytest.approx(told["seconds"], abs=0.01)
    assert read_label(out) is not None


def test_the_list_says_which_voice_reads_for_whom() -> None:
    ran = CliRunner().invoke(app, ["voice", "list", "--json"])

    rows = json.loads(ran.stdout)
    assert [(row["persona"], row["language"], row["voice"]) for row in rows] == [
        ("cardiology", "en", "embedded:en-us"),
        ("cardiology", "zh", "embedded:cmn"),
    ]
    assert rows[0]["consent"] is True and rows[0]["own"] is False


def test_a_voice_is_cloned_only_with_consent(tmp_path: Path) -> None:
    (tmp_path / "personas/cardiology/consent/revoked.yaml").write_text("")

    ran = CliRunner().invoke(app, ["voice", "clone", "cardiology", "lin.wav"])

    assert isinstance(ran.exception, PolicyRefused) and ran.exception.exit_code == 5


def test_cloning_without_a_key_names_the_setting() -> None:
    ran = CliRunner().invoke(app, ["voice", "clone", "cardiology", "lin.wav"])

    assert isinstance(ran.exception, VoiceNotSet) and "TWIN_VOICE__API_KEY" in str(ran.exception)


def test_forgetting_where_nothing_is_kept_says_so() -> None:
    ran = CliRunner().invoke(app, ["voice", "forget", "cardiology"])

    assert (ran.exit_code, ran.stdout.strip()) == (0, "cardiology: 0 sounds and 0 voices deleted")


async def test_the_doctor_says_that_the_embedded_voice_speaks() -> None:
    (finding,) = await _voice(load_settings())

    assert finding.ok and "espeak-ng" in finding.state


async def test_the_doctor_says_whether_the_provider_answers_and_what_to_mend(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TWIN_VOICE__PROVIDER", "elevenlabs")
    monkeypatch.setenv("TWIN_VOICE__API_KEY", "k")
    monkeypatch.setenv("TWIN_VOICE__VOICES", '{"en": "stock"}')
    with ScriptedElevenLabs() as server:
        monkeypatch.setenv("TWIN_VOICE__BASE_URL", server.base_url)
        answering = await _voice(load_settings())
    dead = await _voice(load_settings())

    assert [finding.ok for finding in answering] == [True, False, True]  # no Chinese voice is set
    assert "'zh'" in answering[1].state and "1 voices" in answering[2].state
    assert not dead[2].ok and "TWIN_VOICE__BASE_URL" in dead[2].fix and not dead[2].is_needed
