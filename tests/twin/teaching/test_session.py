"""Commit before reveal; why; nudges of rising strength; "just tell me" after a try; the physician on a wrong turn."""

from tests.twin.teaching.conftest import OpenRoom
from twin.teaching.case_room import CaseRoom
from twin.teaching.clinical_case import Phase
from twin.teaching.move_wording import MoveToWord
from twin.teaching.session import Act, CaseState, MoveKind, Step
from twin.teaching.tutoring import Speaker, Utterance

GOOD = {
    Phase.HISTORY: "I ask for the duration of the palpitations and any syncope",
    Phase.EXAMINATION: "count radial and apical pulse",
    Phase.TESTS: "get a twelve lead ecg first",
    Phase.DIFFERENTIAL: "AF most likely, irregularly irregular rhythm; flutter; panic attack",
    Phase.PLAN: "rate control first and check the bleeding risk first",
}


async def through(room: CaseRoom, state: CaseState, until: Phase) -> CaseState:
    """Go on with good answers until a phase begins."""
    while state.phase is not until and not state.is_over:
        state, _ = await room.answer(state, Act.COMMIT, GOOD[state.phase], 70)
        state, _ = await room.answer(state, Act.WHY, GOOD[state.phase])
    return state


def kinds(said: tuple[Utterance, ...]) -> list[MoveKind]:
    """Give the kinds of what was said."""
    return [one.kind for one in said]


async def test_the_patient_answers_only_what_is_asked_in_the_learners_language(room: CaseRoom) -> None:
    state, _ = await room.begin("zh")

    state, said = await room.answer(state, Act.ASK, "您喝酒吗？")

    assert [(one.speaker, one.text) for one in said] == [(Speaker.PATIENT, "周末喝几瓶啤酒。")]
    assert state.asked == ("drinks",)


async def test_two_things_asked_in_one_breath_are_both_answered(room: CaseRoom) -> None:
    state, _ = await room.begin("en")

    state, said = await room.answer(state, Act.ASK, "Any chest pain, and have you faintd?")

    assert state.asked == ("chest-pain", "faint") and len(said) == 2


async def test_what_nobody_wrote_a_line_for_is_not_invented(room: CaseRoom) -> None:
    state, _ = await room.begin("en")

    state, said = await room.answer(state, Act.ASK, "Do you keep parrots?")

    assert said[0].text == "I don't know what you mean, doctor." and state.asked == ()


async def test_an_answer_without_a_confidence_is_not_looked_at(room: CaseRoom) -> None:
    state, _ = await room.begin("en")

    after, said = await room.answer(state, Act.COMMIT, GOOD[Phase.HISTORY])

    assert kinds(said) == [MoveKind.CONFIDENCE_FIRST] and after == state


async def test_after_a_commitment_the_reason_is_asked_for(room: CaseRoom) -> None:
    state, _ = await room.begin("en")

    state, said = await room.answer(state, Act.COMMIT, "duration of the palpitations", 50)

    assert kinds(said) == [MoveKind.WHY] and state.step is Step.WHY


async def test_nudges_grow_and_then_what_is_missing_is_told_with_its_source(room: CaseRoom) -> None:
    state, _ = await room.begin("en")
    state, _ = await room.answer(state, Act.COMMIT, "not sure at all", 10)

    hints: list[int] = []
    last: tuple[Utterance, ...] = ()
    for text in ("because", "maybe drinks", "maybe tablets", "no idea"):
        act = Act.WHY if state.step is Step.WHY else Act.AGAIN
        state, last = await room.answer(state, act, text)
        hints += [one.hint for one in last if one.kind is MoveKind.NUDGE]

    told = [one for one in last if one.kind is MoveKind.TOLD and one.about]
    assert hints == [1, 2, 3] and [one.about[0] for one in told] == ["kp-duration", "kp-faint"]
    assert all(one.sources and one.sources[0].passage_id for one in told)
    assert state.phase is Phase.EXAMINATION and state.told == ()


