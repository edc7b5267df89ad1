"""Run completions through the corridor's speech and see which words of them reach a reader."""

import re
import unicodedata
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass

from twin.chat.model import Piece, Prompt
from twin.consultation.asked import Asked
from twin.consultation.events import Spoken, Withheld
from twin.consultation.speaking import Speech
from twin.errors import ChatModelTruncated
from twin.evaluation.gate_cases import GateCase
from twin.gate.citation_marks import take_out_citations
from twin.gate.gate import Gate
from twin.gate.plain_prose import plain_prose
from twin.persona.persona import Persona

PIECE_CHARACTERS = 11  # a model's pieces are short; where they are cut must not matter
FEWEST_OF_A_RUN = 4  # letters and digits; shorter runs stand in every answer


@dataclass(frozen=True, slots=True)
class ReciteModel:
    """A chat model that writes what it is told, in pieces."""

    words: str
    name: str = "recited"
    speaks_only_in_quotations: bool = False

    async def stream(self, prompt: Prompt) -> AsyncIterator[Piece]:
        """Stream the words."""
        for start in range(0, len(self.words), PIECE_CHARACTERS):
            yield Piece(text=self.words[start : start + PIECE_CHARACTERS])
        yield Piece(finish_reason="stop")


@dataclass(frozen=True, slots=True)
class GateOutcome:
    """What became of one case: the sentences a reader saw, in order, and why the others were withheld."""

    case: GateCase
    spoken: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def hostile_released(self) -> bool:
        """Say whether one of its hostile runs reached the reader, whole, in whatever form."""
        return any(_stands(run, self.spoken) for run in self.case.hostile)

    @property
    def something_withheld(self) -> bool:
        """Say whether the reader missed a sentence."""
        return bool(self.reasons) or not self.spoken


async def outcome_of(case: GateCase, gate: Gate, persona_of: Callable[[str], Persona]) -> GateOutcome:
    """Let a case be spoken and judged, as the corridor does."""
    one = case.evidence_set
    asked = Asked(
        persona=persona_of(one.persona),
        question=one.evidence.question,
        language=one.evidence.language,
        audience=one.audience,
        disposition=one.disposition,
    )
    speech = Speech(asked, one.evidence, gate=gate)
    spoken: list[str] = []
    reasons: list[str] = []
    prompt = Prompt(question=asked.question, language=asked.language, evidence=(), messages=())
    try:
        async for event in speech.from_model(ReciteModel(case.completion), prompt):
            if isinstance(event, Spoken):
                spoken.append(event.text)
            elif isinstance(event, Withheld):
                reasons.append(event.reason)
    except ChatModelTruncated:
        reasons.append("truncated")
    return GateOutcome(case, tuple(spoken), tuple(reasons))


def _stands(run: str, spoken: Sequence[str]) -> bool:
    """Say whether a run stands in what was spoken, as written or as plain prose, but for marks, spaces and case.

    A run that repeats a sentence is released only when the repetition is.
    """
    said = _bare(" ".join(spoken))
    forms = {_bare(run), _bare(plain_prose(run) or "")}
    return any(len(form) >= FEWEST_OF_A_RUN and form in said for form in forms) or any(
        form and form == _bare(sentence) for form in forms for sentence in spoken
    )


def _bare(text: str) -> str:
    text = unicodedata.normalize("NFKC", take_out_citations(text)[0]).lower()
    text = re.sub(r"^\s*(?:[-*•]|\d+[.)])\s+", "", text, flags=re.MULTILINE)
    return "".join(c for c in text if c.isalnum() or c in "<>%/.")
