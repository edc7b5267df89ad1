"""Which lines are said, so that a talk is as long as was asked: whole sentences, by weight, never without what they need."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from twin.lecture.alike import marks_of, says_the_same
from twin.lecture.outline import Line, ScenePlan
from twin.lecture.script import SceneKind

TOLERANCE = 0.10  # of the minutes asked; the middle of it is aimed at
_CLOSE = 0.03  # near enough to the middle to stop
_LONG_COSTS = 0.05  # a second of a talk of one minute
_GOES_ON = 0.35  # a sentence that goes on where the one before stopped is worth more than one from elsewhere
_FEWEST = {SceneKind.WHY: 2, SceneKind.BODY: 2, SceneKind.WHAT_TO_DO: 2}  # sentences of a scene, else 1
_SHORTER = 0.75  # of a sentence's seconds: worth taking another one
_SHORT_TALK = 100.0  # seconds; a shorter talk may have one sentence a scene
_FIRST = (  # who is served first when there is little time
    SceneKind.WHEN_TO_SEEK_HELP,
    SceneKind.WHAT_TO_DO,
    SceneKind.WHY,
    SceneKind.BODY,
)
SecondsOf = Callable[[str], float]


@dataclass
class Fitting:
    """The choice of lines for one talk while it is made. `fixed` is what is said anyway, in seconds; `kept` by scene id."""

    plans: Sequence[ScenePlan]
    seconds_of: SecondsOf
    target: float
    fixed: float = 0.0
    scene_cost: float = 0.0  # what a scene costs before its first line: its signpost and the pause before it
    kept: dict[str, set[int]] = field(default_factory=dict)
    _marks: dict[tuple[str, int], frozenset[str]] = field(default_factory=dict)

    def chosen(self) -> dict[str, tuple[Line, ...]]:
        """Choose: what must be said, then each scene's least, then each scene's share, then the rest by weight.

        Neighbouring topics come last, and one after another: the talk says all there is on its own topic first.
        """
        self.kept = {plan.id: set() for plan in self.plans}
        for plan in self.plans:
            for line in plan.lines:
                if line.is_must:
                    self._take(plan, line)
        own = [plan for plan in self.plans if not plan.beyond]
        by_rank = sorted(own, key=lambda plan: _FIRST.index(plan.kind) if plan.kind in _FIRST else 9)
        for plan in by_rank:
            while len(self.kept[plan.id]) < self._fewest(plan) and self._add_best([plan]):
                pass
        for plan in by_rank:
            while self._spent(plan) < plan.seconds and self._add_best([plan], room=self._room()):
                pass
        return self.changed()

    def changed(self) -> dict[str, tuple[Line, ...]]:
        """Go on from what is kept: more by weight while there is room, less while it is too long."""
        own = [plan for plan in self.plans if not plan.beyond]
        while self._room() > self.target * _CLOSE and self._add_best(own, room=self._room()):
            pass
        for plan in self.plans:
            if plan.beyond:
                self._fill(plan)
        self._drop_to_target()
        return {
            plan.id: tuple(line for line in plan.lines if line.place in self.kept[plan.id])
            for plan in self.plans
        }

    def total(self) -> float:
        """Give the seconds of everything chosen so far."""
        opened = sum(bool(places) for places in self.kept.values())
        return self.fixed + opened * self.scene_cost + sum(self._spent(plan) for plan in self.plans)

    def _fill(self, plan: ScenePlan) -> None:
        """Say what there is room for of a neighbouring topic, or nothing where that would be one sentence."""
        before = set(self.kept[plan.id])
        while self._room() > self.target * _CLOSE and self._add_best([plan], room=self._room()):
            pass
        if len(self.kept[plan.id]) < _FEWEST[SceneKind.BODY]:
            self.kept[plan.id] = before

    def _fewest(self, plan: ScenePlan) -> int:
        if self.target < _SHORT_TALK:
            return 1
        return _FEWEST.get(plan.kind, 1)

    def _room(self) -> float:
        return self.target - self.total()

    def _spent(self, plan: ScenePlan) -> float:
        return sum(self.seconds_of(one.text) for one in plan.lines if one.place in self.kept[plan.id])

    def _add_best(self, plans: Sequence[ScenePlan], *, room: float | None = None) -> bool:
        """Add the weightiest group of lines that fits; say whether there was one."""
        best: tuple[float, ScenePlan, list[Line]] | None = None
        for plan in plans:
            for line in plan.lines:
                group = self._group(plan, line)
                if not group or (room is not None and self._seconds(group) > room + self.target * _CLOSE):
                    continue
                weight = sum(one.weight for one in group) / len(group) - 0.05 * (len(group) - 1)
                weight += _GOES_ON * self._goes_on(plan, group[0])
                weight -= _LONG_COSTS * self._seconds(group) * 60 / self.target
                weight -= 0.12 * len(self.kept[plan.id]) if len(plans) > 1 else 0.0
                if best is None or weight > best[0]:
                    best = weight, plan, group
        if best is None:
            return False
        self.kept[best[1].id].update(one.place for one in best[2])
        return True

    def _goes_on(self, plan: ScenePlan, line: Line) -> bool:
        """Say whether the sentence before it in its passage is said."""
        before = [one for one in plan.lines if one.place < line.place and one.source == line.source]
        return bool(before) and before[-1].place in self.kept[plan.id]

    def _take(self, plan: ScenePlan, line: Line) -> None:
        self.kept[plan.id].update(one.place for one in self._group(plan, line))

    def _group(self, plan: ScenePlan, line: Line) -> list[Line]:
        """Give a line with everything it needs that is not there yet; empty when it is there, or says what is said already."""
        by_place = {one.place: one for one in plan.lines}
        kept, group = self.kept[plan.id], dict[int, Line]()
        waiting = [line]
        while waiting:
            one = waiting.pop()
            if one.place in kept or one.place in group:
                continue
            group[one.place] = one
            for other in (one.needs, one.calls):
                if other is not None:
                    if other not in by_place:
                        return []
                    waiting.append(by_place[other])
            if one.text.endswith((":", "：")) and not any(
                item.needs == one.place and item.place in (kept | group.keys()) for item in plan.lines
            ):
                items = [item for item in plan.lines if item.needs == one.place][:2]
                if not items:
                    return []
                waiting += items
        if any(self._is_said(plan, one) for one in group.values()):
            return []
        return sorted(group.values(), key=lambda one: one.place)

    def _is_said(self, plan: ScenePlan, line: Line) -> bool:
        marks = self._marks_of(plan, line)
        return any(
            says_the_same(marks, self._marks_of(other, one))
            for other in self.plans
            for one in other.lines
            if one.place in self.kept[other.id] and not (other is plan and one.place == line.place)
        )

    def _marks_of(self, plan: ScenePlan, line: Line) -> frozenset[str]:
        key = (plan.id, line.place)
        if key not in self._marks:
            self._marks[key] = marks_of(line.text)
        return self._marks[key]

    def _seconds(self, lines: Sequence[Line]) -> float:
        return sum(self.seconds_of(one.text) for one in lines)

    def _drop_to_target(self) -> None:
        """Take the lightest lines out that nothing else needs, while the talk is too long; body scenes empty last."""
        while self.total() > self.target * (1 + TOLERANCE / 2):
            light = [
                (line.weight, plan, line)
                for plan in self.plans
                for line in plan.lines
                if line.place in self.kept[plan.id]
                and not line.is_must
                and len(self.kept[plan.id]) > 1
                and not any(
                    other.place in self.kept[plan.id] and line.place in (other.needs, other.calls)
                    for other in plan.lines
                )
            ]
            if not light:
                self._say_it_shorter()
                return
            _, plan, line = min(light, key=lambda one: (one[0], one[1].id, -one[2].place))
            self.kept[plan.id].discard(line.place)

    def _say_it_shorter(self) -> None:
        """Give scenes of one sentence a shorter one, the longest first, while the talk is too long."""
        for plan in sorted(self.plans, key=self._spent, reverse=True):
            places = self.kept[plan.id]
            said = [line for line in plan.lines if line.place in places]
            if self.total() <= self.target * (1 + TOLERANCE / 2) or len(said) != 1 or said[0].is_must:
                continue
            for line in sorted(plan.lines, key=lambda one: -one.weight):
                alone = line.needs is None and line.calls is None and not line.text.endswith((":", "："))
                if alone and self.seconds_of(line.text) < self.seconds_of(said[0].text) * _SHORTER:
                    places.clear()
                    places.add(line.place)
                    break


def is_long_enough(seconds: float, minutes: float) -> bool:
    """Say whether a talk keeps within the tolerance of the minutes asked."""
    return abs(seconds - minutes * 60) <= minutes * 60 * TOLERANCE
