"""Which look the presenter has in each frame: mouth by sound, blinks, a slow sway, a nod and raised brows where it is stressed.

A piece begins and ends with the same look, at rest and upright, so pieces can be joined and remade one by one.
"""

import math
import random
from collections.abc import Sequence

from twin.lecture.presenter.mouth_sounds import bare_sound, is_stressed, mouth_shapes
from twin.lecture.presenter.sprite_id import MOST_SWAY, Look
from twin.portrait.moving_parts import Eyes, Mouth
from twin.voice.speech import SpokenPhoneme

FPS = 25
_LEAD_SECONDS = 0.05  # the mouth is seen to move a little before it is heard
_REACH_SECONDS = (
    0.06  # how far before and after a frame its sounds count: neighbouring sounds colour each other
)
_SHORT_PAUSE_SECONDS = 0.14  # the mouth does not close for less
_WEIGHT = {Mouth.CLOSED: 3.0, Mouth.TEETH: 2.4, Mouth.REST: 0.7}  # lips that touch are what is missed first
_FIRM = frozenset({Mouth.CLOSED, Mouth.TEETH})
_BLINK = (Eyes.HALF, Eyes.SHUT, Eyes.SHUT, Eyes.HALF)
_NOD = (1, 2, 3, 4, 4, 4, 3, 3, 2, 2, 1, 1)
_STRESS_GAP_SECONDS = 2.4


def presenter_timeline(
    phonemes: Sequence[SpokenPhoneme],
    *,
    frames: int,
    seed: str,
    fps: int = FPS,
    start_seconds: float = 0.0,
) -> tuple[str, ...]:
    """Give the sprite id of every frame of one piece.

    Args:
        phonemes: In order; times in seconds from the beginning of the sound.
        frames: Length of the piece.
        seed: Such as the sentence's id; equal seeds blink and sway alike.
        start_seconds: When, in the piece, the sound begins.

    Returns:
        Exactly `frames` ids (`Look.id`).
    """
    chance = random.Random(seed)  # noqa: S311 - for blinks, not for secrets
    shifted = [
        (one.phoneme, one.start_seconds + start_seconds, one.end_seconds + start_seconds) for one in phonemes
    ]
    mouths = _held(_mouths(shifted, frames, fps))
    eyes = _blinks(frames, fps, chance)
    sways = _sways(frames, fps, chance)
    raised, nods = [False] * frames, [0] * frames
    for first in _stressed_frames(shifted, frames, fps):
        for step, nod in enumerate(_NOD):
            if first + step < frames - 2:
                raised[first + step], nods[first + step] = True, nod
    return tuple(Look(*parts).id for parts in zip(mouths, eyes, raised, sways, nods, strict=True))


def _mouths(sounds: Sequence[tuple[str, float, float]], frames: int, fps: int) -> list[Mouth]:
    """Give the shape with the most weight around each frame."""
    intervals: list[tuple[Mouth, float, float]] = []
    for name, begin, end in sounds:
        shapes = mouth_shapes(name)
        if shapes == (Mouth.REST,) and end - begin < _SHORT_PAUSE_SECONDS:
            continue
        part = (end - begin) / max(len(shapes), 1)
        for number, shape in enumerate(shapes):
            start = begin + number * part - _LEAD_SECONDS
            intervals.append((shape, start, start + part))
    chosen, first = [], 0
    previous = Mouth.REST
    ends_at = max((end for _, _, end in intervals), default=0.0)
    for frame in range(frames):
        low, high = (frame + 0.5) / fps - _REACH_SECONDS, (frame + 0.5) / fps + _REACH_SECONDS
        while first < len(intervals) and intervals[first][2] <= low:
            first += 1
        weights: dict[Mouth, float] = {}
        for shape, start, end in intervals[first:]:
            if start >= high:
                break
            overlap = min(end, high) - max(start, low)
            if overlap > 0:
                weights[shape] = weights.get(shape, 0.0) + overlap * _WEIGHT.get(shape, 1.0)
        if weights:
            previous = max(weights, key=lambda shape: (weights[shape], shape == previous, shape))
        elif low >= ends_at:
            previous = Mouth.REST
        chosen.append(previous)
    return chosen


def _held(mouths: Sequence[Mouth]) -> list[Mouth]:
    """Hold every shape for two frames at least, so that the mouth does not flicker; begin and end at rest."""
    smooth = list(mouths)
    for frame in range(1, len(smooth) - 1):
        before, now, after = smooth[frame - 1 : frame + 2]
        if now not in (before, after):
            if now in _FIRM:
                smooth[frame + 1] = now
            else:
                smooth[frame] = after if before in _FIRM and after not in _FIRM else before
    if smooth:
        smooth[0] = smooth[-1] = Mouth.REST
        if len(smooth) > 3:
            smooth[-2] = Mouth.REST
            smooth[1] = smooth[1] if smooth[1] == smooth[2] else Mouth.REST
    return smooth


def _blinks(frames: int, fps: int, chance: random.Random) -> list[Eyes]:
    """Blink every three to five seconds."""
    eyes = [Eyes.OPEN] * frames
    at = chance.uniform(1.0, 3.5)
    while (first := round(at * fps)) + len(_BLINK) < frames:
        eyes[first : first + len(_BLINK)] = _BLINK
        at += chance.uniform(3.0, 5.0)
    return eyes


def _sways(frames: int, fps: int, chance: random.Random) -> list[int]:
    """Move the head slowly from side to side, beginning and ending upright; at most one step a frame."""
    period = chance.uniform(5.5, 7.5)
    side = chance.choice((-1, 1))
    size = chance.uniform(0.75, 1.0) * MOST_SWAY * side
    sways, held = [], 0
    for frame in range(frames):
        left = (frames - 1 - frame) / fps
        wanted = size * math.sin(2 * math.pi * frame / fps / period) * min(1.0, left / 1.2)
        step = round(wanted)
        held += (step > held) - (step < held)
        sways.append(held)
    if sways:
        sways[-1] = 0
    return sways


def _stressed_frames(sounds: Sequence[tuple[str, float, float]], frames: int, fps: int) -> list[int]:
    """Give the frames where a nod begins: the longest stressed sounds, well apart, not at the very end."""
    stressed = sorted(
        ((begin - end, begin) for name, begin, end in sounds if is_stressed(name) and bare_sound(name)),
    )
    latest = frames / fps - len(_NOD) / fps - 0.2
    chosen: list[float] = []
    for _, begin in stressed:
        if 0.3 <= begin <= latest and all(abs(begin - other) >= _STRESS_GAP_SECONDS for other in chosen):
            chosen.append(begin)
    return sorted(max(0, round((begin - 0.08) * fps)) for begin in chosen)
