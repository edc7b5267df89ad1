"""Text of one physician in another's folder."""

import re
from collections.abc import Iterator, Mapping, Sequence

from twin.passages.document import Document
from twin.persona.slots import Slot
from twin.sentences import CJK, sentences_of, without_marks

RUN = 8  # words, or Chinese characters, of one run
# Runs shared by two documents: 24 are about 31 words on end. The demo's folders, written by four hands from the same guidelines,
# share at most 13 between two documents of two persons.
COPIED_RUNS = 24
_TOKEN = re.compile(rf"[{CJK}]|[a-z]+|\d+")

Runs = Mapping[str, frozenset[str]]


def runs_of(documents: Sequence[Document]) -> Runs:
    """Give the runs of each of a physician's own documents; the clinic's page and shared guidelines are nobody's own words."""
    own = [one for one in documents if one.slot not in {Slot.CLINIC, Slot.GUIDELINES}]
    return {one.name: frozenset(_runs(one.text)) for one in own}


def copies_of(
    documents: Sequence[Document], others: Mapping[str, Runs]
) -> Iterator[tuple[str, str, str, str]]:
    """Find documents that repeat a document of another physician.

    Args:
        documents: All documents of one persona, the shared guidelines among them: what both quote from these is no copy.
        others: By persona, the runs of its documents.

    Yields:
        (document, first copied sentence, other persona, its document).
    """
    shared = {run for one in documents if one.slot == Slot.GUIDELINES for run in _runs(one.text)}
    texts = {one.name: one.text for one in documents}
    for name, mine in runs_of(documents).items():
        for persona, theirs in others.items():
            for other, runs in theirs.items():
                copied = (mine & runs) - shared
                if len(copied) >= COPIED_RUNS:
                    yield name, _first_with(texts[name], copied), persona, other


def _runs(text: str) -> Iterator[str]:
    """Give the runs of a text, marks and case aside."""
    words = _TOKEN.findall(without_marks(text).lower())
    yield from (" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def _first_with(text: str, copied: set[str] | frozenset[str]) -> str:
    """Give the first sentence that holds a copied run."""
    return next((one for one in sentences_of(text) if any(run in copied for run in _runs(one))), "")
