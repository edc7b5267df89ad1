"""One learner's way through one case: a small state machine. It decides the moves; `tutoring` words them.

In every phase the learner asks, commits (with a confidence), says why, and tries again after nudges of rising strength
until every key point is said, all hints are used, or "just tell me" is asked for, which needs a try and is recorded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, Field

from twin.teaching.case_reading import Reading
from twin.teaching.clinical_case import HINTS, PHASES, ClinicalCase, Phase


class Act(StrEnum):
    """What a learner does."""

    ASK = "ask"
    COMMIT = "commit"
    WHY = "why"
    AGAIN = "again"
    TELL_ME = "tell_me"


class Step(StrEnum):
    """Where in a phase the learner is."""

    OPEN = "open"
    WHY = "why"
    AGAIN = "again"
    OVER = "over"


class MoveKind(StrEnum):
    """What the tutor, or the patient, does in answer."""

    OPENING = "opening"
    TASK = "task"
    PATIENT = "patient"
    FINDING = "finding"
    NOT_FOUND = "not_found"
    DEFLECTED = "deflected"
    TRY_FIRST = "try_first"
    CONFIDENCE_FIRST = "confidence_first"
    OUT_OF_ORDER = "out_of_order"
    WRONG_TURN = "wrong_turn"
    WHY = "why"
    NUDGE = "nudge"
    SAID = "said"
    TOLD = "told"
    REVEALED = "revealed"
    OVER = "over"


class LearnerTurn(BaseModel, frozen=True):
    """What the learner typed. `confidence` is in per cent and given with a commitment only."""

    phase: Phase
    act: Act
    text: str = ""
    confidence: int | None = Field(None, ge=0, le=100)


class Attempt(BaseModel, frozen=True):
    """The first answer to a phase's task: how sure the learner was, and whether it was right."""

    phase: Phase
    confidence: int
    right: bool = False


class CaseState(BaseModel, frozen=True):
    """Everything a session knows. Ids are those of the case; `considered` counts differential entries from 1."""

    case: str
    persona: str
    language: Literal["en", "zh"]
    phase: Phase = Phase.HISTORY
    step: Step = Step.OPEN
    committed: bool = False
    turns: tuple[LearnerTurn, ...] = ()
    asked: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    said_wrongly: tuple[str, ...] = ()
    wrong_turns: tuple[str, ...] = ()
    considered: tuple[int, ...] = ()
    leading: int | None = None
    hints: dict[Phase, int] = {}
    told: tuple[Phase, ...] = ()
    shown: tuple[str, ...] = ()
    attempts: tuple[Attempt, ...] = ()

    @property
    def is_over(self) -> bool:
        """Say whether the plan has been discussed and the debrief is there."""
        return self.step is Step.OVER


def acts_open(state: CaseState) -> tuple[Act, ...]:
    """Give what the learner may do now, the expected first; nothing when the case is over."""
    if state.is_over:
        return ()
    if state.step is Step.WHY:
        return (Act.WHY, Act.TELL_ME)
    if state.step is Step.AGAIN:
        return (Act.AGAIN, Act.TELL_ME)
    asks = state.phase in (Phase.HISTORY, Phase.EXAMINATION, Phase.TESTS)
    return (Act.ASK, Act.COMMIT) if asks else (Act.COMMIT,)


@dataclass(frozen=True, slots=True)
class Move:
    """One move. `ids` are what it is about; `phase` is where it is made; `hint` counts from 1."""

    kind: MoveKind
    phase: Phase
    ids: tuple[str, ...] = ()
    hint: int = 0


def opened(case: ClinicalCase, *, persona: str, language: str) -> tuple[CaseState, tuple[Move, ...]]:
    """Begin a case."""
    state = CaseState(case=case.id, persona=persona, language="zh" if language == "zh" else "en")
    first = Phase.HISTORY
    return state, (Move(MoveKind.OPENING, first), Move(MoveKind.TASK, first))


def advanced(
    state: CaseState, case: ClinicalCase, turn: LearnerTurn, reading: Reading
) -> tuple[CaseState, tuple[Move, ...]]:
    """Answer one turn of the learner.

    Args:
        state: The session so far.
        case: Its case.
        turn: What the learner did; its phase is the session's.
        reading: What the words of the turn hold, as `CaseReader` reads them together with the phase's earlier ones.

    Returns:
        The session after it, and the moves in order, at least one.
    """
    if state.is_over:
        return state, (Move(MoveKind.OVER, state.phase),)
    if turn.act is Act.ASK:
        return _asked(state, turn, reading)
    if turn.act is Act.COMMIT:
        return _committed(state, turn, reading)
    if state.step is Step.OPEN:
        return _noted(state, turn), (Move(MoveKind.TRY_FIRST, state.phase),)
    if turn.act is Act.TELL_ME or reading.wants_to_be_told:
        return _told(_noted(state, turn.model_copy(update={"act": Act.TELL_ME})), case, asked_for=True)
    return _tried(_noted(state, turn), case, reading)


