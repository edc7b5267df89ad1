"""The content words of a text, comparable across inflection, and the clauses that may turn a meaning round."""

import re
import unicodedata
from functools import lru_cache

from twin.gate.number_words import SPELLED, as_digits
from twin.gate.same_words import ENGLISH, in_common_words
from twin.sentences import is_cjk

# Words that carry no content of their own. Negations are not here: they are judged apart.
_FUNCTION_WORDS_LIST = (
    "a an the and or but if then than that this these those it its they them their there he she his her him "
    "you your yours we our us i my me is are was were be been being am do does did done doing has have had having "
    "will would can could may might shall should must of in on at to for from by with as into about over under "
    "after before during between through up down out off so too very also just only even still more most much many "
    "some any each every all both such own same other another how what when where which who whom why because while "
    "one ones let lets please here get gets got go goes going make makes made like well really quite rather often "
    "usually generally usually therefore however thus hence s t re ve ll d m say says said means mean "
    "above below least less within fewer higher lower beyond exceed exceeds exceeding "
    "without time times another january february march april june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday "
    "age ages aged old older younger keep keeps kept case cases aside along already yet instead exactly simply way "
    "not no never nor neither none cannot don't doesn't isn't aren't won't can't mustn't shouldn't"
)
_FUNCTION_WORDS = frozenset(_FUNCTION_WORDS_LIST.split())
_NEGATION = re.compile(
    r"\b(?:not|no|never|nor|neither|none|nothing|cannot|avoid|avoids|avoiding|n't)\b|n['’]t\b"
    r"|[不没无勿别莫未禁忌]|避免|切勿|\bdiscouraged\b|\bforbidden\b|\b(?:advis|warn|recommend)\w* against\b"
)
# In these a sign of negation negates nothing.
_NO_NEGATION = re.compile(
    r"不仅|不但|不只|不过|不管|不论|无论|不同|不适|不良|不舒服|别的|特别|区别|差别|级别|性别|分别|未来|不断|别处|别人|别家|没关系|不要紧|各不相同|"
                          r"\bnot only\b|\bno matter\b|\bno doubt\b|\bno\. ?\d|不整|不齐|不足|不全|不稳|不一定|没[一-鿿]{1,2}(?:之前|以前|前)|没力|没劲|看不清|无力|没精神|没有力|不舒|不(?:能|要|可|应|宜|得)?(?:少于|多于|超过|低于|高于)|不到|不满|"
    r"(?:避免|不要|别|不能|不可|不宜)[^，。；]{0,10}超过|不一(?![起次同])|是不是|有没有|能不能|\bor none\b|\bno (?:\w+ ){1,5}(?:should|must|may|can) (?:be|exceed) (?:more|over|above|higher|longer)\b|"
    r"[一-鿿]不(?:出来|下去|下|出|起来|着|到|起|好|住|动|清|醒|进|通|开|见|得)|\bno (?:more|less|fewer|later|sooner) than\b|\bnot (?:more|less) than\b|\bnever more than\b|\b(?:do(?:es)?|must|should|may|can) not exceed\b|\bnot exceed\b"
)  # fmt: skip
# Two negations that make an affirmation; otherwise "no sugar and no juice" denies both.
_TWICE = re.compile(
    r"\b(?:not|never|no need to|needn't)\s(?:\w+\s)?(?:avoid|forbid\w*)\b|不(?:能|得|可|会|是)不|没有?不|(?:不必|不用|不要|别|无需)(?:要)?(?:避免|禁|忌|限)|无不|非[^，。]{0,4}不可"
)
CLAUSE_END = re.compile(
    r"[,，;；:：。！？!?—–|·\n]|\.(?=\s|$)|\b(?:but|because|although|unless|however)\b|但是|但|不过|因为|除非|而是"
)
_LATIN_WORD = re.compile(r"[a-z0-9]+(?:[-'’][a-z0-9]+)*")
_CJK_RUN = re.compile(r"[㐀-䶿一-鿿]+")
_ZH_FUNCTION = re.compile(
    r"不要|没有|切勿|不超过|不低于|不高于|不少于|不到|不满|以上|以下|及以|低于|高于|超过|至少|最多|少于|多于|达到|[不没勿别莫未]|[要的了着过和与及或在是就也都还很吗呢吧啊把被给对从到这那其之您你我他她它们]|一个|可以|如果|要是|因为|所以|但是|以及|可能|或者|一般|通常|多半|应该|需要|时候|的话|[请先再会能让才更]"
)


@lru_cache(maxsize=16_384)  # the sentences of the evidence come again with every sentence that cites them
def content_words(text: str) -> frozenset[str]:
    """Give the content words: stems of Latin words, character pairs of Chinese runs; numbers are left out.

    Numbers are judged by a rule of their own, exactly; here they would only blur the share.
    """
    text = in_common_words(unicodedata.normalize("NFKC", text).lower())
    text = as_digits(text).replace(SPELLED, " ")
    words = {
        ENGLISH.get(stem := _stem(w), stem)
        for w in _LATIN_WORD.findall(text)
        if w not in _FUNCTION_WORDS and not w[0].isdigit() and len(w) > 1
    }
    for run in _CJK_RUN.findall(text):
        for part in _ZH_FUNCTION.split(run):
            words.update(part[i : i + 2] for i in range(len(part) - 1))
            if len(part) == 1:
                words.add(part)
    return frozenset(words)


def clauses(text: str) -> list[str]:
    """Cut a text where one statement ends and the next begins."""
    return [clause for clause in (c.strip() for c in CLAUSE_END.split(text)) if clause]


def is_negated(clause: str) -> bool:
    """Say whether a clause denies or forbids what it names."""
    bare = _NO_NEGATION.sub(" ", _TWICE.sub(" ", clause.lower()))
    return bool(_NEGATION.search(bare))


def is_chinese(text: str) -> bool:
    """Say whether a text is mainly Chinese: one ideograph weighs as two Latin letters."""
    ideographs = sum(2 for c in text if is_cjk(c))
    return ideographs > sum(1 for c in text if c.isascii() and c.isalpha())


def _stem(word: str) -> str:
    """Strip the commonest English endings; enough to match "measuring" with "measure"."""
    word = word.replace("’", "'").removesuffix("'s")
    for ending in ("ments", "ment", "ingly", "edly", "ings", "ing", "ies", "ied", "ed", "es", "ly", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + ("y" if ending in ("ies", "ied") else "")
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word.rstrip("e") if len(word) > 3 else word
