"""The history that was taken, as its patient reads it."""

from dataclasses import dataclass

from twin.consultation.history_words import label_of, value_words
from twin.consultation.triage_store import KeptTriage
from twin.consultation.urgency_words import UrgencyWords


@dataclass(frozen=True, slots=True)
class ShownFact:
    """One answered fact in the reader's language."""

    label: str
    value: str


def shown_history(kept: KeptTriage, words: UrgencyWords, language: str) -> list[ShownFact]:
    """Show the answered facts, in the order they were told."""
    if not kept.history:
        return []
    signs = words.engine().reader.signs
    return [
        ShownFact(label_of(one.fact, signs, language), value_words(one.fact, one.value, language))
        for one in kept.history
    ]
