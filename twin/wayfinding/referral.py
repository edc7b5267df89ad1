"""From a complaint to departments: which terms it names, how such complaints read, who it is about, how urgent it is.

No model server, no index, no database. An emergency goes to the emergency department, never to a clinic.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from twin.persona.persona import Bilingual
from twin.triage.disposition import Disposition
from twin.wayfinding.complaint_features import CHILD, NEWBORN, person_in
from twin.wayfinding.complaint_terms import ComplaintTerms, NamedComplaint, load_terms
from twin.wayfinding.referral_weights import ReferralWeights, load_weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EMERGENCY, CHILDREN, CHILDREN_SURGERY, NEWBORNS = (
    "emergency",
    "paediatrics",
    "paediatric_surgery",
    "neonatology",
)
_PRESSING = frozenset({Disposition.URGENT, Disposition.EMERGENCY})
# Chosen by cross-validation on the tuned consultations (docs/decisions/0018-referral.md).
NAMED = 4.0  # of the share that a department's named terms make up, beside the log of its chance
NEIGHBOUR = 0.3  # what a neighbour gets of a named term's weight
LEAST_CHANCE = 1e-4
RULE = 2.0  # of a fired rule's department
CHILD_SHARE = 0.65  # of an adult department's chance that goes to the children's one
# Departments that have a children's department beside them; eyes, ears, skin, teeth and bones see children themselves.
MEDICAL = frozenset(
    [
        "general_practice",
        "cardiology",
        "respiratory",
        "gastroenterology",
        "hepatology",
        "neurology",
        "nephrology",
        "endocrinology",
        "haematology",
        "rheumatology",
        "infectious_diseases",
        "nutrition",
        "geriatrics",
    ]
)
SURGICAL = frozenset(
    [
        "general_surgery",
        "hepatobiliary_surgery",
        "colorectal_surgery",
        "urology",
        "andrology",
        "vascular_surgery",
        "cardiothoracic_surgery",
    ]
)


@dataclass(frozen=True, slots=True)
class SuggestedDepartment:
    """One department of the directory; `score` orders within one referral, `reason` is for the patient."""

    department: str
    score: float
    reason: Bilingual


class Referral:
    """Refers complaints to the departments that this hospital has."""

    def __init__(
        self,
        terms: ComplaintTerms,
        weights: ReferralWeights,
        *,
        departments: Collection[str],
        level_of: Callable[[str], Disposition] | None = None,
    ) -> None:
        """Take what was read.

        Args:
            terms: What names a department outright.
            weights: How complaints read.
            departments: Ids that this hospital has; complaints of others go to their likeliest neighbour here.
            level_of: The triage; None: only those who pass a disposition get the emergency department first.
        """
        self._terms = terms
        self._weights = weights
        self._level_of = level_of
        self._stands_for = _stand_ins(terms, weights.departments, departments)

    def departments_for(
        self,
        text: str,
        *,
        disposition: Disposition | None = None,
        rule_departments: Sequence[str] = (),
    ) -> list[SuggestedDepartment]:
        """Rank the departments for a complaint, best first.

        Args:
            text: All that the patient said of it.
            disposition: From the triage; asked of `level_of` when not given.
            rule_departments: Departments of the rules that fired, the weightiest first.

        Returns:
            Every department of the hospital at most once. In an emergency the emergency department is the first, and
            the specialties behind it are for the staff. None where nothing is urgent and no word of the text is known.
        """
        level = disposition or (self._level_of(text) if self._level_of else None)
        if level not in _PRESSING and not rule_departments and not self._terms.knows(text):
            return []
        named = self._terms.named_in(text)
        scores = self._scores(text, named, rule_departments)
        if level is Disposition.EMERGENCY:
            scores[EMERGENCY] = max(scores.values(), default=0.0) + 1
        ordered = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        return [
            SuggestedDepartment(department, round(score, 4), _reason(department, named, level))
            for department, score in ordered
        ]

    def _scores(
        self, text: str, named: Sequence[NamedComplaint], rule_departments: Sequence[str]
    ) -> dict[str, float]:
        """Score every department that the hospital has."""
        import numpy as np

        departments = self._weights.departments
        votes = np.zeros(len(departments), dtype=np.float32)
        for one in named:
            for department, share in (
                (one.term.department, 1.0),
                *((n, NEIGHBOUR) for n in one.term.neighbours),
            ):
                if department in departments:
                    votes[departments.index(department)] += share * one.weight
        votes /= max(1.0, float(votes.sum()))
        chances = _for_the_young(self._weights.chances(text), departments, text)
        votes = _for_the_young(votes, departments, text)
        scores = np.log(chances + LEAST_CHANCE) + NAMED * votes
        for place, department in enumerate(dict.fromkeys(rule_departments)):
            if department in departments:
                scores[departments.index(department)] += RULE / (1 + place)
        found: dict[str, float] = {}
        for department, score in zip(departments, scores, strict=True):
            here = self._stands_for.get(department)
            if here is not None:
                found[here] = max(found.get(here, -99.0), float(score))
        return found


def load_referral(
    folder: Path, *, departments: Collection[str], level_of: Callable[[str], Disposition] | None = None
) -> Referral:
    """Read terms and weights of the hospital's folder.

    Raises:
        DirectoryInvalid: If a file is missing or unusable.
    """
    return Referral(load_terms(folder), load_weights(folder), departments=departments, level_of=level_of)


def _for_the_young(
    shares: "NDArray[np.float32]", departments: Sequence[str], text: str
) -> "NDArray[np.float32]":
    """Move most of what adult departments got to the children's ones, when it is about a child."""
    age = person_in(text).age
    if age is None or not age.within(CHILD):
        return shares
    moved = shares.copy()
    is_newborn = age.within(NEWBORN)
    home, medical = (NEWBORNS, MEDICAL | {CHILDREN}) if is_newborn else (CHILDREN, MEDICAL)
    for group, goal in ((medical, home), (SURGICAL, CHILDREN_SURGERY)):
        if goal not in departments:
            continue
        for department in group & set(departments):
            place = departments.index(department)
            moved[departments.index(goal)] += CHILD_SHARE * moved[place]
            moved[place] *= 1 - CHILD_SHARE
    return moved


def _stand_ins(terms: ComplaintTerms, known: Sequence[str], here: Collection[str]) -> Mapping[str, str]:
    """Say for every department which one of this hospital sees its patients: itself, or its commonest neighbour here."""
    beside: dict[str, Counter[str]] = {}
    for term in terms.terms:
        beside.setdefault(term.department, Counter()).update(n for n in term.neighbours if n in here)
    found = {}
    for department in known:
        nearest = (
            [department]
            if department in here
            else [n for n, _ in beside.get(department, Counter()).most_common(1)]
        )
        if nearest:
            found[department] = nearest[0]
    return found


def _reason(department: str, named: Sequence[NamedComplaint], level: Disposition | None) -> Bilingual:
    """Say why: the emergency, the longest term that names the department, or how such complaints read."""
    if level is Disposition.EMERGENCY and department == EMERGENCY:
        return Bilingual(en="This may be an emergency.", zh="这可能是急症。")
    own = [one for one in named if one.term.department == department]
    beside = [one for one in named if department in one.term.neighbours]
    for found in (own, beside):
        if found:
            word = max(found, key=lambda one: one.weight).term.text
            return Bilingual(
                en=f"You mention “{word}”, which they look after.", zh=f"您提到“{word}”，这里负责看这类问题。"
            )
    return Bilingual(en="Complaints like yours usually begin here.", zh="像您这样的情况，一般先看这个科。")
