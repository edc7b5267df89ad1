"""A small talk with every layout, for the tests of slides."""

import datetime
from typing import Any

from twin.lecture.script import (
    Brief,
    Chart,
    Scene,
    SceneKind,
    Script,
    ScriptSentence,
    SentenceSource,
    TableOfFacts,
)
from twin.persona.persona import Language

PAPER = SentenceSource(passage_id="p1", line="Ettehad D, et al. Lancet 2016;387:957")
LECTURE = SentenceSource(passage_id="p2", line="Living with high pressure, lecture, 2026, slide 7")


def said(text: str, *sources: SentenceSource, id: str = "s") -> ScriptSentence:
    """Give one sentence."""
    return ScriptSentence(id=id, text=text, sources=sources)


def scene(number: int, layout: Any, title: str, **more: Any) -> Scene:
    """Give one scene with one sentence, unless other sentences are given."""
    kinds = {"title": SceneKind.TITLE, "sources": SceneKind.SOURCES}
    more.setdefault("sentences", (said(f"Sentence {number}.", LECTURE, id=f"s{number}"),))
    return Scene(
        id=f"scene{number}", kind=kinds.get(layout, SceneKind.BODY), layout=layout, title=title, **more
    )


def talk(*scenes: Scene, language: Language = "en", title: str = "Blood pressure") -> Script:
    """Give a script of these scenes."""
    brief = Brief(persona_id="cardiology", topic=title, language=language)
    return Script(title=title, brief=brief, scenes=scenes, made_on=datetime.date(2026, 11, 22))


CHART = Chart(
    title="Risk reduction per 10 mmHg",
    unit="%",
    labels=("Stroke", "Heart failure", "All-cause death"),
    values=(27, 28, 13),
    source=PAPER,
)
TABLE = TableOfFacts(
    columns=("Measure", "Morning", "Evening"),
    rows=(("Readings", "2", "2"), ("Rest", "5 min", "5 min")),
    source=PAPER,
)


def every_layout(language: Language = "en") -> Script:
    """Give a talk that has each layout once."""
    chinese = language == "zh"
    return talk(
        scene(0, "title", "与高血压相处" if chinese else "Living with high blood pressure"),
        scene(1, "bullets", "为什么重要" if chinese else "Why", bullets=("低于 130/80 mmHg", "Below 130/80")),
        scene(2, "chart", "10 mmHg", chart=CHART),
        scene(
            3, "quote", "我的话" if chinese else "My words", quote="“安静的七天才是消息。” Seven quiet days."
        ),
        scene(
            4, "two_columns", "Do, and do not", bullets=("Sit five minutes",), right_bullets=("Do not talk",)
        ),
        scene(5, "table", "在家测量" if chinese else "At home", table=TABLE),
        scene(6, "picture", "The cuff", picture="cuff.svg"),
        scene(7, "sources", "资料来源" if chinese else "Sources"),
        language=language,
    )


PICTURES = {
    "cuff.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#0b7f7c"/></svg>'
}
