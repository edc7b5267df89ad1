"""What the tests of voices share."""

import re

import numpy as np
import pytest
from numpy.typing import NDArray

from twin.voice.speech import Speech
from twin.voice.spoken_text import SpokenSpan, SpokenText


def as_spoken(text: str, language: str) -> SpokenText:
    """Give a text that is read as it is written."""
    spans = tuple(SpokenSpan(*found.span(), *found.span()) for found in re.finditer(r"\w+", text))
    return SpokenText(text, text, language, spans)


def assert_words_cover(speech: Speech, text: str) -> None:
    """Every letter belongs to a word, words follow each other, and none lies outside the sound."""
    said = "".join(text[word.start : word.end] for word in speech.words)
    assert re.findall(r"\w", said) == re.findall(r"\w", text)
    ends = [0.0] + [word.end_seconds for word in speech.words]
    for word, earlier in zip(speech.words, ends, strict=False):
        assert earlier - 1e-9 <= word.start_seconds < word.end_seconds
    assert ends[-1] <= speech.seconds + 0.01


@pytest.fixture
def tone() -> NDArray[np.int16]:
    """Give a second of a 440 Hz tone at 24 kHz."""
    return (8000 * np.sin(2 * np.pi * 440 * np.arange(24_000) / 24_000)).astype(np.int16)
