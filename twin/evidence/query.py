"""From a question to what is searched: its own terms, the terms the glossary carries it to, and a text to embed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from twin.evidence.common_words import ENGLISH, subject_runs, subject_weight
from twin.evidence.follow_up import self_standing
from twin.evidence.glossary import CHINESE, FoundTerm, Glossary
from twin.evidence.vocabulary import Vocabulary
from twin.index.tokens import tokens

CROSSING_PAIR = 0.25  # a pair of characters that stands nowhere mostly crosses the border of two words
FORMS_CARRIED = 4  # the head and the commonest forms; long tails only add noise
COMMON = frozenset(token for word in ENGLISH for token in tokens(word))  # as the tokens are folded
LATIN = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing a question is about: alternatives of tokens, any of which says it.

    `forms` is a tuple of token tuples; the concept stands in a passage when all tokens of one form do.
    `weight` is its rarity in this persona's passages. `kind` is `term` (glossary), `everyday` (phrasebook) or `word`.
    """

    name: str
    forms: tuple[tuple[str, ...], ...]
    weight: float
    kind: str = "word"

    def has_form_in(self, language: str) -> bool:
        """Say whether a passage of that language can say it; numbers and abbreviations stand in both."""
        return any(_could_stand(form, language) for form in self.forms)


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for one question.

    `own` and `across` (the glossary's forms in the other language, with numbers and Latin abbreviations as they are)
    map tokens to weights. `texts` are what to embed, by language.
    """

    question: str
    language: str
    own: dict[str, float]
    across: dict[str, float]
    concepts: tuple[Concept, ...]
    texts: dict[str, str]


def query_for(
    question: str, *, language: str, earlier: Sequence[str], glossary: Glossary, vocabulary: Vocabulary
) -> Query:
    """Prepare the search for one question.

    Args:
        question: As asked.
        language: `en` or `zh`.
        earlier: The patient's earlier questions, oldest first.
        glossary: Carries terms across languages and from lay words to technical ones.
        vocabulary: Of this persona; corrects misspelt words and weighs concepts.
    """
    whole = self_standing(question, earlier, glossary=glossary)
    corrected = LATIN.sub(lambda word: _corrected(word.group(), vocabulary), whole)
    found = glossary.find(corrected)
    own = {token: subject_weight(token) for token in subject_tokens(corrected)}
    other = "en" if language == "zh" else "zh"
    across = dict.fromkeys(_carried(found, other), 1.0)
    across |= {token: 1.0 for token in own if not CHINESE.search(token)}
    texts = {language: corrected}
    if found:
        texts[other] = _carried_text(corrected, found, other)
    return Query(whole, language, own, across, _concepts(corrected, found, vocabulary), texts)


def _carried(found: Sequence[FoundTerm], language: str) -> list[str]:
    """Give the tokens of the found terms' commonest forms in one language."""
    forms = [form for one in found for form in one.term.forms(language)[:FORMS_CARRIED]]
    return list(dict.fromkeys(token for form in forms for token in subject_tokens(form)))


def subject_tokens(text: str) -> list[str]:
    """Give the tokens that carry a subject: Latin words that are not common, pairs of the Chinese runs left."""
    latin = re.sub(r"[\u3400-\u9fff]+", " ", text)
    kept = [token for token in tokens(latin) if token not in COMMON]
    for run in subject_runs(text):
        kept += tokens(run)
    return kept


def _corrected(word: str, vocabulary: Vocabulary) -> str:
    """Correct one Latin word; a word that is right keeps its capitals."""
    lowered = word.lower()
    better = vocabulary.corrected(lowered)
    return word if better == lowered else better


def _carried_text(text: str, found: Sequence[FoundTerm], language: str) -> str:
    """Give the heads of the found terms in the other language, with the text's own Latin words for English."""
    pieces: list[tuple[int, str]] = [(one.start, one.term.forms(language)[0]) for one in found]
    if language == "en":
        covered = [(one.start, one.end) for one in found]
        pieces += [
            (match.start(), match.group())
            for match in LATIN.finditer(text)
            if not any(start <= match.start() < end for start, end in covered)
        ]
    return " ".join(dict.fromkeys(piece for _, piece in sorted(pieces)))


def _concepts(text: str, found: Sequence[FoundTerm], vocabulary: Vocabulary) -> tuple[Concept, ...]:
    """Give what the question is about: glossary terms first, then every other token."""
    concepts: dict[str, Concept] = {}
    rest = list(text)
    for one in found:
        rest[one.start : one.end] = " " * (one.end - one.start)
        forms = tuple(
            dict.fromkeys(
                form
                for raw in (*one.term.en, *one.term.zh)
                if (form := tuple(dict.fromkeys(subject_tokens(raw))))
            )
        )
        if forms:
            weight = min(max(vocabulary.rarity(token) for token in form) for form in forms)
            kind = "everyday" if one.term.is_everyday else "term"
            concepts[one.term.en[0]] = Concept(one.term.en[0], forms, weight, kind)
    for token in subject_tokens("".join(rest)):
        weight = vocabulary.rarity(token) * subject_weight(token)
        if CHINESE.search(token) and not vocabulary.holds(token):
            weight *= CROSSING_PAIR
        concepts.setdefault(token, Concept(token, ((token,),), weight))
    return tuple(concepts.values())


def _could_stand(form: Sequence[str], language: str) -> bool:
    """Say whether a form could stand in a text of that language."""
    is_chinese = any(CHINESE.search(token) for token in form)
    return is_chinese == (language == "zh") or all(token[0].isdigit() for token in form)
