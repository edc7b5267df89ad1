"""Rule: a sentence adds no clause of its own to what its sources say: a tail of new words is a new statement."""

import re
import unicodedata

from twin.gate.number_words import SPELLED
from twin.gate.quantities import claimed_quantities, without_quantities
from twin.gate.units import UNITS
from twin.gate.words_of import CLAUSE_END, content_words, is_chinese
from twin.sentences import is_cjk

# Measured on corpora/gate/cases: honest paraphrases bring one or two words of their own in a row, additions a whole clause.
MOST_NEW_WORDS = 2  # content words in a row of which the source holds none
MOST_NEW_CHARACTERS = 5  # Chinese characters in a row that stand in no pair of the source's
FEWEST_WORDS = 3  # content words of a clause that says something by itself
MIN_SHARE_OF_A_CLAUSE = 0.4  # of them the source holds
# A clause that leans on the one it stands with, and says nothing alone.
_LEANS = re.compile(r"\s*(?:even\s)?(?:if|when|while|although|though|so\sthat|as|because)\b")
_GRANTS = re.compile(r"\s*(?:even\sif|although|though)\b")  # what it says changes nothing
_PART = re.compile(rf"{CLAUSE_END.pattern}|\band\b|\bor\b")
_WORD = re.compile(r"[a-z0-9]+(?:[-'’][a-z0-9]+)*|[^\sa-z0-9]")
# A means is as much of an order as what it is for: "treated by breaking the stone".
# Leave to do something stands in the source as leave to do it.
_PERMITS = re.compile(
    r"\b(?:may|can|could)\s(?:\w+ly\s|still\s|again\s)?(?:be\s)?(eat|drink|swim|fly|driv|travel|smok|skip|exercis)"
)
_ALLOWS = re.compile(r"\b(?:fine|allowed|recommended)\b")
_PERMITTED = r"\b(?:may|can|could|possible|allowed|fine|recommended)\b[^.;]{{0,60}}{0}|{0}[^.;]{{0,60}}\b(?:may|possible|allowed|fine)\b"
_COUNTS_AS = re.compile(r"算(?:作|是|成|为)([一-鿿]{2,6})")  # what it is counted as
_MEANS = re.compile(r"\bby\s(\w{4,}ing)\b")


_MEASURES = content_words(" ".join(UNITS))


def adds_a_clause(sentence: str, text: str, known: frozenset[str] = frozenset()) -> bool:
    """Say whether a sentence holds a run of new content, or a new means, that its sources (one text) do not hold.

    `known` are words of the sentence that stand in the sources in another form.
    """
    lowered = unicodedata.normalize("NFKC", sentence).lower()
    held = content_words(text) | known
    if is_chinese(sentence):
        if any(not set(found) & set(text) for found in _COUNTS_AS.findall(lowered)):
            return True
        return _longest_new_run_of_characters(lowered, text) > MOST_NEW_CHARACTERS
    if any(not content_words(found) <= held for found in _MEANS.findall(lowered)):
        return True
    deeds = _PERMITS.findall(lowered) if not _ALLOWS.search(text.lower()) else []
    if any(not re.search(_PERMITTED.format(deed), text.lower()) for deed in deeds):
        return True
    parts = _PART.split(lowered)
    if any(_is_mostly_new(part, held) for part in parts if not _LEANS.match(part)):
        return True
    runs = (_longest_new_run(part, held) for part in parts if not _GRANTS.match(part))
    return max(runs, default=0) > MOST_NEW_WORDS


def _is_mostly_new(part: str, held: frozenset[str]) -> bool:
    words = content_words(without_quantities(part))
    numbers = len(claimed_quantities(part))  # judged before, and held
    return len(words) >= FEWEST_WORDS and len(words & held) + numbers < MIN_SHARE_OF_A_CLAUSE * (
        len(words) + numbers
    )


def _longest_new_run(part: str, held: frozenset[str]) -> int:
    longest = run = 0
    for word in _WORD.findall(without_quantities(part).replace(SPELLED, " ")):
        stems = content_words(word) - _MEASURES
        if not stems:
            continue
        run = 0 if stems & held else run + 1
        longest = max(longest, run)
    return longest


def _longest_new_run_of_characters(sentence: str, text: str) -> int:
    longest = run = 0
    for place, character in enumerate(sentence):
        if not is_cjk(character):
            run = 0
            continue
        pairs = (sentence[place : place + 2], sentence[max(0, place - 1) : place + 1])
        stands = any(len(pair) == 2 and pair in text for pair in pairs) or not content_words(character)
        run = 0 if stands else run + 1
        longest = max(longest, run)
    return longest
