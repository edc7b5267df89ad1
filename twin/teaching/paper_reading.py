"""The parts of a paper for a guided reading, found by its headings and by cues in its sentences; what is not there is said so."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from twin.passages.document import Document
from twin.passages.splitting import is_heading, passages_of
from twin.persona.phrasings import squeezed
from twin.sentences import sentences_of, without_marks
from twin.settings import PassageSettings
from twin.teaching.case_links import DocumentQuotes, SourceLink
from twin.teaching.clinical_case import CaseSource

MOST_SENTENCES = 3  # of one part; a guided reading points, it does not copy
_FIGURE = re.compile(
    r"\d+(?:[.,]\d+)?\s*(?:%|‰|％|per cent|percent|/\d|mmHg|mg|mmol|mL|ml|天|年|岁|倍|例|分)|百分之"
)
_OWN_LIMITS = re.compile(r"change my mind|limit|uncertain|局限|不确定|改变.{0,3}看法", re.IGNORECASE)
_NUMBER = re.compile(r"\d")


class PaperPart(StrEnum):
    """What a guided reading looks for, in this order."""

    QUESTION = "question"
    DESIGN = "design"
    RESULT = "result"
    TAKES = "takes"
    CHANGE_MIND = "change_mind"


@dataclass(frozen=True, slots=True)
class _Cues:
    """How a part shows itself: in the heading above, and in the sentence."""

    heading: re.Pattern[str]
    sentence: re.Pattern[str]


def _cues(heading: str, sentence: str) -> _Cues:
    return _Cues(re.compile(heading, re.IGNORECASE), re.compile(sentence, re.IGNORECASE))


CUES: Mapping[PaperPart, _Cues] = MappingProxyType(
    {
        PaperPart.QUESTION: _cues(
            r"summary|abstract|background|introduction|objective|aim|question|opinion in|the sentence|摘要|背景|引言|问题|目的",
            r"\bquestion\b|\bwhether\b|\baims?\b|this (?:review|paper|opinion|article)|\basks?\b|是否|问题|本文|目的|为什么",
        ),
        PaperPart.DESIGN: _cues(
            r"method|design|search|definition|方法|设计|检索|资料",
            r"randomi[sz]ed|\btrials?\b|meta-analys|cohort|systematic|guideline|case series|\bstud(?:y|ies)\b|registry|随机|试验|荟萃|队列|综述|指南|研究|对照",
        ),
        PaperPart.RESULT: _cues(
            r"result|evidence|numbers|finding|how many|结果|证据|数字|数据|发现|几成",
            r"reduc|lower|higher|fewer|more often|\bfound\b|\bshow|\brate\b|risk|sensitivit|specificit|降低|减少|升高|增加|发生率|风险|比例|敏感|特异|约",
        ),
        PaperPart.TAKES: _cues(
            r"conclusion|my view|author|practice|recommend|what i|how i|take|结论|小结|看法|我的|建议|怎么做|做法",
            r"\bI\b|\bmy\b|\bwe\b|recommend|should|我|建议|应当|应该",
        ),
        PaperPart.CHANGE_MIND: _cues(
            r"change my mind|limit|objection|uncertain|what is not known|open question|局限|反对|不确定|未知|改变.{0,3}看法|不足",
            r"change my mind|would change|limitation|not (?:yet )?known|uncertain|until (?:a|then|there)|if (?:a|new|future) (?:trial|study|data)|不足|局限|尚不|未知|不清楚|如果.{0,12}(?:研究|试验|证据)|改变.{0,4}(?:看法|做法)",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class PartFound:
    """One part: its sentences with their places, in the paper's order; none where the paper does not say it."""

    part: PaperPart
    sentences: tuple[SourceLink, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence of the paper: its text without marks, the innermost heading above it, its order."""

    text: str
    heading: str
    number: int


def parts_of(document: Document, settings: PassageSettings) -> tuple[PartFound, ...]:
    """Find the five parts of a paper."""
    quotes = DocumentQuotes(document, settings)
    path = "papers/" + document.path.rsplit("/", maxsplit=1)[-1]
    lines = list(_lines(document, settings))
    used: set[int] = set()
    found: dict[PaperPart, PartFound] = {}
    # What would change a mind is rare and is looked for before the conclusion takes its sentences.
    for part in (
        PaperPart.CHANGE_MIND,
        PaperPart.RESULT,
        PaperPart.TAKES,
        PaperPart.QUESTION,
        PaperPart.DESIGN,
    ):
        chosen = _chosen(part, [line for line in lines if line.number not in used])
        used |= {line.number for line in chosen}
        links = [quotes.link(CaseSource(document=path, quote=line.text)) for line in chosen]
        found[part] = PartFound(part, tuple(link for link in links if link is not None))
    return tuple(found[part] for part in PaperPart)


def _lines(document: Document, settings: PassageSettings) -> Iterator[_Line]:
    headings = {squeezed(document.text[a.start : a.end]) for a in document.anchors if is_heading(document, a)}
    number = 0
    for passage in passages_of(document, settings):
        if passage.is_table or passage.personal_data:
            continue
        for sentence in sentences_of(passage.text):
            text = " ".join(without_marks(sentence).split())
            if len(text) >= 8 and squeezed(text) not in headings:
                number += 1
                yield _Line(text, passage.headings[-1] if passage.headings else "", number)


def _chosen(part: PaperPart, lines: list[_Line]) -> list[_Line]:
    """Give the best sentences of a part, in the paper's order."""
    cues = CUES[part]
    scored = []
    if part is PaperPart.CHANGE_MIND:
        # Its own words about its limits come before the answers to objections of others.
        own = [line for line in lines if _OWN_LIMITS.search(line.heading)]
        lines = own or lines
    for line in lines:
        under = bool(cues.heading.search(line.heading))
        says = bool(cues.sentence.search(line.text))
        figures = len(_FIGURE.findall(line.text))
        if part is PaperPart.RESULT:
            if not _NUMBER.search(line.text):
                continue
            score = 2.0 * under + says + min(2, figures)
            enough = 2.0
        else:
            score = 2.0 * under + says
            enough = 2.0 if part is not PaperPart.DESIGN else 1.0
        if score >= enough:
            scored.append((score, line))
    best = sorted(scored, key=lambda pair: (-pair[0], pair[1].number))[:MOST_SENTENCES]
    return sorted((line for _, line in best), key=lambda line: line.number)


def figures_in(sentence: str) -> tuple[str, ...]:
    """Give the figures of a sentence, with their units, that an answer must hold."""
    return tuple(dict.fromkeys(found.group(0).strip() for found in _FIGURE.finditer(sentence)))
