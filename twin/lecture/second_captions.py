"""Captions in the other language: each sentence's counterpart, typed by an author and approved with the script, or the studio's own words.

Nothing is translated here by a machine. A talk has second captions when at least one of its sentences has a `translation`;
then every one must have its counterpart with the same figures, or the talk is refused with those that have none.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from twin.errors import SecondCaptionsMissing
from twin.labels.disclosure import talk_closing_notice, talk_opening_notice
from twin.lecture.script import Script, ScriptSentence
from twin.lecture.talk_words import (
    SOURCES_SPOKEN,
    TO_WHAT_TO_DO,
    TO_WHAT_TO_DO_FOR_STAFF,
    TO_WHEN_TO_SEEK_HELP,
    TO_WHEN_TO_SEEK_HELP_FOR_STAFF,
)
from twin.lecture.timeline import TimedScene, TimedSentence, Timeline
from twin.persona.persona import Persona
from twin.voice.speech import SpokenWord
from twin.voice.spoken_form import spoken_form
from twin.voice.spoken_tokens import spoken_tokens

_OWN = (
    SOURCES_SPOKEN,
    TO_WHAT_TO_DO,
    TO_WHAT_TO_DO_FOR_STAFF,
    TO_WHEN_TO_SEEK_HELP,
    TO_WHEN_TO_SEEK_HELP_FOR_STAFF,
)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
MISSING, OTHER_FIGURES = "no counterpart", "other figures"


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What second captions say for one sentence.

    `typed` is an author's, `own` the studio's own words for such a sentence; each may be empty, and what is typed counts.
    `fault` is `MISSING`, `OTHER_FIGURES`, or empty.
    """

    sentence: ScriptSentence
    typed: str
    own: str
    fault: str

    @property
    def words(self) -> str:
        """Give what is shown."""
        return self.typed or self.own


def other_language(language: str) -> str:
    """Give the language of the second captions."""
    return "en" if language == "zh" else "zh"


def has_second_captions(script: Script) -> bool:
    """Say whether an author gave any sentence its counterpart."""
    return any(one.translation for one in script.sentences())


def second_words(script: Script, persona: Persona) -> Mapping[str, str]:
    """Give what stands for each sentence in the other language, by sentence id.

    Raises:
        SecondCaptionsMissing: Naming every sentence without a counterpart, and every one whose figures differ from it.
    """
    found = counterparts(script, persona)
    faults = [(one.sentence.id, one.fault, one.sentence.text) for one in found if one.fault]
    if faults:
        raise SecondCaptionsMissing(other_language(script.brief.language), faults)
    return {one.sentence.id: one.words for one in found}


def counterparts(script: Script, persona: Persona) -> tuple[Counterpart, ...]:
    """Give what stands for each sentence in the other language so far, in the order in which they are spoken."""
    own = _own_words(script, persona)
    return tuple(
        Counterpart(one, one.translation, words, _fault(one, one.translation or words))
        for one in script.sentences()
        for words in (own.get(one.text, ""),)
    )


def second_timeline(timeline: Timeline, words: Mapping[str, str], *, language: str) -> Timeline:
    """Give the talk with the other words in place of what is said, spread evenly over the sound of each sentence."""

    def turned(sentence: TimedSentence) -> TimedSentence:
        text = spoken_form(words[sentence.said.id], language=language)
        tokens, seconds = spoken_tokens(text.spoken), sentence.said.speech.seconds
        whole = max((end for _, end in tokens), default=1)
        heard = tuple(
            SpokenWord(start, end, seconds * start / whole, seconds * end / whole) for start, end in tokens
        )
        said = sentence.said
        return replace(
            sentence, said=replace(said, text=text, speech=replace(said.speech, words=heard, phonemes=()))
        )

    def scene_turned(scene: TimedScene) -> TimedScene:
        return replace(scene, sentences=tuple(map(turned, scene.sentences)))

    return Timeline(tuple(map(scene_turned, timeline.scenes)))


def _own_words(script: Script, persona: Persona) -> Mapping[str, str]:
    here, there = script.brief.language, other_language(script.brief.language)
    own = {one.in_language(here): one.in_language(there) for one in _OWN}
    own[talk_opening_notice(persona, here)] = talk_opening_notice(persona, there)
    own[talk_closing_notice(here)] = talk_closing_notice(there)
    return own


def _fault(sentence: ScriptSentence, counterpart: str) -> str:
    if not counterpart:
        return MISSING
    if sorted(_FIGURE.findall(sentence.text)) != sorted(_FIGURE.findall(counterpart)):
        return OTHER_FIGURES
    return ""
