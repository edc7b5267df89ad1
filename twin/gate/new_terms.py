"""Rule: a sentence names no medical thing, food, remedy or place that its sources do not name, in any of its forms."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from twin.evidence.evidence import EvidenceItem
from twin.evidence.glossary import Glossary, Term
from twin.gate.units import UNITS
from twin.gate.words_of import content_words

# Words of the lexicon that talk uses for anything: they name nothing that a source would have to name.
_OF_TALK = frozenset(
    {
        "clock",
        "clinic",
        "visit",
        "number",
        "question",
        "糊涂",
        "手抖",
        "看门诊",
        "门诊",
        "血液",
        "日子",
        "问题",
        "数字",
    }
)
_FEWEST_LETTERS = 4  # shorter Latin forms stand in other words by chance


# Of one sentence: the words of it that a text holds in another form.
WordsHeld = Callable[[str], frozenset[str]]


class TermFinder:
    """Finds the glossary's terms in texts; remembers what it has read of the evidence."""

    def __init__(self, glossary: Glossary) -> None:
        """Take the glossary with the formulary and the lexicon."""
        self._glossary = glossary
        self._held = lru_cache(maxsize=8192)(self._terms_of)

    def new_terms_in(self, sentence: str, cited: Sequence[EvidenceItem]) -> list[str]:
        """Give the terms of a sentence that no cited passage or title holds, as written, in order.

        Everyday words (wrist, at night) are left out: they say how, not what.
        """
        held: set[int] = set()
        texts = []
        for item in cited:
            text = _whole_text(item)
            held |= self._held(text)
            texts.append(text.lower())
        return [
            sentence[found.start : found.end]
            for found in self._glossary.find(sentence)
            if not found.term.is_everyday
            and id(found.term) not in held
            and sentence[found.start : found.end].lower() not in UNITS
            and sentence[found.start : found.end].lower() not in _OF_TALK
            and not any(_stands(found.term, text) for text in texts)
        ]

    def words_held(self, sentence: str) -> WordsHeld:
        """Give the reading that finds the content words of a sentence's terms which a text holds in any form: tummy bug, gastroenteritis."""
        found = [(one.term, sentence[one.start : one.end].lower()) for one in self._glossary.find(sentence)]

        def read(text: str) -> frozenset[str]:
            held, lowered = (self._held(text), text.lower()) if found else (frozenset(), "")
            forms = [
                form
                for term, form in found
                if id(term) in held and not any(zh in form and zh in lowered for zh in (form, *term.zh))
            ]
            return frozenset().union(*map(content_words, forms))

        return read

    def _terms_of(self, text: str) -> frozenset[int]:
        return frozenset(id(found.term) for found in self._glossary.find(text))


def _whole_text(item: EvidenceItem) -> str:
    return "\n".join((*item.held.passage.headings, item.held.passage.text, item.held.metadata.title))


def _stands(term: Term, text: str) -> bool:
    if any(_mostly_stands(form, text) for form in term.zh):
        return True
    return any(
        form.lower() in text
        for form in (*term.en, *term.zh)
        if len(form) >= _FEWEST_LETTERS or not form.isascii()
    )


def _mostly_stands(form: str, text: str) -> bool:
    """Say whether two thirds of a longer Chinese form's character pairs stand in a text: 自己停药 in 别自己停."""
    pairs = [form[i : i + 2] for i in range(len(form) - 1)]
    return len(form) >= 4 and sum(pair in text for pair in pairs) * 3 >= len(pairs) * 2
