"""What stands around the folder's sentences: notices, the persona's openings and closings, signposts. All of it is framing."""

import hashlib
import re
from collections.abc import Sequence

from twin.labels.disclosure import talk_closing_notice, talk_opening_notice
from twin.lecture.material import LAY
from twin.lecture.script import Brief, SceneKind, ScriptSentence, SentenceKind
from twin.lecture.talk_words import (
    SOURCES_SPOKEN,
    TO_A_BODY_SCENE,
    TO_WHAT_TO_DO,
    TO_WHAT_TO_DO_FOR_STAFF,
    TO_WHEN_TO_SEEK_HELP,
    TO_WHEN_TO_SEEK_HELP_FOR_STAFF,
)
from twin.persona.persona import Persona
from twin.voice.speaking_rate import estimated_seconds

SIGNPOSTS_FROM = 2.0  # minutes; a shorter talk has no time for them
# An opening that answers somebody's question, or points at a page, does not open a talk; so for closings.
_ANSWERS_SOMEBODY = re.compile(
    r"question|above|say this aloud|report|word|问题|问得|问过|您说了|上面|不好意思|报告|回答您|哪一行|ask me",
    re.IGNORECASE,
)
_NEEDS_A_LIST = re.compile(r"number it|一条一条", re.IGNORECASE)
_CONCLUSION = re.compile(r"short answer|conclusion|结论", re.IGNORECASE)


def framing_of(persona: Persona, brief: Brief, titles: Sequence[str]) -> frozenset[str]:
    """Give every phrase that a talk may say without a source: equal to the letter, it states nothing medical."""
    language = brief.language
    phrases = {
        *persona.manner.openings.in_language(language),
        *persona.manner.closings.in_language(language),
        talk_opening_notice(persona, language),
        talk_closing_notice(language),
        SOURCES_SPOKEN.in_language(language),
    }
    for title in titles:
        phrases.update(one.format(title=title) for one in TO_A_BODY_SCENE.in_language(language))
    for words in (
        TO_WHAT_TO_DO,
        TO_WHEN_TO_SEEK_HELP,
        TO_WHAT_TO_DO_FOR_STAFF,
        TO_WHEN_TO_SEEK_HELP_FOR_STAFF,
    ):
        phrases.add(words.in_language(language))
    return frozenset(phrases)


def framed(id_: str, text: str, kind: SentenceKind, language: str, *, rate: float = 1.0) -> ScriptSentence:
    """Give a sentence of the frame."""
    return ScriptSentence(
        id=id_,
        text=text,
        kind=kind,
        seconds=round(estimated_seconds(text, language, measured_rate=rate), 2),
    )


def opening_of(persona: Persona, brief: Brief, first_title: str) -> str:
    """Give the persona's words that open this talk; empty when none of them fits."""
    phrases = [
        one
        for one in persona.manner.openings.in_language(brief.language)
        if not _ANSWERS_SOMEBODY.search(one) and not _NEEDS_A_LIST.search(one)
    ]
    if _CONCLUSION.search(first_title):
        fitting = [one for one in phrases if _CONCLUSION.search(one)]
        phrases = fitting or phrases
    else:
        phrases = [one for one in phrases if not _CONCLUSION.search(one)]
    return _picked(phrases, brief.topic)


def closing_of(persona: Persona, brief: Brief) -> str:
    """Give the persona's words that close this talk; empty when none of them fits."""
    return _picked(
        [
            one
            for one in persona.manner.closings.in_language(brief.language)
            if not re.search(r"above|上面|print|照原样", one)
        ],
        brief.topic,
    )


def signpost(kind: SceneKind, number: int, title: str, brief: Brief) -> str:
    """Give the sentence that leads to a scene; empty in a talk that is too short for it, or before the first scene."""
    language = brief.language
    lay = brief.audience in LAY
    if kind is SceneKind.WHAT_TO_DO:
        return (TO_WHAT_TO_DO if lay else TO_WHAT_TO_DO_FOR_STAFF).in_language(language)
    if kind is SceneKind.WHEN_TO_SEEK_HELP:
        return (TO_WHEN_TO_SEEK_HELP if lay else TO_WHEN_TO_SEEK_HELP_FOR_STAFF).in_language(language)
    if kind is SceneKind.BODY and brief.minutes >= SIGNPOSTS_FROM and title[-1:] not in "…?？!！":
        forms = TO_A_BODY_SCENE.in_language(language)
        return forms[number % len(forms)].format(title=title)
    return ""


def _picked(phrases: Sequence[str], topic: str) -> str:
    """Take one by the topic, so that the same brief always gives the same talk."""
    if not phrases:
        return ""
    return phrases[hashlib.sha256(topic.encode()).digest()[0] % len(phrases)]
