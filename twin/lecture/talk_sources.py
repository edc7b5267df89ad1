"""The sources of a talk, numbered once for slides, handout and transcript."""

from collections.abc import Mapping
from dataclasses import dataclass

from twin.lecture.script import Scene, Script, SentenceSource


@dataclass(frozen=True, slots=True)
class NumberedSource:
    """One source as readers see it: `[mark] line`."""

    mark: str
    line: str


def numbered_sources(script: Script) -> dict[str, tuple[NumberedSource, ...]]:
    """Number the sources by first mention; give those of each scene by its id, in order.

    Sources with the same line are one source, whatever their passage. A scene of sources has all of them.
    """
    marks: dict[str, str] = {}
    by_scene: dict[str, tuple[NumberedSource, ...]] = {}
    for scene in script.scenes:
        for source in _of_scene(scene):
            marks.setdefault(source.line, str(len(marks) + 1))
        lines = dict.fromkeys(source.line for source in _of_scene(scene))
        by_scene[scene.id] = tuple(NumberedSource(marks[line], line) for line in lines)
    everything = tuple(NumberedSource(mark, line) for line, mark in marks.items())
    return by_scene | {scene.id: everything for scene in script.scenes if scene.layout == "sources"}


def all_sources(by_scene: Mapping[str, tuple[NumberedSource, ...]]) -> tuple[NumberedSource, ...]:
    """Give every source of a talk once, in the order of their numbers."""
    found = {source.mark: source for sources in by_scene.values() for source in sources}
    return tuple(found[mark] for mark in sorted(found, key=lambda mark: (len(mark), mark)))


def _of_scene(scene: Scene) -> tuple[SentenceSource, ...]:
    """Give what a scene rests on, in the order in which it is said."""
    said = tuple(source for sentence in scene.sentences for source in sentence.sources)
    shown = tuple(part.source for part in (scene.chart, scene.table) if part is not None)
    return said + shown