async def test_just_tell_me_needs_a_try(room: CaseRoom) -> None:
    state, _ = await room.begin("en")

    state, said = await room.answer(state, Act.TELL_ME, "")

    assert kinds(said) == [MoveKind.TRY_FIRST] and state.phase is Phase.HISTORY


async def test_just_tell_me_after_a_try_is_granted_and_recorded(room: CaseRoom) -> None:
    state, _ = await room.begin("en")
    state, _ = await room.answer(state, Act.COMMIT, "it is about the heart", 30)

    state, said = await room.answer(state, Act.WHY, "just tell me")

    assert kinds(said)[0] is MoveKind.TOLD and state.told == (Phase.HISTORY,)


async def test_just_tell_me_is_no_commitment(room: CaseRoom) -> None:
    state, _ = await room.begin("zh")

    state, said = await room.answer(state, Act.COMMIT, "直接告诉我诊断", 90)

    assert kinds(said) == [MoveKind.TRY_FIRST] and state.step is Step.OPEN and state.attempts == ()


async def test_a_wrong_turn_gets_the_physicians_own_reasoning_with_its_source(room: CaseRoom) -> None:
    state, _ = await room.begin("en")

    state, said = await room.answer(state, Act.COMMIT, "reassure and send home in history", 80)

    wrong = next(one for one in said if one.kind is MoveKind.WRONG_TURN)
    assert wrong.text.startswith("Dr. Test counts the pulse first") and wrong.sources[0].passage_id
    assert "Rounds about the irregular pulse" in wrong.sources[0].line


async def test_is_it_this_gets_the_same_answer_whether_it_is_or_not(room: CaseRoom) -> None:
    state, _ = await room.begin("en")

    texts = {
        (await room.answer(state, Act.ASK, f"Is it {name}?"))[1][0].text
        for name in ("atrial fibrillation", "AF", "atrial flutter", "a panic attack")
    }

    assert len(texts) == 1 and "neither confirm nor deny" in texts.pop()


async def test_the_diagnosis_is_revealed_after_the_commitment_and_the_reason(room: CaseRoom) -> None:
    state, _ = await room.begin("en")
    state = await through(room, state, Phase.DIFFERENTIAL)
    state, _ = await room.answer(state, Act.COMMIT, GOOD[Phase.DIFFERENTIAL], 80)

    state, said = await room.answer(state, Act.WHY, "because of the pulse")

    assert any("Atrial fibrillation" in one.text for one in said)
    assert state.leading == 1 and state.considered == (1, 2, 3) and state.attempts[-1].right


async def test_a_wrong_leading_diagnosis_is_noted_as_wrong_with_its_confidence(room: CaseRoom) -> None:
    state, _ = await room.begin("en")
    state = await through(room, state, Phase.DIFFERENTIAL)

    state, _ = await room.answer(state, Act.COMMIT, "Most likely panic attack, AF possible", 90)
    state, _ = await room.answer(state, Act.WHY, "irregularly irregular rhythm")

    assert (state.attempts[-1].confidence, state.attempts[-1].right) == (90, False)


async def test_a_case_ends_after_the_plan(room: CaseRoom) -> None:
    state, _ = await room.begin("en")

    state = await through(room, state, Phase.PLAN)
    state = await through(room, state, Phase.HISTORY)

    assert state.is_over and len(state.attempts) == 5


async def test_a_model_may_word_a_nudge_but_not_a_finding(open_room: OpenRoom) -> None:
    async def wording(move: MoveToWord) -> str:
        return "Say it in other words."

    room = open_room(wording=wording)
    state, _ = await room.begin("en")

    _, patient = await room.answer(state, Act.ASK, "chest pain?")
    _, pressed = await room.answer(state, Act.TELL_ME, "")

    assert patient[0].text == "No, nothing hurts." and pressed[0].text == "Say it in other words."
