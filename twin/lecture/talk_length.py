"""How long a script takes to say, with the pauses that production puts between sentences and scenes."""

from collections.abc import Callable

from twin.lecture.script import Script
from twin.lecture.timeline import (
    BETWEEN_SENTENCES,
    FRAMES_A_SECOND,
    LAST_TAIL_FRAMES,
    LEAD_FRAMES,
    TAIL_FRAMES,
)
from twin.voice.speaking_rate import estimated_seconds

BREATH = BETWEEN_SENTENCES / FRAMES_A_SECOND
SCENE_PAUSE = (LEAD_FRAMES + TAIL_FRAMES - BETWEEN_SENTENCES) / FRAMES_A_SECOND
LAST_PAUSE = (LAST_TAIL_FRAMES - TAIL_FRAMES) / FRAMES_A_SECOND


def seconds_by(language: str, *, rate: float = 1.0) -> Callable[[str], float]:
    """Give what estimates a sentence with the breath behind it, for a voice of this measured rate."""

    def seconds(text: str) -> float:
        return estimated_seconds(text, language, measured_rate=rate) + BREATH

    return seconds


def script_seconds(script: Script) -> float:
    """Give the estimated length of a whole talk."""
    said = sum(one.seconds + BREATH for one in script.sentences())
    return said + len(script.scenes) * SCENE_PAUSE + LAST_PAUSE
