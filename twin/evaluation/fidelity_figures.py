"""The fidelity figures of one persona, tuned part and kept-aside part side by side, with their goals."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from twin.evaluation.declined_metrics import DeclinedScore
from twin.evaluation.grounded_metrics import GroundedScore, Missed
from twin.evaluation.isolation_metrics import IsolationScore
from twin.evaluation.manner_metrics import MannerScore
from twin.evaluation.opinion_metrics import OpinionScore
from twin.evaluation.retrieval_metrics import RetrievalScore
from twin.shares import Share

NOT_MEASURED = "no such question"


@dataclass(frozen=True, slots=True)
class Exactness:
    """`citations`: spans of the stored document that are, byte for byte, the quote shown. `sentences`: sentences said that stand in a passage they cite."""

    citations: Share
    sentences: Share


@dataclass(frozen=True, slots=True)
class PartFigures:
    """All figures on one part of the questions."""

    grounded: GroundedScore
    declined: DeclinedScore
    retrieval: RetrievalScore
    exact: Exactness
    manner: MannerScore
    opinion: OpinionScore
    isolation: IsolationScore

    def rows(self) -> Iterator[tuple[str, float | None, Share]]:
        """Give name, goal (None where none was set) and value of each figure, in the order of the report."""
        declined, groups = self.declined.declined, self.retrieval.groups
        none = Share(0, 0)
        yield (
            "grounded: holds all points, each borne out by its cited passage",
            0.90,
            self.grounded.all_points,
        )
        yield "half of the points, or a labelled sentence", None, self.grounded.half_or_labelled
        yield "uncovered, declined (no false answer)", 1.0, declined.get("all", none)
        yield "— far", 1.0, declined.get("far", none)
        yield "— near", 0.90, declined.get("near", none)
        yield "— another persona's field", None, declined.get("foreign", none)
        yield "— false premise", None, declined.get("false_premise", none)
        yield "declined in the persona's own words", 1.0, self.declined.in_manner
        yield "declined with the nearest thing held", 1.0, self.declined.with_nearest
        yield "Recall@5", 0.92, groups.get("all", none)
        yield "Recall@5 across languages", 0.85, groups.get("across languages", none)
        yield "citations that match the document byte for byte", 1.0, self.exact.citations
        yield "sentences that stand in a passage they cite", 1.0, self.exact.sentences
        yield "manner: right twin named, of two", 0.90, self.manner.of_two
        yield "— without the framing words", None, self.manner.of_two_bare
        yield "manner: right twin named, of all", None, self.manner.of_all
        yield "— without the framing words", None, self.manner.of_all_bare
        yield "opinion: the view is given", 1.0, self.opinion.view
        yield "opinion: the view is given, dated", 1.0, self.opinion.dated
        yield "opinion: the later of two, and not the older", 1.0, self.opinion.later
        yield "isolation: answers without another persona's text", 1.0, self.isolation.answers

    def to_json(self, *, names_questions: bool) -> dict[str, Any]:
        """Give the values for programs; the questions that were missed by id, or only counted."""
        found: dict[str, Any] = {
            "figures": [
                {"figure": name, "goal": goal} | share.to_json() for name, goal, share in self.rows()
            ],
            "not_grounded": dict(Counter(why.value for why in self.grounded.missed.values())),
            "isolation": {
                "citations": self.isolation.citations,
                "foreign": self.isolation.foreign,
                "answered_from_own_folder": self.isolation.answered,
            },
        }
        if names_questions:
            found["missed"] = {
                "not_grounded": {key: why.value for key, why in self.grounded.missed.items()},
                "false_answers": list(self.declined.false_answers),
                "recall": list(self.retrieval.missed),
                "opinion": list(self.opinion.missed),
            }
        return found


@dataclass(frozen=True, slots=True)
class FidelityFigures:
    """The figures of one persona. `model` is the chat model that spoke."""

    persona: str
    model: str
    tuned: PartFigures
    kept_aside: PartFigures

    def to_text(self) -> str:
        """Give both parts side by side as Markdown, then what is missed and why."""
        lines = [
            f"Words by: {self.model}",
            "",
            "| figure | goal | tuned part | part kept aside |",
            "|---|---|---|---|",
        ]
        for (name, goal, tuned), (_, _, aside) in zip(self.tuned.rows(), self.kept_aside.rows(), strict=True):
            shown = "" if goal is None else f"{goal:.2f}"
            lines.append(f"| {name} | {shown} | {_cell(tuned, goal)} | {_cell(aside, goal)} |")
        lines += ["", *_why("tuned part", self.tuned, names_questions=True)]
        lines += [*_named(self.tuned), *_why("part kept aside", self.kept_aside, names_questions=False)]
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        """Give the values for programs. What is missed in the part kept aside is counted, never named."""
        return {
            "model": self.model,
            "tuned": self.tuned.to_json(names_questions=True),
            "kept_aside": self.kept_aside.to_json(names_questions=False),
        }


def _cell(share: Share, goal: float | None) -> str:
    """Show a share; one below its goal is marked."""
    if not share.total:
        return NOT_MEASURED
    return share.to_text() + (" ✗" if goal is not None and share.value < goal else "")


def _why(part: str, figures: PartFigures, *, names_questions: bool) -> Iterator[str]:
    """Say why answers are not grounded, and how the isolation was tried."""
    missed = figures.grounded.missed
    counted = Counter(missed.values())
    reasons = []
    for why in (one for one in Missed if counted[one]):
        ids = ", ".join(key for key, found in missed.items() if found is why)
        reasons.append(f"{counted[why]} × {why.value}" + (f" ({ids})" if names_questions else ""))
    yield f"Not grounded, {part}: {'; '.join(reasons) or 'none'}\n"
    isolation = figures.isolation
    yield (
        f"Isolation, {part}: {isolation.citations} citations looked at in answers to the others' questions, "
        f"{isolation.foreign} of them another's; {isolation.answered} of {isolation.answers.total} questions were "
        "answered from the own folder.\n"
    )


def _named(figures: PartFigures) -> Iterator[str]:
    """Name what else is missed on the tuned part."""
    yield f"Answered although not held, tuned part: {', '.join(figures.declined.false_answers) or 'none'}\n"
    yield f"Not among the first five, tuned part: {', '.join(figures.retrieval.missed) or 'none'}\n"
    yield f"View or later text not given, tuned part: {', '.join(figures.opinion.missed) or 'none'}\n"
