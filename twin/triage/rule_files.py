"""Rules and cards, read from their files and checked against the signs and the hospital's departments."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from twin.errors import TriageDataInvalid
from twin.triage.cards import Card
from twin.triage.data_files import Entry, OnWrong, as_lines, entries, in_both, lines_in_both, stop
from twin.triage.disposition import Disposition
from twin.triage.findings import comparison
from twin.triage.person import age_range
from twin.triage.rules import (
    All,
    AtLeast,
    Condition,
    Denied,
    Not,
    Present,
    Rule,
    Together,
    Who,
    needs_of,
    signs_in,
)

_CONDITION_KEYS = {"all", "any", "at_least", "together", "unless", "who"}
_RULE_KEYS = _CONDITION_KEYS | {
    "id", "version", "condition", "disposition", "department", "why", "card", "ask", "sources", "examples",
}  # fmt: skip
_WHO_KEYS = {"age", "age_possible", "sex", "pregnant", "postpartum"}
ASKABLE = frozenset({"age", "sex", "pregnant", "since_when", "severity"})


def read_rules(
    folder: Path,
    *,
    signs: Collection[str],
    measures: Collection[str],
    cards: Collection[str],
    departments: Collection[str],
    on_wrong: OnWrong = stop,
) -> tuple[Rule, ...]:
    """Read every rule, in the order of files.

    Args:
        folder: corpora/triage/rules.
        signs: Ids of all signs.
        measures: Names of all measured values.
        cards: Ids of all cards.
        departments: Ids of the hospital's departments; empty: not checked.

    Raises:
        TriageDataInvalid: Naming file, line and rule.
    """
    rules: dict[str, Rule] = {}
    reader = _RuleReader(signs, measures)
    for entry in entries(folder, "rules", on_wrong):
        rule = entry.read(reader.rule, on_wrong)
        if rule is None:
            continue
        if rule.id in rules:
            on_wrong(entry.wrong("this id stands twice."))
        if rule.card not in cards:
            on_wrong(entry.wrong(f"card {rule.card!r} is nowhere defined."))
        elif departments and rule.department not in departments:
            on_wrong(
                entry.wrong(f"department {rule.department!r} is not in corpora/hospital/departments.yaml.")
            )
        else:
            rules[rule.id] = rule
    return tuple(rules.values())


class _RuleReader:
    """Reads rules; knows what may be named in them."""

    def __init__(self, signs: Collection[str], measures: Collection[str]) -> None:
        self._signs = frozenset(signs)
        self._measures = frozenset(measures) | {"lasting"}

    def rule(self, entry: Entry) -> Rule:
        """Read one rule."""
        keys = entry.keys
        wrong = set(keys) - _RULE_KEYS
        if wrong:
            raise ValueError(f"{', '.join(sorted(wrong))}: no such key.")
        examples = keys.get("examples") or {}
        disposition = Disposition(keys["disposition"])
        condition = self._mapping({key: keys[key] for key in _CONDITION_KEYS - {"who"} if key in keys})
        ask = as_lines(keys.get("ask"))
        unknown = [one for one in ask if one not in ASKABLE and one not in self._signs]
        if unknown:
            raise ValueError(
                f"`ask`: {', '.join(unknown)} is neither a fact ({', '.join(sorted(ASKABLE))}) nor a sign."
            )
        return Rule(
            id=str(keys["id"]),
            version=int(keys["version"]),
            names=in_both(keys, "condition"),
            disposition=disposition,
            department=str(keys["department"]),
            condition=condition,
            why=in_both(keys, "why"),
            card=str(keys.get("card", disposition.value)),
            who=_who(keys.get("who") or {}),
            ask=ask,
            sources=tuple(_source(one) for one in keys["sources"]),
            positive=as_lines(examples.get("positive")),
            negative=as_lines(examples.get("negative")),
            signs=signs_in(condition),
            needs=needs_of(condition),
        )

    def _mapping(self, keys: Mapping[str, Any]) -> Condition:
        """Read a mapping of conditions; all its keys must hold."""
        wrong = set(keys) - _CONDITION_KEYS
        if wrong or not keys:
            raise ValueError(
                f"a condition has the keys {', '.join(sorted(_CONDITION_KEYS))}, not {sorted(keys)}."
            )
        parts: list[Condition] = []
        if "all" in keys:
            parts += self._several(keys["all"])
        if "any" in keys:
            parts.append(AtLeast(1, self._several(keys["any"])))
        if "at_least" in keys:
            parts.append(AtLeast(int(keys["at_least"]["n"]), self._several(keys["at_least"]["of"])))
        if "together" in keys:
            parts.append(Together(tuple(self._group(one) for one in keys["together"])))
        if "who" in keys:
            parts.append(_who(keys["who"]))
        if "unless" in keys:
            parts.append(Not(AtLeast(1, self._several(keys["unless"]))))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _several(self, written: Any) -> tuple[Condition, ...]:
        """Read a list of conditions."""
        several = written if isinstance(written, list) else [written]
        return tuple(self._one(one) for one in several)

    def _one(self, written: Any) -> Condition:
        """Read a sign, a denied sign, a comparison, or a mapping."""
        if isinstance(written, dict):
            return self._mapping(written)
        bound = comparison(str(written))
        if bound is not None:
            if bound.name not in self._measures:
                raise ValueError(
                    f"{bound.name!r} is not measured; known: {', '.join(sorted(self._measures))}."
                )
            return bound
        words = str(written).split()
        if len(words) == 2 and words[0] == "denied":
            return Denied(self._known(words[1]))
        return Present(self._known(str(written)))

    def _group(self, written: Any) -> tuple[str, ...]:
        """Read one element of `together`: a sign, or a mapping `any` of signs."""
        several = written["any"] if isinstance(written, dict) else [written]
        return tuple(self._known(str(one)) for one in several)

    def _known(self, sign: str) -> str:
        """Give the id of a sign that is defined."""
        if sign not in self._signs:
            raise ValueError(f"{sign!r} is no sign.")
        return sign


def _who(keys: Mapping[str, Any]) -> Who:
    """Read whom a rule is about."""
    wrong = set(keys) - _WHO_KEYS
    if wrong:
        raise ValueError(
            f"`who`: {', '.join(sorted(wrong))}: no such key (known: {', '.join(sorted(_WHO_KEYS))})."
        )
    if keys.get("sex") not in (None, "female", "male"):
        raise ValueError(f"`sex: {keys['sex']}`: write female or male.")
    return Who(
        age=age_range(str(keys["age"])) if "age" in keys else None,
        age_possible=age_range(str(keys["age_possible"])) if "age_possible" in keys else None,
        sex=keys.get("sex"),
        pregnant=keys.get("pregnant"),
        postpartum=keys.get("postpartum"),
    )


def _source(written: Any) -> str:
    """Write a source in one line."""
    if isinstance(written, dict):
        return f"{written['ref']} ({written['year']})"
    return str(written)


def read_cards(folder: Path, on_wrong: OnWrong = stop) -> dict[str, Card]:
    """Read every card.

    Raises:
        TriageDataInvalid: If an id stands twice or a key is wrong.
    """
    cards: dict[str, Card] = {}
    for entry in entries(folder, "cards", on_wrong):
        card = entry.read(_card, on_wrong)
        if card is None:
            continue
        if card.id in cards:
            on_wrong(entry.wrong("this card stands twice."))
        cards[card.id] = card
    for disposition in Disposition:
        if disposition.value not in cards:
            raise TriageDataInvalid(
                f"corpora/triage/cards has no card {disposition.value!r}; add it to shared.yaml."
            )
    return cards


def _card(entry: Entry) -> Card:
    """Read one card."""
    keys = entry.keys
    return Card(
        id=str(entry.place),
        kind=str(keys["kind"]),
        do_now=lines_in_both(keys, "do_now"),
        until_help=lines_in_both(keys, "until_help"),
        by_when=in_both(keys, "by_when"),
        come_back_if=lines_in_both(keys, "come_back_if"),
    )
