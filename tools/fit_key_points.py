"""Fit `twin/key_points/coefficients.json` and `place_weights.json` on the tuned teach-back replies: `python -m tools.fit_key_points`.

A ridge multinomial logistic regression over the signs of `twin/key_points/signs.py`, one for each language. The part kept
aside is never read.
"""

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from twin.evaluation.teach_back_cases import load_teach_back
from twin.key_points.judgement import Said
from twin.key_points.judging import WORDS_ALONE, KeyPointJudge
from twin.key_points.meaning import RememberedVectors
from twin.settings import load_settings

RIDGE, STEPS, STEP = 20.0, 60, 0.6  # best of 1, 5, 20, 60 by ten-fold cross-validation over groups
WITH_PLACES = 60.0  # the ridge where the place's vector is weighed too; of 60, 100, 150
DIRECTIONS = 32  # of the places' vectors that are weighed, most varied first; best of 16, 24, 32, 48, 64, 96
FOLDER = Path(__file__).parents[1] / "twin" / "key_points"
ORDER = (Said.MISSING, Said.SAID, Said.WRONG)
Matrix = NDArray[np.float64]


def rows_of(
    judge: KeyPointJudge, corpora: Path, language: str
) -> tuple[list[str], Matrix, Matrix | None, NDArray[np.int64]]:
    """Give the names of the signs, one row a point, the vectors of the places, and the labels as places in `ORDER`."""
    rows: list[dict[str, float]] = []
    places: list[Matrix] = []
    labels = []
    for case in load_teach_back(corpora, kept_aside=False):
        signs = judge.signs(case.reply, case.points, language) if case.language == language else None
        for found, label in zip(signs or [], case.labels, strict=False):
            rows.append(found.signs)
            places += [] if found.place is None else [found.place]
            labels.append(ORDER.index(label))
    names = sorted(rows[0])
    table = np.array([[row[name] for name in names] for row in rows])
    return names, table, np.array(places) if places else None, np.array(labels)


def directions_of(places: Matrix) -> Matrix:
    """Give the directions in which places vary most, scaled so that they vary by 1; shape (dimensions, DIRECTIONS)."""
    apart = places - places.mean(axis=0)
    values, vectors = np.linalg.eigh(apart.T @ apart / len(apart))
    return np.asarray(vectors[:, ::-1][:, :DIRECTIONS] / np.sqrt(values[::-1][:DIRECTIONS]))


def fitted(rows: Matrix, labels: NDArray[np.int64], ridge: float = RIDGE) -> Matrix:
    """Fit on standardised signs by damped Newton steps; give weights for the signs as they are, the constant last."""
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    wide = np.hstack([(rows - middle) / spread, np.ones((len(rows), 1))])
    target = np.eye(len(ORDER))[labels]
    weights = np.zeros((wide.shape[1], len(ORDER)))
    penalty = np.full(wide.shape[1], ridge)
    penalty[-1] = 1e-3
    for _ in range(STEPS):
        scores = wide @ weights
        chance = np.exp(scores - scores.max(axis=1, keepdims=True))
        chance /= chance.sum(axis=1, keepdims=True)
        for one in range(len(ORDER)):
            sure = chance[:, one] * (1 - chance[:, one]) + 1e-4
            curve = (wide * sure[:, None]).T @ wide + np.diag(penalty)
            slope = wide.T @ (chance[:, one] - target[:, one]) + penalty * weights[:, one]
            weights[:, one] -= STEP * np.linalg.solve(curve, slope)
    plain = weights[:-1] / spread[:, None]
    return np.vstack([plain, weights[-1] - middle @ plain])


def main() -> None:
    """Fit both languages and write the file."""
    settings = load_settings()
    by_words = KeyPointJudge(settings.paths.corpora)
    by_meaning = KeyPointJudge(settings.paths.corpora, vectors=RememberedVectors())
    tables = {}
    for table, judge in (("en", by_meaning), ("zh", by_words), (WORDS_ALONE, by_words)):
        names, rows, places, labels = rows_of(judge, settings.paths.corpora, table[:2])
        if places is None:
            weights = fitted(rows, labels)
        else:
            directions = directions_of(places)
            weights = fitted(np.hstack([rows, places @ directions]), labels, WITH_PLACES)
            _write_places((directions @ weights[len(names) : -1]).T)
            weights = np.vstack([weights[: len(names)], weights[-1]])
        tables[table] = {
            name: [round(float(value), 4) for value in row]
            for name, row in zip([*names, "constant"], weights, strict=True)
        }
        print(f"{table}: {len(rows)} labels, {len(names)} signs")
    lines = ",\n".join(
        f' "{language}": {{\n'
        + ",\n".join(f'  "{name}": {json.dumps(row)}' for name, row in table.items())
        + "\n }"
        for language, table in tables.items()
    )
    (FOLDER / "coefficients.json").write_text("{\n" + lines + "\n}\n", encoding="utf-8")


def _write_places(weights: Matrix) -> None:
    lines = ",\n".join(json.dumps([round(float(value), 3) for value in row]) for row in weights)
    (FOLDER / "place_weights.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
