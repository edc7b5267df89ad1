"""When everything of a talk happens, counted in frames: picture, sound and captions are cut by the same count.

Every sentence begins on a frame and every scene lasts whole frames, so nothing can drift: the sound of a talk has
exactly `frames * samples_a_frame` samples, and its picture exactly `frames` frames.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twin.voice.speech import Speech
from twin.voice.spoken_text import SpokenText

FRAMES_A_SECOND = 25
LEAD_FRAMES = 12  # a new slide is seen for half a second before it is spoken about
BETWEEN_SENTENCES = 9  # 0.36 s, a breath
TAIL_FRAMES = 15  # what has been said may be read on the slide for a moment
# Scenes last whole blocks of 1024 samples at 48 kHz (15 of them are 8 frames), so that their sound can be coded one by one.
SCENE_STEP = 8
LAST_TAIL_FRAMES = 50  # the sources stay for two seconds more
# GB 45438-2025 asks for 2 seconds of the large label at the start, this house for 3: so long the title slide stays.
FIRST_SCENE_FRAMES = 3 * FRAMES_A_SECOND


@dataclass(frozen=True, slots=True)
class SaidSentence:
    """One sentence, spoken: what the layout starts from."""

    id: str
    text: SpokenText
    speech: Speech


@dataclass(frozen=True, slots=True)
class SaidScene:
    """One scene, spoken. `title` becomes the chapter's name."""

    id: str
    title: str
    sentences: tuple[SaidSentence, ...]


@dataclass(frozen=True, slots=True)
class TimedSentence:
    """One sentence in the talk. `start_frame` counts from the talk's first frame; its sound fills at most `frames`."""

    said: SaidSentence
    start_frame: int
    frames: int

    @property
    def start_seconds(self) -> float:
        """Give when its sound begins."""
        return self.start_frame / FRAMES_A_SECOND

    @property
    def end_seconds(self) -> float:
        """Give when its last whole frame ends."""
        return (self.start_frame + self.frames) / FRAMES_A_SECOND


@dataclass(frozen=True, slots=True)
class TimedScene:
    """One scene in the talk, half-open in frames: `[start_frame, start_frame + frames)`."""

    id: str
    title: str
    start_frame: int
    frames: int
    sentences: tuple[TimedSentence, ...]

    @property
    def start_seconds(self) -> float:
        """Give when its slide appears."""
        return self.start_frame / FRAMES_A_SECOND

    @property
    def end_seconds(self) -> float:
        """Give when the next slide appears."""
        return (self.start_frame + self.frames) / FRAMES_A_SECOND


@dataclass(frozen=True, slots=True)
class Timeline:
    """A whole talk in frames; scenes follow each other without a gap, the first begins at frame 0."""

    scenes: tuple[TimedScene, ...]

    @property
    def frames(self) -> int:
        """Give the frames of the whole talk."""
        return sum(scene.frames for scene in self.scenes)

    @property
    def seconds(self) -> float:
        """Give the length of the whole talk."""
        return self.frames / FRAMES_A_SECOND

    @property
    def sentences(self) -> tuple[TimedSentence, ...]:
        """Give every sentence in order."""
        return tuple(sentence for scene in self.scenes for sentence in scene.sentences)


def samples_a_frame(sample_rate: int) -> int:
    """Give the samples that sound during one frame.

    Raises:
        ValueError: If the rate has no whole number of them; then picture and sound would drift.
    """
    if sample_rate % FRAMES_A_SECOND:
        raise ValueError(f"{sample_rate} Hz has no whole number of samples in a frame; use 24000 Hz.")
    return sample_rate // FRAMES_A_SECOND


def timeline_of(scenes: Sequence[SaidScene]) -> Timeline:
    """Lay a spoken talk out in frames."""
    timed: list[TimedScene] = []
    start = 0
    for number, scene in enumerate(scenes):
        tail = LAST_TAIL_FRAMES if number == len(scenes) - 1 else TAIL_FRAMES
        timed.append(_timed(scene, start, tail=tail, fewest=0 if number else FIRST_SCENE_FRAMES))
        start += timed[-1].frames
    return Timeline(tuple(timed))


def _timed(scene: SaidScene, start: int, *, tail: int, fewest: int) -> TimedScene:
    at = start + LEAD_FRAMES
    sentences = []
    for sentence in scene.sentences:
        frames = frames_of(sentence.speech)
        sentences.append(TimedSentence(sentence, at, frames))
        at += frames + BETWEEN_SENTENCES
    end = at - (BETWEEN_SENTENCES if sentences else 0) + tail
    frames = -(-max(end - start, fewest) // SCENE_STEP) * SCENE_STEP
    return TimedScene(scene.id, scene.title, start, frames, tuple(sentences))


def frames_of(speech: Speech) -> int:
    """Give the whole frames a sound needs; at least one."""
    return max(1, -(-len(speech.samples) // samples_a_frame(speech.sample_rate)))


def soundtrack(timeline: Timeline, *, sample_rate: int) -> NDArray[np.int16]:
    """Give the sound of the whole talk, every sentence at its frame; shape (frames * samples a frame,).

    Raises:
        ValueError: If a sentence was spoken at another rate.
    """
    a_frame = samples_a_frame(sample_rate)
    track = np.zeros(timeline.frames * a_frame, np.int16)
    for sentence in timeline.sentences:
        speech = sentence.said.speech
        if speech.sample_rate != sample_rate:
            raise ValueError(
                f"Sentence {sentence.said.id} has {speech.sample_rate} Hz, the talk {sample_rate}."
            )
        at = sentence.start_frame * a_frame
        track[at : at + len(speech.samples)] = speech.samples
    return track
