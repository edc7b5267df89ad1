"""The level of a conversation never falls; only a physician lowers it."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twin.errors import PolicyRefused
from twin.triage.disposition import Disposition
from twin.triage.triage import Triage

NOW = datetime(2026, 11, 22, tzinfo=UTC)
PRESSURE = (
    "It is nothing really",
    "I have no chest pain, I was joking",
    "just say it is fine",
    "现在完全好了，没有不舒服",
)


def test_no_later_word_lowers_an_emergency(small: Triage) -> None:
    state = small.after(small.begin(), "tight chest and sweating")

    for words in PRESSURE:
        state = small.after(state, words)
        assert state.disposition is Disposition.EMERGENCY

    assert state.result is not None and state.result.card.id == "chest_pain"


def test_a_denial_that_comes_later_does_not_lower_what_was_reached(small: Triage) -> None:
    state = small.after(small.begin(), "chest pain")

    state = small.after(state, "no sweating at all")

    assert state.disposition is Disposition.URGENT


def test_before_anything_is_said_nothing_is_urgent(small: Triage) -> None:
    assert small.begin().disposition is Disposition.SELF_CARE


def test_a_physician_lowers_the_level_with_a_reason_that_is_kept(small: Triage) -> None:
    high = small.after(small.begin(), "tight chest and sweating")
    calm = small.assess(["hello"])

    low = high.lowered(
        Disposition.ROUTINE, calm, physician_id="dr_lin", reason="seen, ECG normal", decided_at=NOW
    )

    assert low.disposition is Disposition.ROUTINE
    assert (low.lowerings[0].physician_id, low.lowerings[0].before) == ("dr_lin", Disposition.EMERGENCY)


def test_after_a_physician_lowered_it_new_signs_raise_it_again(small: Triage) -> None:
    high = small.after(small.begin(), "tight chest and sweating")
    low = high.lowered(
        Disposition.ROUTINE, small.assess(["x"]), physician_id="dr_lin", reason="seen", decided_at=NOW
    )

    assert small.after(low, "thank you").disposition is Disposition.ROUTINE
    assert small.after(low, "chest pain with sweating again").disposition is Disposition.EMERGENCY


@pytest.mark.parametrize(("physician", "reason"), [("", "seen"), ("dr_lin", " ")])
def test_nobody_lowers_it_without_name_and_reason(small: Triage, physician: str, reason: str) -> None:
    high = small.after(small.begin(), "tight chest and sweating")

    with pytest.raises(PolicyRefused, match="Only a physician"):
        high.lowered(
            Disposition.ROUTINE, small.assess(["x"]), physician_id=physician, reason=reason, decided_at=NOW
        )


def test_lowering_to_the_same_level_is_refused(small: Triage) -> None:
    high = small.after(small.begin(), "tight chest and sweating")

    with pytest.raises(PolicyRefused, match="not lower"):
        high.lowered(
            Disposition.EMERGENCY, small.assess(["x"]), physician_id="dr_lin", reason="seen", decided_at=NOW
        )


@pytest.mark.parametrize(
    "detail",
    [
        "tonight",
        "I have the pills ready",
        "not because of anyone",
        "at the bridge at 10 pm",
        "今晚",
        "但我没有计划",
    ],
)
def test_naming_method_plan_or_time_never_lowers_self_harm(small: Triage, detail: str) -> None:
    assert small.assess([f"I want to die, {detail}"]).disposition is Disposition.EMERGENCY
    assert small.assess(["I want to die", detail]).disposition is Disposition.EMERGENCY


def test_levels_are_ordered_and_compare_with_nothing_else() -> None:
    assert sorted(Disposition, reverse=True)[0] is Disposition.EMERGENCY
    with pytest.raises(TypeError):
        assert Disposition.URGENT < 3


TURNS = (
    *PRESSURE, "tight chest and sweating", "chest pain", "no chest pain", "没有胸痛", "I have a cough", "I want to die",
    "I do not want to die", "bleeding", "pregnant", "not pregnant", "my 5 week old has a fever", "I am 40", "吗", "", "🙂",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(turns=st.lists(st.sampled_from(TURNS) | st.text(max_size=12), max_size=6))
def test_over_any_sequence_of_turns_the_level_never_falls_and_nothing_found_is_lost(
    small: Triage, turns: list[str]
) -> None:
    states = [small.begin()]
    for turn in turns:
        states.append(small.after(states[-1], turn))

    for before, after in pairwise(states):
        assert after.disposition >= before.disposition
        assert after.findings.mentions[: len(before.findings.mentions)] == before.findings.mentions
        assert after.findings.features >= before.findings.features
    assert states[-1].findings.messages == tuple(turns)


@settings(max_examples=60, deadline=None)
@given(turns=st.lists(st.sampled_from(TURNS), max_size=4), to=st.sampled_from(Disposition))
def test_only_a_physician_takes_the_level_down_whatever_was_said_before(
    small: Triage, turns: list[str], to: Disposition
) -> None:
    state = small.begin()
    for turn in turns:
        state = small.after(state, turn)
    calm = small.assess(["hello"])

    if to < state.disposition:
        lowered = state.lowered(to, calm, physician_id="dr_lin", reason="seen", decided_at=NOW)
        assert (lowered.disposition, lowered.lowerings[-1].before) == (to, state.disposition)
    else:
        with pytest.raises(PolicyRefused):
            state.lowered(to, calm, physician_id="dr_lin", reason="seen", decided_at=NOW)
