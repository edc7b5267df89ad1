"""Scenes in a served model's words: each sentence judged by the gate, a refused one replaced by the folder's own."""

import logging
from collections.abc import Callable, Sequence

from twin.chat.model import ChatModel, Message, Prompt, Quotable
from twin.errors import ChatModelError
from twin.evidence.glossary import Glossary
from twin.evidence.language import passage_language
from twin.gate.citation_marks import without_reference_marks
from twin.gate.draft_sentence import DraftSentence
from twin.gate.gate import Gate
from twin.gate.plain_prose import plain_prose
from twin.gate.sentence_stream import SentenceStream
from twin.index.held_passage import HeldPassage
from twin.lecture.alike import Forbidden, marks_of, says_the_same
from twin.lecture.judging import Judging
from twin.lecture.outline import Line, Outline, ScenePlan
from twin.lecture.script import SceneKind, ScriptSentence, SentenceKind
from twin.lecture.speakable import sentence_id, source_of
from twin.persona.persona import Persona, Strictness
from twin.persona.slots import Audience
from twin.prompts.render import plain_evidence, rendered_blocks

log = logging.getLogger(__name__)
MOST_PASSAGES = 8  # of a scene; as many as a consultation's answer is given
MOST_SENTENCES = 40  # of a scene; a model that goes on is cut off
_WORDS_A_SECOND = {
    "en": 2.4,
    "zh": 3.7,
}  # words, characters; a little under the embedded voice, so that quotations can fill up
_PURPOSES = {
    SceneKind.WHY: ("why it matters", "为什么要紧"),
    SceneKind.BODY: ("what to know", "要点"),
    SceneKind.WHAT_TO_DO: ("what to do", "怎么做"),
    SceneKind.WHEN_TO_SEEK_HELP: ("when to seek help", "什么时候要就医"),
}
_EARS = {
    Audience.PUBLIC: ("the public", "公众"),
    Audience.PATIENT: ("patients and their families", "病人和家属"),
    Audience.RESIDENT: ("residents", "住院医师"),
    Audience.PHYSICIAN: ("colleagues", "同行医生"),
}


