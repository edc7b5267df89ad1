"""Rule: for patients, what a sentence says stands in the passage it cites."""

import re
from collections.abc import Callable, Sequence

from twin.evidence.evidence import EvidenceItem
from twin.evidence.glossary import Glossary
from twin.gate.additions import adds_a_clause
from twin.gate.contradiction import is_turned_round
from twin.gate.danger_signs import sends_to_help
from twin.gate.new_terms import WordsHeld
from twin.gate.quantities import claimed_quantities, without_quantities
from twin.gate.words_of import content_words, is_chinese
from twin.sentences import is_cjk, sentences_of

# A glossary's reading: for each term found in a text, the ways to write it in the other language.
WordsAcross = Callable[[str, str], tuple[tuple[str, ...], ...]]

# Measured on hand-made pairs in tests/twin/gate/test_support.py: paraphrases that keep the meaning share 0.5 and more
# of their content words with two neighbouring sentences of the source; sentences on another subject share under 0.35.
MIN_SHARE = 0.5
MIN_SHARE_CHINESE = 0.4  # character pairs break at every inserted character
FEWEST_WORDS = 2  # a sentence of so few content words stands in its source with all of them
SHORT_CHARACTERS = 6  # in so few, character pairs break at every turn of the words
MIN_CHARACTER_SHARE = 0.8
MIN_SHARE_TO_HELP = 0.15  # a sentence that sends to help at once errs on the safe side
MIN_SHARE_ACROSS = 0.5  # of the glossary's terms in the sentence
_JUDGEMENTS = re.compile(
    r"\b(?:safe|safely|unsafe|harmless|dangerous|toxic|poison\w*|cures?|cured|heals?|always|guarantee\w*|proven?|proved|proves|best(?! (?:left|kept|discussed|asked))|worst|perfect\w*|miracle|impossible|certainly|surely|definitely)\b|"
    # everybody, everything, without end, except: a bound put up or taken down
    r"\b(?:any age|whatever|no matter|however (?:long|much|often|many|high|low)|as (?:much|often|many) as|for as long as|freely|unlimited|except|apart from|other than)\b|"
    r"\breplac(?:e|es|ed|ing|ement)\b|\bin (?:place|lieu) of\b|代替|替代|取代|"
    r"\bprevents?\b|\bprotects?\b|预防|防止|无论|不论|不管|全部(?!带)|全都|彻底|永远|随便|任意|除了|除外|想(?:吃|喝|放|用|补)多少|"
    r"安全|无害|有害|有毒|治好|治愈|根治|证明|软化|排毒|解毒|护心|养生|肯定|绝对|一定会|百分之?百|保证|最快|都高|都会"
)
# "no need to", 不用: what dispenses with something is said by the source itself.
_DISPENSES = re.compile(
    r"\bno need\b|\bneed not\b|\bneedn't\b|\bnot (?:need|necessary|required)\b|不用|不必|无需|不需|用不着|没必要|不须"
)
_REPLACES = ("repla", "in pl", "in li", "代替", "替代", "取代")  # the first five characters
_DISPENSES_WITH = re.compile(r"(?:不用|不必|无需|不需|用不着|没必要|不须)([一-鿿]{2})")
_DEPRIVES = "戒饿忌"  # 不用戒青菜 says that it may be eaten
_GOES_ON = re.compile(r"继续|可以吃|照常")
WINDOW = 2  # neighbouring sentences of the source that one sentence may draw together


def words_across_by(glossary: Glossary) -> WordsAcross:
    """Give the reading of a glossary."""

    def read(text: str, into: str) -> tuple[tuple[str, ...], ...]:
        return tuple(dict.fromkeys(found.term.forms(into) for found in glossary.find(text)))

    return read


def is_supported(
    sentence: str,
    cited: Sequence[EvidenceItem],
    *,
    words_across: WordsAcross | None = None,
    held: WordsHeld | None = None,
) -> bool:
    """Say whether the cited passages carry a sentence.

    The sentence's content words must stand, to a measured share, in neighbouring sentences of one cited passage (or
    spread over several, when several are cited), and no clause may deny what the source affirms or the reverse.
    A sentence in another language than the passage is carried by the glossary's terms; without a glossary it
    is not supported. `held` finds words of the sentence that a text holds in another form.
    """
    in_other_words = held or _as_written
    carriers = [item for item in cited if _carries(item, sentence, words_across, in_other_words)]
    everything = "\n".join((*map(_text_of, cited), *(item.held.metadata.title for item in cited)))
    if not _is_in_another_language(sentence, everything) and adds_a_clause(
        sentence, everything, in_other_words(everything)
    ):
        return False
    if carriers:
        return not any(is_turned_round(sentence, _text_of(item)) for item in carriers)
    if len(cited) < 2:
        return False
    texts = [item.held.passage.text for item in cited]
    wanted = content_words(sentence)
    whole = "\n".join(texts)
    if not wanted or _judges_anew(sentence, whole) or is_turned_round(sentence, whole):
        return False
    return _share(wanted, content_words(whole)) >= min(1.0, _least(sentence, wanted) + 0.2)


