"""Levels follow from what the learner did, in a session and in a transcript alike; the debrief names every source."""

from twin.teaching.case_room import CaseRoom
from twin.teaching.clinical_case import Dimension, Phase
from twin.teaching.debrief import Part, debrief_of
from twin.teaching.rubric import Shown, levels_of, scored, shown_in
from twin.teaching.session import Act, LearnerTurn


def turn(phase: Phase, act: Act, text: str) -> LearnerTurn:
    """Write one turn."""
    return LearnerTurn(phase=phase, act=act, text=text)


def test_a_level_needs_those_below_it(room: CaseRoom) -> None:
    shown = Shown(frozenset({"onset", "feeling", "breath"}))

    levels = levels_of(scored(room.case, shown))

    assert levels == {"data_gathering": 1, "reasoning": 0, "differential": 0, "plan": 0, "safety": 0}


def test_a_safety_point_said_wrongly_caps_safety(room: CaseRoom) -> None:
    shown = Shown(frozenset({"kp-faint", "kp-bleeding", "faint"}), frozenset({"kp-bleeding"}))

    levels = levels_of(scored(room.case, shown))

    assert levels["safety"] == 1


def test_a_transcript_is_scored_without_a_session(room: CaseRoom) -> None:
    turns = (
        turn(Phase.HISTORY, Act.ASK, "When did it start? Have you fainted?"),
        turn(Phase.HISTORY, Act.COMMIT, "the duration of the palpitations and any syncope"),
        turn(Phase.TESTS, Act.ASK, "ECG"),
        turn(Phase.DIFFERENTIAL, Act.COMMIT, "AF, flutter or a panic attack"),
        turn(Phase.PLAN, Act.COMMIT, "check the bleeding risk first, then rate control first"),
    )

    shown = shown_in(turns, room.reader)

    assert {"onset", "faint", "ecg", "kp-duration", "kp-faint", "differential:2", "kp-bleeding"} <= shown.ids
    assert levels_of(scored(room.case, shown))[Dimension.SAFETY] == 3


async def test_the_debrief_has_five_parts_and_every_point_its_source(room: CaseRoom) -> None:
    state, _ = await room.begin("en")
    for _ in range(5):
        state, _ = await room.answer(state, Act.COMMIT, "panic attack, not sure", 30)
        state, _ = await room.answer(state, Act.TELL_ME, "")

    debrief = debrief_of(room.case, state, room.tutor)

    assert {line.part for line in debrief.lines} >= {
        Part.HINTS,
        Part.MISSED,
        Part.DIFFERENTIAL,
        Part.PRACTICE,
    }
    assert all(line.sources for line in debrief.lines if line.kind.value in ("point", "practice"))
    assert len({line.id for line in debrief.lines}) == len(debrief.lines)
    assert {line.kind.value for line in debrief.of(Part.MISSED)} == {"point", "never_asked"}
