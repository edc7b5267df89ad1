"""Make the question of a follow-up turn self-standing, in code, so that it works without a model."""

import re
from collections.abc import Sequence

from twin.evidence.glossary import FoundTerm, Glossary
from twin.evidence.language import language_of

# Words that point back at an earlier turn.
POINTS_BACK_EN = re.compile(
    r"\b(it|its|that|this|these|those|they|them|the same|instead|then|also|either|one|ones|there|mine)\b"
    r"|^(and|but|so|or|what about|how about)\b",
    re.IGNORECASE,
)
POINTS_BACK_ZH = re.compile(
    r"它|这个|那个|这种|那种|这样|那样|这药|那药|那么|那我|那要|那得|那能|那可|那如果|那还|^那|^还|^也|^再|^万一|呢[？?]?$|"
    r"同样|上面|刚才|刚刚"
)


def points_back(question: str, *, glossary: Glossary) -> bool:
    """Say whether a question only makes sense with a turn before it.

    It does when it names no term of the glossary at all, or names a single one and uses a word that points back.
    Everyday words say nothing about the subject.
    """
    named = len(named_terms(question, glossary=glossary))
    pattern = POINTS_BACK_ZH if language_of(question) == "zh" else POINTS_BACK_EN
    return named == 0 or (named == 1 and pattern.search(question) is not None)


def named_terms(text: str, *, glossary: Glossary) -> list[FoundTerm]:
    """Give the terms that say what a text is about; everyday words do not."""
    return [found for found in glossary.find(text) if not found.term.is_everyday]


def self_standing(question: str, earlier: Sequence[str], *, glossary: Glossary) -> str:
    """Complete a follow-up question with the subject of the turns before.

    Args:
        question: The newest question.
        earlier: The patient's earlier questions, oldest first.
        glossary: Finds what a turn is about.

    Returns:
        The question itself when it stands alone, else `earlier subject + question`: the nearest earlier turn
        that names a term gives the subject (in full, so that nothing is lost).
    """
    if not earlier or not points_back(question, glossary=glossary):
        return question
    for previous in reversed(earlier):
        if named_terms(previous, glossary=glossary) and not (
            points_back(previous, glossary=glossary) and len(earlier) > 1
        ):
            return f"{previous.rstrip()} {question}"
    return f"{earlier[-1].rstrip()} {question}"
