"""From an outline to a script: the folder's own sentences, chosen for the minutes asked, every one past the gate."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from twin.errors import BriefInvalid
from twin.evidence.glossary import Glossary
from twin.gate.gate import Gate
from twin.labels.disclosure import talk_closing_notice, talk_opening_notice
from twin.lecture.beyond import beyond_words
from twin.lecture.fitting import Fitting
from twin.lecture.judging import Judging
from twin.lecture.material import LAY
from twin.lecture.outline import Line, Outline, ScenePlan
from twin.lecture.plain_words import PlainWords
from twin.lecture.scene_building import scene_of
from twin.lecture.script import Brief, Scene, SceneKind, Script, ScriptSentence, SentenceKind
from twin.lecture.speakable import sentence_id
from twin.lecture.talk_frame import SIGNPOSTS_FROM, closing_of, framed, framing_of, opening_of, signpost
from twin.lecture.talk_length import BREATH, LAST_PAUSE, SCENE_PAUSE, script_seconds, seconds_by
from twin.lecture.talk_words import KICKERS, SOURCES_SPOKEN, TITLES, TOO_LITTLE
from twin.persona.persona import Persona

_TOO_LITTLE = 0.9  # of the minutes asked, less than which is outside the tolerance; such a talk is reported
_EXPLANATION_SECONDS = 4.5  # in the middle, over the glossary's lines of both languages
_OWN = re.compile(r"\b(?:I|my)\b|我")
MOST_SOURCES = 5  # bullets of the last slide; the handout lists all


class Scripting:
    """Writes scripts from outlines; holds nothing between them."""

    def __init__(self, gate: Gate, glossary: Glossary) -> None:
        """Take the gate every sentence passes, and the glossary's plain words."""
        self._gate = gate
        self._glossary = glossary

    def script(
        self,
        outline: Outline,
        persona: Persona,
        *,
        rate: float = 1.0,
        written: Mapping[str, Sequence[ScriptSentence]] | None = None,
        today: datetime.date | None = None,
    ) -> Script:
        """Write the script of a talk.

        Args:
            outline: As `Outlining.outline` gave it.
            persona: Whose words frame the talk.
            rate: Of the voice that will speak, against the embedded voice; 1.0 until it was measured.
            written: Sentences that a served model wrote and the gate let through, by scene id; they stand in place of the
                folder's own sentences.
            today: The day it is made on.

        Raises:
            BriefInvalid: When the folder holds nothing on the topic; the message names it.
        """
        brief = outline.brief
        if not outline.scenes:
            raise BriefInvalid(
                f"The folder of {brief.persona_id!r} holds nothing that could be said about {brief.topic!r} in "
                f"{'Chinese' if brief.language == 'zh' else 'English'} (not covered: {'; '.join(outline.not_covered)}). "
                "Choose another topic, or put a lecture or an approved answer into the folder and index it."
            )
        plans = [plan for plan in self.plans(outline, persona) if plan.lines or (written or {}).get(plan.id)]
        frame = _Frame(brief, persona, plans, rate)
        chosen = self._fitted(plans, frame, written or {}, rate)
        scenes = [frame.title_scene(), *self._scenes(plans, frame, chosen, written)]
        scenes.append(frame.sources_scene(scenes, len(scenes)))
        script = Script(
            title=outline.title,
            brief=brief,
            scenes=tuple(scenes),
            not_covered=outline.not_covered,
            made_on=today or datetime.datetime.now(datetime.UTC).date(),
        )
        return with_reach(script, plans)

    def plans(self, outline: Outline, persona: Persona) -> list[ScenePlan]:
        """Give the scenes of an outline with the lines that the gate lets through."""
        framing = framing_of(persona, outline.brief, [one.title for one in outline.scenes])
        judging = Judging(self._gate, outline.brief, framing)
        return [_judged(plan, judging) for plan in outline.scenes]

    def _scenes(
        self,
        plans: Sequence[ScenePlan],
        frame: "_Frame",
        chosen: Mapping[str, tuple[Line, ...]],
        written: Mapping[str, Sequence[ScriptSentence]] | None,
    ) -> list[Scene]:
        """Give the scenes between title and sources, each with its signpost, its plain words and its slide."""
        brief = frame.brief
        words = PlainWords(self._glossary, brief.language, most=explained_at_most(brief), topic=brief.topic)
        scenes: list[Scene] = []
        view_shown = False
        for number, plan in enumerate((one for one in plans if chosen[one.id]), start=1):
            lines = chosen[plan.id]
            view = "" if view_shown else next((one.text for one in lines if _is_own_view(one)), "")
            view_shown = view_shown or bool(view)
            said = [*frame.before(plan), *words.with_plain_words(_sentences(lines, written, plan.id))]
            scenes.append(
                scene_of(
                    plan,
                    number,
                    [frame.timed(one) for one in said],
                    brief.language,
                    rows_said=any(one.is_row for one in lines),
                    view=view,
                )
            )
        return scenes

    def _fitted(
        self,
        plans: Sequence[ScenePlan],
        frame: "_Frame",
        written: Mapping[str, Sequence[ScriptSentence]],
        rate: float,
    ) -> dict[str, tuple[Line, ...]]:
        seconds_of = seconds_by(frame.brief.language, rate=rate)
        explained = explained_at_most(frame.brief) * _EXPLANATION_SECONDS
        fitting = Fitting(
            plans,
            seconds_of,
            target=frame.brief.minutes * 60,
            fixed=frame.seconds + explained,
            scene_cost=SCENE_PAUSE,
        )
        chosen = fitting.chosen()
        for plan in plans:
            if written.get(plan.id):
                chosen[plan.id] = tuple(
                    Line(one.text, one.sources[0], place, 1.0)
                    for place, one in enumerate(written[plan.id])
                    if one.sources
                )
        return chosen


