"""Evidence as physicians have corrected it: their answer first, what they forbade not at all, wrong sources held back."""

from collections.abc import Sequence
from typing import Protocol

from twin.evidence.evidence import Evidence
from twin.evidence.follow_up import self_standing
from twin.evidence.glossary import Glossary
from twin.persona.slots import Audience
from twin.review.corrections import Corrections


class Searching(Protocol):
    """Finds evidence without some passages; `twin.evidence.retriever.Retriever` is the house's own."""

    async def retrieve(
        self,
        persona_id: str,
        question: str,
        *,
        language: str | None = None,
        earlier: Sequence[str] = (),
        audience: Audience = Audience.PATIENT,
        without: frozenset[str] = frozenset(),
    ) -> Evidence:
        """Give the evidence for a question, as if the passages `without` were not held."""
        ...


class CorrectedEvidence:
    """The evidence source of the corridor."""

    def __init__(self, retriever: Searching, corrections: Corrections, glossary: Glossary) -> None:
        """Take the search, and what physicians have decided."""
        self._retriever = retriever
        self._corrections = corrections
        self._glossary = glossary

    async def retrieve(
        self,
        persona_id: str,
        question: str,
        *,
        language: str,
        earlier: Sequence[str] = (),
        audience: Audience,
    ) -> Evidence:
        """Give the evidence for a question; a physician's own answer to it is the only piece then.

        A question that is not to be answered is not covered, and `decision` says by whose word. An answer needs no
        index: it comes while Chroma and the embedder's server are away, as long as its question is asked as written.
        """
        whole = self_standing(question, earlier, glossary=self._glossary)
        found = await self._corrections.in_force(persona_id, whole)
        if found.declined is not None:
            return Evidence(whole, language, False, 0.0, (), decision=found.declined.id)
        if found.answer is not None:
            item = self._corrections.item(found.answer, language)
            return Evidence(whole, language, True, 1.0, (item,), decision=found.answer.id)
        return await self._retriever.retrieve(
            persona_id,
            question,
            language=language,
            earlier=earlier,
            audience=audience,
            without=found.held_back,
        )
