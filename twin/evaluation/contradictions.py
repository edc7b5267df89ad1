"""Sentences of one folder that contradict what the physician approved: opposite advice, or another number in the same frame."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twin.evaluation.sentence_frames import Frame, Rarity, frame_of, is_opposite, other_number
from twin.passages.document import Document
from twin.persona.slots import Slot
from twin.sentences import sentences_of

# How like two sentences must be before they count as one frame. On the four demo folders (7,100 sentences) the likest pairs that count
# otherwise or turn otherwise, and are no contradictions, lie at 0.73 and 0.77.
SAME_FRAME_NUMBER = 0.8
SAME_FRAME_OPPOSITE = 0.85
COMMON_SENTENCES = 150  # a term of more sentences than this leads to no pair by itself
FEWEST_SHARED = 3  # rarer terms that a pair must share before it is weighed


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sentences of one frame. `approved` stands in an approved answer or a document that supersedes another.

    `is_number` is true when a number differs, false when the advice is turned.
    """

    suspect: Frame
    approved: Frame
    is_number: bool


def contradictions_in(documents: Sequence[Document]) -> list[Contradiction]:
    """Find what contradicts an approved answer, or a document that supersedes another, in the same folder.

    Left out are the clinic's page, questions, pairs of shared guidelines, and what a document supersedes rightly: with a later date
    and no less authority. When both sentences are approved, the document of the later date is the suspect.

    Args:
        documents: All documents of one persona.

    Returns:
        In the order of the documents.
    """
    read = {document.name: document for document in documents if document.slot != Slot.CLINIC}
    frames = [
        frame
        for document in read.values()
        for sentence in sentences_of(document.text)
        if (frame := frame_of(document.name, sentence)) is not None
    ]
    approved = {
        name for name, one in read.items() if one.slot == Slot.ANSWERS or _supersedes_rightly(one, read)
    }
    replaced = {(one.name, old) for one in read.values() for old in _replaced_by(one, read)}
    rarity = Rarity(frames)
    found = []
    for one, other in _pairs(frames, approved):
        if (one.document, other.document) in replaced or (other.document, one.document) in replaced:
            continue
        is_number = other_number(one, other)
        if not is_number and not is_opposite(one, other):
            continue
        if rarity.likeness(one, other) >= (SAME_FRAME_NUMBER if is_number else SAME_FRAME_OPPOSITE):
            suspect, trusted = _suspect_first(one, other, approved, read)
            found.append(Contradiction(suspect, trusted, is_number))
    return found


def _pairs(frames: Sequence[Frame], approved: set[str]) -> Iterator[tuple[Frame, Frame]]:
    """Give pairs that share rare terms, in one language, of two documents of which one is approved; each pair once."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, frame in enumerate(frames):
        shared: Counter[int] = Counter()
        for term in frame.terms:
            if len(holders[term]) <= COMMON_SENTENCES:
                shared.update(holders[term])
            holders[term].append(number)
        for earlier, count in shared.items():
            other = frames[earlier]
            if count < FEWEST_SHARED or other.document == frame.document or other.language != frame.language:
                continue
            if frame.document in approved or other.document in approved:
                yield other, frame


def _supersedes_rightly(document: Document, read: dict[str, Document]) -> bool:
    """Say whether a document replaces one that is there."""
    return any(True for _ in _replaced_by(document, read))


def _replaced_by(document: Document, read: dict[str, Document]) -> Iterator[str]:
    """Give what a document supersedes with a later date and no less authority; a mere claim replaces nothing."""
    for name in document.metadata.supersedes:
        old = read.get(name)
        if old is None or document.slot > old.slot or document.metadata.date is None:
            continue
        if old.metadata.date is None or document.metadata.date > old.metadata.date:
            yield name


def _suspect_first(
    one: Frame, other: Frame, approved: set[str], read: dict[str, Document]
) -> tuple[Frame, Frame]:
    """Order a pair: what is not approved first, else what is later."""
    if (one.document in approved) != (other.document in approved):
        return (other, one) if one.document in approved else (one, other)
    dates = [read[frame.document].metadata.date for frame in (one, other)]
    one_is_later = dates[0] is not None and dates[1] is not None and dates[0] > dates[1]
    return (one, other) if one_is_later else (other, one)
