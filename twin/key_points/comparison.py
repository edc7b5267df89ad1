"""Every unit of a reply laid beside every wording of the points: how alike, denied or not, pointing which way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from twin.key_points.attitudes import Attitude, Attitudes
from twin.key_points.judgement import KeyPoint
from twin.key_points.plain_speech import PlainSpeech
from twin.key_points.reply_parts import Part, parts_of, plain_form
from twin.key_points.word_likeness import Word, likeness_table, vector_words, words_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.float64]
    Vectors = Callable[[Sequence[str]], NDArray[np.float32]]

# How much of the overall likeness is what the wording finds in the unit, what the unit finds in the wording, the cosine.
WITH_MEANING, BY_WORDS_ALONE = (0.4, 0.2, 0.4), (0.65, 0.35, 0.0)
SHARED_BY_TWO, SHARED_BY_MORE = 0.75, 0.5  # weight of a word that stands in several points of the chunk
UNSAID_WEIGHT = 0.3  # a unit of one light word does not fit a wording wholly


@dataclass(frozen=True, slots=True)
class Wording:
    """One way of saying a point, or a wrong belief about it."""

    point: int
    is_wrong: bool
    text: str
    plain: str
    words: tuple[Word, ...]
    attitude: Attitude


@dataclass(frozen=True, slots=True)
class Comparison:
    """Tables of shape (units, wordings): `found` and `fitting` in [0, 1], `cosine`, their mix `alike`.

    `same_sign` is 1 where both deny or neither does, else -1; `agreeing` and `opposing` count directions. The vectors have
    the length 1; None where no embedder is.
    """

    units: tuple[Part, ...]
    wordings: tuple[Wording, ...]
    found: "Table"
    fitting: "Table"
    cosine: "Table"
    alike: "Table"
    same_sign: "Table"
    agreeing: "Table"
    opposing: "Table"
    unit_vectors: "Table | None" = None
    wording_vectors: "Table | None" = None


class Comparer:
    """Compares replies with points. `vectors` gives unit vectors of English texts; None where no embedder is."""

    def __init__(self, speech: PlainSpeech, attitudes: Attitudes, vectors: "Vectors | None" = None) -> None:
        """Keep what reads; wordings are read once."""
        self._speech = speech
        self._attitudes = attitudes
        self._vectors = vectors
        self._wording = lru_cache(maxsize=4096)(self._read_wording)

    def compared(self, reply: str, points: Sequence[KeyPoint], *, language: str) -> Comparison | None:
        """Lay a reply beside the points; None when it holds no words or there is no point."""
        import numpy as np

        units = tuple(parts_of(reply))
        wordings = tuple(
            self._wording(number, is_wrong, text)
            for number, point in enumerate(points)
            for is_wrong, texts in ((False, (point.text, *point.said_as)), (True, point.wrong_as))
            for text in texts
        )
        if not units or not wordings:
            return None
        vectors = self._vectors if language == "en" else None
        found, fitting = self._shares(units, wordings, points, vectors)
        mine, its = _vectors(units, wordings, vectors) if vectors else (None, None)
        cosine = mine @ its.T if mine is not None and its is not None else np.zeros_like(found)
        a, b, c = WITH_MEANING if vectors else BY_WORDS_ALONE
        attitudes = [self._attitudes.read(unit.plain) for unit in units]
        signs = np.array([one.denies for one in attitudes])[:, None] == np.array(
            [one.attitude.denies for one in wordings]
        )
        ways = np.array([one.directions for one in attitudes], dtype=float)
        agreeing, opposing = _ways(ways, np.array([one.attitude.directions for one in wordings], dtype=float))
        alike = a * found + b * fitting + c * cosine
        same = np.where(signs, 1.0, -1.0)
        return Comparison(units, wordings, found, fitting, cosine, alike, same, agreeing, opposing, mine, its)

    def _read_wording(self, point: int, is_wrong: bool, text: str) -> Wording:
        plain = plain_form(text)
        words = tuple(words_of(plain, self._speech))
        return Wording(point, is_wrong, text, plain, words, self._attitudes.read(plain))

    def _shares(
        self,
        units: Sequence[Part],
        wordings: Sequence[Wording],
        points: Sequence[KeyPoint],
        vectors: "Vectors | None",
    ) -> "tuple[Table, Table]":
        """Give how much of each wording a unit holds, and how much of each unit stands in a wording."""
        import numpy as np

        small = [words_of(unit.plain, self._speech) for unit in units if len(unit.parts) == 1]
        rows = [word for words in small for word in words]
        columns = [word for one in wordings for word in one.words]
        found = np.zeros((len(units), len(wordings)))
        if not rows or not columns:
            return found, found.copy()
        wanted, given = self._weights(rows, wordings, points)
        names = sorted(vector_words((*rows, *columns))) if vectors else []
        table = likeness_table(
            rows, columns, dict(zip(names, vectors(names), strict=True)) if vectors and names else {}
        )
        begins = np.cumsum([0, *(len(one.words) for one in wordings)])
        full = [n for n, one in enumerate(wordings) if one.words]
        totals = np.add.reduceat(wanted, begins[full]) + 1e-6
        at = np.cumsum([0, *(len(words) for words in small)])
        fitting = np.zeros_like(found)
        for number, unit in enumerate(units):
            first, last = at[unit.parts[0]], at[unit.parts[-1] + 1]
            if first == last:
                continue
            sub = table[first:last]
            found[number, full] = np.add.reduceat(wanted * sub.max(axis=0), begins[full]) / totals
            best = np.maximum.reduceat(sub, begins[full], axis=1)
            fitting[number, full] = given[first:last] @ best / (given[first:last].sum() + UNSAID_WEIGHT)
        return found, fitting

    def _weights(
        self, rows: Sequence[Word], wordings: Sequence[Wording], points: Sequence[KeyPoint]
    ) -> "tuple[Table, Table]":
        """Weigh words by how few points have them. The numbers a point must hold are compared by another rule."""
        import numpy as np

        holders: dict[str, set[int]] = {}
        for one in wordings:
            for word in one.words:
                holders.setdefault(word.stem, set()).add(one.point)

        def weight(word: Word) -> float:
            count = len(holders.get(word.stem, ()))
            return word.weight * (1.0 if count < 2 else SHARED_BY_TWO if count == 2 else SHARED_BY_MORE)

        must = [
            {
                word.stem
                for held in point.must_hold
                for word in words_of(plain_form(held), self._speech)
                if word.is_number
            }
            for point in points
        ]
        wanted = [
            0.0 if word.is_number and word.stem in must[one.point] else weight(word)
            for one in wordings
            for word in one.words
        ]
        return np.array(wanted), np.array([0.0 if word.is_number else weight(word) for word in rows])


def _vectors(units: Sequence[Part], wordings: Sequence[Wording], vectors: "Vectors") -> "tuple[Table, Table]":
    """Give the vectors of units and wordings; a pair of parts has the mean of its parts, which costs no pass of the model."""
    import numpy as np

    whole = [unit for unit in units if len(unit.parts) != 2]
    texts = list(dict.fromkeys((*(unit.plain for unit in whole), *(one.plain for one in wordings))))
    known = dict(zip(texts, vectors(texts).astype(float), strict=True))
    small = [known[unit.plain] for unit in units if len(unit.parts) == 1]
    mine = []
    for unit in units:
        vector = known[unit.plain] if unit.plain in known else sum(small[part] for part in unit.parts)
        mine.append(vector / (np.linalg.norm(vector) + 1e-9))
    return np.stack(mine), np.stack([known[one.plain] for one in wordings])


def _ways(mine: "Table", its: "Table") -> "tuple[Table, Table]":
    """Count on how many pairs of opposites two texts point the same way, and on how many the other."""
    same = (mine > 0).astype(float) @ (its > 0).T + (mine < 0).astype(float) @ (its < 0).T
    other = (mine > 0).astype(float) @ (its < 0).T + (mine < 0).astype(float) @ (its > 0).T
    return same, other
