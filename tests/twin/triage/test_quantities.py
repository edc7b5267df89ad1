"""Numbers, units, durations."""

import pytest

from twin.triage.findings import Comparison, Findings, comparison
from twin.triage.quantities import value_of
from twin.triage.triage import Triage


def values(small: Triage, text: str) -> dict[str, float]:
    """Give the last value of each name."""
    return {one.name: one.value for one in small.read(text).values}


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("temp is 39.5", "temperature", 39.5),
        ("体温39度2", "temperature", 39.2),
        ("烧到三十九度", "temperature", 39.0),
        ("fever of 103", "temperature", 39.444),
        ("he has 38.4", "temperature", 38.4),
        ("BP 210/130", "systolic", 210.0),
        ("血压210/130", "diastolic", 130.0),
        ("blood pressure 180 over 95", "diastolic", 95.0),
        ("sats 88%", "spo2", 88.0),
        ("血氧76", "spo2", 76.0),
        ("glucose 450 mg/dl", "glucose", 24.975),
        ("血糖2.8", "glucose", 2.8),
        ("Hb 7.1", "haemoglobin", 71.0),
        ("haemoglobin 6.5 g/dl", "haemoglobin", 65.0),
        ("took 30 tablets", "tablets", 30.0),
        ("吃了四十片安眠药", "tablets", 40.0),
        ("30 weeks pregnant", "gestation", 30.0),
        ("怀孕三十周", "gestation", 30.0),
        ("心率140次", "heart_rate", 140.0),
        ("for half an hour", "lasting", 0.5),
        ("for a few days", "lasting", 72.0),
        ("三个半小时", "lasting", 3.5),
        ("疼了十几分钟", "lasting", 0.217),
        ("K 7.1", "potassium", 7.1),
        ("pain 8/10", "pain_score", 8.0),
    ],
)
def test_a_value_is_read_in_our_unit(small: Triage, text: str, name: str, value: float) -> None:
    assert values(small, text)[name] == pytest.approx(value, abs=0.01)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("temperature 12", "temperature"),
        ("my 5 week old", "lasting"),
        ("every 5 minutes", "lasting"),
        ("in 2019年", "lasting"),
        ("blood pressure is fine\n5 apples", "systolic"),
        ("blood pressure", "systolic"),
        ("120/110", "systolic"),
        ("38.4kg", "temperature"),
        ("39 cats", "temperature"),
        ("no numbers here", "temperature"),
    ],
)
def test_what_is_no_such_value_is_left_out(small: Triage, text: str, name: str) -> None:
    assert name not in values(small, text)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("三十八", 38),
        ("十", 10),
        ("一百二十", 120),
        ("三八", 38),
        ("三十八点五", 38.5),
        ("半", 0.5),
        ("两", 2),
    ],
)
def test_chinese_numerals_are_read(written: str, value: float) -> None:
    assert value_of(written) == value


def test_a_bound_is_read_and_kept() -> None:
    assert comparison("fever") is None
    assert comparison("lasting >= 30 min") == Comparison("lasting", ">=", 0.5)
    assert comparison("inr > 5").holds(6)  # type: ignore[union-attr]
    assert not Findings().keeps(Comparison("inr", ">", 5))
    assert Findings().words("cough") == ()
