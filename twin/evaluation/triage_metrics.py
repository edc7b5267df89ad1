"""How well urgency is recognised: both errors always together, with their intervals."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from twin.evaluation.triage_cases import TriageCase
from twin.shares import Share, share_of
from twin.triage.disposition import Disposition
from twin.triage.result import Result
from twin.triage.triage import Triage

EMERGENCY = Disposition.EMERGENCY


@dataclass(frozen=True, slots=True)
class JudgedCase:
    """A case with the level given, the rules behind it, and the level after each message."""

    case: TriageCase
    given: Disposition
    rules: tuple[str, ...]
    layer: str
    levels: tuple[Disposition, ...]

    @property
    def is_missed(self) -> bool:
        """Say whether an emergency was not recognised."""
        return self.case.disposition is EMERGENCY and self.given is not EMERGENCY

    @property
    def is_false_alarm(self) -> bool:
        """Say whether something else was called an emergency."""
        return self.case.disposition is not EMERGENCY and self.given is EMERGENCY

    def to_text(self) -> str:
        """Say what went wrong, in one line."""
        turns = " / ".join(self.case.turns)
        rules = ", ".join(self.rules) or self.layer
        return f"{self.case.id} [{self.case.kind}] {self.case.disposition.value} given {self.given.value} ({rules}): {turns}"


def judged(triage: Triage, cases: Iterable[TriageCase]) -> list[JudgedCase]:
    """Let the engine judge each case, message by message."""
    found = []
    for case in cases:
        state = triage.begin()
        levels = []
        result: Result | None = None
        for turn in case.turns:
            state = triage.after(state, turn)
            result = state.result
            levels.append(state.disposition)
        rules = tuple(one.rule for one in result.fired if one.disposition is levels[-1]) if result else ()
        found.append(
            JudgedCase(case, levels[-1], rules, result.layer if result else "default", tuple(levels))
        )
    return found


@dataclass(frozen=True, slots=True)
class TriageFigures:
    """The figures of one set of cases.

    `recall` is the share of emergencies called so; `false_emergency` the share of all others called an emergency.
    `under` and `over` are the shares judged too low and too high over all four levels. `confusion` counts
    (labelled, given). `never_falls` is the share of conversations whose level fell after no message.
    """

    recall: Share
    false_emergency: Share
    exact: Share
    under: Share
    over: Share
    never_falls: Share
    confusion: dict[tuple[str, str], int]

    def to_json(self) -> dict[str, Any]:
        """Give the values for programs."""
        shares = {name: getattr(self, name).to_json() for name in _SHARES}
        confusion = {
            f"{labelled} given {given}": count for (labelled, given), count in self.confusion.items()
        }
        return shares | {"confusion": confusion}

    def to_text(self) -> str:
        """Give the values as lines."""
        lines = [f"{words:26} {getattr(self, name).to_text()}" for name, words in _SHARES.items()]
        names = [disposition.value for disposition in Disposition]
        lines.append("labelled \\ given " + "".join(f"{name:>11}" for name in names))
        lines += [
            f"{labelled:17}" + "".join(f"{self.confusion.get((labelled, given), 0):>11}" for given in names)
            for labelled in names
        ]
        return "\n".join(lines)


_SHARES = {
    "recall": "emergencies recognised",
    "false_emergency": "false emergencies",
    "exact": "level exactly right",
    "under": "judged too low",
    "over": "judged too high",
    "never_falls": "level never falls",
}


def figures_of(several: list[JudgedCase]) -> TriageFigures:
    """Count."""
    emergencies = [one for one in several if one.case.disposition is EMERGENCY]
    others = [one for one in several if one.case.disposition is not EMERGENCY]
    return TriageFigures(
        recall=share_of([not one.is_missed for one in emergencies]),
        false_emergency=share_of([one.is_false_alarm for one in others]),
        exact=share_of([one.given is one.case.disposition for one in several]),
        under=share_of([one.given < one.case.disposition for one in several]),
        over=share_of([one.given > one.case.disposition for one in several]),
        never_falls=share_of(
            [list(one.levels) == sorted(one.levels) for one in several if len(one.levels) > 1]
        ),
        confusion=dict(Counter((one.case.disposition.value, one.given.value) for one in several)),
    )


@dataclass(frozen=True, slots=True)
class TriageReport:
    """The figures of both parts, each by language, and by kind of difficulty."""

    parts: dict[str, list[JudgedCase]]
    second: Mapping[str, Disposition] = field(default_factory=dict)

    def agreement(self) -> Share:
        """Give how often a second reader, blind to the labels, also says emergency or not, of the messages both read."""
        several = [one.case for part in self.parts.values() for one in part if one.case.id in self.second]
        return share_of(
            [(case.disposition is EMERGENCY) == (self.second[case.id] is EMERGENCY) for case in several]
        )

    def sections(self) -> dict[str, TriageFigures]:
        """Give the figures by "part" and "part · language"."""
        sections = {}
        for part, several in self.parts.items():
            sections[part] = figures_of(several)
            for language in sorted({one.case.language for one in several}):
                sections[f"{part} · {language}"] = figures_of(
                    [one for one in several if one.case.language == language]
                )
        return sections

    def kinds(self) -> dict[str, dict[str, TriageFigures]]:
        """Give the figures by part and kind."""
        return {
            part: {
                kind: figures_of([one for one in several if one.case.kind == kind])
                for kind in sorted({one.case.kind for one in several})
            }
            for part, several in self.parts.items()
        }

    def to_json(self) -> dict[str, Any]:
        """Give the values for programs."""
        return {
            "labels_agreed_with": self.agreement().to_json(),
            "sections": {name: figures.to_json() for name, figures in self.sections().items()},
            "kinds": {
                part: {kind: figures.to_json() for kind, figures in kinds.items()}
                for part, kinds in self.kinds().items()
            },
        }

    def to_text(self) -> str:
        """Give the report as text; both errors stand side by side."""
        lines = [f"## {name}\n\n{figures.to_text()}\n" for name, figures in self.sections().items()]
        for part, kinds in self.kinds().items():
            lines.append(f"## {part}, by kind (recognised | false emergencies)\n")
            lines += [
                f"{kind:18} {figures.recall.to_text():32} | {figures.false_emergency.to_text()}"
                for kind, figures in kinds.items()
            ]
            lines.append("")
        lines.append(
            f"labels that a second, blind reader agrees with (emergency or not): {self.agreement().to_text()}"
        )
        return "\n".join(lines)


def triage_report(
    triage: Triage,
    cases: Iterable[TriageCase],
    *,
    only_tuned: bool = False,
    second: Mapping[str, Disposition] | None = None,
) -> TriageReport:
    """Judge the cases of both parts; with `only_tuned` nobody sees the part kept aside.

    `second` is what a second reader said, by case id.
    """
    several = list(cases)
    parts = {"tuned": judged(triage, [one for one in several if not one.is_kept_aside])}
    if not only_tuned:
        parts["kept aside"] = judged(triage, [one for one in several if one.is_kept_aside])
    return TriageReport(parts, second or {})
