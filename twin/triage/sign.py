"""One sign: its name, and which mentions of it count."""

from collections.abc import Mapping
from dataclasses import dataclass

from twin.triage.context import Status
from twin.triage.findings import Comparison

# Which mentions count, by the sign's `time`.
COUNTING = {
    "now": frozenset([Status.ASSERTED]),
    "event": frozenset([Status.ASSERTED, Status.PAST]),
    "ever": frozenset([Status.ASSERTED, Status.PAST, Status.FAR_PAST]),
}


@dataclass(frozen=True, slots=True)
class Sign:
    """One finding. `name` is for people, by language; `time` and `denial` as in docs/triage-rules.md."""

    id: str
    name: Mapping[str, str]
    time: str = "now"
    denial: str = "scope"
    includes: tuple[str, ...] = ()
    measured: tuple[Comparison, ...] = ()
