"""The moves of a session in words: from the case file, through the last filter.

The case decides what is said. A served model may put the tutor's own sentences into other words, from that sentence
and what was found: it is never told the case. Whoever worded it, nothing that gives the diagnosis away leaves before the
commitment.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from twin.teaching.case_links import SourceLink
from twin.teaching.clinical_case import CaseSource, ClinicalCase, Phase
from twin.teaching.held_words import HeldWords, character_tables
from twin.teaching.move_wording import MoveToWord
from twin.teaching.session import CaseState, Move, MoveKind
from twin.teaching.tutor_words import WORDS

# Puts one move of the tutor into other words; "" leaves the file's. Whatever it gives goes through the filter.
Wording = Callable[[MoveToWord], Awaitable[str]]
Links = Mapping[tuple[str, str], SourceLink]
# Moves that a model may word: they hold no fact and no quotation.
_WORDABLE = frozenset({MoveKind.DEFLECTED, MoveKind.TRY_FIRST, MoveKind.WHY, MoveKind.SAID, MoveKind.NUDGE})


class Speaker(StrEnum):
    """Who says it."""

    TUTOR = "tutor"
    PATIENT = "patient"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class CitedLine:
    """A source as shown: the line, and the way to the passage; no way where the passage would say too much yet."""

    line: str
    passage_id: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing said. `about` are ids of the case; `was_held_back` when the filter put other words in its place: the file's
    for a model's, else a neutral sentence.
    """

    kind: MoveKind
    speaker: Speaker
    text: str
    phase: Phase
    about: tuple[str, ...] = ()
    sources: tuple[CitedLine, ...] = ()
    hint: int = 0
    was_held_back: bool = False

    def every_text(self) -> tuple[str, ...]:
        """Give everything of it that a learner sees."""
        return (self.text, *(part for one in self.sources for part in (one.line, one.quote)))


class Tutor:
    """Words the moves of one case."""

    def __init__(
        self, case: ClinicalCase, links: Links, corpora: Path, *, wording: Wording | None = None
    ) -> None:
        """Take the case, the links of its sentences, and a model that words, where one is served."""
        self._case = case
        self._links = links
        self._wording = wording
        self._giving = HeldWords(case.words_that_give_away(), character_tables(corpora))

    async def say(
        self, state: CaseState, moves: Sequence[Move], *, in_file_words: bool = False
    ) -> tuple[Utterance, ...]:
        """Word the moves that led to `state`, in order; some moves give several utterances."""
        said: list[Utterance] = []
        for move in moves:
            for one in self._worded(move, state.language):
                spoken = one if in_file_words else await self._in_other_words(one, state)
                said.append(
                    spoken if state.committed else self.held_back(spoken, state.language, instead=one)
                )
        return tuple(said)

    def held_back(
        self, utterance: Utterance, language: str, *, instead: Utterance | None = None
    ) -> Utterance:
        """Be the last filter: give the utterance if it gives nothing away, else what may stand in its place.

        `instead` is the same utterance in the case file's words, where a model worded it.
        """
        sources = tuple(self._safe_source(one, language) for one in utterance.sources)
        kept = tuple(one for one in sources if one is not None)
        if self._giving.found_in(utterance.text) is None:
            return replace(utterance, sources=kept)
        if instead is not None and self._giving.found_in(instead.text) is None:
            return replace(instead, sources=kept, was_held_back=True)
        neutral = WORDS["held_back"].in_language(language)
        return replace(utterance, text=neutral, sources=(), about=(), was_held_back=True)

    def cited(self, source: CaseSource, language: str) -> tuple[CitedLine, ...]:
        """Give where a sentence of the case stands; nothing for one that has no link."""
        link = self._links.get((source.document, source.quote))
        return (CitedLine(link.line(language), link.passage_id, link.quote),) if link else ()

    def _safe_source(self, source: CitedLine, language: str) -> CitedLine | None:
        """Shorten a source before the commitment: kind, date and place stay; title, words and way where they are clean."""
        if not any(self._giving.found_in(text) for text in (source.line, source.quote)):
            return source
        _, _, rest = source.line.partition(" · ")
        return CitedLine(rest) if rest and self._giving.found_in(rest) is None else None

    async def _in_other_words(self, utterance: Utterance, state: CaseState) -> Utterance:
        """Let a model word a move that holds no fact, told only what gives nothing away."""
        if self._wording is None or utterance.kind not in _WORDABLE:
            return utterance
        language, phase = state.language, self._case.phase(utterance.phase)
        is_nudge = utterance.kind is MoveKind.NUDGE
        text = phase.hints[utterance.hint - 1].in_language(language) if is_nudge else utterance.text
        found = tuple(one.point.in_language(language) for one in phase.key_points if one.id in state.said)
        told = tuple(one for one in found if state.committed or self._giving.found_in(one) is None)
        words = (await self._wording(MoveToWord(utterance.kind.value, text, language, told))).strip()
        if not words:
            return utterance
        if is_nudge:
            words = WORDS["nudge"].in_language(language).format(hint=utterance.hint, text=words)
        return replace(utterance, text=words)

    def _worded(self, move: Move, language: str) -> list[Utterance]:
        case, phase = self._case, self._case.phase(move.phase)
        if move.kind in (MoveKind.PATIENT, MoveKind.FINDING):
            return [self._asked(move, language)]
        if move.kind is MoveKind.TOLD:
            return self._told(move, language)
        speaker = Speaker.TUTOR
        sources: tuple[CitedLine, ...] = ()
        match move.kind:
            case MoveKind.OPENING:
                text = case.opening.in_language(language)
            case MoveKind.TASK:
                text = phase.task.in_language(language)
            case MoveKind.NOT_FOUND if move.phase is Phase.HISTORY:
                text, speaker = case.patient.unknown.in_language(language), Speaker.PATIENT
            case MoveKind.WRONG_TURN:
                turn = next(one for one in phase.wrong_turns if one.id in move.ids)
                text, sources = turn.reply.in_language(language), self.cited(turn.source, language)
            case MoveKind.NUDGE:
                hint = phase.hints[move.hint - 1].in_language(language)
                text = WORDS["nudge"].in_language(language).format(hint=move.hint, text=hint)
            case MoveKind.REVEALED:
                name = case.diagnosis.name.in_language(language)
                text = WORDS["revealed"].in_language(language).format(diagnosis=name)
            case _:
                text = WORDS[move.kind.value].in_language(language)
        return [Utterance(move.kind, speaker, text, move.phase, move.ids, sources, move.hint)]

    def _told(self, move: Move, language: str) -> list[Utterance]:
        """Give the missing points, each with its source."""
        points = [point for point in self._case.phase(move.phase).key_points if point.id in move.ids]
        head = WORDS["told" if points else "nothing_missing"].in_language(language)
        said = [Utterance(move.kind, Speaker.TUTOR, head, move.phase)]
        for point in points:
            sources = self.cited(point.source, language)
            text = point.point.in_language(language)
            said.append(Utterance(move.kind, Speaker.TUTOR, text, move.phase, (point.id,), sources))
        return said

    def _asked(self, move: Move, language: str) -> Utterance:
        """Give the patient's reply, or the finding, of one id."""
        if move.kind is MoveKind.PATIENT:
            line = next(one for one in self._case.patient.lines if one.id in move.ids)
            return Utterance(
                move.kind, Speaker.PATIENT, line.reply.in_language(language), move.phase, move.ids
            )
        finding = next(one for one in self._case.phase(move.phase).findings if one.id in move.ids)
        return Utterance(
            move.kind, Speaker.RESULT, finding.result.in_language(language), move.phase, move.ids
        )
