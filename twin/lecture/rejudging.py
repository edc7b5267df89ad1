"""After an edit: the sentences it touched pass the gate again, and the slides they stand under follow."""

from collections.abc import Callable

from twin.evidence.glossary import Glossary
from twin.evidence.language import passage_language
from twin.evidence.retriever import Retriever
from twin.gate.contradiction import is_turned_round
from twin.gate.gate import Gate
from twin.index.held_passage import HeldPassage
from twin.labels.disclosure import talk_closing_notice, talk_opening_notice
from twin.lecture.alike import Forbidden
from twin.lecture.editing import scenes_changed, touched
from twin.lecture.judging import Judging
from twin.lecture.outlining import Passages
from twin.lecture.resting_on import passages_by_id
from twin.lecture.scene_building import with_slide
from twin.lecture.script import Scene, Script, ScriptSentence, SentenceKind
from twin.lecture.speakable import source_of
from twin.lecture.talk_frame import framing_of
from twin.persona.persona import Persona
from twin.voice.speaking_rate import estimated_seconds

_SEARCHED = 6  # passages looked at for a sentence that its own sources do not bear out
FORBIDDEN = "must_not_say"


class Rejudging:
    """Judges edited scripts; holds nothing between them."""

    def __init__(
        self,
        gate: Gate,
        retriever: Retriever,
        library: Passages,
        glossary: Glossary,
        *,
        persona_of: Callable[[str], Persona],
    ) -> None:
        """Take the gate, what searches, and what holds the folder."""
        self._gate = gate
        self._retriever = retriever
        self._library = library
        self._glossary = glossary
        self._persona_of = persona_of

    async def rejudged(self, old: Script, new: Script, *, rate: float = 1.0) -> Script:
        """Give the new script with every touched sentence judged, its seconds estimated, and changed slides made anew.

        A sentence that its sources do not bear out is compared with what a search for it finds; what nothing bears out is marked
        `refused`, and stays for its author to mend.
        """
        wanted, slides = touched(old, new), scenes_changed(old, new)
        brief, persona = new.brief, self._persona_of(new.brief.persona_id)
        framing = framing_of(persona, brief, [scene.title for scene in old.scenes])
        judging = Judging(self._gate, brief, framing)
        forbidden = Forbidden(brief.must_not_say, self._glossary)
        ids = [source.passage_id for one in new.sentences() for source in one.sources]
        held = await passages_by_id(self._library, self._glossary, brief.persona_id, ids, brief.language)
        scenes: list[Scene] = []
        for scene in new.scenes:
            said = [
                await self._judged(one, judging, held, new, rate) if one.id in wanted else one
                for one in scene.sentences
            ]
            said = [
                one.model_copy(update={"refused": FORBIDDEN}) if forbidden.found_in(one.text) else one
                for one in said
            ]
            made = scene.model_copy(update={"sentences": tuple(said)})
            if scene.id in slides and scene.layout not in ("title", "sources", "picture"):
                made = with_slide(
                    made, tuple(held.values()), brief.language, rows_said=scene.table is not None
                )
            scenes.append(made)
        return new.model_copy(update={"scenes": tuple(scenes)})

    async def _judged(
        self,
        sentence: ScriptSentence,
        judging: Judging,
        held: dict[str, HeldPassage],
        script: Script,
        rate: float,
    ) -> ScriptSentence:
        language = script.brief.language
        timed = sentence.model_copy(
            update={
                "seconds": round(estimated_seconds(sentence.text, language, measured_rate=rate), 2),
                "refused": "",
            }
        )
        if sentence.kind is SentenceKind.NOTICE:
            own = (
                talk_opening_notice(self._persona_of(script.brief.persona_id), language),
                talk_closing_notice(language),
            )
            return timed if sentence.text in own else timed.model_copy(update={"refused": "notice_changed"})
        if not judging.reason(sentence.text, SentenceKind.MANNER, ()):
            return timed.model_copy(update={"kind": SentenceKind.MANNER, "sources": ()})
        own_passages = [held[one.passage_id] for one in sentence.sources if one.passage_id in held]
        statement = timed.model_copy(update={"kind": SentenceKind.STATEMENT})
        refused = judging.reason(sentence.text, SentenceKind.STATEMENT, own_passages)
        if not refused:
            return statement
        found = await self._retriever.retrieve(
            script.brief.persona_id, sentence.text, language=language, audience=script.brief.audience
        )
        # Only the talk's own language, where denials are read best; and one passage that says the opposite is enough to refuse.
        near = [one for one in found.items if passage_language(one.held) == language][:_SEARCHED]
        if any(is_turned_round(sentence.text, one.held.passage.text) for one in near):
            return statement.model_copy(update={"refused": refused})
        for item in near:
            if not judging.reason(sentence.text, SentenceKind.STATEMENT, [item.held]):
                held[item.held.passage.id] = item.held
                return statement.model_copy(update={"sources": (source_of(item.held, language),)})
        return statement.model_copy(update={"refused": refused})
