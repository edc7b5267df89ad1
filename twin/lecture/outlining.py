"""From a brief to an outline: which scenes, how long each, and what of the folder may be said in them."""

from collections.abc import Sequence
from typing import Protocol

from twin.evidence.evidence import Evidence
from twin.evidence.glossary import Glossary
from twin.evidence.retriever import Retriever
from twin.index.held_passage import HeldPassage
from twin.lecture.alike import Forbidden
from twin.lecture.beyond import nearest_sections
from twin.lecture.drafting import Drafting
from twin.lecture.material import material_of
from twin.lecture.must_say import lines_that_say
from twin.lecture.outline import Line, Outline
from twin.lecture.script import Brief
from twin.lecture.subject import Subject
from twin.lecture.talk_words import OTHER_LANGUAGE, URGENT_QUESTION
from twin.persona.persona import Persona

NAMED = 0.6  # of the topic's words in a lecture's title: then it is about the topic, however it is asked


class Passages(Protocol):
    """Gives what a folder holds; `twin.index.library.Library` is the house's own."""

    async def retrievable(self, persona: str) -> tuple[str, ...]:
        """Give the ids of all passages that may be shown."""
        ...

    async def passages(self, persona: str, ids: Sequence[str]) -> list[HeldPassage]:
        """Give the passages of these ids."""
        ...


class Outlining:
    """Makes outlines of one folder after another; holds nothing between them."""

    def __init__(self, retriever: Retriever, library: Passages, glossary: Glossary) -> None:
        """Take what searches and what holds the folder."""
        self._retriever = retriever
        self._library = library
        self._glossary = glossary

    async def outline(self, brief: Brief, persona: Persona) -> Outline:
        """Give the outline for a brief. Without scenes the folder holds nothing on the topic.

        Raises:
            IndexMissing: If the persona has no published index.
        """
        evidence = await self._evidence(brief, brief.topic)
        forbidden = Forbidden(brief.must_not_say, self._glossary)
        held = await self._library.passages(
            brief.persona_id, list(await self._library.retrievable(brief.persona_id))
        )
        searched = await self._retriever.search(
            brief.persona_id, brief.topic, language=brief.language, audience=brief.audience
        )
        material = material_of(
            brief,
            held,
            {hit.passage_id: hit.score for hit in searched.fused},
            topic_in_both=tuple(searched.query.texts.values()),
            names_subject=Subject(self._glossary, brief.topic).is_named_in,
        )
        is_covered = evidence.covered or material.named_in_title >= NAMED
        if not is_covered or forbidden.found_in(brief.topic):
            return Outline(brief, brief.topic, (), (brief.topic, *brief.must_say))
        if not material.backbone and not material.beside:
            point = OTHER_LANGUAGE.in_language(brief.language).format(point=brief.topic)
            return Outline(brief, brief.topic, (), (point if material.elsewhere else brief.topic,))
        subject = Subject(self._glossary, brief.topic, material)
        urgent = await self._urgent_scores(brief)
        drafting = Drafting(
            brief,
            persona,
            material,
            forbidden,
            subject=subject,
            urgent=urgent,
            nearest=lambda: nearest_sections(material, subject, self._glossary),
        )
        musts, missing = await self._must_says(brief, held, forbidden)
        return drafting.outline(musts, missing)

    async def _evidence(self, brief: Brief, question: str) -> Evidence:
        return await self._retriever.retrieve(
            brief.persona_id, question, language=brief.language, audience=brief.audience
        )

    async def _urgent_scores(self, brief: Brief) -> dict[str, float]:
        """Search once more, for what must not wait; scores by passage id, the best 1."""
        searched = await self._retriever.search(
            brief.persona_id,
            URGENT_QUESTION.in_language(brief.language).format(topic=brief.topic),
            language=brief.language,
            audience=brief.audience,
        )
        best = max((hit.score for hit in searched.fused), default=1.0)
        return {hit.passage_id: hit.score / best for hit in searched.fused}

    async def _must_says(
        self, brief: Brief, held: Sequence[HeldPassage], forbidden: Forbidden
    ) -> tuple[list[tuple[HeldPassage, Line]], list[str]]:
        """Find for each point what the folder says of it; what it does not hold is given back."""
        found: list[tuple[HeldPassage, Line]] = []
        missing: list[str] = []
        for point in brief.must_say:
            evidence = await self._evidence(brief, point)
            said = lines_that_say(point, evidence, brief, self._glossary) if evidence.covered else None
            said = [(one, line) for one, line in said or [] if not forbidden.found_in(line.text)]
            if said:
                found += said
            else:
                missing.append(point)
        return found, missing
