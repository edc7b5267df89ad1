"""The signs by which a point is judged: what is alike, what denies, what points the other way, which number is said."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from twin.key_points.comparison import Comparison
from twin.key_points.judgement import KeyPoint
from twin.key_points.reply_parts import Part
from twin.key_points.said_numbers import NumberState, SaidNumber, numbers_in, state_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.float64]

UNCLAIMED = 0.38  # likeness below which a part more likely belongs to no point
SHARPNESS = 0.08  # how strongly the likest point claims a part
MOST_PARTS = 12


class PointSigns:
    """Gives the signs of one reply, point by point."""

    def __init__(self, reply: str, points: Sequence[KeyPoint], comparison: Comparison) -> None:
        """Prepare what the points share."""
        import numpy as np

        self._reply, self._points, self._c = reply, points, comparison
        self._point = np.array([one.point for one in comparison.wordings])
        self._wrong = np.array([one.is_wrong for one in comparison.wordings])
        self._best = np.stack(
            [comparison.alike[:, self._point == n].max(axis=1) for n in range(len(points))], axis=1
        )
        self._small = [n for n, unit in enumerate(comparison.units) if len(unit.parts) == 1]
        claims = np.exp(self._best[self._small] / SHARPNESS)
        self._claimed = claims / (claims.sum(axis=1, keepdims=True) + np.exp(UNCLAIMED / SHARPNESS))
        self._lead = self._best - np.stack([self._others(n) for n in range(len(points))], axis=1)
        self._same_way = (comparison.same_sign > 0) & (comparison.opposing <= comparison.agreeing)

    def of(self, number: int) -> tuple[dict[str, float], Part]:
        """Give the signs of a point by name, and the unit that fits it best."""
        mine = self._point == number
        said, wrong = (mine & ~self._wrong).nonzero()[0], (mine & self._wrong).nonzero()[0]
        fits, says, way = self._top(said)
        believed, believes, belief = self._top(wrong)
        there = says if fits >= believed or belief < 0 else believes
        unit = self._c.units[there]
        signs = {"fits": fits, "believed": believed, "ahead": fits - believed, "either": max(fits, believed)}
        signs["either_squared"] = signs["either"] ** 2
        for name, columns in (("fits", said), ("believed", wrong)):
            signs[f"{name}_same_way"] = self._top(columns, self._same_way)[0]
            signs[f"{name}_other_way"] = self._top(columns, ~self._same_way)[0]
        signs["ahead_same_way"] = signs["fits_same_way"] - signs["believed_same_way"]
        signs |= self._closest("fits", says, way) | self._closest("believed", believes, belief)
        signs |= self._widest("fits", said) | self._widest("believed", wrong)
        signs |= self._place(number, there)
        signs |= self._forbidding(said, there, signs["fits_most_found"])
        signs |= self._numbers(number, sorted({says, there}), unit)
        signs["other_number_there"] = signs["another"] * signs["either"]
        signs["number_there"] = signs["agrees"] * signs["either"]
        return signs, unit

    def _others(self, number: int) -> "Table":
        import numpy as np

        rest = np.delete(self._best, number, axis=1)
        return rest.max(axis=1) if rest.shape[1] else np.zeros(len(self._best))

    def _top(
        self, columns: "NDArray[np.int64]", mask: "NDArray[np.bool_] | None" = None
    ) -> tuple[float, int, int]:
        """Give the greatest likeness among some wordings, its unit and its wording; -1 where there is none."""
        import numpy as np

        if not len(columns):
            return 0.0, 0, -1
        sub = self._c.alike[:, columns]
        if mask is not None:
            sub = np.where(mask[:, columns], sub, 0.0)
        unit, column = np.unravel_index(int(sub.argmax()), sub.shape)
        return float(sub[unit, column]), int(unit), int(columns[column])

    def _closest(self, name: str, unit: int, wording: int) -> dict[str, float]:
        """Give what speaks for and against the likest pair."""
        names = ("found", "fitting", "cosine", "agreeing", "opposing")
        if wording < 0:
            return {f"{name}_{one}": 0.0 for one in (*names, "sign")}
        signs = {f"{name}_{one}": float(getattr(self._c, one)[unit, wording]) for one in names}
        signs[f"{name}_sign"] = float(self._c.same_sign[unit, wording] * self._c.alike[unit, wording])
        return signs

    def _widest(self, name: str, columns: "NDArray[np.int64]") -> dict[str, float]:
        if not len(columns):
            return {f"{name}_most_found": 0.0, f"{name}_most_cosine": 0.0}
        return {
            f"{name}_most_found": float(self._c.found[:, columns].max()),
            f"{name}_most_cosine": float(self._c.cosine[:, columns].max()),
        }

    def _forbidding(self, said: "NDArray[np.int64]", there: int, found: float) -> dict[str, float]:
        """Give whether what every wording forbids is told without a denial, and what none forbids with one."""
        denies = [self._c.wordings[column].attitude.denies for column in said]
        told = self._c.same_sign[there, said] > 0
        told_denied = bool(told[0]) == denies[0]
        return {
            "affirms_forbidden": found * (all(denies) and not told_denied),
            "denies_wanted": found * (not any(denies) and told_denied),
        }

    def _place(self, number: int, there: int) -> dict[str, float]:
        """Give whether the other points claim the place, and whether it stands where the chunk has it."""
        count, small = len(self._points), len(self._small)
        parts = self._c.units[there].parts
        middle = (sum(parts) / len(parts) + 0.5) / small
        return {
            "lead": float(self._lead[there, number]),
            "most_lead": float(self._lead[:, number].max()),
            "claimed": float(self._claimed[:, number].max()),
            "claimed_in_all": min(2.0, float(self._claimed[:, number].sum())),
            "out_of_order": abs(middle - (number + 0.5) / count),
            "parts": min(small, MOST_PARTS) / count,
            "one_part": float(small <= 1),
            "asks": float("?" in self._reply or "？" in self._reply),
        }

    def _numbers(self, number: int, places: Sequence[int], unit: Part) -> dict[str, float]:
        """Give what the reply says of the numbers: near the likest place, in its sentence, and anywhere."""
        point = self._points[number]
        near = [self._c.units[place] for place in places]
        sentence = max(
            (one for one in self._c.units if one.sentence == unit.sentence),
            key=lambda one: one.end - one.start,
        )
        here = [numbers_in(self._reply[one.start : one.end]) for one in (*near, sentence)]
        at_hand = [one for said in here[:-1] for one in said]
        everywhere = numbers_in(self._reply)
        must = [one for held in point.must_hold for one in numbers_in(held)]
        states = [_first_state(one, here) for one in must]
        anywhere = [state_of(one, everywhere) for one in must]
        told = [state_of(one, at_hand) for one in numbers_in(point.text)] if not must else []
        believed = [one for text in point.wrong_as for one in numbers_in(text)]
        agrees = NumberState.AGREES in told
        return {
            "has_number": float(bool(must)),
            "agrees": _share(states, NumberState.AGREES),
            "another": _share(states, NumberState.ANOTHER),
            "unsaid": _share(states, NumberState.NONE),
            "agrees_anywhere": _share(anywhere, NumberState.AGREES),
            "another_anywhere": _share(anywhere, NumberState.ANOTHER),
            "told_agrees": float(agrees),
            "told_another": float(NumberState.ANOTHER in told and not agrees),
            "wrong_number": float(any(state_of(one, at_hand) is NumberState.AGREES for one in believed)),
        }


def _first_state(wanted: SaidNumber, said: Sequence[Sequence[SaidNumber]]) -> NumberState:
    states = (state_of(wanted, numbers) for numbers in said)
    return next((one for one in states if one is not NumberState.NONE), NumberState.NONE)


def _share(states: Sequence[NumberState], wanted: NumberState) -> float:
    return sum(one is wanted for one in states) / len(states) if states else 0.0
