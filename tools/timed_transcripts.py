"""WebVTT and SRT from a document source: one line, one cue, timed by its length."""

from pathlib import Path

import pysubs2

from tools.document_source import DocumentSource

LATIN_CHARACTERS_PER_SECOND = 14.0  # about 150 words a minute
CHINESE_CHARACTERS_PER_SECOND = 4.2  # about 250 characters a minute
PAUSE_MILLISECONDS = 250


def write_vtt(source: DocumentSource, target: Path) -> None:
    """Write WebVTT."""
    target.write_text(_subtitles(source).to_string("vtt"), encoding="utf-8")


def write_srt(source: DocumentSource, target: Path) -> None:
    """Write SRT."""
    target.write_text(_subtitles(source).to_string("srt"), encoding="utf-8")


def _subtitles(source: DocumentSource) -> pysubs2.SSAFile:
    """Time every spoken line."""
    is_chinese = source.metadata["language"] == "zh"
    speed = CHINESE_CHARACTERS_PER_SECOND if is_chinese else LATIN_CHARACTERS_PER_SECOND
    subtitles = pysubs2.SSAFile()
    moment = 1000
    for block in source.blocks:
        if block.kind == "heading":
            moment += 1000
            continue
        for line in block.lines:
            length = round(1000 * max(1.2, len(line) / speed))
            subtitles.append(pysubs2.SSAEvent(start=moment, end=moment + length, text=line))
            moment += length + PAUSE_MILLISECONDS
    return subtitles
