"""Fit `twin/conflicts/coefficients.json` on the tuned planted pairs and the demo folders: `python -m tools.fit_conflicts`.

A ridge logistic regression for each kind of conflict over the signs of `twin/conflicts/signs.py`. A pair counts by its likeliest
two sentences. What stands in the demo folders beside their guidelines conflicts next to nowhere and stands for everything that a
detector meets and must leave alone; it needs an index of the four demo personas. The part kept aside is never read.
"""

import asyncio
import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray

from twin.assembly import open_house
from twin.conflicts.detecting import is_newer, pair_signs
from twin.conflicts.judging import ADVICE, COEFFICIENTS, CONSTANT, LEAST, NUMBER
from twin.conflicts.sides import guideline_sides, own_sides
from twin.conflicts.signs import PairSigns, Signs
from twin.evaluation.conflict_figures import load_planted
from twin.persona.slots import Slot
from twin.settings import load_settings

FOLDS = 5
RIDGE, ROUNDS, STEPS = 10.0, 3, 10  # best of 1, 3, 6, 10 by cross-validation over folds of the tuned pairs
FOLDER_WEIGHT = 30.0  # of all folder pairs together, in planted pairs; of 10, 20, 30, 60
OWN_PASSAGES, MOST_OF_A_FOLDER, LIKELIEST = 40, 200, 4
FALSELY = {NUMBER: 4, ADVICE: 3}  # tuned pairs without a conflict that may be flagged, cross-validated
# Which way a sign may count: a weight that would turn round what the sign means is set to nothing.
FOR = frozenset(
    [
        "like",
        "like_wide",
        "its_share",
        "my_share",
        "common",
        "medicines",
        "condition",
        "condition_near",
        "topics",
        "for_whom_shared",
        "same_role",
        "clauses_like",
        "leans",
        "near_leans",
        "directions",
        "near_directions",
        "one_denies",
        "near_one_denies",
        "opposed",
        "near_opposed",
        "later_soon",
        "things_opposed",
        "strongest",
        "concepts",
        "i_always",
        "same_limit",
    ]
)
AGAINST = frozenset(
    [
        "conditions_apart",
        "conditions_apart_near",
        "for_whom_apart",
        "for_whom_apart_near",
        "topics_apart",
        "for_whom_mine",
        "for_whom_its",
        "places_apart",
        "room",
        "past",
        "belief",
        "far",
        "too_far",
        "partner",
        "other_role",
        "many",
        "choices",
        "inside",
        "both_deny",
        "things_agreed",
        "only",
        "same_numbers",
    ]
)
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """One pair's signs for each kind; `label` is its kind, "" where it stands for a folder, and `fold` where it is held out."""

    label: str
    fold: int
    signs: dict[str, list[Signs]]


def hashed(text: str) -> int:
    """Give a number for a line or passage that is always the same."""
    return int(hashlib.sha256(text.encode("utf-8")).hexdigest()[:6], 16)


def signs_of(reader: PairSigns, passage: str, guideline: str, title: str) -> dict[str, list[Signs]]:
    """Read every sentence of one text beside every sentence of the other."""
    found: dict[str, list[Signs]] = {NUMBER: [], ADVICE: []}
    for _, mine in own_sides(passage):
        for _, its in guideline_sides(guideline, title):
            found[NUMBER] += reader.of_numbers(mine, its)
            found[ADVICE] += reader.of_advice(mine, its)
    return found


async def folder_cases(reader: PairSigns) -> list[Case]:
    """Give what the demo folders hold beside their guidelines, dates left aside; some passages of each, chosen by a hash."""
    cases = []
    async with open_house(load_settings()) as house:
        for place, persona in enumerate(sorted(house.shelf.ids())):
            held = await house.library.passages(persona, await house.library.retrievable(persona))
            own = sorted(
                (one.passage.text for one in held if one.slot not in (Slot.GUIDELINES, Slot.CLINIC)),
                key=hashed,
            )
            cases += [
                Case("", place, signs_of(reader, mine, its.passage.text, its.metadata.title))
                for mine in own[:OWN_PASSAGES]
                for its in held
                if its.slot is Slot.GUIDELINES
            ]
    return cases


def hardest(cases: Sequence[Case], kind: str, names: Sequence[str]) -> list[Case]:
    """Give the planted pairs, and of each folder what weights that were fitted without it take most for a conflict."""
    planted = [one for one in cases if one.label]
    plain, _ = fitted(planted, kind, names)
    kept = list(planted)
    for fold in sorted({one.fold for one in cases if not one.label}):
        ranked = []
        for one in cases:
            if one.label or one.fold != fold or not one.signs[kind]:
                continue
            scores = table_of(one.signs[kind], names) @ plain
            best = np.argsort(-scores)[:LIKELIEST]
            ranked.append((scores.max(), Case("", fold, {kind: [one.signs[kind][place] for place in best]})))
        ranked.sort(key=lambda pair: -pair[0])
        kept += [one for _, one in ranked[:MOST_OF_A_FOLDER]]
    return kept


