"""The fixed words on slides and handouts, in both languages."""

import re

from twin.lecture.script import SceneKind
from twin.persona.persona import Language

LABEL = {"en": "AI-generated · digital twin", "zh": "AI 生成 · 数字分身"}
DRAFT = {"en": "DRAFT · not approved", "zh": "草稿 · 未经批准"}
SEE_SOURCES = {"en": "(see the sources at the end)", "zh": "（见文末资料来源）"}
MORE_SOURCES = {"en": "and {} more in the handout", "zh": "另有 {} 条，见讲义"}
HANDOUT = {
    "en": {"notes": "What is said", "sources": "Sources", "page": "Page {}"},
    "zh": {"notes": "讲解", "sources": "资料来源", "page": "第 {} 页"},
}
_KICKERS: dict[SceneKind, dict[Language, str]] = {
    SceneKind.TITLE: {"en": "Talk", "zh": "讲座"},
    SceneKind.WHY: {"en": "Why it matters", "zh": "为什么重要"},
    SceneKind.BODY: {"en": "What is known", "zh": "要点"},
    SceneKind.WHAT_TO_DO: {"en": "What to do", "zh": "怎么做"},
    SceneKind.WHEN_TO_SEEK_HELP: {"en": "When to seek help", "zh": "何时就医"},
    SceneKind.SOURCES: {"en": "Sources", "zh": "资料来源"},
}
_NUMBERED = re.compile(r"^\s*(?:\d+|[一二三四五六七八九十]+)\s*[·.、:：]\s*")
_DIGITS = "〇一二三四五六七八九"


def kicker_line(number: int, word: str, kind: SceneKind, language: Language) -> str:
    """Give the small line over a title: the section's number and a word, the scene's own or that of its kind.

    A word that brings a number of its own ("2 · Evidence") keeps only the word.
    """
    word = _NUMBERED.sub("", word).strip() or _KICKERS[kind][language]
    if language == "zh":
        return f"{chinese_number(number)} · {word}"
    return f"{number} · {word.upper()}"


def chinese_number(number: int) -> str:
    """Write 1 to 99 in Chinese numerals; larger ones stay as they are."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    return ("" if tens == 0 else ("十" if tens == 1 else f"{_DIGITS[tens]}十")) + (
        _DIGITS[ones] if ones else ""
    )
