"""Fit the coefficients of `twin/review/sameness.py` over the tuned corrections: `python -m tools.fit_corrections`.

Prints the tuple. Run it when signs change; the part kept aside is never read. Each sign keeps its direction: what two
questions share may not speak against their being the same, nor what parts them for it.
"""

import asyncio
import itertools
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from twin.assembly import House, open_house
from twin.evaluation.correction_cases import CorrectionCase, load_correction_cases
from twin.review.sameness import must_differ, signs_of
from twin.settings import load_settings

# In the order of `Signs.row`: at least 0, at most 0, or free.
DIRECTIONS = np.array([0, 1, 1, 1, 1, 1, 1, 0, -1, -1, 0, -1, -1])
RIDGE, STEPS, STEP = 0.5, 60_000, 16.0
AS_ANSWERED, OTHERWISE, UNRELATED = 2.0, 1.0, 0.2  # how much a pair counts


def pairs(cases: tuple[CorrectionCase, ...]) -> Iterator[tuple[str, str, bool, float]]:
    """Yield pairs of questions, whether they are the same, and how much the pair counts."""
    for case in cases:
        ways = (case.question, *case.en, *case.zh)
        for one, other in itertools.permutations(ways, 2):
            yield one, other, True, AS_ANSWERED if one == case.question else OTHERWISE
        for way, (_, near) in itertools.product(ways, case.near):
            yield way, near, False, AS_ANSWERED if way == case.question else OTHERWISE
        for other_case in cases:
            if other_case.id != case.id:
                for text in (*other_case.en, *other_case.zh):
                    yield case.question, text, False, UNRELATED


async def tuned_rows(house: House) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Give rows of signs, labels and weights of every pair that nothing forbids to be the same."""
    rows, labels, weights = [], [], []
    reader, about = house.desk_rooms.reader, house.desk_rooms.about_children
    for persona_id in house.shelf.ids():
        cases = load_correction_cases(house.settings.paths.personas, persona_id, kept_aside=False)
        for one, other, same, weight in pairs(cases):
            answered, asked = reader.read(one), reader.read(other)
            if must_differ(answered, asked, about_children=about(persona_id)):
                continue
            rows.append((await signs_of(answered, asked, reader)).row())
            labels.append(float(same))
            weights.append(weight)
    return np.array(rows), np.array(labels), np.array(weights)


def fitted(
    rows: NDArray[np.float64], labels: NDArray[np.float64], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Fit by projected gradient; same and different pairs weigh the same in all."""
    totals = np.where(labels == 1, weights[labels == 1].sum(), weights[labels == 0].sum())
    weights = weights / totals * len(labels) / 2
    found = np.zeros(rows.shape[1])
    penalty = np.full(rows.shape[1], RIDGE)
    penalty[0] = 1e-6
    step = STEP * 0.5 / (np.abs(rows).max() ** 2 * len(labels))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ found, -30, 30)))
        found = found - step * (rows.T @ (weights * (chance - labels)) + penalty * found)
        found = np.where((DIRECTIONS > 0) & (found < 0), 0, found)
        found = np.where((DIRECTIONS < 0) & (found > 0), 0, found)
    return found


async def main() -> None:
    """Fit and print."""
    async with open_house(load_settings()) as house:
        found = fitted(*await tuned_rows(house))
    print(", ".join(f"{value:.3f}" for value in found))


if __name__ == "__main__":
    asyncio.run(main())
