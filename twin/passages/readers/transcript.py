"""Read WebVTT and SRT: cues joined into sentences, each with its seconds. The door of pysubs2."""

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from twin.errors import DocumentUnreadable
from twin.passages.anchored_text import AnchoredText, clean, glue
from twin.passages.document import ReadText
from twin.passages.text_file import decoded_text
from twin.sentences import sentence_spans

_PARAGRAPH_PAUSE = 2.5  # seconds of silence after a finished sentence that begin a new paragraph
_LONGEST_RUN = 400  # characters without an end mark: the recogniser wrote no punctuation, so cues are lines
_NOT_SPOKEN = re.compile(r"^(?:NOTE|STYLE|REGION)\b.*?(?:\n\s*\n|\Z)", re.MULTILINE | re.DOTALL)
_MARKUP = re.compile(r"<[^>\n]{0,200}>")


@dataclass(frozen=True, slots=True)
class _Cue:
    start_seconds: float
    end_seconds: float
    text: str


def read(path: Path) -> ReadText:
    """Read a transcript; each anchor is one sentence with the seconds at which it begins and ends.

    Raises:
        DocumentUnreadable: If it is not UTF-8, or holds no timed line.
    """
    cues = _cues(decoded_text(path), path.suffix.lower())
    joints = _joints(cues)
    text = "".join(joint + cue.text for joint, cue in zip(joints, cues, strict=True))
    starts: list[int] = []
    position = 0
    for joint, cue in zip(joints, cues, strict=True):
        starts.append(position + len(joint))
        position = starts[-1] + len(cue.text)
    return _anchored(text, cues, starts)


def _cues(content: str, suffix: str) -> list[_Cue]:
    import pysubs2

    if suffix == ".vtt" and not content.startswith("WEBVTT"):
        raise DocumentUnreadable("a .vtt file begins with the line WEBVTT. Export it again, or name it .srt")
    # pysubs2 would read a comment block behind a cue as spoken words.
    spoken = _NOT_SPOKEN.sub("", content) if suffix == ".vtt" else content
    try:
        events = pysubs2.SSAFile.from_string(spoken, format_=suffix.removeprefix(".")).events
    except (pysubs2.exceptions.Pysubs2Error, ValueError, IndexError) as error:
        raise DocumentUnreadable(
            "no timed lines (00:00:01.000 --> 00:00:04.000) in it. Export it again"
        ) from error
    cues = [
        _Cue(event.start / 1000, event.end / 1000, words)
        for event in sorted(events, key=lambda e: (e.start, e.end))
        if (words := clean(_MARKUP.sub("", event.plaintext).replace("\n", " ")))
    ]
    if not cues:
        raise DocumentUnreadable("no timed lines (00:00:01.000 --> 00:00:04.000) in it. Export it again")
    return cues


def _joints(cues: list[_Cue]) -> list[str]:
    """Give what stands before each cue: nothing, a blank, or a line end where a thought ended."""
    text = "".join(cue.text for cue in cues)
    spans = sentence_spans(text)
    unpunctuated = len(text) > _LONGEST_RUN and len(text) / len(spans) > _LONGEST_RUN
    joints = [""]
    for before, cue in pairwise(cues):
        pause = cue.start_seconds - before.end_seconds
        ended = before.text.rstrip("\"'”’」』）)]")[-1:] in ("。", "！", "？", ".", "!", "?", "…")
        if unpunctuated or (pause >= _PARAGRAPH_PAUSE and ended):
            joints.append("\n\n" if pause >= _PARAGRAPH_PAUSE else "\n")
        else:
            joints.append(glue(before.text, cue.text))
    return joints


def _anchored(text: str, cues: list[_Cue], starts: list[int]) -> ReadText:
    anchored = AnchoredText()
    number = 0
    end = 0
    for start, next_end in sentence_spans(text):
        while number + 1 < len(cues) and starts[number + 1] <= start:
            number += 1
        last = number
        while last + 1 < len(cues) and starts[last + 1] < next_end:
            last += 1
        anchored.add(
            text[start:next_end],
            joint=text[end:start],
            start_seconds=_second_at(start, cues[number], starts[number]),
            end_seconds=_second_at(next_end, cues[last], starts[last]),
        )
        end = next_end
    return anchored.built()


def _second_at(position: int, cue: _Cue, cue_start: int) -> float:
    """Place a character inside its cue in proportion to the cue's length."""
    share = min(max((position - cue_start) / max(len(cue.text), 1), 0.0), 1.0)
    return round(cue.start_seconds + share * (cue.end_seconds - cue.start_seconds), 3)