class _Frame:
    """What is said around the folder's sentences of one talk."""

    def __init__(self, brief: Brief, persona: Persona, plans: Sequence[ScenePlan], rate: float) -> None:
        self.brief = brief
        self._persona = persona
        self._rate = rate
        self._leads: dict[str, str] = {}
        first = plans[0]
        for number, plan in enumerate(plans):
            text = signpost(plan.kind, number, plan.title, brief) if plan is not first else ""
            self._leads[plan.id] = text or (opening_of(persona, brief, plan.title) if plan is first else "")
        self._closing = closing_of(persona, brief) if brief.minutes >= SIGNPOSTS_FROM else ""

    @property
    def seconds(self) -> float:
        """Give how long the frame takes, without the pauses before scenes that have lines."""
        texts = [
            talk_opening_notice(self._persona, self.brief.language),
            *(one for one in self._leads.values() if one),
            *(one.text for one in self._last()),
        ]
        seconds_of = seconds_by(self.brief.language, rate=self._rate)
        return sum(seconds_of(one) for one in texts) + 2 * SCENE_PAUSE + LAST_PAUSE

    def before(self, plan: ScenePlan) -> list[ScriptSentence]:
        """Give what leads to a scene."""
        text = self._leads[plan.id]
        return [self._said(f"lead-{plan.id}", text, SentenceKind.MANNER)] if text else []

    def timed(self, sentence: ScriptSentence) -> ScriptSentence:
        """Give a sentence with its estimated seconds."""
        seconds = seconds_by(self.brief.language, rate=self._rate)(sentence.text) - BREATH
        return sentence.model_copy(update={"seconds": round(seconds, 2)})

    def title_scene(self) -> Scene:
        """Give the first scene: the notice."""
        notice = talk_opening_notice(self._persona, self.brief.language)
        return Scene(
            id=SceneKind.TITLE.value,
            kind=SceneKind.TITLE,
            layout="title",
            title=self.brief.topic,
            kicker=self.brief.occasion,
            sentences=(self._said("notice-first", notice, SentenceKind.NOTICE),),
        )

    def sources_scene(self, scenes: Sequence[Scene], number: int) -> Scene:
        """Give the last scene: where everything stands, the persona's closing, the notice."""
        language = self.brief.language
        lines = dict.fromkeys(
            source.line.rsplit(" · p. ")[0]
            for scene in scenes
            for one in scene.sentences
            for source in one.sources
        )
        return Scene(
            id=SceneKind.SOURCES.value,
            kind=SceneKind.SOURCES,
            layout="sources",
            title=TITLES[SceneKind.SOURCES].in_language(language),
            kicker=f"{number} · {KICKERS[SceneKind.SOURCES].in_language(language)}",
            sentences=tuple(self._last()),
            bullets=tuple(lines)[:MOST_SOURCES],
        )

    def _last(self) -> list[ScriptSentence]:
        language = self.brief.language
        last: list[ScriptSentence] = []
        if self.brief.minutes >= SIGNPOSTS_FROM:
            last.append(
                self._said("sources-spoken", SOURCES_SPOKEN.in_language(language), SentenceKind.MANNER)
            )
        if self._closing:
            last.append(self._said("closing", self._closing, SentenceKind.MANNER))
        return [*last, self._said("notice-last", talk_closing_notice(language), SentenceKind.NOTICE)]

    def _said(self, id_: str, text: str, kind: SentenceKind) -> ScriptSentence:
        return framed(id_, text, kind, self.brief.language, rate=self._rate)