class SceneWriting:
    """Lets a served model write scenes; holds nothing between talks."""

    def __init__(
        self, model: ChatModel, gate: Gate, glossary: Glossary, *, style_guide_of: Callable[[str], str]
    ) -> None:
        """Take the model and the gate in front of it."""
        self._model = model
        self._gate = gate
        self._glossary = glossary
        self._style_guide_of = style_guide_of

    async def written(self, outline: Outline, persona: Persona) -> dict[str, tuple[ScriptSentence, ...]]:
        """Give the sentences of each scene that the model wrote well enough, by scene id.

        A scene is absent where the persona speaks in quotations only, where the model failed, or where nothing of it passed; the
        script then quotes the folder there.
        """
        if persona.strictness is Strictness.QUOTATION or self._model.speaks_only_in_quotations:
            return {}
        scenes: dict[str, tuple[ScriptSentence, ...]] = {}
        said: list[str] = []
        for plan in outline.scenes:
            try:
                sentences = await self._scene(plan, outline, persona, said)
            except ChatModelError as error:
                log.warning("quoting a scene instead", extra={"fault": type(error).__name__})
                continue
            if sentences:
                scenes[plan.id] = sentences
                said += [one.text for one in sentences]
        return scenes

    async def _scene(
        self, plan: ScenePlan, outline: Outline, persona: Persona, said: Sequence[str]
    ) -> tuple[ScriptSentence, ...]:
        passages = plan.judged_by[:MOST_PASSAGES]
        if not passages:
            return ()
        brief = outline.brief
        judging = Judging(self._gate, brief)
        forbidden = Forbidden(brief.must_not_say, self._glossary)
        drafts = await self._drafts(plan, outline, persona, said, passages)
        given: list[ScriptSentence] = []
        passed = 0
        for draft in drafts:
            cited = [held for key, held in _keyed(passages) if key in draft.citations]
            text = plain_prose(without_reference_marks(draft.text)) or ""
            reason = judging.reason(text, SentenceKind.STATEMENT, cited) if text else "markup"
            if not reason and not forbidden.found_in(text) and not _is_said(text, [*said, *_texts(given)]):
                sources = tuple(source_of(one, brief.language) for one in cited)
                given.append(
                    ScriptSentence(id=sentence_id(cited[0].passage.id, text), text=text, sources=sources)
                )
                passed += 1
            else:
                given += _quotation_for(cited or passages, plan.lines, [*said, *_texts(given)])
        given += _musts(plan.lines, [*said, *_texts(given)])
        return tuple(given) if passed else ()

    async def _drafts(
        self,
        plan: ScenePlan,
        outline: Outline,
        persona: Persona,
        said: Sequence[str],
        passages: Sequence[HeldPassage],
    ) -> list[DraftSentence]:
        """Ask the model, and cut what it says into sentences with their citations."""
        brief = outline.brief
        is_chinese = brief.language == "zh"
        quotables = tuple(_quotable(key, held) for key, held in _keyed(passages))
        system, user = rendered_blocks(
            "lecture_scene",
            language=brief.language,
            variables={
                "persona": persona.model_dump(mode="json"),
                "style_guide": self._style_guide_of(persona.id),
                "topic": brief.topic,
                "scene": plan.title,
                "purpose": _PURPOSES[plan.kind][is_chinese],
                "audience": _EARS[brief.audience][is_chinese],
                "words": str(max(20, round(plan.seconds * _WORDS_A_SECOND[brief.language]))),
                "evidence": [plain_evidence(one) for one in quotables],
                "already_said": list(said)[-12:],
                "must_not_say": list(brief.must_not_say),
            },
        )
        prompt = Prompt(
            question=plan.title,
            language=brief.language,
            evidence=quotables,
            messages=(Message("system", system), Message("user", user)),
        )
        stream, drafts = SentenceStream(), list[DraftSentence]()
        async for piece in self._model.stream(prompt):
            drafts += stream.feed(piece.text) if piece.text else []
            if len(drafts) >= MOST_SENTENCES:
                break
        return [*drafts, *stream.finish()][:MOST_SENTENCES]


def _keyed(passages: Sequence[HeldPassage]) -> list[tuple[str, HeldPassage]]:
    return [(f"E{number}", held) for number, held in enumerate(passages, start=1)]


def _quotable(key: str, held: HeldPassage) -> Quotable:
    return Quotable(
        key=key,
        text=held.passage.text,
        title=held.metadata.title,
        language=passage_language(held),
        authority=int(held.slot),
        relevance=1.0,
        date=held.metadata.date,
        headings=held.passage.headings,
        is_table=held.passage.is_table,
        questions=held.metadata.questions,
    )


def _texts(sentences: Sequence[ScriptSentence]) -> list[str]:
    return [one.text for one in sentences]


def _is_said(text: str, said: Sequence[str]) -> bool:
    marks = marks_of(text)
    return any(says_the_same(marks, marks_of(one)) for one in said)


def _quotation_for(
    cited: Sequence[HeldPassage], lines: Sequence[Line], said: Sequence[str]
) -> list[ScriptSentence]:
    """Give the weightiest line of what was cited that stands alone and was not said; none where there is none."""
    ids = {held.passage.id for held in cited}
    free = [
        one
        for one in lines
        if one.source.passage_id in ids
        and one.needs is None
        and one.calls is None
        and not one.is_row
        and not one.text.endswith((":", "："))
        and not _is_said(one.text, said)
    ]
    return [_quoted(max(free, key=lambda one: one.weight))] if free else []


def _musts(lines: Sequence[Line], said: Sequence[str]) -> list[ScriptSentence]:
    return [_quoted(one) for one in lines if one.is_must and not _is_said(one.text, said)]


def _quoted(line: Line) -> ScriptSentence:
    return ScriptSentence(
        id=sentence_id(line.source.passage_id, line.text), text=line.text, sources=(line.source,)
    )
