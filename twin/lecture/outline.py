"""The outline of a talk: its scenes, the time each has, and what of the folder may be said in it. Values only."""

from dataclasses import dataclass

from twin.index.held_passage import HeldPassage
from twin.lecture.script import Brief, SceneKind, SentenceSource


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the folder that may be spoken, to the letter but for reference marks and list numbers.

    `place` orders the lines of a scene. `needs` is the place of the line that must stand before it, `calls` of the one that must
    follow it; None where it stands alone. `weight` is larger for what matters more. `is_must` was asked for by the brief.
    """

    text: str
    source: SentenceSource
    place: int
    weight: float
    needs: int | None = None
    calls: int | None = None
    in_list: bool = False
    is_urgent: bool = False
    is_row: bool = False
    is_view: bool = False
    is_must: bool = False


@dataclass(frozen=True, slots=True)
class ScenePlan:
    """One scene of the outline. `seconds` is its share of the talk; `lines` are in the order in which they would be said.

    `passages` are the scene's own sections (for its slide), `judged_by` all that its lines rest on. `beyond` names the neighbouring
    topics that a scene is made of; empty for one on the topic itself.
    """

    id: str
    kind: SceneKind
    title: str
    seconds: float
    lines: tuple[Line, ...] = ()
    passages: tuple[HeldPassage, ...] = ()
    judged_by: tuple[HeldPassage, ...] = ()
    beyond: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """The plan of a talk. Without scenes the folder holds nothing on the topic; `not_covered` says what else it lacks.

    `reach` says how far the folder goes for the minutes asked: what is added from neighbouring topics, what lacks even so.
    """

    brief: Brief
    title: str
    scenes: tuple[ScenePlan, ...]
    not_covered: tuple[str, ...] = ()
    reach: tuple[str, ...] = ()

    @property
    def remarks(self) -> tuple[str, ...]:
        """Give everything an author must know before he has a script written."""
        return (*self.not_covered, *self.reach)
