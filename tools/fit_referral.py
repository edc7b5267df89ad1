"""Fit the referral's weights: `python -m tools.fit_referral` writes corpora/hospital/referral.npz.

It learns from the tuned part of the labelled consultations, from the terms of conditions.yaml and from the tuned
triage messages that name a department; never from a part that is kept aside. `--check` cross-validates instead.
"""

import argparse
import hashlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from twin.evaluation.referral_cases import LabelledComplaint, load_complaints
from twin.evaluation.triage_cases import load_cases
from twin.triage.data_files import loaded
from twin.wayfinding.complaint_features import BUCKETS, features_of
from twin.wayfinding.complaint_terms import load_terms
from twin.wayfinding.referral import EMERGENCY, Referral
from twin.wayfinding.referral_weights import FILE, ReferralWeights

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
HOSPITAL = ROOT / "corpora/hospital"
TERM_WEIGHT, CASE_WEIGHT = 0.35, 0.5  # beside a consultation's 1
SHARED = 0.15  # of the target that goes to acceptable neighbours
EPOCHS, STEP, AT_ONCE = 24, 0.05, 128
FOLDS = 4


@dataclass(frozen=True, slots=True)
class Example:
    """One text with its department, those that would be right too, and its weight."""

    text: str
    department: str
    acceptable: tuple[str, ...]
    weight: float


def examples() -> tuple[list[Example], list[LabelledComplaint]]:
    """Give the terms and triage messages to learn from, and the tuned consultations."""
    terms = [Example(t.text, t.department, t.neighbours, TERM_WEIGHT) for t in load_terms(HOSPITAL).terms]
    messages = [
        Example("\n".join(case.turns), case.department, (), CASE_WEIGHT)
        for case in load_cases(ROOT / "corpora")
        if not case.is_kept_aside and case.department not in (None, EMERGENCY)
    ]
    return terms + messages, [one for one in load_complaints(HOSPITAL) if not one.is_kept_aside]


def fit(given: Sequence[Example], departments: Sequence[str], *, seed: int = 0) -> ReferralWeights:
    """Fit a softmax regression by Adagrad; targets share a part with acceptable neighbours."""
    column = {name: place for place, name in enumerate(departments)}
    features = [features_of(one.text) for one in given]
    met = np.zeros(BUCKETS)
    for buckets, _ in features:
        met[buckets] += 1
    rarity = (np.log((1 + len(given)) / (1 + met)) + 1).astype(np.float32)
    vectors = [_unit(buckets, counts * rarity[buckets]) for buckets, counts in features]
    targets = np.array([_target(one, column) for one in given])
    weights = np.array([one.weight for one in given], dtype=np.float32)
    matrix, bias = _descend(vectors, targets, weights, np.random.default_rng(seed))
    scale = np.maximum(np.abs(matrix).max(axis=0), 1e-9) / 127
    return ReferralWeights(
        tuple(departments), rarity, np.round(matrix / scale).astype(np.int8), scale.astype(np.float32), bias
    )


def _unit(
    buckets: "NDArray[np.int32]", values: "NDArray[np.float32]"
) -> "tuple[NDArray[np.int32], NDArray[np.float32]]":
    return buckets, (values / max(float(np.linalg.norm(values)), 1e-9)).astype(np.float32)


def _target(one: Example, column: dict[str, int]) -> "NDArray[np.float32]":
    target = np.zeros(len(column), dtype=np.float32)
    shared = SHARED if one.acceptable else 0.0
    target[column[one.department]] = 1 - shared
    for other in one.acceptable:
        target[column[other]] += shared / len(one.acceptable)
    return target


def _descend(
    vectors: "Sequence[tuple[NDArray[np.int32], NDArray[np.float32]]]",
    targets: "NDArray[np.float32]",
    weights: "NDArray[np.float32]",
    random: np.random.Generator,
) -> "tuple[NDArray[np.float32], NDArray[np.float32]]":
    matrix = np.zeros((BUCKETS, targets.shape[1]), dtype=np.float32)
    bias = np.zeros(targets.shape[1], dtype=np.float32)
    squares = np.full((BUCKETS, 1), 1e-3, dtype=np.float32)
    for _ in range(EPOCHS):
        order = random.permutation(len(vectors))
        for start in range(0, len(order), AT_ONCE):
            rows = order[start : start + AT_ONCE]
            lengths = np.array([len(vectors[row][0]) for row in rows])
            rows, lengths = rows[lengths > 0], lengths[lengths > 0]
            buckets = np.concatenate([vectors[row][0] for row in rows])
            values = np.concatenate([vectors[row][1] for row in rows])
            begins = np.concatenate([[0], np.cumsum(lengths)[:-1]])
            logits = np.add.reduceat(matrix[buckets] * values[:, None], begins) + bias
            powers = np.exp(logits - logits.max(axis=1, keepdims=True))
            slope = (powers / powers.sum(axis=1, keepdims=True) - targets[rows]) * weights[rows][:, None]
            of_feature = np.repeat(slope, lengths, axis=0) * values[:, None]
            order_of = np.argsort(buckets, kind="stable")
            met, first = np.unique(buckets[order_of], return_index=True)
            total = np.add.reduceat(of_feature[order_of], first)
            squares[met] += (total**2).mean(axis=1, keepdims=True)
            matrix[met] -= STEP * total / np.sqrt(squares[met])
            bias -= 0.001 * slope.sum(axis=0)
    return matrix, bias


def cross_validate(
    others: list[Example], consultations: list[LabelledComplaint], departments: list[str]
) -> None:
    """Print top-1 and top-3 over the tuned consultations, each judged by weights that did not see it."""
    from twin.evaluation.referral_metrics import referral_figures

    terms = load_terms(HOSPITAL)
    judged = []
    for fold in range(FOLDS):
        learnt = [one for one in consultations if _fold(one.id) != fold]
        weights = fit([*others, *map(_example, learnt)], departments)
        referral = Referral(terms, weights, departments=departments)
        judged += [
            (one, [d.department for d in referral.departments_for(one.text)])
            for one in consultations
            if _fold(one.id) == fold
        ]
    for language in ("zh", "en"):
        part = [pair for pair in judged if pair[0].language == language]
        figures = referral_figures(part)
        sys.stdout.write(f"{language}: \n{figures.to_text()}\n")


def _fold(id_: str) -> int:
    return hashlib.sha256(f"fold {id_}".encode()).digest()[0] % FOLDS


def _example(one: LabelledComplaint) -> Example:
    return Example(one.text, one.department, one.acceptable, 1.0)


def main() -> None:
    """Fit and write, or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="Cross-validate on the tuned consultations.")
    asked = parser.parse_args()
    departments = [one["id"] for one in loaded(HOSPITAL / "departments.yaml")["departments"]]
    others, consultations = examples()
    if asked.check:
        cross_validate(others, consultations, departments)
        return
    weights = fit([*others, *map(_example, consultations)], departments)
    np.savez_compressed(
        HOSPITAL / FILE,
        departments=np.array(weights.departments),
        rarity=weights.rarity,
        matrix=weights.matrix,
        scale=weights.scale,
        bias=weights.bias,
    )


if __name__ == "__main__":
    main()
