"""Facts worth asking: what the rules of the reached level would like to know and nobody has said."""

from collections.abc import Iterable

from twin.triage.findings import Findings
from twin.triage.rules import Rule

MOST_AT_ONCE = 2
GENERAL = ("since_when", "age")  # asked where no rule says otherwise


def missing_facts(rules: Iterable[Rule], findings: Findings) -> tuple[str, ...]:
    """Give at most two facts that are not known yet, the rules' wishes first."""
    wished = [fact for rule in rules for fact in rule.ask]
    missing = [fact for fact in dict.fromkeys((*wished, *GENERAL)) if not _is_known(fact, findings)]
    return tuple(missing[:MOST_AT_ONCE])


def _is_known(fact: str, findings: Findings) -> bool:
    """Say whether a fact has been said, or makes no sense to ask."""
    person = findings.person
    known = {
        "age": person.age is not None,
        "sex": person.sex is not None,
        "since_when": any(one.name == "lasting" for one in findings.values) or findings.has("sudden_onset"),
        "severity": findings.has("severe") or any(one.name == "pain_score" for one in findings.values),
        "pregnant": person.sex == "male"
        or findings.has("pregnant")
        or "pregnant" in findings.denied
        or (person.age is not None and person.age.oldest < 10 * 365),
    }
    return known.get(fact, findings.has(fact) or fact in findings.denied)
