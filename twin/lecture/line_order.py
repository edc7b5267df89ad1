"""The order of a scene's lines: what is said twice goes, what is urgent comes first, what must be said is put in."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from twin.index.held_passage import HeldPassage
from twin.lecture.alike import marks_of, says_the_same
from twin.lecture.outline import Line, ScenePlan
from twin.lecture.script import SceneKind
from twin.lecture.speakable import URGENT

STEP = 1000  # places between two passages of a scene; no passage has as many sentences
_AMBULANCE = re.compile(r"\b(?:120|999|911|ambulance|emergency)\b|打120|120|急诊", re.IGNORECASE)


def urgency(text: str) -> float:
    """Give how much a line sends people to help at once: an ambulance before a call the same day, that before a visit."""
    return 0.6 if _AMBULANCE.search(text) else 0.3 if URGENT.search(text) else 0.0


def with_musts(scenes: list[ScenePlan], musts: Sequence[tuple[HeldPassage, Line]]) -> list[ScenePlan]:
    """Put what must be said where its passage is told, else where it is said what to do."""
    for held, line in musts:
        texts = [
            (number, one)
            for number, one in enumerate(scenes)
            for known in one.lines
            if known.text == line.text
        ]
        home = next(
            (
                number
                for number, one in enumerate(scenes)
                if any(other.passage.id == held.passage.id for other in one.passages)
            ),
            None,
        )
        if texts:
            home = texts[0][0]
        if home is None:
            home = next(
                (n for n, one in enumerate(scenes) if one.kind is SceneKind.WHAT_TO_DO), len(scenes) - 1
            )
        scene = scenes[home]
        known = next((one for one in scene.lines if one.text == line.text), None)
        if known:
            lines = tuple(replace(one, is_must=True) if one is known else one for one in scene.lines)
        else:
            last = max((one.place for one in scene.lines), default=0)
            lines = (*scene.lines, replace(line, place=last + STEP, needs=None, calls=None, is_must=True))
        scenes[home] = replace(scene, lines=lines)
    return scenes


def most_urgent_first(lines: Sequence[Line]) -> list[Line]:
    """Put what needs an ambulance before what needs a call, each with the sentences that lean on it; places are new."""
    chains: list[list[Line]] = []
    for line in lines:
        if chains and (line.needs in {one.place for one in chains[-1]} or chains[-1][-1].calls == line.place):
            chains[-1].append(line)
        else:
            chains.append([line])
    chains.sort(key=lambda chain: -max(urgency(one.text) for one in chain))
    ordered = [one for chain in chains for one in chain]
    place_of = {one.place: number for number, one in enumerate(ordered)}
    return [
        replace(
            one,
            place=place_of[one.place],
            needs=None if one.needs is None else place_of.get(one.needs, -1),
            calls=None if one.calls is None else place_of.get(one.calls, -1),
        )
        for one in ordered
    ]


def shifted(line: Line, by: int) -> Line:
    """Give a line at another place, with what it needs."""
    return replace(
        line,
        place=line.place + by,
        needs=None if line.needs is None else line.needs + by,
        calls=None if line.calls is None else line.calls + by,
    )


def distinct(
    lines: Sequence[Line], same: Callable[[frozenset[str], frozenset[str]], bool] = says_the_same
) -> list[Line]:
    """Leave out lines that say nearly the same as one before them, and what leans on those."""
    kept: list[tuple[Line, frozenset[str]]] = []
    dropped: set[int] = set()
    for line in lines:
        marks = marks_of(line.text)
        if line.needs in dropped or any(same(marks, other) for _, other in kept):
            dropped.add(line.place)
        else:
            kept.append((line, marks))
    return [line for line, _ in kept if line.calls not in dropped]