def _is_in_another_language(sentence: str, text: str) -> bool:
    """Compare the languages; a line of numbers and units alone ("6～12岁：0.3 mg") is in that of its source."""
    bare = without_quantities(sentence)
    return any(map(str.isalpha, bare)) and is_chinese(sentence) != is_chinese(text)


def _as_written(_: str) -> frozenset[str]:
    return frozenset()


def _carries(item: EvidenceItem, sentence: str, words_across: WordsAcross | None, held: WordsHeld) -> bool:
    text = _text_of(item)
    if _is_in_another_language(sentence, item.held.passage.text):
        return _carries_across(text, sentence, words_across)
    wanted = content_words(sentence)
    if not wanted:
        return sentence in sentences_of(text)  # "And another." says nothing by itself
    parts = sentences_of(text)
    if _is_short_and_held(sentence, parts):
        return True
    windows = [" ".join(parts[i : i + WINDOW]) for i in range(len(parts))]
    asked = [wanted]
    if claimed_quantities(sentence):
        asked.append(content_words(without_quantities(sentence)))  # which have been judged with their units
    return not _judges_anew(sentence, text) and any(
        _share(words, content_words(window) | held(window)) >= _least(sentence, words)
        for words in asked
        for window in windows
    )


def _is_short_and_held(sentence: str, parts: Sequence[str]) -> bool:
    """Say whether nearly all characters of a short Chinese sentence stand in one sentence of the source: 盐要限, 限盐."""
    characters = {one for one in sentence if is_cjk(one) and content_words(one)}
    if not 1 < len(characters) <= SHORT_CHARACTERS:
        return False
    return any(len(characters & set(part)) >= MIN_CHARACTER_SHARE * len(characters) for part in parts)


def _text_of(item: EvidenceItem) -> str:
    return "\n".join((*item.held.passage.headings, item.held.passage.text))


def _judges_anew(sentence: str, text: str) -> bool:
    """Say whether a sentence judges (safe, cures, always, proven) where its source does not."""
    lowered, held = sentence.lower(), text.lower()
    if _DISPENSES.search(lowered) and not _DISPENSES.search(held) and not _is_left_off(lowered, held):
        return True
    found = [match.group(0)[:5] for match in _JUDGEMENTS.finditer(lowered)]
    return any(one not in held and not _stands_in_other_words(one, held) for one in found)


def _stands_in_other_words(judgement: str, held: str) -> bool:
    return judgement in _REPLACES and any(one in held for one in _REPLACES)


def _is_left_off(sentence: str, held: str) -> bool:
    """Say whether what a Chinese sentence dispenses with is what its source does not do: 不用排队 of 不排队."""
    deeds = _DISPENSES_WITH.findall(sentence)
    return bool(deeds) and all(
        f"不{deed}" in held or (deed[0] in _DEPRIVES and _GOES_ON.search(held)) for deed in deeds
    )


def _carries_across(text: str, sentence: str, words_across: WordsAcross | None) -> bool:
    if words_across is None:
        return False
    carried = words_across(sentence, "en" if is_chinese(sentence) else "zh")
    if not carried:
        return False
    plain = text.lower()
    stands = sum(any(form.lower() in plain for form in forms) for forms in carried)
    return stands / len(carried) >= MIN_SHARE_ACROSS


def _share(wanted: frozenset[str], held: frozenset[str]) -> float:
    return len(wanted & held) / len(wanted) if wanted else 1.0


def _least(sentence: str, wanted: frozenset[str]) -> float:
    if sends_to_help(sentence):
        return MIN_SHARE_TO_HELP
    if len(wanted) <= FEWEST_WORDS:
        return 1.0
    return MIN_SHARE_CHINESE if is_chinese(sentence) else MIN_SHARE
