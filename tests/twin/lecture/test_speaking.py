"""A talk is spoken once, and only while it may be."""

from pathlib import Path

import pytest

from tests.twin.lecture.making import TillVoice, busy
from tests.twin.lecture.studio import small_script
from twin.errors import PolicyRefused
from twin.lecture.speaking import Speaking
from twin.voice.voice_errors import VoiceError
from twin.voice.voice_store import VoiceStore

SENTENCES = len(small_script().sentences())


async def allowed() -> None:
    """Allow everything."""


def speaking(tmp_path: Path, voice: TillVoice, **options: object) -> Speaking:
    return Speaking(voice, VoiceStore(tmp_path / "kept"), allowed, waits_seconds=(0.0, 0.0), **options)  # type: ignore[arg-type]


async def test_every_sentence_is_spoken_and_counted(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []

    scenes = await speaking(tmp_path, TillVoice(tmp_path)).speak(
        small_script(), done=lambda part, parts: heard.append((part, parts))
    )

    assert [one.id for scene in scenes for one in scene.sentences] == [
        one.id for one in small_script().sentences()
    ]
    assert heard == [(number, SENTENCES) for number in range(1, SENTENCES + 1)]


async def test_a_voice_that_stays_busy_is_given_up_after_the_last_try(tmp_path: Path) -> None:
    voice = TillVoice(tmp_path, faults=[busy() for _ in range(40)])

    with pytest.raises(VoiceError, match="busy"):
        await speaking(tmp_path, voice, at_once=1).speak(small_script(), done=lambda *_: None)


async def test_leave_is_asked_before_every_single_sentence_of_a_persons_voice(tmp_path: Path) -> None:
    asked = 0

    async def twice() -> None:
        nonlocal asked
        asked += 1
        if asked > 3:
            raise PolicyRefused("Consent was taken back.")

    voice = TillVoice(tmp_path, is_cloned=True)
    words = Speaking(voice, VoiceStore(tmp_path / "kept"), twice, at_once=1)

    with pytest.raises(PolicyRefused):
        await words.speak(small_script(), done=lambda *_: None)
    assert len((tmp_path / "till.txt").read_text().splitlines()) == 2
