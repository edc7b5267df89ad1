"""The second layer raises what the rules missed, and doubts what speaks clearly against an emergency; never a crisis."""

from dataclasses import replace
from pathlib import Path

import pytest

from twin.errors import TriageDataInvalid
from twin.triage.disposition import Disposition
from twin.triage.findings import Findings
from twin.triage.nearness import (
    MOST_FEATURES,
    SIZE,
    Nearness,
    all_features,
    features_of,
    hashed,
    read_nearness,
    write_nearness,
)
from twin.triage.triage import Triage


def taught(path: Path, engine: Triage, text: str) -> Nearness:
    """Learn one text by heart."""
    weights = [0.0] * SIZE
    for number in all_features(engine.read(text)):
        weights[number] = 8.0
    write_nearness(path, weights, [1.0] * SIZE, bias=-1.0, near=2.0, far=-1.5)
    nearness = read_nearness(path)
    assert nearness is not None
    return nearness


def test_words_near_to_an_emergency_raise_the_level(small: Triage, tmp_path: Path) -> None:
    engine = replace(small, nearness=taught(tmp_path / "w", small, "slippery rope hanging out, waters went"))

    result = engine.assess(["waters went and a slippery rope is hanging out"])

    assert (result.disposition, result.layer) == (Disposition.EMERGENCY, "nearness")
    assert "safer" in result.advice("en", emergency_number="120").why[0]


def test_words_far_from_it_change_nothing(small: Triage, tmp_path: Path) -> None:
    engine = replace(small, nearness=taught(tmp_path / "w", small, "脐带脱出来了，羊水破了，身上发冷"))

    assert engine.assess(["请问门诊几点开"]).disposition is Disposition.ROUTINE
    assert engine.assess(["I have a cough, no fever"]).disposition is Disposition.SELF_CARE


def test_a_bare_word_is_no_emergency_however_near(small: Triage, tmp_path: Path) -> None:
    engine = replace(small, nearness=taught(tmp_path / "w", small, "恶心"))

    assert engine.assess(["恶心"]).disposition is Disposition.ROUTINE


STORY = (
    " by the way we moved house in spring and the garden needs work, my daughter studies law now and comes home each weekend,"
    " the neighbours keep bees and give us honey, and I wanted to ask about parking near the clinic on Monday morning"
)


def far_from_everything(path: Path) -> Nearness:
    """Give weights that speak against every emergency."""
    write_nearness(path, [-8.0] * SIZE, [1.0] * SIZE, bias=-8.0, near=20.0, far=-2.0)
    nearness = read_nearness(path)
    assert nearness is not None
    return nearness


def test_an_emergency_that_the_whole_message_speaks_against_becomes_urgent(
    small: Triage, tmp_path: Path
) -> None:
    engine = replace(small, nearness=far_from_everything(tmp_path / "w"))

    result = engine.assess(["tight chest and sweating" + STORY])

    assert (result.disposition, result.layer) == (Disposition.URGENT, "rules")
    assert result.card is small.cards["urgent"]
    assert result.fired


def test_a_short_message_is_never_doubted(small: Triage, tmp_path: Path) -> None:
    engine = replace(small, nearness=far_from_everything(tmp_path / "w"))

    assert engine.assess(["tight chest and sweating"]).is_emergency


def test_a_short_message_must_be_nearer_to_be_raised(small: Triage, tmp_path: Path) -> None:
    write_nearness(tmp_path / "w", [0.0] * SIZE, [1.0] * SIZE, bias=0.2, near=0.0, far=-9.0)
    engine = replace(small, nearness=read_nearness(tmp_path / "w"))

    assert not engine.assess(["the garden needs work this weekend"]).is_emergency
    assert engine.assess(["the garden needs work this weekend" + STORY]).is_emergency


def test_what_the_rules_call_less_than_an_emergency_is_never_lowered(small: Triage, tmp_path: Path) -> None:
    engine = replace(small, nearness=far_from_everything(tmp_path / "w"))

    for text in ("I have a cough, no fever", "请问门诊几点开"):
        assert engine.assess([text]).disposition is small.assess([text]).disposition


def test_a_crisis_is_never_doubted(small: Triage, tmp_path: Path) -> None:
    crisis = replace(small.rules[0], id="crisis.suicide")
    engine = replace(
        small,
        rules=(crisis, *small.rules[1:]),
        nearness=far_from_everything(tmp_path / "w"),
    )

    text = crisis.positive[0] + STORY

    assert small.assess([text]).is_emergency
    assert engine.assess([text]).is_emergency


def test_the_level_of_a_conversation_stands_though_later_words_speak_against_it(
    small: Triage, tmp_path: Path
) -> None:
    weights = [0.0] * SIZE
    for number in features_of(small.messages.normal("everything is fine now thank you very much")):
        weights[number] = -20.0
    write_nearness(tmp_path / "w", weights, [1.0] * SIZE, bias=0.0, near=20.0, far=-1.0)
    engine = replace(small, nearness=read_nearness(tmp_path / "w"))

    state = engine.after(engine.begin(), "tight chest and sweating")
    state = engine.after(state, "everything is fine now thank you very much")

    assert state.disposition is Disposition.EMERGENCY


