"""Learn the weights of triage's second layer: `python -m tools.fit_triage`.

Learns from the tuned part of the labelled messages and of the clinic consultations (never from a part kept aside) and
from the rules' own positive examples, and from what patients ask of the physicians' folders; chooses both thresholds by cross-validation, and writes
corpora/triage/nearness.weights.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from twin.evaluation.referral_cases import load_complaints
from twin.evaluation.triage_cases import load_cases
from twin.persona.shelf import PersonaShelf
from twin.triage.disposition import Disposition
from twin.triage.findings import Findings
from twin.triage.nearness import (
    FEWEST_FEATURES,
    LONG,
    SHORT,
    SHORTER_BY,
    SIZE,
    all_features,
    write_nearness,
)
from twin.triage.triage import UNDOUBTED, Triage, load_triage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "corpora/triage/nearness.weights"
FOLDS = 5
EXAMPLE_WEIGHT, CONSULTATION_WEIGHT = 0.5, 0.6  # beside a labelled message's 1
QUESTION_WEIGHT = 0.05  # of what patients ask of a folder: they are many; at 0.3 the others were drowned
FEWEST = 2  # texts that must hold a feature
PULL = 1 / 30  # of each weight to zero, beside the sum of losses; 1/10 and 1/100 did a little worse
MOST_FALSE = 0.088  # false emergencies among the tuned messages, cross-validated; unseen ones are some 0.01 above, 0.10 is the goal there
STEPS = 150
EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class Example:
    """One text: its features, whether it is an emergency, its weight, and what the rules alone say."""

    id: str
    features: "NDArray[np.int64]"
    is_emergency: bool
    weight: float
    by_rules: bool = False
    is_certain: bool = False


def example(engine: Triage, id_: str, turns: Sequence[str], is_emergency: bool, weight: float) -> Example:
    """Turn a conversation into features."""
    findings = Findings()
    for turn in turns:
        findings = engine.read(turn, findings)
    result = engine.judge(findings)
    certain = any(
        one.rule.startswith(UNDOUBTED) for one in result.fired if one.disposition is result.disposition
    )
    features = np.array(sorted(all_features(findings)), dtype=np.int64)
    return Example(id_, features, is_emergency, weight, result.is_emergency, result.is_emergency and certain)


def material(engine: Triage) -> tuple[list[Example], list[Example]]:
    """Give the tuned messages, and what else is learnt from."""
    corpora = ROOT / "corpora"
    messages = [
        example(engine, case.id, case.turns, case.disposition is Disposition.EMERGENCY, 1.0)
        for case in load_cases(corpora)
        if not case.is_kept_aside
    ]
    beside = [
        example(engine, rule.id, (text,), rule.disposition is Disposition.EMERGENCY, EXAMPLE_WEIGHT)
        for rule in engine.rules
        for text in rule.positive
    ]
    beside += [
        example(engine, one.id, (one.text,), one.department == EMERGENCY, CONSULTATION_WEIGHT)
        for one in load_complaints(corpora / "hospital")
        if not one.is_kept_aside and EMERGENCY not in one.acceptable
    ]
    asked = (example(engine, "", (text,), False, QUESTION_WEIGHT) for text in folder_questions())
    return messages, [*beside, *(one for one in asked if not one.by_rules)]


def folder_questions() -> list[str]:
    """Give what patients ask of the physicians' folders: approved answers' questions, and every fifth phrasing.

    Hardly any is an emergency; those that the rules call one are left out.
    """
    shelf = PersonaShelf(ROOT / "personas", ROOT / "corpora")
    metadata = [file.metadata for persona in shelf.ids() for file in shelf.content(persona).files]
    questions = [one for about in metadata for one in about.questions]
    phrasings = [ask for about in metadata for one in about.phrasings for ask in one.asks]
    every_fifth = [one for one in phrasings if sum(one.encode()) % 5 == 0]
    return list(dict.fromkeys([*questions, *every_fifth]))


class Fitted:
    """A logistic regression over features weighed by rarity, each text a unit vector."""

    def __init__(self, examples: Sequence[Example]) -> None:
        """Fit by L-BFGS (Nocedal 1980)."""
        counts = np.bincount(np.concatenate([one.features for one in examples]), minlength=SIZE)
        self.rarities = np.where(counts >= FEWEST, np.log((1 + len(examples)) / (1 + counts)) + 1, 0.0)
        rows = [self._unit(one.features) for one in examples]
        self._columns = np.concatenate([columns for columns, _ in rows])
        self._values = np.concatenate([values for _, values in rows])
        self._rows = np.repeat(np.arange(len(rows)), [len(columns) for columns, _ in rows])
        self._signs = np.array([1.0 if one.is_emergency else -1.0 for one in examples])
        self._importance = np.array([one.weight for one in examples])
        found = lbfgs(self._loss, np.zeros(SIZE + 1))
        self.weights, self.bias = found[:-1], float(found[-1])

    def score(self, one: Example) -> float:
        """Score one conversation as the engine does."""
        columns, values = self._unit(one.features)
        return float(self.bias + (self.weights[columns] * values).sum())

    def _unit(self, features: "NDArray[np.int64]") -> "tuple[NDArray[np.int64], Vector]":
        known = features[self.rarities[features] > 0]
        values = self.rarities[known]
        return known, values / max(float(np.linalg.norm(values)), 1e-9)

    def _loss(self, point: "Vector") -> "tuple[float, Vector]":
        """Give the penalised loss and its slope."""
        weights, bias = point[:-1], point[-1]
        products = weights[self._columns] * self._values
        scores = np.bincount(self._rows, products, minlength=len(self._signs)) + bias
        margins = self._signs * scores
        loss = (self._importance * np.logaddexp(0, -margins)).sum() + PULL / 2 * (weights**2).sum()
        slope = -self._importance * self._signs / (1 + np.exp(np.clip(margins, -500, 500)))
        of_weights = (
            np.bincount(self._columns, slope[self._rows] * self._values, minlength=SIZE) + PULL * weights
        )
        return float(loss), np.append(of_weights, slope.sum())


def lbfgs(loss: "Callable[[Vector], tuple[float, Vector]]", point: "Vector", *, memory: int = 10) -> "Vector":
    """Minimise a smooth convex function by limited-memory BFGS with backtracking."""
    value, slope = loss(point)
    pairs: list[tuple[Vector, Vector, float]] = []
    for _ in range(STEPS):
        direction = -_two_loops(slope, pairs)
        downhill, step = (
            float(direction @ slope),
            1.0 if pairs else 1.0 / max(1.0, float(np.linalg.norm(slope))),
        )
        while True:
            there = point + step * direction
            value_there, slope_there = loss(there)
            if value_there <= value + 1e-4 * step * downhill or step < 1e-10:
                break
            step /= 2
        moved, turned = there - point, slope_there - slope
        if (curve := float(moved @ turned)) > 1e-12:
            pairs = [*pairs[-(memory - 1) :], (moved, turned, 1 / curve)]
        is_done = value - value_there < 1e-7 * max(1.0, abs(value))
        point, value, slope = there, value_there, slope_there
        if is_done:
            break
    return point


def _two_loops(slope: "Vector", pairs: "Sequence[tuple[Vector, Vector, float]]") -> "Vector":
    """Multiply the slope by the inverse of the curvature that the last steps showed."""
    direction, kept = slope.copy(), []
    for moved, turned, share in reversed(pairs):
        kept.append(share * float(moved @ direction))
        direction -= kept[-1] * turned
    if pairs:
        moved, turned, _ = pairs[-1]
        direction *= float(moved @ turned) / float(turned @ turned)
    for (moved, turned, share), along in zip(pairs, reversed(kept), strict=True):
        direction += (along - share * float(turned @ direction)) * moved
    return direction


def choose(messages: Sequence[Example], scores: "Vector") -> tuple[float, float]:
    """Choose `near` and `far`: most emergencies recognised at no more than MOST_FALSE false ones."""
    truth = np.array([one.is_emergency for one in messages])
    ruled = np.array([one.by_rules for one in messages])
    fixed = np.array([one.is_certain for one in messages])
    sizes = np.array([len(one.features) for one in messages])
    never, short, undoubted = sizes < FEWEST_FEATURES, sizes < SHORT, sizes < LONG

    def called_by(near: float, far: float) -> "NDArray[np.bool_]":
        """Say which messages the engine calls emergencies."""
        raised = (scores >= near + SHORTER_BY * short) & ~never
        return fixed | raised | (ruled & (undoubted | (scores >= far)))

    best = (-1.0, 0.0, 0.0)
    for near in np.arange(-1.0, 2.01, 0.1):
        for far in np.arange(-2.5, near + 0.01, 0.1):
            called = called_by(near, far)
            if called[~truth].mean() <= MOST_FALSE:
                best = max(best, (float(called[truth].mean()), float(near), float(far)))
    called = called_by(best[1], best[2])
    sys.stdout.write(
        f"cross-validated: near {best[1]:.1f}, far {best[2]:.1f}: {called[truth].mean():.3f} of {truth.sum()} emergencies, "
        f"{called[~truth].mean():.3f} of {(~truth).sum()} others; rules alone {ruled[truth].mean():.3f}, {ruled[~truth].mean():.3f}\n"
    )
    return best[1], best[2]


def main() -> int:
    """Learn, choose the thresholds, write."""
    WEIGHTS.unlink(missing_ok=True)  # old ones are of no use here, and may be of another format
    engine = load_triage(ROOT / "corpora", on_wrong=lambda wrong: print(wrong, file=sys.stderr))
    messages, beside = material(engine)
    scores = np.zeros(len(messages))
    folds = np.array([hash_fold(one.id) for one in messages])
    for fold in range(FOLDS):
        learnt = [one for one, place in zip(messages, folds, strict=True) if place != fold]
        fitted = Fitted(learnt + beside)
        for number in np.flatnonzero(folds == fold):
            scores[number] = fitted.score(messages[number])
    near, far = choose(messages, scores)
    fitted = Fitted(messages + beside)
    write_nearness(
        WEIGHTS,
        fitted.weights * fitted.rarities,
        fitted.rarities,
        bias=fitted.bias,
        near=near,
        far=far,
    )
    return 0


def hash_fold(case_id: str) -> int:
    """Give the fold of a case; by its id, so that runs agree."""
    return sum(case_id.encode()) % FOLDS


if __name__ == "__main__":
    sys.exit(main())
