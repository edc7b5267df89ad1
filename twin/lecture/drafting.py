"""The outline of one brief while it is made: which section of the folder goes into which scene."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from twin.index.held_passage import HeldPassage
from twin.lecture.alike import Forbidden, marks_of
from twin.lecture.beyond import grouped, joined_title, titles_of
from twin.lecture.filling import lacking_seconds, reach_of, scenes_of_neighbours, timed_with_neighbours
from twin.lecture.line_order import STEP, distinct, most_urgent_first, shifted, urgency, with_musts
from twin.lecture.material import FLOOR, LAY, Material, Section
from twin.lecture.outline import Line, Outline, ScenePlan
from twin.lecture.scene_titles import scene_title, title_from_lines
from twin.lecture.script import Brief, SceneKind
from twin.lecture.speakable import Weighing, is_advice, speakable_lines
from twin.lecture.subject import Subject
from twin.lecture.talk_words import NO_URGENT
from twin.persona.persona import Persona
from twin.persona.slots import Slot
from twin.voice.speaking_rate import estimated_seconds

_WHY = re.compile(
    r"short answer|what (?:it|they|this) (?:is|are)|\bwhy\b|the picture|in one picture|the worry|"
    r"结论|为什么|是什么|怎么回事|不绕弯子|最怕|一句话",
    re.IGNORECASE,
)
_HELP = re.compile(
    r"when to (?:come|call|seek|see|get|go)|call 120|emergenc|red (?:flag|light)|traffic light|must be seen|line in the sand|going home|warning|what kills|"
    r"什么时候(?:来|打|去|该|要|找)|何时|打120|底线|急诊|红灯|三盏灯|红绿灯|要命|回医院",
    re.IGNORECASE,
)
_DO = re.compile(
    r"what (?:to|you can|we) do|how to|daily|routine|at home|steps|\bplan\b|what helps|prepare|怎样|怎么(?:做|办|记|量|吃|养|补)|每天|在家|日常|该做|能做",
    re.IGNORECASE,
)
_STEP = 1000  # places between two passages of a scene; no passage has as many sentences
_URGENT_KEPT = 14  # urgent lines considered for the last scene
_NAMED = 0.6  # of the topic's words in a lecture's title: then it is about the topic, however it is asked
_ASIDE = re.compile(r"questions (?:i|you|that|people)|asked last|常有人问|常问|问得最多", re.IGNORECASE)
_AMBULANCE = re.compile(r"\b(?:120|999|911|ambulance|emergency)\b|打120|120|急诊", re.IGNORECASE)
_URGENT_SECTIONS = 3  # answers and other lectures that are looked through for what must not wait
_ENOUGH, _ENOUGH_LONG = (
    0.55,
    1.1,
)  # of the talk's minutes in the body's sections, of a short talk and of one from _LONG on
_LONG = 5.0  # minutes
MOST_BODY = 8
_FEWEST_LINES = 2  # a body scene of one sentence is no scene
_SHARES = {SceneKind.WHY: 0.16, SceneKind.WHAT_TO_DO: 0.18, SceneKind.WHEN_TO_SEEK_HELP: 0.18}


class Drafting:
    """The outline of one brief, scene by scene."""

    def __init__(
        self,
        brief: Brief,
        persona: Persona,
        material: Material,
        forbidden: Forbidden,
        *,
        subject: Subject,
        urgent: Mapping[str, float],
        nearest: Callable[[], Sequence[Section]] = tuple,
    ) -> None:
        self._brief = brief
        self._subject = subject
        self._urgent_scores = urgent
        self._nearest = nearest
        self._material = material
        self._forbidden = forbidden
        self._openings = persona.manner.openings.in_language(brief.language)
        self._topic_words = frozenset(marks_of(brief.topic))

    def outline(self, musts: Sequence[tuple[HeldPassage, Line]], missing: Sequence[str]) -> Outline:
        brief = self._brief
        sections = [one for one in self._material.backbone if self._lines([one]) and not _is_preamble(one)]
        helps = [one for one in sections if _HELP.search(one.title)]
        why = self._why([one for one in sections if one not in helps])
        rest = [one for one in sections if one not in helps and one not in why]
        do = self._what_to_do(rest)
        body = self._body([one for one in rest if one not in do], taken=do)
        urgent = self._urgent([*sections, *self._near()], helps)
        frame = (
            self._plan(SceneKind.WHY, 0, why, self._lines(why)),
            self._plan(SceneKind.WHAT_TO_DO, 0, do, self._lines(do)),
            self._plan(SceneKind.WHEN_TO_SEEK_HELP, 0, helps, urgent),
        )
        own, reach = self._body_plans([[one] for one in body]), tuple[ScenePlan, ...]()
        lacks = lacking_seconds(brief, [frame[0], *own, *frame[1:]])
        if lacks > 0:
            taken = {id(one) for one in (*why, *do, *helps, *body)}
            reach = self._beyond([one for one in self._nearest() if id(one) not in taken], lacks)
            own = self._body_plans(grouped(body, MOST_BODY - len(reach), self._seconds)) if reach else own
        scenes = with_musts([one for one in (frame[0], *own, *reach, *frame[1:]) if one.lines], musts)
        lacking = list(missing)
        if not urgent:
            lacking.append(NO_URGENT.in_language(brief.language))
        every = [*self._material.backbone, *self._material.near]
        known = {held.passage.id: held for one in every for held in one.passages}
        known.update((held.passage.id, held) for held, _ in musts)
        scenes = [replace(one, judged_by=_cited(one, known)) for one in self._timed(scenes)]
        return Outline(brief, brief.topic, tuple(scenes), tuple(lacking), reach_of(brief, scenes))

    def _body_plans(self, groups: Sequence[Sequence[Section]], *, first: int = 1) -> list[ScenePlan]:
        return [
            self._plan(SceneKind.BODY, number, group, self._lines(group))
            for number, group in enumerate(groups, first)
        ]

    def _beyond(self, sections: Sequence[Section], lacks: float) -> tuple[ScenePlan, ...]:
        """Give scenes of neighbouring topics."""
        useful = [one for one in sections if len(self._lines([one])) >= _FEWEST_LINES]
        groups = scenes_of_neighbours(useful, lacks, self._seconds)
        plans = self._body_plans(groups, first=MOST_BODY + 1)
        return tuple(
            replace(plan, beyond=tuple(titles_of(group))) for plan, group in zip(plans, groups, strict=True)
        )

    def _seconds(self, section: Section) -> float:
        return sum(estimated_seconds(line.text, self._brief.language) for line in self._lines([section]))

    def _near(self) -> list[Section]:
        """Give what is not the backbone and holds what must not wait, about the same subject; the nearest first."""
        found = [
            (max(self._urgent_scores.get(held.passage.id, 0.0) for held in one.passages), one)
            for one in self._material.near
            if self._subject.is_of(one) and one not in self._material.backbone
        ]
        return [one for score, one in sorted(found, key=lambda pair: -pair[0]) if score >= FLOOR][
            :_URGENT_SECTIONS
        ]

    def _why(self, sections: list[Section]) -> list[Section]:
        named = [one for one in sections[:4] if _WHY.search(one.title)][:2]
        if named:
            return named
        return sections[:1] or [one for one in self._material.beside if self._subject.is_of(one)][:1]

    def _what_to_do(self, rest: list[Section]) -> list[Section]:
        """Give the approved answers nearest to the topic that hold steps, with the lecture's own steps before them."""
        own = [
            one
            for one in rest
            if _DO.search(one.title) and sum(not line.is_row for line in self._lines([one])) >= _FEWEST_LINES
        ]
        own = sorted(own, key=lambda one: (-self._advice(one), -one.relevance))[:1]
        answers = [
            one
            for one in self._material.beside
            if one.slot is Slot.ANSWERS
            and self._subject.is_of(one)
            and sum(line.in_list for line in self._lines([one])) >= 2
        ]
        most = (1 if own else 2) + int(self._brief.minutes // _LONG)
        chosen = [*own, *answers[:most]]
        return chosen or sorted(rest, key=lambda one: -self._advice(one))[:1]

    def _advice(self, section: Section) -> float:
        """Give the share of a section's sentences that tell people to do something."""
        lines = self._lines([section])
        return sum(is_advice(one.text) for one in lines) / len(lines) if lines else 0.0

    def _body(self, rest: list[Section], *, taken: list[Section]) -> list[Section]:
        """Give the body's sections: the lecture's in its own order, then what else is near."""
        wanted = body_scenes_for(self._brief.minutes)
        rest = [one for one in rest if len(self._lines([one])) >= _FEWEST_LINES]
        ranked = sorted(
            rest, key=lambda one: (bool(_ASIDE.search(one.title)), -round(one.relevance, 1), rest.index(one))
        )
        while wanted < min(len(ranked), MOST_BODY) and self._is_short(ranked[:wanted]):
            wanted += 1
        chosen = [one for one in rest if one in ranked[:wanted]]
        for one in self._material.beside:
            if len(chosen) >= wanted and (len(chosen) >= MOST_BODY or not self._is_short(chosen)):
                break
            lines = self._lines([one])
            if (
                one not in taken
                and len(lines) >= _FEWEST_LINES
                and one.slot is not Slot.PAPERS
                and self._subject.is_of(one)
            ):
                chosen.append(one)
        return chosen

    def _is_short(self, chosen: Sequence[Section]) -> bool:
        """Say whether everything in these sections would not fill the body's minutes."""
        said = sum(
            estimated_seconds(line.text, self._brief.language)
            for one in chosen
            for line in self._lines([one])
        )
        enough = _ENOUGH_LONG if self._brief.minutes >= _LONG else _ENOUGH
        return said < self._brief.minutes * 60 * enough

    def _lines(self, sections: Sequence[Section]) -> list[Line]:
        lines: list[Line] = []
        place = 0
        for section in sections:
            weighing = Weighing(
                section.relevance, self._brief.language, self._brief.audience in LAY, self._topic_words
            )
            for held in section.passages:
                lines += speakable_lines(held, weighing, first_place=place, openings=self._openings)
                place += STEP
        return self._allowed(lines)

    def _urgent(self, sections: Sequence[Section], helps: Sequence[Section]) -> list[Line]:
        """Give what sends people to a doctor: the sections about it first, then every urgent line that is near."""
        lines = self._lines(helps)
        place = STEP * 50
        for section in sections:
            if section in helps:
                continue
            found = self._lines([section])
            wanted = {one.place for one in found if one.is_urgent}
            wanted |= {one.needs for one in found if one.place in wanted and one.needs is not None}
            lines += [shifted(one, place) for one in found if one.place in wanted]
            place += STEP * 10
        lines = [replace(one, weight=round(0.5 + one.weight / 4 + urgency(one.text), 4)) for one in lines]
        return most_urgent_first(distinct(lines)[: _URGENT_KEPT + len(self._lines(helps))])

    def _allowed(self, lines: list[Line]) -> list[Line]:
        kept = {one.place for one in lines if not self._forbidden.found_in(one.text)}
        return [
            one
            for one in lines
            if one.place in kept
            and (one.needs is None or one.needs in kept)
            and (one.calls is None or one.calls in kept)
        ]

    def _plan(
        self, kind: SceneKind, number: int, sections: Sequence[Section], lines: Sequence[Line]
    ) -> ScenePlan:
        language = self._brief.language
        heading = sections[0].title if len(sections) == 1 else joined_title(sections, language)
        title = scene_title(kind, heading, self._brief)
        if not title or self._forbidden.found_in(title):
            title = title_from_lines(lines, language)
        passages = tuple(held for one in sections for held in one.passages)
        return ScenePlan(
            f"{kind.value}-{number}" if number else kind.value, kind, title, 0.0, tuple(lines), passages
        )

    def _timed(self, scenes: Sequence[ScenePlan]) -> list[ScenePlan]:
        """Divide the minutes: fixed shares for the frame of the talk, the rest over the body by what there is to say."""
        seconds = self._brief.minutes * 60
        body = [one for one in scenes if one.kind is SceneKind.BODY]
        if any(one.beyond for one in scenes):
            return timed_with_neighbours(self._brief, scenes)
        left = 1.0 - sum(_SHARES.get(one.kind, 0.0) for one in scenes)
        said = {one.id: min(sum(len(line.text) for line in one.lines), 1_500) for one in body}
        whole = sum(said.values()) or 1
        return [
            replace(
                one,
                seconds=round(
                    seconds * (_SHARES[one.kind] if one.kind in _SHARES else left * said[one.id] / whole), 1
                ),
            )
            for one in scenes
        ]


def _cited(scene: ScenePlan, known: Mapping[str, HeldPassage]) -> tuple[HeldPassage, ...]:
    """Give the passages that a scene's lines rest on, each once."""
    ids = dict.fromkeys(one.source.passage_id for one in scene.lines)
    return tuple(known[id_] for id_ in ids if id_ in known)


def _is_preamble(section: Section) -> bool:
    """Say whether a section is what stands before a document's first heading: who speaks, where, when."""
    return not section.title and bool(section.passages[0].passage.headings)


def body_scenes_for(minutes: float) -> int:
    """Give how many body scenes a talk has: 2 in one minute, 8 from a quarter of an hour on."""
    return max(2, min(MOST_BODY, round(1.5 + 0.5 * minutes)))
