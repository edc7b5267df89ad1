"""Learn the weights of triage's second layer: `python -m tools.fit_triage`.

Learns from the tuned part of the labelled messages (never from the part kept aside) and from the rules' own positive
examples, chooses the threshold by cross-validation, and writes corpora/triage/nearness.weights.
"""

import random
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from twin.evaluation.triage_cases import load_cases
from twin.triage.disposition import Disposition
from twin.triage.findings import Findings
from twin.triage.nearness import SIZE, all_features, write_nearness
from twin.triage.triage import Triage, load_triage

ROOT = Path(__file__).resolve().parents[1]
FOLDS = 5
ROUNDS = 60  # passes over the examples; more change the cross-validated figures by less than one case
STEP = 0.6
DECAY = 3e-5  # pull of each weight to zero
MOST_FALSE = 0.015  # of the tuned non-emergencies that the rules let pass, this share at most may be raised
EXAMPLE_WEIGHT = 0.5  # a rule's own example counts half: it is short and plain

Example = tuple[np.ndarray, float, float]  # features, 1.0 for an emergency, weight


def example(engine: Triage, turns: tuple[str, ...], is_emergency: bool, weight: float) -> Example:
    """Turn a conversation into features."""
    findings = Findings()
    for turn in turns:
        findings = engine.read(turn, findings)
    return np.array(sorted(all_features(findings)), dtype=np.int64), float(is_emergency), weight


def fit(examples: list[Example], seed: int) -> tuple[np.ndarray, float]:
    """Learn by stochastic gradient descent with a log loss; gives the weights and the bias."""
    weights, bias = np.zeros(SIZE), 0.0
    order = list(range(len(examples)))
    shuffled = random.Random(seed)
    for turn in range(ROUNDS):
        shuffled.shuffle(order)
        step = STEP / (1 + turn / 10)
        for number in order:
            features, wanted, weight = examples[number]
            norm = max(1.0, len(features)) ** 0.5
            score = bias + weights[features].sum() / norm
            error = weight * (wanted - 1 / (1 + np.exp(-score)))
            weights[features] += step * error / norm
            bias += 0.05 * step * error
        weights *= 1 - DECAY * len(examples) * step
    return weights, bias


def score(weights: np.ndarray, bias: float, features: np.ndarray) -> float:
    """Score one conversation as the engine does."""
    return float(bias + weights[features].sum() / max(1.0, len(features)) ** 0.5)


def main() -> int:
    """Learn, choose the threshold, write."""
    engine = replace(
        load_triage(ROOT / "corpora", on_wrong=lambda wrong: print(wrong, file=sys.stderr)), nearness=None
    )
    cases = [case for case in load_cases(ROOT / "corpora") if not case.is_kept_aside]
    labelled = [example(engine, case.turns, case.disposition is Disposition.EMERGENCY, 1.0) for case in cases]
    by_rules = [engine.assess(case.turns).is_emergency for case in cases]
    own = [
        example(engine, (text,), rule.disposition is Disposition.EMERGENCY, EXAMPLE_WEIGHT)
        for rule in engine.rules
        for text in rule.positive
    ]
    scores = np.zeros(len(cases))
    folds = np.array([hash_fold(case.id) for case in cases])
    for fold in range(FOLDS):
        weights, bias = fit(
            [one for one, place in zip(labelled, folds, strict=True) if place != fold] + own, fold
        )
        for number in np.flatnonzero(folds == fold):
            scores[number] = score(weights, bias, labelled[number][0])
    harmless = [
        s for s, one, ruled in zip(scores, labelled, by_rules, strict=True) if not one[1] and not ruled
    ]
    missed = [s for s, one, ruled in zip(scores, labelled, by_rules, strict=True) if one[1] and not ruled]
    allowed = int(MOST_FALSE * len(harmless))
    threshold = max(0.0, sorted(harmless, reverse=True)[allowed] + 1e-3)
    caught = sum(s >= threshold for s in missed)
    raised = sum(s >= threshold for s in harmless)
    print(f"threshold {threshold:.3f}: of {len(missed)} emergencies that the rules miss {caught} are caught, "
          f"of {len(harmless)} others {raised} are raised (cross-validated)")  # fmt: skip
    weights, bias = fit(labelled + own, 0)
    write_nearness(ROOT / "corpora/triage/nearness.weights", weights, bias=bias, threshold=threshold)
    return 0


def hash_fold(case_id: str) -> int:
    """Give the fold of a case; by its id, so that runs agree."""
    return sum(case_id.encode()) % FOLDS


if __name__ == "__main__":
    sys.exit(main())
