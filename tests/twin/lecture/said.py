"""Sentences as a voice would have spoken them: evenly, so that every time can be reckoned by hand."""

import re

import numpy as np

from twin.lecture.timeline import SaidScene, SaidSentence
from twin.voice.speech import Speech, SpokenPhoneme, SpokenWord
from twin.voice.spoken_text import SpokenSpan, SpokenText

RATE = 24000
WORD = re.compile(r"[\u4e00-\u9fff]|[A-Za-z0-9.%/–-]*[A-Za-z0-9%]")


def text_of(written: str, language: str = "en") -> SpokenText:
    """Give a text that is read as it is written."""
    spans = tuple(SpokenSpan(m.start(), m.end(), m.start(), m.end()) for m in WORD.finditer(written))
    return SpokenText(written, written, language, spans)


def speech_of(text: SpokenText, *, a_character: float = 0.07, begins: float = 0.04) -> Speech:
    """Speak evenly, `a_character` seconds for each, after `begins` seconds of silence; a tone where words are."""
    words, at = [], begins
    for span in text.spans:
        took = a_character * (span.end - span.start)
        words.append(SpokenWord(span.start, span.end, at, at + took))
        at += took + a_character
    seconds = np.arange(int((at + 0.05) * RATE)) / RATE
    loud = np.zeros(len(seconds))
    for word in words:
        loud[(seconds >= word.start_seconds) & (seconds < word.end_seconds)] = 1
    samples = (loud * 6000 * np.sin(2 * np.pi * 220 * seconds)).astype(np.int16)
    phonemes = tuple(SpokenPhoneme("a", word.start_seconds, word.end_seconds) for word in words)
    return Speech(samples, RATE, tuple(words), phonemes)


def said(
    identity: str, written: str, language: str = "en", *, a_character: float | None = None
) -> SaidSentence:
    """Give one spoken sentence."""
    text = text_of(written, language)
    pace = a_character or (0.2 if language == "zh" else 0.065)
    return SaidSentence(identity, text, speech_of(text, a_character=pace))


def scene(identity: str, *sentences: SaidSentence) -> SaidScene:
    """Give one scene."""
    return SaidScene(identity, f"About {identity}", sentences)
