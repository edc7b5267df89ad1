"""The tutor's moves in a served model's words. The case file decides the move; the gate and the leak guard judge the words.

The model is told the sentence of the case file and what the learner has said already, never the case. What it writes is shown
only where the gate finds it borne out by just that; else, and after any error or too long a time, the file's words stand.
"""

import logging
from dataclasses import dataclass

from twin.chat.asked_words import asked_words
from twin.chat.model import ChatModel
from twin.evidence.evidence import Evidence, EvidenceItem
from twin.gate.draft_sentence import DraftSentence
from twin.gate.gate import Gate
from twin.index.held_passage import HeldPassage
from twin.passages.passage import Passage
from twin.persona.slots import Audience, DocumentMetadata, Slot
from twin.prompts.tutor_prompt import tutor_prompt
from twin.sentences import sentences_of

log = logging.getLogger(__name__)
SECONDS = 4.0  # a resident waits that long at most before the file's words are shown
LONGEST = 320  # characters of one reply
KEY = "E1"


@dataclass(frozen=True, slots=True)
class MoveToWord:
    """A move as a model is told it. `text` are the file's words, `found` the points the learner has said in this phase."""

    kind: str
    text: str
    language: str
    found: tuple[str, ...] = ()


class MoveWording:
    """Words moves by a served model."""

    def __init__(self, model: ChatModel, gate: Gate, *, seconds: float = SECONDS) -> None:
        """Take the model, who judges its words, and how long it may take."""
        self._model = model
        self._gate = gate
        self._seconds = seconds

    async def __call__(self, move: MoveToWord) -> str:
        """Give other words for a move; "" where there are none that may be said."""
        messages = tutor_prompt(language=move.language, move=move.kind, text=move.text, found=move.found)
        said = await asked_words(
            self._model, messages, language=move.language, seconds=self._seconds, characters=LONGEST
        )
        sentences = sentences_of(said, move.language)
        if not sentences:
            return ""
        evidence = _evidence_of(move)
        if not all(self._may_be_said(one, evidence, sentences[:n]) for n, one in enumerate(sentences)):
            log.info("words of a move refused", extra={"move": move.kind})
            return ""
        return said

    def _may_be_said(self, sentence: str, evidence: Evidence, before: list[str]) -> bool:
        """Judge as for a patient, the strictest reader: borne out by the move's own words, or talk that states nothing."""
        return any(
            self._gate.judge(
                DraftSentence(sentence, keys), evidence, audience=Audience.PATIENT, before=before
            ).may_be_said
            for keys in ((KEY,), ())
        )


def _evidence_of(move: MoveToWord) -> Evidence:
    """Give what the move says as the only evidence there is."""
    text = "\n".join((move.text, *move.found))
    passage = Passage(id="move", document="move", start=0, end=len(text), text=text)
    metadata = DocumentMetadata(title="", language=move.language, kind="case")
    held = HeldPassage(passage, "move", Slot.LECTURES, metadata)
    return Evidence(move.text, move.language, True, 1.0, (EvidenceItem(KEY, held, "", 1.0),))
