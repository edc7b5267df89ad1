"""Rule: a danger sign is not told without what its source says to do about it at once."""

import re
from collections.abc import Iterator, Sequence

from twin.evidence.evidence import EvidenceItem
from twin.gate.quantities import claimed_quantities
from twin.gate.words_of import clauses, content_words, is_negated
from twin.sentences import sentences_of

# What a source says to do at once, or today; a sentence that keeps one of them keeps the way to help.
_HELP = re.compile(
    r"\b(?:120|999|112|911|ambulance|emergency|hospital|go now|see us today|same day|at once|immediately|now|urgent\w*|right away|straight away|(?:cannot|must not|not) wait|call|contact|see a doctor|today)\b|"
    r"120|急诊|急救|救护车|马上|立即|立刻|当天|今天来|现在就|医院|就医|就诊|尽快|联系|打电话|(?:不能|不要|别|不可)等"
)
_URGENT = re.compile(
    r"\b(?:120|999|112|911|ambulance|emergency department|hospital now|go now|see us today|at once|immediately)\b|120|急诊|救护车|马上|立即|当天|今天来"
)
# Leave to wait with what the same source sends to help for.
_DEFERS = re.compile(
    r"\b(?:can|may|could) (?:safely |well )?wait\b|\bwait (?:until|till) (?:the )?(?:morning|tomorrow|monday|next)|"
    r"可以等|能等|等到?(?:天亮|明天|明早|下周|上班)|明天再(?:去|来|看)"
)
_SIGN_END = re.compile(
    r"[,，;；:：、。]|\.(?=\s|$)|\bor\b(?!\s(?:more|less|above|below|higher|lower|older|younger))|\band\b|或(?!以)"
)
MIN_SIGN_WORDS = 2  # content words of a sign; "pain" alone is none
FEWEST_OTHER_WORDS = 2  # words of the sentence beside the sign: then it says something about it


def sends_to_help(sentence: str) -> bool:
    """Say whether a sentence sends to help at once and denies nothing."""
    return bool(_URGENT.search(sentence.lower())) and not any(map(is_negated, clauses(sentence)))


def plays_down_a_danger(sentence: str, cited: Sequence[EvidenceItem]) -> bool:
    """Say whether a sentence names a sign for which its source sends to help at once, and says something else about it."""
    if _puts_off(sentence, cited):
        return True
    if _HELP.search(sentence.lower()):
        return False
    words = _words_of(sentence)
    for item in cited:
        parts = sentences_of(item.held.passage.text)
        urgent = [part for part in parts if _URGENT.search(part.lower())]
        calm = _words_of(" ".join(part for part in parts if part not in urgent))
        for sign in _signs_of(urgent):
            others = words - sign
            if sign <= words and not sign <= calm and len(others) >= FEWEST_OTHER_WORDS:
                return True
    return False


def _puts_off(sentence: str, cited: Sequence[EvidenceItem]) -> bool:
    """Say whether a sentence gives leave to wait where its source sends to help at once and gives none."""
    if not _gives_leave(sentence):
        return False
    texts = [item.held.passage.text for item in cited]
    return any(_URGENT.search(text.lower()) and not _gives_leave(text) for text in texts)


def _gives_leave(text: str) -> bool:
    return any(_DEFERS.search(one.lower()) and not is_negated(one) for one in clauses(text))


def _signs_of(sentences: Sequence[str]) -> Iterator[frozenset[str]]:
    for sentence in sentences:
        for part in _SIGN_END.split(sentence):
            sign = _words_of(part)
            if len(sign) >= MIN_SIGN_WORDS and not _HELP.search(part.lower()):
                yield sign


def _words_of(text: str) -> frozenset[str]:
    """Give the content words, and the numbers as words: "under 3 months with 38 °C" is a sign of two numbers."""
    return content_words(text) | {
        f"{one.comparator} {one.value} {one.dimension}" for one in claimed_quantities(text)
    }
