"""What speaks for and against a conflict of two sentences, as numbers: what both are about, what only one names, how each stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from twin.conflicts.advice import leaves_room
from twin.conflicts.figures import are_lines, span_of
from twin.conflicts.measured import Apart, clauses_of, numbers_apart, numbers_shared, told_numbers
from twin.conflicts.present import quotes_a_belief, told_as_past
from twin.conflicts.stance import Stance, stance_of
from twin.conflicts.subjects import Subject, SubjectReader, likeness, shared
from twin.evidence.language import language_of
from twin.gate.quantity import UP
from twin.key_points.attitudes import Attitudes
from twin.key_points.said_numbers import SaidNumber

CONDITIONS, TOPICS = "conditions", "topics"
FOR_WHOM = ("groups", "ages", "types", "risks", "symptoms", "stages", "states", "sites", "timing", "ejection")
MEASURED_AT = ("places", "measures", "routes")
PURPOSES = "purposes"  # what a number is: the line of a disease, what treatment aims at, where it begins
FAR = 3.0  # e-fold: numbers further apart are hardly of one quantity
Signs = dict[str, float]


@dataclass(frozen=True, slots=True)
class Side:
    """One sentence in plain form, and the words around it that say what it is about."""

    text: str
    around: str


class PairSigns:
    """Reads the signs of two sentences."""

    def __init__(self, subjects: SubjectReader, opposites: Attitudes) -> None:
        """Keep the readers."""
        self._subjects, self._opposites = subjects, opposites

    def of_numbers(self, mine: Side, its: Side) -> list[Signs]:
        """Give the signs of every two numbers that cannot both be followed; none where the sentences speak of other things or people."""
        if self._are_apart(mine, its, (CONDITIONS, *FOR_WHOM, *MEASURED_AT, PURPOSES)):
            return []
        apart = numbers_apart(mine.text, its.text, is_line=are_lines(mine.text, its.text))
        if not apart:
            return []
        about = self._about(mine, its)
        return [about | self._of_number(mine, its, one, len(apart)) for one in apart] if about else []

    def of_advice(self, mine: Side, its: Side) -> list[Signs]:
        """Give the signs of advice turned round, where anything points that way."""
        if self._are_apart(mine, its, MEASURED_AT):
            return []
        ours, theirs = stance_of(mine.text), stance_of(its.text)
        opposed = self._opposed(mine.text, its.text)
        if ours.lean * theirs.lean > 0 and ours.direction * theirs.direction >= 0 and not opposed:
            return []
        about = self._about(mine, its)
        return [about | self._of_stances(mine, its, ours, theirs, opposed)] if about else []

    def _are_apart(self, mine: Side, its: Side, kinds: Sequence[str]) -> bool:
        """Say whether two sentences name different medicines, or different things of a kind that the words around them do not share."""
        one, other = self._subjects.read(mine.text), self._subjects.read(its.text)
        if _differ(one.medicines, other.medicines):
            return True
        parted = [kind for kind in kinds if _parted(one.named, other.named, kind)]
        if parted == [CONDITIONS]:
            return _parted(
                self._subjects.read(mine.around).named, self._subjects.read(its.around).named, CONDITIONS
            )
        return bool(parted)

    def _about(self, mine: Side, its: Side) -> Signs | None:
        """Give what both speak of; None where that is nothing."""
        near = self._subjects.read(mine.text), self._subjects.read(its.text)
        wide = self._subjects.read(mine.around), self._subjects.read(its.around)
        common, ours, theirs = shared(*wide), shared(near[0], wide[1]), shared(wide[0], near[1])
        if min(ours, theirs) <= 0:
            return None
        language = language_of(mine.text), language_of(its.text)
        return {
            "like": likeness(*near),
            "like_wide": likeness(*wide),
            "its_share": theirs / (_whole(near[1]) + 1.0),
            "my_share": ours / (_whole(near[0]) + 1.0),
            "common": min(common, 8.0) / 8.0,
            "common_near": min(shared(*near), 4.0) / 4.0,
            "medicines": float(bool(wide[0].medicines & wide[1].medicines)),
            "chinese": float(language == ("zh", "zh")),
            "across": float(language[0] != language[1]),
            "concepts": min(sum(key.startswith("g:") for key in wide[0].keys.keys() & wide[1].keys.keys()), 4) / 4,
            **_kinds(wide),
            **_near_apart(near),
            "room": float(leaves_room(mine.text) or leaves_room(its.text)),
            "past": float(told_as_past(mine.text)),
            "belief": float(quotes_a_belief(mine.around)),
        }  # fmt: skip

    def _of_number(self, mine: Side, its: Side, apart: Apart, count: int) -> Signs:
        ours, theirs = clauses_of(mine.text)[apart.mine.clause], clauses_of(its.text)[apart.its.clause]
        roles = apart.mine.role, apart.its.role
        kind = apart.its.number.kind
        return {
            "far": min(abs(apart.ratio), FAR) / FAR,
            "inside": float(_is_inside(apart.mine.number, apart.its.number)),
            "too_far": max(min(abs(apart.ratio), 8.0) - FAR, 0.0),
            "borrowed": float(apart.borrowed),
            "partner": float(apart.has_partner),
            "same_numbers": float(numbers_shared(mine.text, its.text) > 0),
            "same_role": float(roles[0] == roles[1] != ""),
            "other_role": float(roles[0] != roles[1] and "" not in roles),
            "age": float("age" in roles),
            "time": float(kind == "time"),
            "bare": float(kind in ("", "pieces", "times", "people") and not apart.borrowed),
            "share": float(kind == "ratio"),
            "dose": float(kind in ("mass", "volume", "mass_per_mass", "international_units")),
            "clauses_like": likeness(self._subjects.read(ours), self._subjects.read(theirs)),
            "many": min(len(told_numbers(mine.text)) + len(told_numbers(its.text)) - 2, 6) / 6,
            "choices": min(count - 1, 4) / 4,
            "other_limit": float(
                {apart.mine.number.comparator in UP, apart.its.number.comparator in UP} == {True, False}
                and bool(apart.mine.number.comparator and apart.its.number.comparator)
            ),
            "same_limit": float(apart.mine.number.comparator == apart.its.number.comparator != ""),
        }

    def _of_stances(self, mine: Side, its: Side, ours: Stance, theirs: Stance, opposed: int) -> Signs:
        near, their_near = self._nearest(mine.text, its.text)
        a, b = stance_of(near), stance_of(their_near)
        return {
            "leans": -ours.lean * theirs.lean,
            "near_leans": -a.lean * b.lean,
            **self._by_concept(mine.text, its.text),
            "directions": -float(ours.direction * theirs.direction),
            "near_directions": -float(a.direction * b.direction),
            "one_denies": float((ours.denials > 0) != (theirs.denials > 0)),
            "near_one_denies": float((a.denials > 0) != (b.denials > 0)),
            "both_deny": float(ours.denials > 0 and theirs.denials > 0),
            "opposed": min(opposed, 3) / 3,
            "near_opposed": min(self._opposed(near, their_near), 3) / 3,
            "later_soon": float((ours.later and theirs.soon) or (ours.soon and theirs.later)),
            "i_always": float(ours.always),
            "it_denies": float(theirs.denials > 0),
            "i_deny": float(ours.denials > 0),
            "only": float(ours.only) + float(theirs.only),
            "clauses_like": likeness(self._subjects.read(near), self._subjects.read(their_near)),
            "same_numbers": float(numbers_shared(mine.text, its.text) > 0),
        }

    def _by_concept(self, mine: str, its: str) -> Signs:
        """Hold the clauses that name a thing against one another, thing by thing: how much is opposed, and how much agreed."""
        ours, theirs = self._clauses_by_key(mine), self._clauses_by_key(its)
        against = agreed = strongest = 0.0
        for key in ours.keys() & theirs.keys():
            weight = min(ours[key][0], theirs[key][0])
            product = ours[key][1] * theirs[key][1]
            against += weight * max(-product, 0.0)
            agreed += weight * max(product, 0.0)
            strongest = max(strongest, -weight * product)
        return {
            "things_opposed": min(against, 3.0),
            "things_agreed": min(agreed, 3.0),
            "strongest": strongest,
        }

    def _clauses_by_key(self, text: str) -> dict[str, tuple[float, float]]:
        """Give for everything a text names its weight and the lean of the clause, or the one after where it leans nowhere."""
        found: dict[str, tuple[float, float]] = {}
        clauses = clauses_of(text) or (text,)
        for n, clause in enumerate(clauses):
            stance = stance_of(clause)
            says = stance.does or stance.denials
            lean = stance.lean if says or n + 1 == len(clauses) else stance_of(clauses[n + 1]).lean
            for key, weight in self._subjects.read(clause).keys.items():
                found.setdefault(key, (weight, lean))
        return found

    def _nearest(self, mine: str, its: str) -> tuple[str, str]:
        """Give the clauses of two sentences that share most."""
        pairs = [(a, b) for a in clauses_of(mine) or (mine,) for b in clauses_of(its) or (its,)]
        return max(pairs, key=lambda pair: shared(self._subjects.read(pair[0]), self._subjects.read(pair[1])))

    def _opposed(self, mine: str, its: str) -> int:
        """Count the pairs of opposites of which each text names the other side."""
        one, other = self._opposites.read(mine), self._opposites.read(its)
        return sum(a * b < 0 for a, b in zip(one.directions, other.directions, strict=True))


def _kinds(wide: Sequence[Subject]) -> Signs:
    """Give for each kind of mark whether it is shared or apart, and how often only one side says for whom."""
    mine, its = wide[0].named, wide[1].named
    conditions = mine.get(CONDITIONS, frozenset()), its.get(CONDITIONS, frozenset())
    topics = mine.get(TOPICS, frozenset()) & its.get(TOPICS, frozenset())
    return {
        "condition": float(bool(conditions[0] & conditions[1])),
        "conditions_apart": float(bool(conditions[0] and conditions[1] and not conditions[0] & conditions[1])),
        "topics": min(len(topics), 3) / 3,
        "topics_apart": float(bool(mine.get(TOPICS)) and bool(its.get(TOPICS)) and not topics),
        "for_whom_apart": float(sum(_parted(mine, its, kind) for kind in FOR_WHOM)),
        "for_whom_shared": float(sum(bool(mine.get(kind, frozenset()) & its.get(kind, frozenset())) for kind in FOR_WHOM)),
        "for_whom_mine": float(sum(bool(mine.get(kind)) and not its.get(kind) for kind in FOR_WHOM)),
        "for_whom_its": float(sum(bool(its.get(kind)) and not mine.get(kind) for kind in FOR_WHOM)),
        "places_apart": float(sum(_parted(mine, its, kind) for kind in MEASURED_AT)),
    }  # fmt: skip


def _near_apart(near: Sequence[Subject]) -> Signs:
    """Give what parts the sentences themselves."""
    mine, its = near[0].named, near[1].named
    return {
        "condition_near": float(bool(mine.get(CONDITIONS, frozenset()) & its.get(CONDITIONS, frozenset()))),
        "conditions_apart_near": float(_parted(mine, its, CONDITIONS)),
        "for_whom_apart_near": float(sum(_parted(mine, its, kind) for kind in FOR_WHOM)),
    }


def _is_inside(mine: SaidNumber, its: SaidNumber) -> bool:
    """Say whether a number lies where the guideline's leaves room."""
    low, high = span_of(its)
    return low <= mine.low and mine.high <= high


def _parted(mine: Mapping[str, frozenset[str]], its: Mapping[str, frozenset[str]], kind: str) -> bool:
    return _differ(mine.get(kind, frozenset()), its.get(kind, frozenset()))


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and not one & other)


def _whole(subject: Subject) -> float:
    return sum(subject.keys.values())
