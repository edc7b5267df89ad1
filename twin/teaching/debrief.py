"""The debrief in five parts, every line with where it comes from: found, hints, missed, the differential, what the physician does."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from twin.persona.persona import Bilingual
from twin.teaching.clinical_case import HINTS, CasePoint, ClinicalCase, Phase
from twin.teaching.rubric import DimensionScore, scored, shown_by
from twin.teaching.session import CaseState
from twin.teaching.tutoring import CitedLine, Tutor


class Part(StrEnum):
    """The five parts, in this order."""

    FOUND = "found"
    HINTS = "hints"
    MISSED = "missed"
    DIFFERENTIAL = "differential"
    PRACTICE = "practice"


class LineKind(StrEnum):
    """What a line is about; pages choose its words by it."""

    POINT = "point"
    ASKED = "asked"
    NEVER_ASKED = "never_asked"
    HINT = "hint"
    TOLD = "told"
    WRONG_TURN = "wrong_turn"
    SAID_WRONGLY = "said_wrongly"
    CONSIDERED = "considered"
    NOT_CONSIDERED = "not_considered"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class DebriefLine:
    """One line. `id` is unique in the debrief and the same at every look, so that a disagreement finds it again.

    A line about the made-up patient itself has the case file as its source: `sources` is then empty.
    """

    id: str
    part: Part
    kind: LineKind
    text: str
    phase: Phase | None = None
    sources: tuple[CitedLine, ...] = ()
    safety: bool = False


@dataclass(frozen=True, slots=True)
class Debrief:
    """The whole debrief of one session in its language."""

    case: str
    lines: tuple[DebriefLine, ...]
    scores: tuple[DimensionScore, ...]

    def of(self, part: Part) -> tuple[DebriefLine, ...]:
        """Give the lines of one part."""
        return tuple(line for line in self.lines if line.part is part)


def debrief_of(case: ClinicalCase, state: CaseState, tutor: Tutor) -> Debrief:
    """Write the debrief of a session that is over."""
    writer = _Writer(case, state, tutor)
    lines = (*writer.found(), *writer.hints(), *writer.missed(), *writer.differential(), *writer.practice())
    unique: dict[str, DebriefLine] = {}
    for line in lines:
        unique.setdefault(line.id, line)
    return Debrief(case.id, tuple(unique.values()), scored(case, shown_by(state)))


class _Writer:
    """Writes the parts, one after the other."""

    def __init__(self, case: ClinicalCase, state: CaseState, tutor: Tutor) -> None:
        self._case = case
        self._state = state
        self._tutor = tutor

    def found(self) -> Iterator[DebriefLine]:
        """Give the points that were said and the important things that were asked."""
        for phase, point in self._case.points():
            if point.id in self._state.said:
                yield self._point(Part.FOUND, LineKind.POINT, phase, point)
        for phase, name, text, important in self._askable():
            if important and name in self._state.asked:
                yield self._line(Part.FOUND, LineKind.ASKED, name, text, phase)

    def hints(self) -> Iterator[DebriefLine]:
        """Give the hints that were used, and the phases whose answer was asked for."""
        for phase in self._case.phases:
            for number in range(1, min(HINTS, self._state.hints.get(phase.phase, 0)) + 1):
                name = f"hint-{phase.phase}-{number}"
                given = phase.hints[number - 1]
                # Without a source of its own a hint rests on what it leads to: the key points of its phase.
                rests_on = [given.source] if given.source else [point.source for point in phase.key_points]
                cited = [line for one in rests_on for line in self._tutor.cited(one, self._state.language)]
                hint = self._line(Part.HINTS, LineKind.HINT, name, given, phase.phase)
                yield replace(hint, sources=tuple(dict.fromkeys(cited)))
            if phase.phase in self._state.told:
                yield self._line(Part.HINTS, LineKind.TOLD, f"told-{phase.phase}", phase.task, phase.phase)

    def missed(self) -> Iterator[DebriefLine]:
        """Give the points that were not said, wrong turns, and what was never asked."""
        for phase, point in self._case.points():
            if point.id in self._state.said_wrongly:
                yield self._point(Part.MISSED, LineKind.SAID_WRONGLY, phase, point)
            elif point.id not in self._state.said:
                yield self._point(Part.MISSED, LineKind.POINT, phase, point)
        for one in self._case.phases:
            for turn in one.wrong_turns:
                if turn.id in self._state.wrong_turns:
                    line = self._line(Part.MISSED, LineKind.WRONG_TURN, turn.id, turn.reply, one.phase)
                    yield replace(line, sources=self._tutor.cited(turn.source, self._state.language))
        for phase, name, text, important in self._askable():
            if important and name not in self._state.asked:
                yield self._line(Part.MISSED, LineKind.NEVER_ASKED, name, text, phase)

    def differential(self) -> Iterator[DebriefLine]:
        """Give the case's differential beside the learner's: what was considered and what was not."""
        for number, one in enumerate(self._case.differential, start=1):
            named = number in self._state.considered
            kind = LineKind.CONSIDERED if named else LineKind.NOT_CONSIDERED
            text = Bilingual(en=f"{one.name.en}: {one.why.en}", zh=f"{one.name.zh}：{one.why.zh}")
            line = self._line(Part.DIFFERENTIAL, kind, f"differential-{number}", text, Phase.DIFFERENTIAL)
            yield replace(line, safety=one.must_consider)

    def practice(self) -> Iterator[DebriefLine]:
        """Give what the physician does here."""
        for number, one in enumerate(self._case.what_i_do, start=1):
            line = self._line(Part.PRACTICE, LineKind.PRACTICE, f"practice-{number}", one.text, None)
            yield replace(line, sources=self._tutor.cited(one.source, self._state.language))

    def _askable(self) -> Iterator[tuple[Phase, str, Bilingual, bool]]:
        """Give the patient's lines and the findings: phase, id, text, whether important."""
        for line in self._case.patient.lines:
            yield Phase.HISTORY, line.id, line.reply, line.important
        for phase in (Phase.EXAMINATION, Phase.TESTS):
            for finding in self._case.phase(phase).findings:
                yield phase, finding.id, finding.result, finding.important

    def _point(self, part: Part, kind: LineKind, phase: Phase, point: CasePoint) -> DebriefLine:
        line = self._line(part, kind, point.id, point.point, phase)
        return replace(line, sources=self._cited(point), safety=point.safety)

    def _cited(self, point: CasePoint) -> tuple[CitedLine, ...]:
        return self._tutor.cited(point.source, self._state.language)

    def _line(
        self, part: Part, kind: LineKind, name: str, text: Bilingual, phase: Phase | None
    ) -> DebriefLine:
        return DebriefLine(f"{part}.{name}", part, kind, text.in_language(self._state.language), phase)
