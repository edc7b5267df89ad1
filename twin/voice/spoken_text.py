"""The spoken form of a sentence, and where each spoken run stands in the written one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpokenSpan:
    """One run that is read otherwise than written, or a word read as it stands.

    `start`, `end` are character offsets into `SpokenText.spoken`, `written_start`, `written_end` into
    `SpokenText.written`; all half-open. Spans are in order, do not overlap, and cover every letter and digit of both.
    """

    start: int
    end: int
    written_start: int
    written_end: int


@dataclass(frozen=True, slots=True)
class SpokenText:
    """What is shown and what is read aloud. `language` is en or zh."""

    written: str
    spoken: str
    language: str
    spans: tuple[SpokenSpan, ...]
