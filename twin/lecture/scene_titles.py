"""What stands over a scene: the folder's own heading, else the shortest true words about it."""

import re
from collections.abc import Sequence

from twin.lecture.material import LAY
from twin.lecture.outline import Line
from twin.lecture.script import Brief, SceneKind
from twin.lecture.talk_words import TITLES, TITLES_FOR_STAFF

LONGEST = {"en": 52, "zh": 18}  # characters of one line at the size of a slide's title
_BEGINS = 0.3  # what `twin.lecture.speakable` adds to a passage's first sentence
_CLAUSE = {"en": re.compile(r"[,;:.?!](?:\s|$)|\s[–—-]\s"), "zh": re.compile(r"[，；：。？！]")}


def scene_title(kind: SceneKind, heading: str, brief: Brief) -> str:
    """Give the title of a scene; empty where it must be taken from its lines."""
    language = brief.language
    if kind in (SceneKind.BODY, SceneKind.WHY) and heading:
        return heading.rstrip(".。:：")
    table = TITLES if brief.audience in LAY else {**TITLES, **TITLES_FOR_STAFF}
    return table[kind].in_language(language) if kind in table else ""


def title_from_lines(lines: Sequence[Line], language: str) -> str:
    """Give the beginning of the weightiest line that is short enough to stand over a slide."""
    # The first line of a passage weighs more because a talk begins well with it; for a title that counts nothing.
    ranked = sorted(lines, key=lambda one: (-one.weight + _BEGINS * (one is lines[0]), one.place))
    for line in ranked:
        first = _CLAUSE[language].split(line.text)[0].strip()
        if any(one.isdigit() for one in first):
            continue  # half a threshold over a slide says less than it seems to
        if (3 if language == "zh" else 8) <= len(first) <= LONGEST[language]:
            return first
    return _cut(ranked[0].text, language) if ranked else ""


def _cut(text: str, language: str) -> str:
    if language == "zh":
        return text[: LONGEST["zh"]].rstrip("，。；：") + "…"
    words = text.split()
    while words and len(" ".join(words)) > LONGEST["en"]:
        words.pop()
    return " ".join(words).rstrip(",;:.") + "…"
