"""What of a folder a talk can be made of: the sections of its documents that belong to the topic, in the talk's language."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from twin.evidence.language import passage_language
from twin.index.held_passage import HeldPassage
from twin.lecture.alike import marks_of
from twin.lecture.script import Brief
from twin.lecture.speakable import bare
from twin.list_numbers import without_list_number
from twin.persona.slots import Audience, Slot

LAY = (Audience.PUBLIC, Audience.PATIENT)
_STAFF = (Audience.RESIDENT, Audience.PHYSICIAN)
UNFOUND = 0.25  # the relevance of a section of the chosen lecture that the search did not bring
FLOOR = 0.45  # of the best passage's relevance: what is less near belongs to another topic
_NAMING = 0.3  # of its passages name the subject: then a lecture is about it, and not only beside it
_BACKBONE_FLOOR = 0.9  # a lecture of less stands beside the topic and is not about it
_HEAD_OF_TABLE = re.compile(r"[a-z]|[\u4e00-\u9fff]+ [\u4e00-\u9fff]+")
_NUMBERED = re.compile(r"^(?:\d+[.)、]\s*|第[一二三四五六七八九十]+[：:、，]\s*)")


@dataclass(frozen=True, slots=True)
class Section:
    """One stretch of one document under one heading. `relevance` is in [0, 1], that of its nearest passage."""

    document: str
    title: str
    passages: tuple[HeldPassage, ...]
    relevance: float

    @property
    def slot(self) -> Slot:
        """Give the kind of document it stands in."""
        return self.passages[0].slot


@dataclass(frozen=True, slots=True)
class Material:
    """The lecture that is the talk's backbone, section by section in its order, and what stands beside it.

    `beside` is what else belongs to the topic, nearest first; `near` all other sections of the folder in this language.
    """

    backbone: tuple[Section, ...]
    beside: tuple[Section, ...]
    near: tuple[Section, ...] = ()
    elsewhere: bool = False
    named_in_title: float = 0.0


def material_of(
    brief: Brief,
    held: Sequence[HeldPassage],
    scores: Mapping[str, float],
    *,
    topic_in_both: Sequence[str],
    names_subject: Callable[[str], bool],
) -> Material:
    """Choose what of a folder belongs to a brief.

    Args:
        brief: Topic, language and audience.
        held: Every retrievable passage of the persona.
        scores: The search's score by passage id; what it did not find is absent.
        topic_in_both: The topic as it stands and in the other language.
        names_subject: Whether a text names what the topic is about.

    Returns:
        `elsewhere` is true when nothing is there in the talk's language, but something in the other. `named_in_title` is the
        share of the topic's words that stand in the backbone's title.
    """
    best = max(scores.values(), default=0.0) or 1.0
    relevance = {id_: score / best for id_, score in scores.items()}
    fitting = [one for one in held if _fits(one, brief)]
    documents: dict[str, list[HeldPassage]] = {}
    for one in fitting:
        if passage_language(one) == brief.language:
            documents.setdefault(one.passage.document, []).append(one)
    for passages in documents.values():
        passages.sort(key=lambda one: one.passage.start)
    about_it = {
        name: passages
        for name, passages in documents.items()
        if sum(names_subject(_words_of(one)) for one in passages) >= _NAMING * len(passages)
    }
    backbone = _backbone(brief, about_it, relevance, topic_in_both)
    near = [
        section
        for name, passages in documents.items()
        if name != backbone
        for section in _sections(name, passages, relevance)
    ]
    beside = [one for one in near if one.relevance >= FLOOR]
    own = tuple(_sections(backbone, documents[backbone], relevance)) if backbone else ()
    is_elsewhere = (
        not own and not beside and any(relevance.get(one.passage.id, 0) >= FLOOR for one in fitting)
    )
    named = _named_in(documents[backbone][0].metadata.title, topic_in_both) if backbone else 0.0
    beside.sort(key=lambda one: -one.relevance)
    return Material(own, tuple(beside), tuple(near), is_elsewhere, named)


def _fits(held: HeldPassage, brief: Brief) -> bool:
    """Say whether a passage is meant for these ears and still holds."""
    if held.superseded or held.passage.duplicate_of or held.slot is Slot.CLINIC:
        return False
    if brief.audience in LAY:
        return held.slot in (Slot.ANSWERS, Slot.LECTURES) and held.metadata.audience not in _STAFF
    return True


def _backbone(
    brief: Brief,
    documents: Mapping[str, list[HeldPassage]],
    relevance: Mapping[str, float],
    topic_in_both: Sequence[str],
) -> str | None:
    """Give the name of the lecture that is about the topic; None when none is."""
    chosen, most = None, _BACKBONE_FLOOR
    for name, passages in sorted(documents.items()):
        if passages[0].slot is not Slot.LECTURES:
            continue
        metadata = passages[0].metadata
        near = sum(sorted((relevance.get(one.passage.id, 0.0) for one in passages), reverse=True)[:5])
        shared = _named_in(metadata.title, topic_in_both)
        for_them = 0.6 * (metadata.audience in _STAFF) if brief.audience not in LAY else 0.0
        own_view = 0.5 * metadata.is_view
        score = (near + 2 * shared + for_them - own_view) * (near > 0)
        if score > most:
            chosen, most = name, score
    return chosen


def _words_of(held: HeldPassage) -> str:
    return " ".join((held.metadata.title, *held.passage.headings, held.passage.text))


def _named_in(title: str, topic_in_both: Sequence[str]) -> float:
    """Give the share of a topic's words that stand in a title, in the language in which more do."""
    topics = [marks_of(one) for one in topic_in_both if one]
    return max((len(topic & marks_of(title)) / len(topic) for topic in topics if topic), default=0.0)


def _sections(name: str, passages: Iterable[HeldPassage], relevance: Mapping[str, float]) -> list[Section]:
    """Cut a document at its headings; a recording has none, and each of its passages is a section."""
    groups: list[tuple[str, list[HeldPassage]]] = []
    passages = list(passages)
    # A PDF's reader sometimes takes the head of a table for a heading.
    heads = {bare(one.passage.text.splitlines()[0]) for one in passages if one.passage.is_table}
    for held in passages:
        title = _title_of(held)
        if groups and (bare(title) in heads or (held.passage.is_table and _HEAD_OF_TABLE.match(title))):
            title = groups[-1][0]
        if groups and groups[-1][0] == title and (held.passage.headings or held.slot is Slot.ANSWERS):
            groups[-1][1].append(held)
        else:
            groups.append((title, [held]))
    return [
        Section(
            name,
            title,
            tuple(group),
            max(relevance.get(one.passage.id, UNFOUND) for one in group),
        )
        for title, group in groups
    ]


def _title_of(held: HeldPassage) -> str:
    """Give the innermost heading without its number; an answer goes by its title, a recording's passage by none."""
    if held.passage.headings and (held.slot is not Slot.ANSWERS):
        heading = without_list_number(_NUMBERED.sub("", held.passage.headings[-1])).strip()
        return "" if heading == held.metadata.title else heading.strip('"“”')
    return "" if held.slot is Slot.LECTURES else held.metadata.title.strip('"')