def logistic(rows: Matrix, labels: Matrix, weights: Matrix, names: Sequence[str]) -> tuple[Matrix, float]:
    """Fit by Newton steps; leave out, one round after another, the signs whose weight turns round what they mean."""
    kept = np.arange(rows.shape[1])
    while True:
        part = rows[:, kept]
        middle = np.average(part, axis=0, weights=weights)
        spread = np.sqrt(np.average((part - middle) ** 2, axis=0, weights=weights)) + 1e-3
        wide = np.hstack([(part - middle) / spread, np.ones((len(part), 1))])
        penalty = np.append(np.full(len(kept), RIDGE), 1e-3)
        found = np.zeros(len(penalty))
        for _ in range(STEPS):
            chance = 1 / (1 + np.exp(-np.clip(wide @ found, -30, 30)))
            slope = wide.T @ (weights * (chance - labels)) + penalty * found
            curve = (wide * (weights * (chance * (1 - chance) + 1e-5))[:, None]).T @ wide
            found -= np.linalg.solve(curve + np.diag(penalty), slope)
        weighed = [(names[int(place)], value) for place, value in zip(kept, found[:-1], strict=True)]
        turned = [(name in AGAINST and value > 0) or (name in FOR and value < 0) for name, value in weighed]
        if not any(turned):
            plain = np.zeros(rows.shape[1])
            plain[kept] = found[:-1] / spread
            return plain, float(found[-1] - middle @ plain[kept])
        kept = kept[~np.array(turned)]


def fitted(cases: Sequence[Case], kind: str, names: Sequence[str]) -> tuple[Matrix, float]:
    """Fit one kind; in each round a conflict is the likeliest of its sentences, another pair its two likeliest."""
    used = [one for one in cases if one.signs.get(kind) and one.label in (kind, "none", "")]
    tables = [table_of(one.signs[kind], names) for one in used]
    folders = sum(one.label == "" for one in used)
    each = [FOLDER_WEIGHT / max(folders, 1) if one.label == "" else 1.0 for one in used]
    picked = [table.mean(axis=0, keepdims=True) for table in tables]
    plain, constant = np.zeros(len(names)), 0.0
    for _ in range(ROUNDS):
        counts = [len(rows) for rows in picked]
        labels = np.repeat([float(one.label == kind) for one in used], counts)
        weights = np.repeat([weight / count for weight, count in zip(each, counts, strict=True)], counts)
        plain, constant = logistic(np.vstack(picked), labels, weights, names)
        picked = [
            table[np.argsort(-(table @ plain))[: 1 if one.label == kind else 2]]
            for table, one in zip(tables, used, strict=True)
        ]
    return plain, constant


def table_of(signs: Sequence[Signs], names: Sequence[str]) -> Matrix:
    """Give one row a candidate."""
    return np.array([[one[name] for name in names] for one in signs])


def held_out_scores(cases: Sequence[Case], kind: str, names: Sequence[str]) -> Matrix:
    """Give every case the score of the weights that were fitted without its fold."""
    scores = np.full(len(cases), -np.inf)
    for fold in range(FOLDS):
        plain, constant = fitted([one for one in cases if one.fold != fold], kind, names)
        for place, one in enumerate(cases):
            if one.fold == fold and one.signs.get(kind):
                scores[place] = (table_of(one.signs[kind], names) @ plain).max() + constant
    return scores


def main() -> None:
    """Fit both kinds, choose the least score by cross-validation, say what it gives, and write the file."""
    corpora = load_settings().paths.corpora
    reader = pair_signs(corpora)
    cases = []
    for one in load_planted(corpora, kept_aside=False):
        read = signs_of(reader, one.passage, one.guideline, one.guideline_title)
        newer = is_newer(one.guideline_date, than=one.passage_date)
        cases.append(Case(one.kind, hashed(one.id) % FOLDS, read if newer else {}))
    cases += asyncio.run(folder_cases(reader))
    flagged: dict[str, set[int]] = {NUMBER: set(), ADVICE: set(), "none": set()}
    written = {}
    for kind in (NUMBER, ADVICE):
        names = sorted(next(one.signs[kind][0] for one in cases if one.signs.get(kind)))
        used = hardest(cases, kind, names)
        scores = held_out_scores(used, kind, names)
        labels = np.array([one.label for one in used])
        least = float(np.sort(scores[labels == "none"])[-FALSELY[kind] - 1])
        for label, places in flagged.items():
            places |= {int(place) for place in np.nonzero((scores > least) & (labels == label))[0]}
        plain, constant = fitted(used, kind, names)
        written[kind] = {LEAST: round(least, 3), CONSTANT: round(constant, 4)} | {
            name: round(float(value), 4) for name, value in zip(names, plain, strict=True)
        }
        print(
            f"{kind}: of the folders {int((scores[labels == ''] > least).sum())} of {sum(not one.label for one in cases)}"
        )
    for label, places in flagged.items():
        print(
            f"cross-validated, {label}: {len(places)} of {sum(one.label == label for one in cases)} flagged"
        )
    COEFFICIENTS.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
