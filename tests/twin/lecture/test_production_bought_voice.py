"""A talk in a bought voice: the real ElevenLabs package against a scripted server, and every way in which it can go wrong."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from tests.served.scripted_elevenlabs import LEAKY, ScriptedElevenLabs
from tests.twin.lecture.making import Studio
from tests.twin.lecture.studio import small_script
from twin.errors import JobEnded
from twin.lecture.project import ProjectState
from twin.lecture.script import Script
from twin.voice.elevenlabs_door import ElevenLabsDoor
from twin.voice.elevenlabs_voice import ElevenLabsVoice
from twin.voice.kept_voice import KeptVoice
from twin.voice.voice_store import VoiceStore

SENTENCES = len(small_script().sentences())
FAULTS = {
    "401": ("VoiceKeyRefused", "TWIN_VOICE__API_KEY"),
    "402": ("VoiceUnpaid", "quota|credit|pay|plan"),
    "429": ("VoiceOverloaded", "again"),
    "500": ("VoiceUnavailable", "again"),
    "slow": ("VoiceUnavailable", "again"),
    "truncated": ("SoundTruncated", "again"),
    "silent": ("SoundSilent", "again"),
}


@pytest.fixture
def server() -> Iterator[ScriptedElevenLabs]:
    with ScriptedElevenLabs() as running:
        running.retry_after, running.slow_seconds = "0", 60.0
        yield running


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("work")


@pytest.fixture
async def studio(
    server: ScriptedElevenLabs, tmp_path: Path, personas: Path, work: Path
) -> AsyncIterator[Studio]:
    door = ElevenLabsDoor(
        api_key=SecretStr("xi-secret-key"), base_url=server.base_url, timeout_seconds=1.0, retries=0
    )
    voice = KeptVoice(ElevenLabsVoice(door, voice="stock", is_cloned=False), VoiceStore(tmp_path / "voice"))
    opened = await Studio(tmp_path / "data", personas, voice, work=work).open()
    yield opened
    await opened.close()
    await voice.aclose()


def chinese() -> Script:
    """Give the small talk in Chinese."""
    english = small_script("请您每天早晨按时服药，并且把血压记录下来。", "心房颤动很常见。")
    scenes = []
    for scene in english.scenes:
        said = tuple(
            one if one.id.startswith("s") else one.model_copy(update={"text": "并且把血压记录下来。"})
            for one in scene.sentences
        )
        scenes.append(scene.model_copy(update={"title": "心房颤动", "sentences": said}))
    brief = english.brief.model_copy(update={"language": "zh", "topic": "心房颤动"})
    return english.model_copy(update={"title": "心房颤动", "brief": brief, "scenes": tuple(scenes)})


async def test_a_talk_in_a_bought_voice_buys_every_sentence_once(
    studio: Studio, server: ScriptedElevenLabs
) -> None:
    await studio.make(await studio.approved())

    assert len(server.bought) == len(set(server.bought)) == SENTENCES


@pytest.mark.parametrize("script", list(FAULTS))
async def test_a_fault_is_named_with_its_fix_nothing_is_published_and_nothing_is_bought_twice(
    studio: Studio, server: ScriptedElevenLabs, script: str
) -> None:
    kind, fix = FAULTS[script]
    project = await studio.approved()
    server.play("right", "right", script)

    with pytest.raises(JobEnded, match=f"(?i){fix}") as failed:
        await studio.make(project, job_id="first")

    assert failed.value.kind == kind and LEAKY not in str(failed.value)
    assert not (studio.data / "out").exists()
    assert (await studio.store.project(project)).state is ProjectState.FAILED
    assert 0 < len(server.bought) < SENTENCES
    server.play("right")
    await studio.make(project, job_id="second")
    assert len(server.bought) == len(set(server.bought)) == SENTENCES


async def test_a_server_that_is_busy_for_a_moment_costs_a_moment_and_no_failure(
    studio: Studio, server: ScriptedElevenLabs
) -> None:
    server.play("429", "500", "truncated", "right")

    await studio.make(await studio.approved())

    assert len(server.bought) == len(set(server.bought)) == SENTENCES


async def test_wrong_word_times_are_measured_anew_and_the_talk_is_whole(
    studio: Studio, server: ScriptedElevenLabs
) -> None:
    server.play("wrong alignment")

    made = await studio.make(await studio.approved())

    assert "talk.mp4" in made["files"] and len(server.bought) == SENTENCES


@pytest.mark.parametrize("script", ["pinyin", "pinyin with digits"])
async def test_chinese_whose_times_come_in_pinyin_becomes_a_talk_with_chinese_captions(
    studio: Studio, server: ScriptedElevenLabs, script: str, captions: Callable[[Path], str]
) -> None:
    server.play(script)

    await studio.make(await studio.approved(chinese()))

    assert "心房颤动很常见" in captions(studio.data / "out")


@pytest.fixture
def captions() -> Callable[[Path], str]:
    return lambda out: (out / "captions.zh.srt").read_text(encoding="utf-8").replace("\n", "")
