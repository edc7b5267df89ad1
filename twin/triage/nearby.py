"""Signs that belong together stand near one another: chance meetings over a long letter are no illness.

A patient who writes twenty sentences names a cough in the second and a grandmother's stroke in the eighteenth. Within
one long message the signs of a rule must stand within a few sentences; history, what was said in other messages, and
whatever speaks against the rule count from anywhere.
"""

from collections.abc import Mapping, Set
from dataclasses import replace

from twin.triage.findings import Findings, Mention, Value
from twin.triage.sign import Sign

NEAR_SENTENCES = (
    3  # 10, 5, 3, 2 sentences: 49, 49, 45, 43 false emergencies and 386, 386, 386, 385 right ones (tuned)
)


def close_findings(findings: Findings, signs: Mapping[str, Sign], named: Set[str]) -> tuple[Findings, ...]:
    """Give what stands near together, one window after the other; none when no message is long, or two are.

    Args:
        findings: Everything found in a conversation.
        signs: All signs by id; those whose `time` is `ever` count from anywhere.
        named: The signs that are asked for; the windows hold no others.
    """
    last: dict[int, int] = {}
    everything: tuple[Mention | Value, ...] = (*findings.mentions, *findings.values)
    for one in everything:
        if one.sentence > last.get(one.message, 0):
            last[one.message] = one.sentence
    long = [message for message, sentence in last.items() if sentence >= NEAR_SENTENCES]
    if len(long) != 1:  # two long messages tell one story over both
        return ()
    present = {sign: said for sign, said in findings.present.items() if sign in named}
    history = {sign: said for sign, said in present.items() if signs[sign].time == "ever"}
    others = {sign: said for sign, said in present.items() if sign not in history}
    return tuple(
        _window(findings, history, others, long[0], first)
        for first in range(last[long[0]] - NEAR_SENTENCES + 2)
    )


def _window(
    findings: Findings,
    history: Mapping[str, tuple[Mention, ...]],
    others: Mapping[str, tuple[Mention, ...]],
    message: int,
    first: int,
) -> Findings:
    """Keep what stands in the sentences from `first` on, in other messages, or in the history."""
    sentences = range(first, first + NEAR_SENTENCES)
    present = dict(history)
    for sign, said in others.items():
        near = tuple(one for one in said if one.message != message or one.sentence in sentences)
        if near:
            present[sign] = near
    values = tuple(one for one in findings.values if one.message != message or one.sentence in sentences)
    there = frozenset(present) | {one.name for one in values}
    return replace(findings, present=present, values=values, there=there)