def explained_at_most(brief: Brief) -> int:
    """Give how many terms are explained: none to colleagues, one in a talk of two to six minutes, then one every three."""
    return max(int(brief.minutes >= SIGNPOSTS_FROM), int(brief.minutes // 3)) if brief.audience in LAY else 0


def _is_own_view(line: Line) -> bool:
    return line.is_view and bool(_OWN.search(line.text))


def _judged(plan: ScenePlan, judging: Judging) -> ScenePlan:
    """Leave out every line that the gate does not let through, and what leans on it."""
    held = {one.passage.id: one for one in plan.judged_by}
    dropped = {
        one.place
        for one in plan.lines
        if one.source.passage_id not in held
        or judging.reason(one.text, SentenceKind.STATEMENT, [held[one.source.passage_id]])
    }
    while True:
        leaning = {
            one.place
            for one in plan.lines
            if one.place not in dropped and (one.needs in dropped or one.calls in dropped)
        }
        if not leaning:
            break
        dropped |= leaning
    return replace(plan, lines=tuple(one for one in plan.lines if one.place not in dropped))


def _sentences(
    lines: Sequence[Line], written: Mapping[str, Sequence[ScriptSentence]] | None, scene: str
) -> list[ScriptSentence]:
    if written and written.get(scene):
        return list(written[scene])
    return [
        ScriptSentence(id=sentence_id(one.source.passage_id, one.text), text=one.text, sources=(one.source,))
        for one in lines
    ]


def with_reach(script: Script, plans: Sequence[ScenePlan]) -> Script:
    """Say in the report what the talk is filled up with, and what lacks even so."""
    return _with_what_is_missing(_with_what_is_beyond(script, plans))


def _with_what_is_beyond(script: Script, plans: Sequence[ScenePlan]) -> Script:
    """Say in the report which neighbouring topics the talk is filled up with."""
    beyond = {line.text: one.beyond for one in plans for line in one.lines if one.beyond}
    held = {
        scene.id: [beyond[one.text] for one in scene.sentences if one.text in beyond]
        for scene in script.scenes
    }
    added = [scene for scene in script.scenes if held[scene.id]]
    if not added:
        return script
    own = script_seconds(
        script.model_copy(update={"scenes": tuple(one for one in script.scenes if one not in added)})
    )
    brief, titles = script.brief, [title for scene in added for titles in held[scene.id] for title in titles]
    words = beyond_words(own, brief.minutes, titles, brief.language)
    return script.model_copy(update={"not_covered": (*script.not_covered, words)})


def _with_what_is_missing(script: Script) -> Script:
    """Say in the report when the folder holds too little for the minutes asked."""
    have, asked = script_seconds(script) / 60, script.brief.minutes
    if have >= asked * _TOO_LITTLE:
        return script
    words = TOO_LITTLE.in_language(script.brief.language).format(have=f"{have:.1f}", asked=f"{asked:g}")
    return script.model_copy(update={"not_covered": (*script.not_covered, words)})
