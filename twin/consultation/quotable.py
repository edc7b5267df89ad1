"""From evidence to what a chat model sees and what a reader may open."""

from twin.chat.framing_words import FRAMING_SENTENCES
from twin.chat.model import Manner, Message, Prompt, Quotable
from twin.consultation.asked import Asked
from twin.consultation.events import CitationShown
from twin.evidence.evidence import Evidence, EvidenceItem
from twin.evidence.language import passage_language
from twin.persona.persona import Persona
from twin.prompts.render import prompt_for
from twin.sentences import sentences_of

REMEMBERED_ANSWER_CHARACTERS = 1_200  # of one earlier answer; enough to know what "it" meant


def citation_of(item: EvidenceItem) -> CitationShown:
    """Give the source as a reader may open it."""
    passage = item.held.passage
    return CitationShown(
        key=item.key,
        passage=passage.id,
        document=passage.document,
        title=item.held.metadata.title,
        source=item.source,
        slot=item.held.slot.name.lower(),
        page=passage.page,
        slide=passage.slide,
        start_seconds=passage.start_seconds,
        quote=passage.text,
        start=passage.start,
        end=passage.end,
    )


def quotable_of(item: EvidenceItem) -> Quotable:
    """Give the evidence as a chat model sees it."""
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


def manner_of(persona: Persona, language: str) -> Manner:
    """Give the persona's own words in the question's language."""
    return Manner(
        openings=persona.manner.openings.in_language(language),
        closings=persona.manner.closings.in_language(language),
        no_answer=persona.no_answer.in_language(language),
    )


def framing_of(persona: Persona, language: str) -> frozenset[str]:
    """Give the phrases that need no citation: equal to the letter they state nothing medical."""
    manner = manner_of(persona, language)
    phrases = (*manner.openings, *manner.closings, manner.no_answer)
    return FRAMING_SENTENCES.union(phrases, *(sentences_of(phrase) for phrase in phrases))


def prompt_of(asked: Asked, evidence: Evidence, *, already_said: tuple[str, ...], rendered: bool) -> Prompt:
    """Give everything a chat model may use. `rendered` asks for the messages; a quoting model needs none."""
    quotables = tuple(quotable_of(item) for item in evidence.items)
    messages: tuple[Message, ...] = ()
    if rendered:
        messages = prompt_for(
            audience=asked.audience.value,
            language=asked.language,
            persona=asked.persona.model_dump(mode="json"),
            style_guide=asked.style_guide,
            question=evidence.question,
            evidence=quotables,
            memory=_memory(asked),
            already_said=already_said,
            preference=asked.preference,
        )
    return Prompt(
        question=evidence.question,
        language=asked.language,
        evidence=quotables,
        messages=messages,
        manner=manner_of(asked.persona, asked.language),
        already_said=already_said,
    )


def _memory(asked: Asked) -> tuple[Message, ...]:
    """Give earlier turns as messages; a turn without an answer is left out, so that roles alternate."""
    memory: list[Message] = []
    for turn in asked.earlier:
        if turn.answer:
            memory.append(Message("user", turn.question))
            memory.append(Message("assistant", turn.answer[:REMEMBERED_ANSWER_CHARACTERS]))
    return tuple(memory)
