"""Assembles arriving pieces of text into draft sentences. Keeps at most one unfinished sentence."""

import re

from twin.gate.citation_marks import PlacedCitation, open_mark_start, take_out_citations
from twin.gate.draft_sentence import DraftSentence
from twin.sentences import sentence_spans

# Longer than any sentence of the folder (the longest has about 420 characters); a model that never ends one is babbling.
MAX_SENTENCE_CHARACTERS = 2_000
_END_MARK = re.compile(r"[。！？｡!?．.…\n]")  # without one nothing can be complete
_UNFINISHED_END = re.compile(r"[。！？｡!?．.…\"'”’」』》）)\]】〉*_~`]+\s*$")


class SentenceStream:
    """Turns pieces into sentences as soon as each is complete, with the citations before or behind its end mark.

    A sentence is complete when the next one has begun, because a citation may still follow the end mark.
    """

    def __init__(self) -> None:
        """Start with nothing arrived."""
        self._buffer = ""
        self._skipping = False
        self._paragraph = False

    def feed(self, piece: str) -> list[DraftSentence]:
        """Take one piece; give the sentences it completes, in order."""
        self._buffer += piece
        if not _END_MARK.search(self._buffer) and len(self._buffer) <= MAX_SENTENCE_CHARACTERS:
            return []
        sentences = self._take(final=False)
        if len(self._buffer) > MAX_SENTENCE_CHARACTERS:
            self._buffer = ""
            if not self._skipping:
                self._skipping = True
                sentences.append(DraftSentence("", too_long=True))
        return sentences

    def finish(self) -> list[DraftSentence]:
        """Give what is left when the text has ended properly."""
        return self._take(final=True)

    def _take(self, *, final: bool) -> list[DraftSentence]:
        arrived = self._buffer if final else self._buffer[: open_mark_start(self._buffer)]
        held_back = self._buffer[len(arrived) :]
        clean, placed = take_out_citations(arrived)
        spans = sentence_spans(clean)
        complete = spans if final else spans[: self._complete(clean, spans)]
        sentences: list[DraftSentence] = []
        last_end = 0
        for number, (start, end) in enumerate(complete):
            following = spans[number + 1][0] if number + 1 < len(spans) else len(clean) + 1
            keys = _keys_between(placed, clean, start if number else -1, end, following)
            sentences += self._draft(clean[start:end], keys, clean[last_end:start])
            last_end = end
        if complete and not final:
            following = spans[len(complete)][0]
            self._buffer = _rest_with_marks(clean, placed, last_end, following) + held_back
        elif final:
            self._buffer = ""
        return sentences

    def _complete(self, clean: str, spans: list[tuple[int, int]]) -> int:
        """Count the sentences that are surely complete: those behind which another has begun in earnest."""
        if not spans:
            return 0
        last = clean[spans[-1][0] : spans[-1][1]]
        begun = len(spans) - 1
        # A lone closing mark or emphasis may still belong to the sentence before.
        return begun - 1 if begun and _UNFINISHED_END.fullmatch(last) else begun

    def _draft(self, text: str, keys: tuple[str, ...], before: str) -> list[DraftSentence]:
        paragraph = before.count("\n") >= 2 or self._paragraph
        self._paragraph = False
        if self._skipping:  # the tail of a run that was too long
            self._skipping = False
            return []
        if not _UNFINISHED_END.sub("", text).strip("-*_#> "):
            self._paragraph = paragraph
            return []
        return [DraftSentence(text, keys, paragraph)]


def _keys_between(
    placed: list[PlacedCitation], clean: str, start: int, end: int, following: int
) -> tuple[str, ...]:
    """Collect the keys of one sentence: inside it, or behind it before the next begins on the same line."""
    keys: list[str] = []
    for citation in placed:
        inside = start < citation.offset <= end
        behind = end < citation.offset <= following and "\n" not in clean[end : citation.offset]
        opens = citation.offset == start and start > 0 and "\n" in clean[:start][-2:]
        if inside or behind or opens:
            keys += [key for key in citation.keys if key not in keys]
    return tuple(keys)


def _rest_with_marks(clean: str, placed: list[PlacedCitation], end: int, following: int) -> str:
    """Give the text behind the released sentences, with the marks that belong to it put back."""
    parts: list[str] = []
    last = end
    for citation in placed:
        belongs = citation.offset > following or (
            citation.offset > end and "\n" in clean[end : citation.offset]
        )
        if citation.offset >= end and belongs:
            parts += [clean[last : citation.offset], " [" + ", ".join(citation.keys) + "]"]
            last = citation.offset
    return "".join(parts) + clean[last:]
