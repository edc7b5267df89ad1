"""Rule: what a sentence retells, it retells in the words that bear the weight: the sentence whole, and clause by clause."""

from collections.abc import Sequence

from twin.evidence.evidence import EvidenceItem
from twin.gate.exchanged_words import exchanges_a_word
from twin.gate.nearest import nearest_sentences
from twin.gate.order_of_steps import turns_the_steps
from twin.gate.reasons import gives_another_reason
from twin.gate.strengthened import says_more
from twin.gate.words_of import clauses, content_words

FEWEST_WORDS = 3  # content words of a clause that retells something by itself


def is_told_otherwise(sentence: str, cited: Sequence[EvidenceItem]) -> bool:
    """Say whether a sentence exchanges, widens, strengthens or reorders what it retells, or gives it another reason."""
    if gives_another_reason(sentence, cited):
        return True
    parts = [part for part in clauses(sentence) if len(content_words(part)) >= FEWEST_WORDS]
    for part in dict.fromkeys((sentence, *parts)):
        nearest = nearest_sentences(part, cited)
        if exchanges_a_word(part, nearest) or says_more(part, nearest) or turns_the_steps(part, nearest):
            return True
    return False
