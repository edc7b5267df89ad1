"""Signs that belong together stand near one another: chance meetings over a long letter are no illness.

A patient who writes twenty sentences names a cough in the second and a grandmother's stroke in the eighteenth. Within
one long message the signs of a rule must stand within a few sentences; history, what was said in other messages, and
whatever speaks against the rule count from anywhere.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from twin.triage.findings import Findings, Mention, Value
from twin.triage.sign import Sign

NEAR_SENTENCES = (
    3  # 10, 5, 3, 2 sentences: 49, 49, 45, 43 false emergencies and 386, 386, 386, 385 right ones (tuned)
)


def close_findings(findings: Findings, signs: Mapping[str, Sign]) -> Iterator[Findings]:
    """Give what stands near together, one window after the other; everything at once when no message is long.

    Args:
        findings: Everything found in a conversation.
        signs: All signs by id; those whose `time` is `ever` count from anywhere.
    """
    last: dict[int, int] = {}
    everything: tuple[Mention | Value, ...] = (*findings.mentions, *findings.values)
    for one in everything:
        last[one.message] = max(last.get(one.message, 0), one.sentence)
    long = [message for message, sentence in last.items() if sentence >= NEAR_SENTENCES]
    if len(long) != 1:  # two long messages tell one story over both
        yield findings
        return
    for first in range(last[long[0]] - NEAR_SENTENCES + 2):
        yield _window(findings, signs, long[0], first)


def _window(findings: Findings, signs: Mapping[str, Sign], message: int, first: int) -> Findings:
    """Keep what stands in the sentences from `first` on, in other messages, or in the history."""

    def is_near(one: Mention | Value) -> bool:
        return one.message != message or first <= one.sentence < first + NEAR_SENTENCES

    present = {}
    for sign, said in findings.present.items():
        near = said if signs[sign].time == "ever" else tuple(one for one in said if is_near(one))
        if near:
            present[sign] = near
    values = tuple(one for one in findings.values if is_near(one))
    there = frozenset(present) | {one.name for one in values}
    return replace(findings, present=present, values=values, there=there)
