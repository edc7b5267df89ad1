"""The quickest way from one place to another: Dijkstra over the walkable graph."""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from math import ceil

from twin.errors import DirectoryInvalid
from twin.wayfinding.places import Entrance, Room
from twin.wayfinding.walking_graph import Edge, Graph, Node, door_of, place_of


@dataclass(frozen=True, slots=True)
class Hop:
    """One edge of a way, as it is walked."""

    start: Node
    edge: Edge

    @property
    def end(self) -> Node:
        """Give where it leads."""
        return self.edge.end


@dataclass(frozen=True, slots=True)
class Way:
    """A way from `start` to the door of `goal`; no hops when one stands there already."""

    start: Entrance | Room
    goal: Room
    hops: tuple[Hop, ...]
    is_step_free: bool

    @property
    def metres(self) -> int:
        """Give how far one walks, stairs included, in whole metres."""
        return round(sum(hop.edge.metres for hop in self.hops))

    @property
    def minutes(self) -> int:
        """Give how long it takes in whole minutes, rounded up; at least 1."""
        return max(1, ceil(sum(hop.edge.seconds for hop in self.hops) / 60))

    @property
    def floors(self) -> tuple[str, ...]:
        """Give the ids of the floors it touches, in order, the goal's last; floors merely passed are left out."""
        walked = [hop.start.floor for hop in self.hops if hop.edge.kind in {"walk", "bridge"}]
        return tuple(
            dict.fromkeys([*(floor for floor in walked if floor != self.goal.floor), self.goal.floor])
        )


def way_between(graph: Graph, start: Entrance | Room, goal: Room, *, step_free: bool) -> Way:
    """Find the way that takes the least time.

    Args:
        graph: The walkable graph (`twin.wayfinding.walking_graph.graph_of`).
        start: Where one stands.
        goal: The room one wants to.
        step_free: Use no stairs and no door with steps.

    Raises:
        DirectoryInvalid: If there is no way, which a checked directory with a bus between its campuses excludes.
    """
    first, last = place_of(start), door_of(goal)
    seconds, came_by = _searched(graph, first, step_free=step_free, until=last)
    if last not in seconds:
        raise DirectoryInvalid([f"No way leads from {start.id!r} to {goal.id!r}."])
    return Way(start, goal, _hops_to(last, came_by), step_free)


def seconds_from(graph: Graph, start: Entrance | Room, *, step_free: bool) -> dict[Node, float]:
    """Give how long it takes to every place that can be reached, in seconds."""
    return _searched(graph, place_of(start), step_free=step_free)[0]


def _searched(
    graph: Graph, first: Node, *, step_free: bool, until: Node | None = None
) -> tuple[dict[Node, float], dict[Node, Hop]]:
    """Search from a place: the seconds to every place settled or seen, and the hop each was reached by."""
    came_by: dict[Node, Hop] = {}
    best: dict[Node, float] = {first: 0.0}
    waiting: list[tuple[float, Node]] = [(0.0, first)]
    while waiting:
        seconds, here = heappop(waiting)
        if here == until:
            break
        if seconds > best[here]:
            continue
        for edge in graph[here]:
            later = seconds + edge.seconds
            if (edge.is_step_free or not step_free) and later < best.get(edge.end, float("inf")):
                best[edge.end], came_by[edge.end] = later, Hop(here, edge)
                heappush(waiting, (later, edge.end))
    return best, came_by


def _hops_to(end: Node, came_by: dict[Node, Hop]) -> tuple[Hop, ...]:
    """Follow the hops back to the start."""
    hops: list[Hop] = []
    while end in came_by:
        hops.append(came_by[end])
        end = came_by[end].start
    return tuple(reversed(hops))


def straight_runs(hops: Sequence[Hop]) -> list[tuple[Hop, ...]]:
    """Group hops: walks that go on in one direction on one floor stand together, everything else alone."""
    runs: list[list[Hop]] = []
    for hop in hops:
        last = runs[-1][-1] if runs else None
        if last and last.edge.kind == hop.edge.kind == "walk" and _same_direction(last, hop):
            runs[-1].append(hop)
        else:
            runs.append([hop])
    return [tuple(run) for run in runs]


def _same_direction(one: Hop, other: Hop) -> bool:
    """Say whether two hops of one floor go the same way, to within 15 degrees."""
    (ax, ay), (bx, by) = heading(one), heading(other)
    lengths = (ax * ax + ay * ay) ** 0.5 * (bx * bx + by * by) ** 0.5
    return bool(lengths > 0 and (ax * bx + ay * by) / lengths > 0.966)


def heading(hop: Hop) -> tuple[float, float]:
    """Give the direction of a hop: metres to the east, metres to the south."""
    return hop.end.x - hop.start.x, hop.end.y - hop.start.y
