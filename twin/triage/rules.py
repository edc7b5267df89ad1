"""Rules: which findings together mean what."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from twin.triage.disposition import Disposition
from twin.triage.findings import Comparison, Findings
from twin.triage.person import AgeRange


@dataclass(frozen=True, slots=True)
class Present:
    """The sign is there."""

    sign: str


@dataclass(frozen=True, slots=True)
class Denied:
    """The person says that the sign is not there."""

    sign: str


@dataclass(frozen=True, slots=True)
class All:
    """Every one of these holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `n` of these hold."""

    n: int
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Together:
    """One sign of each group is said in one and the same sentence."""

    groups: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Not:
    """This does not hold."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a rule is about; None: everybody."""

    age: AgeRange | None = None
    age_possible: AgeRange | None = None
    sex: str | None = None
    pregnant: bool | None = None
    postpartum: bool | None = None

    def fits(self, findings: Findings) -> bool:
        """Say whether the person may be one of these."""
        person = findings.person
        if self.age is not None and (person.age is None or not person.age.within(self.age)):
            return False
        if (
            self.age_possible is not None
            and person.age is not None
            and not person.age.meets(self.age_possible)
        ):
            return False
        if self.sex is not None and person.sex not in (None, self.sex):
            return False
        if self.pregnant is not None and findings.has("pregnant") is not self.pregnant:
            return False
        return self.postpartum is None or findings.has("postpartum") is self.postpartum


Condition: TypeAlias = Present | Denied | Comparison | All | AtLeast | Together | Not | Who
Test: TypeAlias = Callable[[Findings, Findings], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; `names` is the condition's name by language, `card` the id of its card."""

    id: str
    version: int
    names: Mapping[str, str]
    disposition: Disposition
    department: str
    condition: Condition
    why: Mapping[str, str]
    card: str
    who: Who = Who()
    ask: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    positive: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    signs: frozenset[str] = field(default_factory=frozenset)
    needs: tuple[frozenset[str], ...] = ()
    _test: Test = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_test", test_of(self.condition))

    def fires(self, findings: Findings) -> bool:
        """Say whether the rule fires on what was found, wherever it stands."""
        return self._test(findings, findings) and self.who.fits(findings)

    def fires_within(self, windows: Iterable[Findings], whole: Findings) -> bool:
        """Say whether what stands near together, in one of `windows`, is enough to make the rule fire."""
        return any(self._test(near, whole) for near in windows)


class RuleIndex:
    """Many rules; finds those whose first need is met, so that most are never looked at."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        """Index the rules by the signs and values of their first need; a rule without one may always fire."""
        self._rules = tuple(rules)
        self._always = [number for number, rule in enumerate(rules) if not rule.needs]
        self._by_need: dict[str, list[int]] = defaultdict(list)
        for number, rule in enumerate(rules):
            for one in rule.needs[0] if rule.needs else ():
                self._by_need[one].append(number)

    def firing(self, findings: Findings) -> list[Rule]:
        """Give the rules that fire on what was found, wherever it stands, in their own order."""
        numbers = {*self._always}
        numbers.update(*map(self._by_need.__getitem__, self._by_need.keys() & findings.there))
        return [self._rules[one] for one in sorted(numbers) if self._rules[one].fires(findings)]


def holds(condition: Condition, findings: Findings, whole: Findings) -> bool:
    """Say whether a condition holds in `findings`; what speaks against it is looked for in the `whole`."""
    return test_of(condition)(findings, whole)


def test_of(condition: Condition) -> Test:  # noqa: PLR0911 one case for each kind
    """Turn a condition into a function: whether it holds in the findings near together, seen from the whole."""
    match condition:
        case Present(sign):
            return lambda near, whole: sign in near.present
        case Denied(sign):
            return lambda near, whole: sign in whole.denied
        case Comparison():
            return lambda near, whole: near.keeps(condition)
        case All(parts):
            return _test_of_several(len(parts), parts)
        case AtLeast(n, parts):
            return _test_of_several(n, parts)
        case Together(groups):
            return lambda near, whole: _in_one_sentence(groups, near)
        case Who():
            return lambda near, whole: condition.fits(whole)
        case _:
            against = test_of(condition.part)
            return lambda near, whole: not against(whole, whole)


def _test_of_several(n: int, parts: Sequence[Condition]) -> Test:
    """Turn "at least `n` of these" into a function; mere signs are counted at once."""
    signs = frozenset(part.sign for part in parts if isinstance(part, Present))
    others = [test_of(part) for part in parts if not isinstance(part, Present)]
    twice = len(parts) - len(others) - len(signs)
    if twice:  # a sign that stands twice counts twice: one by one
        signs, others = frozenset(), [test_of(part) for part in parts]

    def test(near: Findings, whole: Findings) -> bool:
        missing = n - len(near.present.keys() & signs)
        if missing > len(others):
            return False
        for other in others:
            if missing <= 0:
                break
            missing -= other(near, whole)
        return missing <= 0

    return test


def _in_one_sentence(groups: Sequence[Sequence[str]], near: Findings) -> bool:
    """Say whether one sign of each group is said in one and the same sentence."""
    sentences = [
        {(one.message, one.sentence) for sign in group for one in near.present.get(sign, ())}
        for group in groups
    ]
    return bool(set.intersection(*sentences))


def signs_in(condition: Condition) -> frozenset[str]:
    """Give every sign that a condition names outside of a `Not`: those that can make it hold."""
    match condition:
        case Present(sign):
            return frozenset([sign])
        case Together(groups):
            return frozenset(sign for group in groups for sign in group)
        case All(parts) | AtLeast(_, parts):
            return frozenset().union(*(signs_in(part) for part in parts))
        case _:
            return frozenset()


def needs_of(condition: Condition) -> tuple[frozenset[str], ...]:
    """Give sets of signs and measured values of which one each must be there: a quick look before the whole condition."""
    match condition:
        case Present(sign):
            return (frozenset([sign]),)
        case Comparison():
            return (frozenset([condition.name]),)
        case Together(groups):
            return tuple(frozenset(group) for group in groups)
        case All(parts):
            return tuple(needed for part in parts for needed in needs_of(part))
        case AtLeast(n, parts) if n > 0:
            several = [needs_of(part) for part in parts]
            return (frozenset().union(*(one[0] for one in several)),) if all(several) else ()
        case _:
            return ()
