"""What a learner's words hold: what is asked, which key points are said, which wrong turns are taken, what is named."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from twin.evidence.language import language_of
from twin.key_points.judgement import KeyPoint, PointJudgement, Said
from twin.teaching.asked_matching import AskedMatcher, interview_meanings, terms_of
from twin.teaching.clinical_case import CasePoint, ClinicalCase, Phase, WrongTurn
from twin.teaching.held_words import HeldWords, character_tables
from twin.teaching.pressure import asks_about_the_past, fishes_for_the_diagnosis, wants_to_be_told

_CLAUSE = re.compile(
    r"[,;.，；。、\n!?！？]|\b(?:then|and|or|but|versus|vs|followed by)\b|(?:其次|然后|以及|鉴别|排除|但)"
)
_LEADING = re.compile(
    r"most likely|likeliest|leading|top of|first|my diagnosis|commit to|favou?r|最可能|首先|首选|倾向|第一|考虑为|诊断为",
    re.IGNORECASE,
)


class PointJudge(Protocol):
    """Tells which points a reply says; `twin.key_points.judging.KeyPointJudge` is the real one."""

    def judge(self, reply: str, points: Sequence[KeyPoint], language: str) -> tuple[PointJudgement, ...]:
        """Give one judgement a point, in their order. `language` is that of the reply."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """What one turn holds. Ids are those of the case; `considered` and `leading` count differential entries from 1.

    `fishes`: it asks for the diagnosis, or whether it is this or that. `is_a_try`: it holds an answer of its own.
    """

    asked: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    said_wrongly: tuple[str, ...] = ()
    wrong_turns: tuple[str, ...] = ()
    considered: tuple[int, ...] = ()
    leading: int | None = None
    wants_to_be_told: bool = False
    fishes: bool = False
    is_a_try: bool = True


class CaseReader:
    """Reads the words of learners for one case. Keeps nothing between calls."""

    def __init__(self, case: ClinicalCase, judge: PointJudge, corpora: Path) -> None:
        """Prepare the matching of one case."""
        self._case = case
        self._judge = judge
        tables, meanings = character_tables(corpora), interview_meanings(corpora)
        lines = [(line.id, line.asked_by.all()) for line in case.patient.lines]
        self._askable = {Phase.HISTORY: AskedMatcher(lines, meanings)}
        for phase in (Phase.EXAMINATION, Phase.TESTS):
            findings = [(one.id, one.asked_by.all()) for one in case.phase(phase).findings]
            self._askable[phase] = AskedMatcher(findings, meanings)
        self._named = [
            HeldWords((one.name.en, one.name.zh, *one.said_as.all()), tables) for one in case.differential
        ]
        self._giving = HeldWords(case.words_that_give_away(), tables)

    def asked(self, phase: Phase, text: str) -> Reading:
        """Read a question to the patient, or for a finding."""
        matcher = self._askable.get(phase)
        names_one = bool(self.considered(text)) or self._giving.found_in(text) is not None
        fishes = (names_one or fishes_for_the_diagnosis(text)) and not asks_about_the_past(text)
        return Reading(
            asked=matcher.asked_in(text) if matcher else (),
            wants_to_be_told=wants_to_be_told(text),
            fishes=fishes,
        )

    def answered(self, phase: Phase, text: str, earlier: Sequence[str] = ()) -> Reading:
        """Read an answer to the phase's task, together with the phase's earlier answers.

        Args:
            phase: The phase.
            text: What the learner wrote now.
            earlier: What they wrote to the same task before.
        """
        pressed = wants_to_be_told(text)
        whole = "\n".join((*earlier, text))
        said, wrong = self._judged(phase, whole)
        turns = self._turns(phase, text)
        considered = self.considered(text) if phase is Phase.DIFFERENTIAL else ()
        holds_nothing = not (said or wrong or turns or considered)
        return Reading(
            said=said,
            said_wrongly=wrong,
            wrong_turns=turns,
            considered=considered,
            leading=self.leading(text) if phase is Phase.DIFFERENTIAL else None,
            wants_to_be_told=pressed and holds_nothing,
            is_a_try=bool(terms_of(text)) and not (holds_nothing and pressed),
        )

    def considered(self, text: str) -> tuple[int, ...]:
        """Give which entries of the differential are named, counted from 1."""
        return tuple(n for n, words in enumerate(self._named, start=1) if words.found_in(text))

    def leading(self, text: str) -> int | None:
        """Give which entry is put first: the one called most likely, else the first one named."""
        clauses = [clause for clause in _CLAUSE.split(text) if clause and clause.strip()]
        naming = [(clause, self.considered(clause)) for clause in clauses]
        naming = [(clause, named) for clause, named in naming if named]
        called = next((named for clause, named in naming if _LEADING.search(clause)), None)
        first = called or (naming[0][1] if naming else self.considered(text))
        return first[0] if first else None

    def _judged(self, phase: Phase, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        language = language_of(text)
        points = [_key_point(point, language) for point in self._case.phase(phase).key_points]
        judged = self._judge.judge(text, points, language) if text.strip() else ()
        said = tuple(one.point_id for one in judged if one.said is Said.SAID)
        return said, tuple(one.point_id for one in judged if one.said is Said.WRONG)

    def _turns(self, phase: Phase, text: str) -> tuple[str, ...]:
        """Give the wrong turns a text takes; words that say a key point rather than a turn take none.

        Both are judged in one list: alone, a right answer is often like the wrong one beside it.
        """
        language, own = language_of(text), self._case.phase(phase)
        if not own.wrong_turns or not text.strip():
            return ()
        points = [_key_point(point, language) for point in own.key_points]
        turns = [_turn_point(turn, language) for turn in own.wrong_turns]
        judged = self._judge.judge(text, [*points, *turns], language)
        right = {one.words: one.likeness for one in judged[: len(points)] if one.said is Said.SAID}
        taken = [one for one in judged[len(points) :] if one.said is Said.SAID]
        return tuple(one.point_id for one in taken if one.likeness >= right.get(one.words, 0.0))


def _key_point(point: CasePoint, language: str) -> KeyPoint:
    return KeyPoint(
        point.id, point.point.in_language(language), language, point.said_as.in_language(language)
    )


def _turn_point(turn: WrongTurn, language: str) -> KeyPoint:
    first, *rest = turn.said_as.in_language(language)
    return KeyPoint(turn.id, first, language, tuple(rest))
