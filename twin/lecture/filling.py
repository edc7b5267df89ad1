"""How far a folder goes for the minutes asked, before any script is written: what lacks, what fills it up, what is said of it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from twin.lecture.beyond import beyond_words, grouped
from twin.lecture.fitting import TOLERANCE, Fitting
from twin.lecture.material import Section
from twin.lecture.outline import ScenePlan
from twin.lecture.script import Brief
from twin.lecture.talk_length import SCENE_PAUSE, seconds_by
from twin.lecture.talk_words import TOO_LITTLE
from twin.voice.speaking_rate import estimated_seconds

_FRAME_SECONDS = 30.0  # of notices, signposts and closing, in the middle over personas and languages
_SURE = 1.1  # of the minutes asked: some of what is there does not pass the gate
_SPARE = 1.5  # times the seconds that lack: some of it was said already
_A_SCENE = 75.0  # seconds of neighbouring topics in one scene
_MOST_SCENES = 4  # of neighbouring topics; the talk stays about its own


def lacking_seconds(brief: Brief, plans: Sequence[ScenePlan]) -> float:
    """Give the seconds of a talk that these scenes would leave empty; 0.0 where they fill it."""
    asked, have = brief.minutes * 60, _filled_seconds(brief, [one for one in plans if one.lines])
    return asked * _SURE - have if have < asked * (1 - TOLERANCE / 2) else 0.0


def scenes_of_neighbours(
    sections: Sequence[Section], lacks: float, seconds_of: Callable[[Section], float]
) -> list[list[Section]]:
    """Give the nearest sections by scene, with somewhat more in them than the seconds that lack."""
    chosen: list[Section] = []
    for one in sections:
        if sum(map(seconds_of, chosen)) >= lacks * _SPARE:
            break
        chosen.append(one)
    return grouped(chosen, min(_MOST_SCENES, max(1, round(lacks / _A_SCENE))), seconds_of) if chosen else []


def timed_with_neighbours(brief: Brief, scenes: Sequence[ScenePlan]) -> list[ScenePlan]:
    """Divide the minutes: all there is on the topic itself is said, and what is left is the neighbours'."""
    held = {one.id: sum(estimated_seconds(line.text, brief.language) for line in one.lines) for one in scenes}
    own = sum(held[one.id] for one in scenes if not one.beyond)
    whole = sum(held[one.id] for one in scenes if one.beyond) or 1.0
    share = min(1.0, max(0.0, brief.minutes * 60 - own) / whole)
    return [replace(one, seconds=round(held[one.id] * (share if one.beyond else 1.0), 1)) for one in scenes]


def reach_of(brief: Brief, scenes: Sequence[ScenePlan]) -> tuple[str, ...]:
    """Say what is added from neighbouring topics, and what lacks even so."""
    if not scenes:
        return ()
    own = [one for one in scenes if not one.beyond]
    have, words = _filled_seconds(brief, scenes), list[str]()
    if len(own) < len(scenes):
        titles = [title for one in scenes for title in one.beyond]
        words.append(beyond_words(_filled_seconds(brief, own), brief.minutes, titles, brief.language))
    if have < brief.minutes * 60 * (1 - TOLERANCE):
        lacks = TOO_LITTLE.in_language(brief.language)
        words.append(lacks.format(have=f"{have / 60:.1f}", asked=f"{brief.minutes:g}"))
    return tuple(words)


def _filled_seconds(brief: Brief, plans: Sequence[ScenePlan]) -> float:
    fitting = Fitting(
        plans,
        seconds_by(brief.language),
        target=brief.minutes * 60,
        fixed=_FRAME_SECONDS,
        scene_cost=SCENE_PAUSE,
    )
    fitting.chosen()
    return fitting.total()
