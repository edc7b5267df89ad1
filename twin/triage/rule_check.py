"""The rules' own examples: each positive one fires its rule, no negative one does."""

from collections.abc import Iterator
from dataclasses import dataclass

from twin.triage.triage import Triage


@dataclass(frozen=True, slots=True)
class FailedExample:
    """An example that does not do what it says."""

    rule: str
    text: str
    should_fire: bool

    def to_text(self) -> str:
        """Say it in one line."""
        return f"{self.rule}: {'does not fire' if self.should_fire else 'fires'} on {self.text!r}"


def failed_examples(triage: Triage, *, only: str = "") -> Iterator[FailedExample]:
    """Give the examples that fail, of rules whose id begins with `only`."""
    for rule in triage.rules:
        if not rule.id.startswith(only):
            continue
        for examples, should_fire in ((rule.positive, True), (rule.negative, False)):
            for text in examples:
                if rule.fires(triage.read(text)) is not should_fire:
                    yield FailedExample(rule.id, text, should_fire)