def _asked(state: CaseState, turn: LearnerTurn, reading: Reading) -> tuple[CaseState, tuple[Move, ...]]:
    """Let the patient answer, or tell findings; nothing that was not asked."""
    phase = state.phase
    if reading.wants_to_be_told:
        kind = MoveKind.TRY_FIRST if state.step is Step.OPEN else MoveKind.DEFLECTED
        return _noted(state, turn), (Move(kind, phase),)
    if reading.fishes and not state.committed:
        return _noted(state, turn), (Move(MoveKind.DEFLECTED, phase),)
    if state.step is not Step.OPEN or phase in (Phase.DIFFERENTIAL, Phase.PLAN):
        return state, (Move(MoveKind.OUT_OF_ORDER, phase),)
    kind = MoveKind.PATIENT if phase is Phase.HISTORY else MoveKind.FINDING
    after = _noted(state, turn).model_copy(update={"asked": _with(state.asked, reading.asked)})
    if not reading.asked:
        return after, (Move(MoveKind.NOT_FOUND, phase),)
    return after, tuple(Move(kind, phase, (name,)) for name in reading.asked)


def _committed(state: CaseState, turn: LearnerTurn, reading: Reading) -> tuple[CaseState, tuple[Move, ...]]:
    """Take the answer to the phase's task. Without a confidence, or without an answer in it, it is none."""
    phase = state.phase
    if state.step is not Step.OPEN:
        return state, (Move(MoveKind.OUT_OF_ORDER, phase),)
    if turn.confidence is None:
        return state, (Move(MoveKind.CONFIDENCE_FIRST, phase),)
    if not reading.is_a_try:
        return _noted(state, turn.model_copy(update={"act": Act.ASK})), (Move(MoveKind.TRY_FIRST, phase),)
    is_diagnosis = phase is Phase.DIFFERENTIAL
    attempt = Attempt(phase=phase, confidence=turn.confidence)
    after = _read(_noted(state, turn), reading).model_copy(
        update={
            "step": Step.WHY,
            "committed": state.committed or is_diagnosis,
            "leading": reading.leading if is_diagnosis else state.leading,
            "attempts": (*state.attempts, attempt),
        }
    )
    return after, (*_corrections(state, reading), Move(MoveKind.WHY, phase))


def _tried(state: CaseState, case: ClinicalCase, reading: Reading) -> tuple[CaseState, tuple[Move, ...]]:
    """Take a reason or another try: on to the next phase, or a stronger nudge, or all that is missing."""
    phase = state.phase
    corrections = _corrections(state, reading)
    first_try = state.step is Step.WHY
    after = _read(state, reading)
    missing = _missing(after, case)
    if first_try:
        after = _with_attempt_judged(after, case, right=not missing)
    used = after.hints.get(phase, 0)
    if not missing:
        later, moves = _next_phase(after)
        return later, (*corrections, Move(MoveKind.SAID, phase), *moves)
    if used >= HINTS:
        later, moves = _told(after, case, asked_for=False)
        return later, (*corrections, *moves)
    after = after.model_copy(update={"hints": {**after.hints, phase: used + 1}, "step": Step.AGAIN})
    return after, (*corrections, Move(MoveKind.NUDGE, phase, hint=used + 1))


def _told(state: CaseState, case: ClinicalCase, *, asked_for: bool) -> tuple[CaseState, tuple[Move, ...]]:
    """Tell what is missing; that it was asked for is recorded."""
    missing = _missing(state, case)
    if state.step is Step.WHY:
        state = _with_attempt_judged(state, case, right=not missing)
    after = state.model_copy(
        update={
            "told": (*state.told, state.phase) if asked_for else state.told,
            "shown": _with(state.shown, missing),
        }
    )
    later, moves = _next_phase(after)
    return later, (Move(MoveKind.TOLD, state.phase, missing), *moves)


def _next_phase(state: CaseState) -> tuple[CaseState, tuple[Move, ...]]:
    phase = state.phase
    if phase is PHASES[-1]:
        return state.model_copy(update={"step": Step.OVER}), (Move(MoveKind.OVER, phase),)
    following = PHASES[PHASES.index(phase) + 1]
    later = state.model_copy(update={"phase": following, "step": Step.OPEN})
    revealed = (Move(MoveKind.REVEALED, phase),) if phase is Phase.DIFFERENTIAL else ()
    return later, (*revealed, Move(MoveKind.TASK, following))


def _corrections(state: CaseState, reading: Reading) -> tuple[Move, ...]:
    """Answer wrong turns that were not answered before."""
    fresh = [name for name in reading.wrong_turns if name not in state.wrong_turns]
    return tuple(Move(MoveKind.WRONG_TURN, state.phase, (name,)) for name in fresh)


def _missing(state: CaseState, case: ClinicalCase) -> tuple[str, ...]:
    return tuple(point.id for point in case.phase(state.phase).key_points if point.id not in state.said)


def _with_attempt_judged(state: CaseState, case: ClinicalCase, *, right: bool) -> CaseState:
    """Judge the first answer: the diagnosis by what leads the differential, other phases by their key points."""
    if state.phase is Phase.DIFFERENTIAL:
        right = state.leading is not None and state.leading == case.diagnosis_number()
    last = state.attempts[-1].model_copy(update={"right": right})
    return state.model_copy(update={"attempts": (*state.attempts[:-1], last)})


def _read(state: CaseState, reading: Reading) -> CaseState:
    said = _with(state.said, reading.said)
    return state.model_copy(
        update={
            "said": said,
            "said_wrongly": _with(state.said_wrongly, reading.said_wrongly),
            "wrong_turns": _with(state.wrong_turns, reading.wrong_turns),
            "considered": tuple(dict.fromkeys((*state.considered, *reading.considered))),
        }
    )


def _noted(state: CaseState, turn: LearnerTurn) -> CaseState:
    return state.model_copy(update={"turns": (*state.turns, turn)})


def _with(known: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, *new)))
