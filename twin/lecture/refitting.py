"""A script that exists, made as long as was asked: lightest sentences out, or more of the folder in; what an author wrote stays."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from twin.lecture.drafting import body_scenes_for
from twin.lecture.fitting import Fitting
from twin.lecture.outline import Line, ScenePlan
from twin.lecture.plain_words import GLOSSARY
from twin.lecture.scene_building import scene_of
from twin.lecture.script import Scene, SceneKind, Script, ScriptSentence, SentenceKind
from twin.lecture.speakable import sentence_id
from twin.lecture.talk_length import BREATH, SCENE_PAUSE, script_seconds
from twin.voice.speaking_rate import estimated_seconds

MUCH = 1.1  # times as long as asked
_NUMBER = re.compile(r"^\d+(?= · )")


def with_measured(script: Script, seconds: Mapping[str, float]) -> Script:
    """Give the script with the measured seconds of its sentences, by their text."""

    def timed(one: ScriptSentence) -> ScriptSentence:
        return one.model_copy(update={"seconds": round(seconds.get(one.text, one.seconds), 2)})

    scenes = (
        scene.model_copy(update={"sentences": tuple(map(timed, scene.sentences))}) for scene in script.scenes
    )
    return script.model_copy(update={"scenes": tuple(scenes)})


def refitted(script: Script, plans: Sequence[ScenePlan], *, target_seconds: float) -> Script:
    """Give the script with sentences of the plans taken out or put in, so that it lasts `target_seconds` as near as they allow.

    Args:
        script: Its `seconds` are measured (`with_measured`).
        plans: What the folder holds for this length, every line past the gate.
        target_seconds: Of the whole talk.

    Returns:
        A script whose new sentences carry estimated seconds. Sentences that no plan holds, such as an author's own, stay.
    """
    return _Refitting(script, plans).to(target_seconds)


@dataclass
class _Refitting:
    """One script beside what the folder holds."""

    script: Script
    plans: Sequence[ScenePlan]

    def __post_init__(self) -> None:
        self._by_text = {one.text: one for one in self.script.sentences()}
        said = sum(one.seconds for one in self.script.sentences())
        language = self.script.brief.language
        # How the voice that was measured differs from the estimate.
        self._rate = sum(estimated_seconds(text, language) for text in self._by_text) / said if said else 1.0

    def to(self, target: float) -> Script:
        said = {
            plan.id: {line.place for line in plan.lines if line.text in self._by_text} for plan in self.plans
        }
        fitting = Fitting(self.plans, self._seconds, target=target, scene_cost=SCENE_PAUSE)
        fitting.kept = {id_: set(places) for id_, places in said.items()}
        fitting.fixed = script_seconds(self.script) - fitting.total()
        self._drop_scenes(fitting)
        chosen = fitting.changed()
        gone = {
            line.text
            for plan in self.plans
            for line in plan.lines
            if line.place in said[plan.id] and line.place not in fitting.kept[plan.id]
        }
        scenes = self._without(gone)
        for plan in self.plans:
            new = [line for line in chosen[plan.id] if line.place not in said[plan.id]]
            if new:
                self._put(scenes, plan, new)
        return self.script.model_copy(update={"scenes": tuple(_numbered(scenes))})

    def _drop_scenes(self, fitting: Fitting) -> None:
        """Leave whole scenes out of a script that is much too long: a scene of one sentence is no scene."""
        body = [one for one in self.plans if one.kind is SceneKind.BODY and fitting.kept[one.id]]

        def worth(plan: ScenePlan) -> tuple[bool, float]:
            weights = [line.weight for line in plan.lines if line.place in fitting.kept[plan.id]]
            return not plan.beyond, sum(weights) / len(weights)

        body.sort(key=worth)
        while fitting.total() > fitting.target * MUCH and len(body) > body_scenes_for(fitting.target / 60):
            plan = body.pop(0)
            fitting.kept[plan.id] = {
                line.place for line in plan.lines if line.is_must and line.place in fitting.kept[plan.id]
            }

    def _seconds(self, text: str) -> float:
        known = self._by_text.get(text)
        if known is not None:
            return known.seconds + BREATH
        return estimated_seconds(text, self.script.brief.language, measured_rate=self._rate) + BREATH

    def _without(self, gone: set[str]) -> list[Scene]:
        """Give the scenes without sentences, and without the plain words that explained one of them."""
        scenes = []
        for scene in self.script.scenes:
            left: list[ScriptSentence] = []
            is_gone = False
            for one in scene.sentences:
                explains = any(source.passage_id.startswith(GLOSSARY) for source in one.sources)
                is_gone = one.text in gone or (is_gone and explains)
                if not is_gone:
                    left.append(one)
            was_told = any(one.kind is SentenceKind.STATEMENT for one in scene.sentences)
            if not was_told or any(one.kind is SentenceKind.STATEMENT for one in left):
                scenes.append(scene.model_copy(update={"sentences": tuple(left)}))
        return scenes

    def _put(self, scenes: list[Scene], plan: ScenePlan, new: Sequence[Line]) -> None:
        """Put lines into the scene that says most of the plan's, each behind the line it follows there; else into a new one."""
        texts = {line.text: line.place for line in plan.lines}
        homes = [sum(one.text in texts for one in scene.sentences) for scene in scenes]
        home = max(range(len(scenes)), key=lambda place: homes[place])
        if not homes[home]:
            last = max(
                (place for place, one in enumerate(scenes) if one.kind in (SceneKind.WHY, SceneKind.BODY)),
                default=0,
            )
            taken = {one.id for one in scenes}
            own = next(
                name for name in (plan.id, *(f"{plan.id}-{n}" for n in range(2, 99))) if name not in taken
            )
            made = scene_of(plan, 1, [self._sentence(line) for line in new], self.script.brief.language)
            scenes.insert(last + 1, made.model_copy(update={"id": own}))
            return
        said = list(scenes[home].sentences)
        for line in new:
            before = [place for place, one in enumerate(said) if texts.get(one.text, line.place) < line.place]
            after = [place for place, one in enumerate(said) if texts.get(one.text, -1) > line.place]
            said.insert(
                _behind(said, before[-1]) if before else after[0] if after else len(said),
                self._sentence(line),
            )
        scenes[home] = scenes[home].model_copy(update={"sentences": tuple(said)})

    def _sentence(self, line: Line) -> ScriptSentence:
        return ScriptSentence(
            id=sentence_id(line.source.passage_id, line.text),
            text=line.text,
            sources=(line.source,),
            seconds=round(self._seconds(line.text) - BREATH, 2),
        )


def _behind(said: Sequence[ScriptSentence], place: int) -> int:
    """Give the place behind a sentence and the plain words that explain it."""
    place += 1
    while place < len(said) and any(one.passage_id.startswith(GLOSSARY) for one in said[place].sources):
        place += 1
    return place


def _numbered(scenes: Sequence[Scene]) -> list[Scene]:
    """Give the scenes with the numbers over their slides in order."""
    return [
        one.model_copy(update={"kicker": _NUMBER.sub(str(number), one.kicker)})
        for number, one in enumerate(scenes)
    ]
