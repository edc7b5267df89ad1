"""A folder of one lecture and one approved answer about heart failure, searched by counting shared words."""

import datetime
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from twin.evidence.evidence import Evidence, EvidenceItem
from twin.evidence.glossary import Glossary, Term
from twin.evidence.source_line import source_line
from twin.index.held_passage import HeldPassage
from twin.lecture.alike import marks_of
from twin.passages.passage import Passage
from twin.persona.slots import Audience, DocumentMetadata, Slot

LECTURE = "Heart failure at home"
SECTIONS = (
    (
        "The short answer",
        "In heart failure the pump is weaker than the house needs [1]. The scales each morning make the largest "
        "difference at home. It is not a punishment.",
    ),
    (
        "The morning routine",
        "1. Weigh yourself each morning before breakfast.\n\n2. Write the weight in the blue notebook.\n\n"
        "In heart failure, a gain of more than 2 kg in 3 days should lead to a call the same day [1].",
    ),
    (
        "Food and drink",
        "People with heart failure should avoid more than 5 g of salt a day [1]. Cook a light kitchen, not a joyless one. "
        "As the table below shows, soup counts.",
    ),
    (
        "Moving",
        "Exercise is recommended for all people with heart failure who are able [1]. Begin with a few minutes on the flat.",
    ),
    ("When to come back", "Call 120 if you gasp at rest or faint. Come the same day with more swelling."),
)
ANSWER = (
    "Daily weighing in heart failure",
    "Short answer first: weigh yourself every morning, because water comes overnight [1].\n\n"
    "1. Use the same scales in heart failure each day.\n\n2. Do not change water tablets alone in heart failure.",
)
GLOSSARY = Glossary(
    [
        Term(
            ("heart failure",),
            ("心力衰竭", "心衰"),
            "The heart pumps less blood than the body needs.",
            "心脏泵血不够身体用。",
        )
    ]
)


def held(
    number: int, heading: str, text: str, *, slot: Slot = Slot.LECTURES, title: str = LECTURE
) -> HeldPassage:
    """Give one passage."""
    is_lecture = slot is Slot.LECTURES
    return HeldPassage(
        passage=Passage(
            id=f"p{number}",
            document="hf-home" if is_lecture else f"answer-{number}",
            start=number * 1000,
            end=number * 1000 + len(text),
            text=text,
            headings=(title, heading) if heading else (),
        ),
        document_id="hf-home" if is_lecture else f"answer-{number}",
        slot=slot,
        metadata=DocumentMetadata(
            title=title,
            language="en",
            kind="lecture" if is_lecture else "answer",
            date=datetime.date(2026, 3, 14),
            questions=() if is_lecture else ("How often should I weigh myself with heart failure?",),
        ),
    )


FOLDER = (
    *(held(number, heading, text) for number, (heading, text) in enumerate(SECTIONS)),
    held(9, "", ANSWER[1], slot=Slot.ANSWERS, title=ANSWER[0]),
)


class SmallLibrary:
    """Holds the folder."""

    async def retrievable(self, persona: str) -> tuple[str, ...]:
        """Give every id."""
        return tuple(one.passage.id for one in FOLDER)

    async def passages(self, persona: str, ids: Sequence[str]) -> list[HeldPassage]:
        """Give the passages of these ids."""
        return [one for id_ in ids for one in FOLDER if one.passage.id == id_]


class SmallSearch:
    """Finds passages by the words they share with the question; nothing shared is not covered."""

    async def search(self, persona_id: str, question: str, *, language: str, audience: Audience) -> Any:
        """Give every passage with its score."""
        scored = sorted(((self._score(question, one), one.passage.id) for one in FOLDER), reverse=True)
        fused = tuple(SimpleNamespace(passage_id=id_, score=score) for score, id_ in scored if score)
        return SimpleNamespace(fused=fused, query=SimpleNamespace(texts={language: question}))

    async def retrieve(
        self, persona_id: str, question: str, *, language: str, audience: Audience
    ) -> Evidence:
        """Give the passages that share something, best first."""
        scored = sorted(
            ((self._score(question, one), one) for one in FOLDER),
            key=lambda pair: (-pair[0], pair[1].passage.id),
        )
        items = tuple(
            EvidenceItem(f"E{number}", one, source_line(one, language=language), score)
            for number, (score, one) in enumerate(scored, start=1)
            if score
        )
        return Evidence(question, language, bool(items), 1.0 if items else 0.0, items)

    @staticmethod
    def _score(question: str, one: HeldPassage) -> float:
        words = marks_of(question)
        text = marks_of(" ".join((one.metadata.title, *one.passage.headings, one.passage.text)))
        return len(words & text) / (len(words) or 1)
