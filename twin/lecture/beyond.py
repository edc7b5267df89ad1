"""When a folder holds too little on a topic for the minutes asked: what lies nearest to it, and how scenes take it in."""

import math
from collections import Counter
from collections.abc import Callable, Sequence

from twin.evidence.glossary import Glossary
from twin.lecture.material import UNFOUND, Material, Section
from twin.lecture.scene_titles import LONGEST
from twin.lecture.subject import Subject
from twin.lecture.talk_words import AND_MORE, BEYOND
from twin.persona.slots import Slot


def nearest_sections(material: Material, subject: Subject, glossary: Glossary) -> list[Section]:
    """Give sections that share medical terms with the talk's own, the nearest first; those that name its subject count double.

    A term that few sections name counts more. Nothing that shares no term is given, and no view on another subject.
    """
    near = [one for one in material.near if one.slot is not Slot.PAPERS and _title_of(one)]
    terms = [_terms_of(one, glossary) for one in near]
    is_own = [subject.is_of(one) for one in near]
    own = [
        *material.backbone,
        *(one for one, named in zip(near, is_own, strict=True) if named and one.relevance > UNFOUND),
    ]
    core = Counter(term for one in own for term in _terms_of(one, glossary))
    named = Counter(term for found in terms for term in found)

    def nearness(number: int) -> float:
        shared = terms[number] & core.keys()
        rare = sum(math.log(1 + core[term]) * math.log(1 + len(near) / named[term]) for term in shared)
        found = math.sqrt(near[number].relevance / UNFOUND)
        return float(rare / math.sqrt(1 + len(terms[number])) * found * (2 if is_own[number] else 1))

    ranked = sorted((-nearness(number), number) for number in range(len(near)))
    return [
        near[number]
        for score, number in ranked
        if score < 0 and (is_own[number] or not near[number].passages[0].metadata.is_view)
    ]


def grouped(
    sections: Sequence[Section], most: int, seconds_of: Callable[[Section], float]
) -> list[list[Section]]:
    """Put sections into at most so many scenes: neighbours in their order, the two shortest together first."""
    groups = [[one] for one in sections]
    while len(groups) > max(1, most):
        lengths = [sum(seconds_of(one) for one in group) for group in groups]
        place = min(
            range(len(groups) - 1), key=lambda number: (lengths[number] + lengths[number + 1], number)
        )
        groups[place : place + 2] = [groups[place] + groups[place + 1]]
    return groups


def joined_title(sections: Sequence[Section], language: str) -> str:
    """Give the titles of a scene's sections on one line, as many as fit."""
    titles = list(dict.fromkeys(title for one in sections if (title := _title_of(one).rstrip(".。:：?？"))))
    if len(titles) < 2:
        return titles[0] if titles else ""
    more = AND_MORE.in_language(language)
    for count in range(len(titles), 1, -1):
        text = " · ".join(titles[:count]) + (more if count < len(titles) else "")
        if len(text) <= LONGEST[language]:
            return text
    return titles[0] + more


def beyond_words(own_seconds: float, asked_minutes: float, titles: Sequence[str], language: str) -> str:
    """Say how much of a talk its own topic fills, and with what the rest is filled."""
    listed = ("；" if language == "zh" else "; ").join(dict.fromkeys(titles))
    return BEYOND.in_language(language).format(
        have=f"{own_seconds / 60:.1f}", asked=f"{asked_minutes:g}", titles=listed
    )


def titles_of(sections: Sequence[Section]) -> list[str]:
    """Give the names of topics as an author knows them; a part of a lecture with the lecture's."""
    return list(dict.fromkeys(_known_as(one) for one in sections if _title_of(one)))


def _known_as(section: Section) -> str:
    title, whole = _title_of(section), section.passages[0].metadata.title.strip('"“” ')
    return title if title == whole or section.slot is not Slot.LECTURES else f"{title} ({whole})"


def _title_of(section: Section) -> str:
    return (section.title or section.passages[0].metadata.title).strip('"“” ')


def _terms_of(section: Section, glossary: Glossary) -> frozenset[str]:
    metadata = section.passages[0].metadata
    text = " ".join((metadata.title, section.title, *(one.passage.text for one in section.passages)))
    return frozenset(one.term.en[0] for one in glossary.find(text) if not one.term.is_everyday)
