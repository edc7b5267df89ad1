"""Which part of a question with several parts the folder does not answer, and the way to get it answered."""

import re
from collections.abc import Callable

from twin.consultation.asked import Asked, EvidenceSource
from twin.consultation.events import Uncovered
from twin.consultation.knowledge_question import is_question
from twin.persona.clinic import ClinicPlan
from twin.persona.persona import Bilingual

MOST_PARTS = 4  # each costs a search
_BREAK = re.compile(
    r"(?<=[?？;；\n])\s*|[,，。.]?\s*(?:\b(?:and also|also,|and secondly|besides|another question:?)\s|另外|还有(?:就是)?[,，]?|顺便问?|再问一下|其次)"
)
_WORDS = re.compile(r"[A-Za-z]{2,}|[\u3400-\u9fff]")
LEAST_WORDS = 4  # English words, or Chinese characters; "and for how long?" belongs to the part before
_NOTICE = Bilingual(
    en="Not answered above, because the folder does not cover it: {parts}",
    zh="下面这部分上面没有回答，因为资料里没有：{parts}",
)
_ROUTE = Bilingual(
    en="To get it answered: ask it here again by itself, so that the physician's desk sees it as an open question, or bring it to {place}.",
    zh="想得到答复：请在这里单独再问一次，医生的工作台会看到这个未答的问题；或者带到{place}当面问。",
)
_CLINIC = Bilingual(en="the clinic", zh="门诊")


class PartialCoverage:
    """Looks for each part by itself. A question of one part is left alone: whether it is covered was said already."""

    def __init__(self, evidence: EvidenceSource, clinic_of: Callable[[str], ClinicPlan | None]) -> None:
        """Take the search and the physicians' clinics."""
        self._evidence = evidence
        self._clinic_of = clinic_of

    async def of(self, asked: Asked) -> Uncovered | None:
        """Give the parts of an answered question that nothing held answers; None where there are none."""
        parts = parts_of(asked.question)
        if len(parts) < 2:
            return None
        before = [turn.question for turn in asked.earlier]
        open_parts = []
        for number, part in enumerate(parts):
            evidence = await self._evidence.retrieve(
                asked.persona.id,
                part,
                language=asked.language,
                earlier=[*before, *parts[:number]],
                audience=asked.audience,
            )
            if not evidence.covered:
                open_parts.append(part)
        if not open_parts or len(open_parts) == len(parts):
            return None  # together they are covered: the parts were cut too small to judge
        quoted = [f"「{part}」" if asked.language == "zh" else f"“{part}”" for part in open_parts]
        return Uncovered(
            parts=tuple(open_parts),
            notice=_NOTICE.in_language(asked.language).format(parts=" ".join(quoted)),
            route=_ROUTE.in_language(asked.language).format(place=self._place(asked)),
        )

    def _place(self, asked: Asked) -> str:
        plan = self._clinic_of(asked.persona.id)
        if plan is None or not plan.clinics:
            return _CLINIC.in_language(asked.language)
        return plan.clinics[0].name.in_language(asked.language)


def parts_of(question: str) -> tuple[str, ...]:
    """Give the parts of a question that ask something of their own; at most four, in order.

    What stands before a part and asks nothing ("I have atrial fibrillation.") stays with it.
    """
    parts: list[str] = []
    waiting = ""
    for piece in (one.strip(" ,，;；\n") for one in _BREAK.split(question) if one):
        if not piece:
            continue
        whole = f"{waiting} {piece}".strip()
        if not is_question(piece):
            waiting = whole
        elif parts and len(_WORDS.findall(piece)) < LEAST_WORDS:
            parts[-1] = f"{parts[-1]} {whole}"
            waiting = ""
        else:
            parts.append(whole)
            waiting = ""
    if waiting and parts:
        parts[-1] = f"{parts[-1]} {waiting}"
    return tuple(parts[:MOST_PARTS])
