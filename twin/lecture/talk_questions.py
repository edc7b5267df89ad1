"""Questions of the audience after a talk: answered from what the talk rests on, sentence by sentence past the gate."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from twin.chat.model import ChatModel, Manner, Prompt, Quotable
from twin.errors import QuestionInvalid
from twin.evidence.evidence import Evidence, EvidenceItem
from twin.evidence.language import passage_language
from twin.evidence.retriever import Retriever
from twin.evidence.source_line import source_line
from twin.gate.gate import Gate
from twin.gate.sentence_stream import SentenceStream
from twin.gate.verdict import Origin
from twin.labels.disclosure import first_notice
from twin.lecture.outlining import Passages
from twin.lecture.script import Script, SentenceSource
from twin.lecture.speakable import source_of
from twin.persona.persona import Persona
from twin.persona.slots import Audience
from twin.triage.disposition import Disposition
from twin.triage.triage import Triage

LONGEST_QUESTION = 2_000  # characters, as in a consultation
MOST_ITEMS = 8
NEAR_ENOUGH = 0.6  # of the best passage of the folder: below it the answer stands elsewhere


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """One sentence of an answer with what it rests on; a notice or manner rests on nothing."""

    text: str
    sources: tuple[SentenceSource, ...] = ()


@dataclass(frozen=True, slots=True)
class TalkAnswer:
    """What somebody is told who asked about a talk.

    `do_now` is filled when the question sounds like an emergency; it stands before everything, and nothing else is said. `covered` is
    false when what the talk rests on does not answer.
    """

    notice: str
    covered: bool
    sentences: tuple[AnswerSentence, ...]
    do_now: tuple[str, ...] = ()


class TalkQuestions:
    """Answers questions about finished talks; holds nothing between them."""

    def __init__(
        self,
        retriever: Retriever,
        library: Passages,
        gate: Gate,
        quoting: ChatModel,
        *,
        persona_of: Callable[[str], Persona],
        triage: Callable[[], Triage],
        emergency_number: str,
    ) -> None:
        """Take the corridor's pieces."""
        self._retriever = retriever
        self._library = library
        self._gate = gate
        self._quoting = quoting
        self._persona_of = persona_of
        self._triage = triage
        self._emergency_number = emergency_number

    async def ask(self, script: Script, question: str, *, language: str | None = None) -> TalkAnswer:
        """Answer one question about a talk: red flags first, then the talk's own passages and nothing else.

        Raises:
            QuestionInvalid: When it is empty or too long.
        """
        asked = " ".join(question.split())
        if not asked or len(asked) > LONGEST_QUESTION:
            raise QuestionInvalid(
                f"A question holds 1 to {LONGEST_QUESTION} characters; this one has {len(asked)}."
            )
        persona = self._persona_of(script.brief.persona_id)
        spoken_in = language or script.brief.language
        notice = first_notice(persona, spoken_in)
        urgent = self._urgent(asked, spoken_in)
        if urgent:
            return TalkAnswer(notice, True, (), urgent)
        evidence = await self._evidence(script, asked, spoken_in)
        said = await self._said(asked, spoken_in, evidence, persona) if evidence.covered else []
        if not said:
            no_answer = AnswerSentence(persona.no_answer.in_language(spoken_in))
            return TalkAnswer(notice, False, (no_answer,))
        return TalkAnswer(notice, True, tuple(said))

    def _urgent(self, question: str, language: str) -> tuple[str, ...]:
        result = self._triage().assess([question])
        if result.disposition is not Disposition.EMERGENCY:
            return ()
        chinese = language == "zh"
        return (
            (f"这听起来可能是急症：请马上打{self._emergency_number}，不要等这里的回答。",)
            if chinese
            else (
                f"This may be an emergency: call {self._emergency_number} now, and do not wait for an answer here.",
            )
        )

    async def _evidence(self, script: Script, question: str, language: str) -> Evidence:
        """Give the talk's own passages, the nearest first; what only the folder holds was not said and not approved here.

        Not covered where the folder does not answer, or answers clearly better elsewhere than in what the talk rests on.
        """
        persona_id = script.brief.persona_id
        found = await self._retriever.retrieve(
            persona_id, question, language=language, audience=Audience.PUBLIC
        )
        searched = await self._retriever.search(
            persona_id, question, language=language, audience=Audience.PUBLIC
        )
        scores = {hit.passage_id: hit.score for hit in searched.fused}
        best = max(scores.values(), default=0.0)
        own = {source.passage_id for one in script.sentences() for source in one.sources}
        of_talk = [id_ for id_ in sorted(own, key=lambda one: (-scores.get(one, 0.0), one)) if id_ in scores]
        held = await self._library.passages(persona_id, of_talk[:MOST_ITEMS])
        items = tuple(
            EvidenceItem(f"E{number}", one, source_line(one, language=language), scores[one.passage.id])
            for number, one in enumerate(held, start=1)
        )
        is_told = bool(items) and items[0].score >= NEAR_ENOUGH * best
        return replace(found, items=items, covered=found.covered and is_told)

    async def _said(
        self, question: str, language: str, evidence: Evidence, persona: Persona
    ) -> list[AnswerSentence]:
        manner = Manner(
            openings=persona.manner.openings.in_language(language),
            closings=persona.manner.closings.in_language(language),
            no_answer=persona.no_answer.in_language(language),
        )
        framing = frozenset((*manner.openings, *manner.closings))
        prompt = Prompt(question, language, tuple(_quotable(one) for one in evidence.items), manner=manner)
        stream, drafts = SentenceStream(), []
        async for piece in self._quoting.stream(prompt):
            drafts += stream.feed(piece.text) if piece.text else []
        said: list[AnswerSentence] = []
        stated = False
        before: Sequence[str] = ()
        for draft in [*drafts, *stream.finish()]:
            verdict = self._gate.judge(
                draft,
                evidence,
                audience=Audience.PUBLIC,
                framing=framing,
                quotations_only=False,
                before=before,
            )
            before = (*before, draft.text)
            if verdict.may_be_said and verdict.shown_text != manner.no_answer:
                items = [item for key in verdict.citations if (item := evidence.item(key)) is not None]
                sources = tuple(source_of(one.held, language) for one in items)
                said.append(AnswerSentence(verdict.shown_text, sources))
                stated = stated or verdict.origin not in (Origin.MANNER, Origin.NOTICE)
        return said if stated else []


def _quotable(item: EvidenceItem) -> Quotable:
    metadata, passage = item.held.metadata, item.held.passage
    return Quotable(
        key=item.key,
        text=passage.text,
        title=metadata.title,
        language=passage_language(item.held),
        authority=int(item.held.slot),
        relevance=item.score,
        date=metadata.date,
        headings=passage.headings,
        is_table=passage.is_table,
        questions=metadata.questions,
        asked_for=tuple((one.quote, one.asks) for one in item.held.phrasings),
    )