def test_nothing_said_has_the_score_of_the_bias(tmp_path: Path) -> None:
    write_nearness(tmp_path / "w", [1.0] * SIZE, [1.0] * SIZE, bias=-2.0, near=0.0, far=-3.0)
    nearness = read_nearness(tmp_path / "w")

    assert nearness is not None and nearness.score(Findings()) == -2.0


def test_a_hostile_text_gives_a_bounded_number_of_features(small: Triage) -> None:
    text = small.messages.normal(" ".join(f"word{number}x" for number in range(5000)))

    assert len(features_of(text)) <= MOST_FEATURES
    assert list(hashed([])) == []


def test_a_hostile_letter_of_many_sentences_gives_no_more_features_than_one(small: Triage) -> None:
    text = small.messages.normal("".join(f"word{number}x other{number}.\n" for number in range(5000)))

    assert MOST_FEATURES // 2 < len(features_of(text)) <= MOST_FEATURES


def test_the_features_of_a_message_are_words_pairs_and_runs_of_characters(small: Triage) -> None:
    text = small.messages.normal("chest pain\n胸口疼痛 and, 汗")

    told = (
        "w chest",
        "p  chest",
        "w pain",
        "p chest pain",
        "z 胸口",
        "t 胸口疼",
        "z 口疼",
        "t 口疼痛",
        "z 疼痛",
    )
    assert sorted(features_of(text)) == sorted(hashed(told))


def test_without_a_file_there_is_no_second_layer(tmp_path: Path) -> None:
    assert read_nearness(tmp_path / "absent") is None


def test_a_file_cut_off_is_refused(tmp_path: Path) -> None:
    (tmp_path / "w").write_bytes(b"12")

    with pytest.raises(TriageDataInvalid, match="cut off"):
        read_nearness(tmp_path / "w")


def test_a_file_of_another_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "w").write_bytes(b"\x09\x00" * (2 * SIZE + 4))

    with pytest.raises(TriageDataInvalid, match="format 9"):
        read_nearness(tmp_path / "w")


def flat(path: Path, **given: float) -> Nearness:
    """Give weights that say nothing but the bias."""
    bounds = {"bias": 0.0, "near": 0.0, "far": 0.0} | given
    write_nearness(path, [0.0] * SIZE, [1.0] * SIZE, **bounds)
    nearness = read_nearness(path)
    assert nearness is not None
    return nearness


def of_so_many(features: int) -> Findings:
    """Give findings with so many features."""
    return Findings(features=frozenset(range(features)))


@pytest.mark.parametrize(("features", "bias", "is_near"), [
    (7, 9.0, False), (8, 9.0, True), (29, 0.4, False), (29, 0.5, True), (30, 0.4, True), (30, 0.0, True), (30, -0.1, False),
])  # fmt: skip
def test_fewer_than_eight_features_say_nothing_and_fewer_than_thirty_must_be_nearer(
    tmp_path: Path, features: int, bias: float, is_near: bool
) -> None:
    assert flat(tmp_path / "w", bias=bias).says_emergency(of_so_many(features)) is is_near


@pytest.mark.parametrize(
    ("features", "bias", "doubted"), [(39, -9.0, False), (40, -9.0, True), (40, 0.0, False)]
)
def test_only_a_long_message_is_doubted(tmp_path: Path, features: int, bias: float, doubted: bool) -> None:
    assert flat(tmp_path / "w", bias=bias).doubts_emergency(of_so_many(features)) is doubted


def test_the_score_is_the_mean_of_the_weights_by_their_rarity(tmp_path: Path) -> None:
    write_nearness(
        tmp_path / "w",
        [3.0, 5.0, 1.0] + [0.0] * (SIZE - 3),
        [3.0, 4.0, 12.0] + [0.0] * (SIZE - 3),
        bias=0.25,
        near=1.5,
        far=-0.5,
    )
    nearness = read_nearness(tmp_path / "w")

    assert nearness is not None
    assert (nearness.bias, nearness.near, nearness.far) == (0.25, 1.5, -0.5)
    assert nearness.score(of_so_many(2)) == pytest.approx(0.25 + 8 / 5)
    assert nearness.score(of_so_many(3)) == pytest.approx(0.25 + 9 / 13)


def test_weights_are_stored_in_parts_of_1024_and_rarities_of_4096_and_clipped(tmp_path: Path) -> None:
    write_nearness(
        tmp_path / "w",
        [0.5, 99.0, -99.0] + [0.0] * (SIZE - 3),
        [0.5, 99.0, -1.0] + [0.0] * (SIZE - 3),
        bias=99.0,
        near=-99.0,
        far=0.5,
    )
    nearness = read_nearness(tmp_path / "w")

    assert nearness is not None
    assert nearness.weights[:3].tolist() == [512, 32767, -32768]
    assert nearness.rarities[:3].tolist() == [2048, 65535, 0]
    assert (nearness.bias, nearness.near, nearness.far) == (32767 / 1024, -32, 0.5)


def test_the_age_group_is_a_feature_by_its_power_of_two(small: Triage) -> None:
    aged = all_features(small.read("my 3 day old"))

    assert set(hashed(["a 2"])) <= aged
    assert set(hashed(["m asserted"])) <= all_features(small.read("chest pain"))
    assert set(hashed(["s chest_pain", "d sweating", "m denied"])) <= all_features(
        small.read("chest pain, no sweating")
    )
