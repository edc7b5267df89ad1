"""A sentence as a frame: what it speaks of, which way it advises, and its numbers, so that two can be compared.

Two sentences of one frame that advise opposite ways, or state other numbers, contradict each other. Words only, no model: what
says the same in other words is another frame, and is not noticed here.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import log

from twin.gate.quantities import claimed_quantities
from twin.sentences import CJK, without_marks

Rest = tuple[Fraction | None, Fraction | None, Fraction | None]  # upper, second, second upper
FEWEST_TERMS = 4  # below this a frame says too little to be compared ("Call the clinic.")
# What numbers an item of a list: "2. ", "第二，", "Two: ".
_LIST_NUMBER = re.compile(
    r"^(?:\d{1,2}[.、．)）]\s*)?(?:第?[一二三四五六七八九十]{1,2}[，、：:]\s*|(?:one|two|three|four|five|six|seven):\s*)?",
    re.IGNORECASE,
)
_HAN = re.compile(f"[{CJK}]+")
_LATIN = re.compile(r"[a-z][a-z'-]*")
_STOP_WORDS_EN = (
    "a an the and or but of to in on at by for with from as is are was were be been being it its this that these those "
    "you your yours i my we our us he she they them their his her if when then than so do does did can could will would may "
    "might shall should must have has had there here what which who also just only very too please remember important"
)
_STOP_EN = frozenset(_STOP_WORDS_EN.split())
# Each axis: words of one direction, words of the other. A direction turned is advice turned.
_AXES_EN = (
    (r"stop\w*|quit\w*|discontinu\w+|skip\w*|omit\w*|interrupt\w*", r"continu\w+|keep\w*|carry on"),
    (r"increas\w+|rais\w+|doubl\w+|more|higher|above|over|at least", r"decreas\w+|reduc\w+|lower\w*|halv\w+|less|fewer|below|under|at most"),
    (r"safe|safely|harmless|allowed|fine", r"unsafe|dangerous|harmful|forbidden"),
    (r"before", r"after"),
    (r"early|earlier|soon\w*|immediately|urgent\w*|at once|same day", r"late|later|wait\w*|weeks"),
)  # fmt: skip
_NEGATED_EN = r"\b(?:not|no|never|none|without|cannot|neither|nor|avoid\w*|\w+n[’']t|refuse\w*)\b"
_AXES_ZH = (
    (r"停掉|停用|停药|停止|停下|停|断药|漏服", r"继续|坚持|照旧|照常|不间断"),
    (r"增加|加量|加大|加倍|升高|多于|高于|超过|大于|以上|至少", r"减少|减量|减半|降低|少于|低于|小于|以下|至多|最多"),
    (r"安全", r"危险|有害|禁忌"),
    (r"之前|以前|饭前|餐前|术前", r"之后|以后|饭后|餐后|术后"),
    (r"马上|立即|立刻|尽快|当天|赶紧", r"等等|过几天|观察几天|不急"),
)  # fmt: skip
# 不 within a word that denies nothing.
_NOT_A_NEGATION_ZH = (
    r"不良|不同|不适|不舒服|不全|不齐|不足|差不多|不少|不但|不仅|不过|不管|不论|不一定|对不起|不久|不明|是不是|能不能|要不要|"
    r"不满|不到|[叫喘说吃喝睡走站拉尿看听提憋忍止退站咽压]不[醒上出下动好住清起来着了通见退]|有没有|可不可以|会不会|特别|分别|级别|性别|区别|别的|别人|无症状|无创|无菌|没关系|没事|未来|不由|不断|不妨|不得不|除非|非常|并非|绝非|非小细胞|非典型|非瓣膜"
)
_NEGATED_ZH = r"不|别|勿|没|无|未|禁|免|莫|非"
_MODAL_ZH = r"可以|允许|应该|应当|能够|[能要应可会得该]"  # stands where a denial would: 可以停, 不要停


@dataclass(frozen=True, slots=True)
class Frame:
    """One sentence made comparable.

    `terms` are its content: stems of Latin words and pairs of Chinese characters, without numbers, negations and
    directions. `negations` counts its negations; `directions` gives +1 or -1 for each axis it names once. `quantities`
    holds (dimension, per, value, the rest of a range or pair) of each number. `language` is en or zh.
    """

    document: str
    sentence: str
    language: str
    terms: frozenset[str]
    negations: int
    directions: tuple[int, ...]
    quantities: frozenset[tuple[str, str, Fraction, Rest]]


def frame_of(document: str, sentence: str) -> Frame | None:
    """Give the frame of a sentence; None for a question and for one that says too little."""
    unmarked = _LIST_NUMBER.sub("", without_marks(sentence).strip())
    plain = unmarked.lower()
    if plain.rstrip("\"'”’」』）)】").endswith(("?", "？")):
        return None
    quantities = frozenset(
        (one.dimension, one.per, one.value, (one.upper, one.second, one.second_upper))
        for one in claimed_quantities(unmarked)
    )
    is_zh = sum(map(len, _HAN.findall(plain))) * 4 > sum(map(len, _LATIN.findall(plain)))
    bare = re.sub(_NOT_A_NEGATION_ZH, " ", plain) if is_zh else plain
    directions, bare = _directions(bare, is_zh=is_zh)
    denial = _NEGATED_ZH if is_zh else _NEGATED_EN
    negations = len(re.findall(denial, bare))
    content = re.sub(rf"{denial}|{_MODAL_ZH}" if is_zh else denial, " ", bare)
    terms = frozenset(_terms(content))
    if len(terms) < FEWEST_TERMS:
        return None
    return Frame(document, sentence, "zh" if is_zh else "en", terms, negations, directions, quantities)


def _directions(text: str, *, is_zh: bool) -> tuple[tuple[int, ...], str]:
    """Read the axes and take their words out; an axis named both ways, or not at all, counts 0."""
    found = []
    for one, other in _AXES_ZH if is_zh else _AXES_EN:
        edge = "" if is_zh else r"\b"
        first = bool(re.search(rf"{edge}(?:{one}){edge}", text))
        second = bool(re.search(rf"{edge}(?:{other}){edge}", text))
        found.append(int(first) - int(second))
        text = re.sub(rf"{edge}(?:{one}|{other}){edge}", " ", text)
    return tuple(found), text


def _terms(text: str) -> Iterable[str]:
    """Give stems of Latin words and pairs of Chinese characters; numbers and stop words are left out."""
    for word in _LATIN.findall(text):
        if word not in _STOP_EN and len(word) > 1:
            yield re.sub(r"(?<=\w{3})(?:ing|ed|es|s)$", "", word)
    for run in _HAN.findall(text):
        yield from (run[i : i + 2] for i in range(len(run) - 1))


class Rarity:
    """How much each term says, by how few sentences hold it."""

    def __init__(self, frames: Iterable[Frame]) -> None:
        """Count the terms of all sentences that are compared."""
        self._held: dict[str, int] = {}
        self._sentences = 0
        for frame in frames:
            self._sentences += 1
            for term in frame.terms:
                self._held[term] = self._held.get(term, 0) + 1

    def of(self, term: str) -> float:
        """Give the weight of a term, at least log 2."""
        return log(1 + (self._sentences + 1) / (self._held.get(term, 0) + 0.5))

    def likeness(self, one: Frame, other: Frame) -> float:
        """Give the weighted share of common content, in [0, 1] (Jaccard)."""
        shared = sum(self.of(term) for term in one.terms & other.terms)
        every = sum(self.of(term) for term in one.terms | other.terms)
        return shared / every if every else 0.0


def is_opposite(one: Frame, other: Frame) -> bool:
    """Say whether two sentences of one frame advise opposite ways: an odd number of turns, and the same numbers.

    A denial counts as a turn when one sentence has exactly one more; a list of things that do not happen is no advice.
    """
    denials = abs(one.negations - other.negations)
    if denials > 1:
        return False
    turns = denials
    turns += sum(a * b < 0 for a, b in zip(one.directions, other.directions, strict=True))
    unsure = any((a == 0) != (b == 0) for a, b in zip(one.directions, other.directions, strict=True))
    return turns % 2 == 1 and not unsure and one.quantities == other.quantities


def other_number(one: Frame, other: Frame) -> bool:
    """Say whether two sentences of one frame measure the same things, and exactly one of them comes out otherwise."""
    mine, others = _by_dimension(one), _by_dimension(other)
    if mine.keys() != others.keys() or one.directions != other.directions:
        return False
    differing = [key for key in mine if mine[key] != others[key]]
    return len(differing) == 1 and len(mine[differing[0]]) == len(others[differing[0]])


def _by_dimension(frame: Frame) -> dict[str, set[tuple[Fraction, Rest]]]:
    """Group a sentence's numbers by what they measure."""
    grouped: dict[str, set[tuple[Fraction, Rest]]] = {}
    for dimension, _, value, rest in frame.quantities:
        grouped.setdefault(dimension, set()).add((value, rest))
    return grouped
