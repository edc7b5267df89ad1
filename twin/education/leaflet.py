"""A leaflet: a lesson on paper, in normal and in large print, with its sources, the day it was checked, and a code back to it."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from twin.education.lesson import Lesson
from twin.education.lesson_terms import ExplainedTerm, TermExplainer
from twin.labels.disclosure import standing_notice, twin_name
from twin.labels.manifest import Facts
from twin.persona.persona import Bilingual, Persona
from twin.typesetting.qr_code import qr_drawing
from twin.typesetting.typst_door import compile_pdf, compile_pictures

TEMPLATE = "leaflet.typ"
NORMAL_PPI = 96.0  # pixels an inch of pictures to look at
CARERS = {
    "child": Bilingual(
        en="For parents and carers. Read it together, and let your child say it back in easy words.",
        zh="给家长和照顾孩子的人。请一起读，让孩子用自己的话说一遍。",
    ),
    "elder": Bilingual(
        en="For family and carers. Where it says “you”, the person you care for is meant. Read it together, "
        "and ask them to tell it back in their own words.",
        zh="给家属和照顾的人。文中的“您”是指您照顾的人。请一起读，再请他用自己的话说一遍。",
    ),
}
_WORDS = {
    "emergency": Bilingual(en="In an emergency call {number}", zh="紧急情况拨打 {number}"),
    "terms": Bilingual(en="Words explained", zh="词语解释"),
    "sources": Bilingual(en="Where this comes from", zh="内容出处"),
    "checked": Bilingual(
        en="Each sentence checked against its source on {date}", zh="每句话均已与出处核对，日期：{date}"
    ),
    "by": Bilingual(en="From what {name} wrote and said", zh="内容来自{name}写过、讲过的话"),
    "scan": Bilingual(en="Read it on your phone", zh="扫码在手机上看"),
    "ask": Bilingual(
        en="This leaflet does not replace a visit. Bring your questions to the clinic.",
        zh="这份资料不能代替看病。有问题请带到门诊来问。",
    ),
    "say_back": Bilingual(en="Say it back in your own words", zh="用自己的话说一遍"),
    "page": Bilingual(en="Page {}", zh="第{}页"),
    "plain": Bilingual(
        en="In plain words; “…” are the physician's own.", zh="用浅白的话写成；“…”里是医生的原话。"
    ),
}


@dataclass(frozen=True, slots=True)
class Leaflet:
    """What stands on a leaflet. `terms` are explained in the order of their first use; `carers` is "" for the patient's own."""

    lesson: Lesson
    persona: Persona
    terms: tuple[ExplainedTerm, ...]
    carers: str
    address: str
    emergency_number: str

    def to_data(self, *, is_large: bool) -> dict[str, Any]:
        """Give what the template reads."""
        lesson, language = self.lesson, self.lesson.language
        words = {name: text.in_language(language) for name, text in _WORDS.items()}
        words["emergency"] = words["emergency"].format(number=self.emergency_number)
        words["checked"] = words["checked"].format(date=lesson.checked.isoformat())
        words["by"] = words["by"].format(name=_author(self.persona, language))
        return {
            "title": lesson.title,
            "language": language,
            "large": is_large,
            "twin": twin_name(self.persona, language),
            "place": self.persona.hospital.in_language(language),
            "label": standing_notice(self.persona, language),
            "carers": self.carers,
            "address": self.address,
            "qr": qr_drawing(self.address),
            "words": words,
            "chunks": [
                {
                    "title": chunk.title,
                    "statements": [
                        {"text": one.text, "number": one.source.number, "quoted": one.is_quoted}
                        for one in chunk.statements
                    ],
                }
                for chunk in lesson.chunks
            ],
            "terms": [{"term": one.written, "plain": one.plain} for one in self.terms],
            "sources": _sources(lesson),
        }

    def facts(self, *, is_large: bool = False) -> Facts:
        """Give what the manifest of this leaflet says."""
        lesson, data = self.lesson, self.to_data(is_large=is_large)
        made_from = json.dumps(data, sort_keys=True, ensure_ascii=False, default=str)
        return Facts(
            kind="leaflet",
            title=lesson.title,
            language=lesson.language,
            persona_id=lesson.persona,
            persona_name=twin_name(self.persona, lesson.language),
            is_fictional=self.persona.fictional,
            made_from=hashlib.sha256(made_from.encode()).hexdigest(),
            sources=tuple(one.line for one in lesson.sources),
            made_on=lesson.checked.isoformat(),
        )

    def pdf(self, *, is_large: bool = False) -> bytes:
        """Set the leaflet as PDF/UA; equal leaflets give equal bytes.

        Raises:
            TypesettingError: When it cannot be set, such as Chinese without a Chinese font.
        """
        return compile_pdf(TEMPLATE, self.to_data(is_large=is_large))

    def pictures(self, *, is_large: bool = False) -> tuple[bytes, ...]:
        """Give its pages as PNG, in order. Raises as `pdf`."""
        return compile_pictures(TEMPLATE, self.to_data(is_large=is_large), ppi=NORMAL_PPI)


def leaflet_of(
    lesson: Lesson,
    persona: Persona,
    *,
    explainer: TermExplainer,
    public_url: str,
    emergency_number: str,
    for_carers: bool = False,
) -> Leaflet:
    """Make the leaflet of a lesson.

    Args:
        lesson: In plain words, or simpler.
        persona: Whose lesson it is.
        explainer: Explains the terms.
        public_url: The address of the service, without a slash behind it.
        emergency_number: The local one.
        for_carers: For who cares for the patient; without effect where nobody depends on another.
    """
    carers = (
        CARERS[lesson.dependents].in_language(lesson.language) if for_carers and lesson.dependents else ""
    )
    # The code leads to the lesson in the leaflet's language, whatever the phone's.
    address = f"{public_url.rstrip('/')}/d/{lesson.persona}/learn/{lesson.topic}?lang={lesson.language}"
    return Leaflet(lesson, persona, terms_of(lesson, explainer), carers, address, emergency_number)


def terms_of(lesson: Lesson, explainer: TermExplainer) -> tuple[ExplainedTerm, ...]:
    """Give the terms of a lesson, each once, in the order of their first use."""
    found: dict[str, ExplainedTerm] = {}
    for chunk in lesson.chunks:
        for statement in chunk.statements:
            for term in explainer.terms_in(statement.text, lesson.language):
                found.setdefault(term.id, replace(term, written=term.written.lower()))
    return tuple(found.values())


def _author(persona: Persona, language: str) -> str:
    """Give whose words the lesson rests on; without consent to the name, the post stands for it."""
    if not persona.consent.name:
        return persona.title.in_language(language)
    name = persona.name.in_language(language)
    return f"{name}医生" if language == "zh" else name


def _sources(lesson: Lesson) -> Sequence[dict[str, Any]]:
    return [
        {"number": one.number, "line": one.line, "references": list(one.references)} for one in lesson.sources
    ]
