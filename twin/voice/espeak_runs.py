"""A spoken text as espeak-ng is to read it: in runs of one language, respelled where it would misread, mapped back.

In a Chinese text an English word is read by the English voice. Measured with twelve drug names inside a Chinese sentence
(November 2026): the Chinese voice keeps the stress of none of them, the English one of all twelve. Single capitals and abbreviations stay with the Chinese voice, which names letters well and makes no joint.
"""

import re
from dataclasses import dataclass

VOICE_OF = {"en": "en-us", "zh": "cmn"}
# A word of three or more letters that is not all capitals, and what stands between such words.
_FOREIGN = re.compile(r"[A-Za-z]*[a-z][A-Za-z'’-]+[a-z](?:[ ,]+[A-Za-z][A-Za-z'’-]*[a-z])*")
_HAN = re.compile(r"[\u3400-\u9fff]+(?:[，、：；\s]*[\u3400-\u9fff]+)*")
# A lone "A" among lone capitals, or behind what letters stand behind, is a letter and no article.
_LETTER_A = re.compile(
    r"(?<=\b[A-Z] )A\b|\bA(?= [A-Z]\b)|(?<=\b[Vv]itamin )A\b|(?<=\b[Tt]ype )A\b|(?<=\b[Hh]epatitis )A\b"
    r"|(?<=\b[Ii]nfluenza )A\b|(?<=\b[Gg]roup )A\b|(?<=\b[Cc]lass )A\b|(?<=\b[b-z] )A\b|(?<=globin )A\b|\bA(?= one\b)"
)
_LONE_A = re.compile(r"(?<![A-Za-z'’-])A(?![A-Za-z'’-])")  # in Chinese there is no article
_ENDS = ".?!。？！"
_UNREADABLE = re.compile(r"[\r\n\t\0]")


@dataclass(frozen=True, slots=True)
class TextRun:
    """What one voice reads. `offsets[i]` is where character i of `text` stands in the spoken text."""

    text: str
    language: str
    offsets: tuple[int, ...]


def espeak_runs(spoken: str, language: str) -> list[TextRun]:
    """Cut a spoken text into runs, in order; a run without anything to say is part of its neighbour."""
    spoken = _UNREADABLE.sub(" ", spoken)
    foreign = _FOREIGN if language == "zh" else _HAN
    other = "en" if language == "zh" else "zh"
    pieces: list[tuple[int, int, str]] = []
    at = 0
    for found in foreign.finditer(spoken):
        if re.search(r"\w", spoken[at : found.start()]):
            pieces.append((at, found.start(), language))
            at = found.start()
        # What stands between two foreign runs and says nothing is read with the second.
        pieces.append((at, found.end(), other))
        at = found.end()
    if re.search(r"\w", spoken[at:]) or not pieces:
        pieces.append((at, len(spoken), language))
    elif at < len(spoken):
        begin, _, last = pieces.pop()
        pieces.append((begin, len(spoken), last))
    return [_run(spoken, piece, is_last=piece is pieces[-1]) for piece in pieces]


def _run(spoken: str, piece: tuple[int, int, str], *, is_last: bool) -> TextRun:
    begin, end, language = piece
    letters: list[str] = []
    offsets: list[int] = []
    at = begin
    for found in (_LETTER_A if language == "en" else _LONE_A).finditer(spoken, begin, end):
        letters += spoken[at : found.start()]
        offsets += range(at, found.start())
        letters += "eigh"  # what espeak-ng reads as the letter's name
        offsets += [found.start()] * 4
        at = found.end()
    letters += spoken[at:end]
    offsets += range(at, end)
    text = "".join(letters)
    if not is_last and text.rstrip()[-1:] not in _ENDS:
        text += ","  # the voice stays up where the sentence goes on
        offsets.append(end - 1)
    return TextRun(text, language, tuple(offsets))
