"""What is quoted of a clinic's plan: the clinics that are meant, and of each what was asked, in the plan's order."""

import re
from collections.abc import Sequence

from twin.chat.model import Quotable
from twin.chat.quotable_sentences import CLINIC, Sayable
from twin.chat.sentence_choice import Block

# What somebody may ask of a plan, and the sentences of the plan that say it (`twin.passages.readers.clinic` writes them).
_ASKS = {
    "where": r"where|room|floor|building|campus|address|\bfind\b|\bget to\b|哪里|哪儿|在哪|几楼|哪.?楼|诊室|几号房|地址|院区|地方",
    "when": r"when|\bdays?\b|time|hours|\bopen|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|morning|afternoon"
    r"|星期|礼拜|周[几一二三四五六日天]|哪天|哪几天|几点|时间|什么时候|啥时候|出诊|坐诊|开诊|上班",
    "closed": r"clos|holiday|\baway\b|october|festival|national day|停诊|假|国庆|春节|休息|关门",
    "register": r"ap+oint?e?ment|regist|\bbook|\bticket|\bsee\b|advance|ahead|挂|预约|放号|号|提前",
    "bring": r"\bbring|\bpack|\bcarry|\btake\b|papers|documents|要带|带(?:什么|啥|哪些|点|些|上|齐)",
}
_SAYS = {
    "where": r"\bis in [^.]*\bfloor\b|在.*(?:楼|层).*(?:室|号|房|厅)",
    "when": r"\bis open on\b|出诊时间：",
    "closed": r"\bis closed\b|\b[wW]hen (?:the|this|his|her) clinic is closed|停诊",
    "register": r"\b[Rr]egister|\bapp\b|\bbooks? the\b|\b[Aa]ppointment|\b[Pp]laces open\b|挂号|预约|放号|代约",
    "bring": r"\b[Bb]ring\b|请带|[要需]带|携带|带[着上好齐]",
}
_BESIDE = {"register": ("when",), "where": ("when",)}  # who wants to come needs the day as well
_UNSAID = ("where", "when", "register")  # where nothing more exact was asked
_ALTERNATIVE = re.compile(r"^When .* closed|^停诊时")  # said only to somebody who asks about closing
_OF_EVERY_NAME = re.compile(
    r"\b(?:clinics?|outpatient|expert|specialised|special|general|for|and|of|the)\b"
    r"|专家|专病|专科|普通|门诊|特约|内科|外科|[科的与和、（）()]"
)
_GENERAL = re.compile(r"general|expert|普通|专家", re.IGNORECASE)
_NAME_WORD = re.compile(r"[a-z]{3,}|[\u3400-\u9fff]{2,}", re.IGNORECASE)


def is_plan_only(evidence: Sequence[Quotable]) -> bool:
    """Say whether there is nothing but the clinic's plan: somebody only asks how to come."""
    return bool(evidence) and all(piece.authority == CLINIC for piece in evidence)


def choose_from_plan(
    question: str, language: str, evidence: Sequence[Quotable], sayable: Sequence[Sequence[Sayable]]
) -> list[Block]:
    """Choose what the plan says to the question, a block a clinic; a general clinic comes first.

    Args:
        question: As asked.
        language: Of the question; the other language is read where the plan lacks it.
        evidence: Pieces of the clinic's page.
        sayable: Their sentences, one list a piece.
    """
    asked = _asked_of_plan(question)
    places = [place for place, piece in enumerate(evidence) if piece.language == language]
    clinics: dict[str, list[Sayable]] = {}
    for place in places or range(len(evidence)):
        said = [one for one in sayable[place] if _says(one.text, asked)]
        clinics.setdefault(" ".join(evidence[place].headings), []).extend(said)
    meant = [name for name in clinics if _is_named(name, question)] or list(clinics)
    meant.sort(key=lambda name: _GENERAL.search(name) is None)
    return [Block(tuple(clinics[name])) for name in meant if clinics[name]]


def _asked_of_plan(question: str) -> tuple[str, ...]:
    asked = [about for about, words in _ASKS.items() if re.search(words, question, re.IGNORECASE)]
    asked += [beside for about in tuple(asked) for beside in _BESIDE.get(about, ())]
    return tuple(dict.fromkeys(asked)) or _UNSAID


def _says(text: str, asked: Sequence[str]) -> bool:
    if _ALTERNATIVE.search(text):
        return "closed" in asked
    return any(re.search(_SAYS[about], text) for about in asked)


def _is_named(clinic: str, question: str) -> bool:
    """Say whether the question names a clinic by what is its own in its name."""
    own = _NAME_WORD.findall(_OF_EVERY_NAME.sub(" ", clinic.lower()))
    letters = "".join(word[0] for word in own)  # AF, HF
    return bool(own) and (
        all(word in question.lower() for word in own)
        or (len(own) > 1 and re.search(rf"\b{re.escape(letters)}\b", question, re.IGNORECASE) is not None)
    )
