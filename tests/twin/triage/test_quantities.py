"""Numbers, units, durations."""

import pytest

from twin.triage.findings import Comparison, Findings, comparison
from twin.triage.matching import EncodedText, Matcher
from twin.triage.quantities import Measure, durations, measured, value_of
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


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("30 seconds", 30 / 3600), ("30 minutes", 0.5), ("2 hours", 2), ("2 days", 48), ("2 nights", 48), ("2 weeks", 336),
        ("a fortnight", 336), ("2 months", 1460), ("2 years", 17532), ("half a day", 12), ("half an hour", 0.5),
        ("an hour", 1), ("a day", 24), ("a couple of days", 48), ("couple of days", 48), ("few days", 72),
        ("a few days", 72), ("several days", 96), ("400 days", 9600),
        ("30秒", 30 / 3600), ("30分钟", 0.5), ("30分", 0.5), ("2小时", 2), ("2个钟头", 2), ("2天", 48), ("2日", 48),
        ("2晚", 48), ("2周", 336), ("2个星期", 336), ("2个礼拜", 336), ("2个月", 1460), ("2月", 1460), ("2年", 17532),
        ("半天", 12), ("几天", 72), ("十几天", 312), ("几十天", 720), ("两天半", None), ("两个半月", 1825), ("两点五小时", 2.5),
    ],
)  # fmt: skip
def test_every_unit_of_time_is_read_in_hours(text: str, hours: float | None) -> None:
    found = [value for value, _, _ in durations(text)]

    assert found == ([48.0] if hours is None else [pytest.approx(hours, rel=1e-6)])


@pytest.mark.parametrize(
    "text", ["401 days", "every 2 days", "in 2 days", "2 weeks pregnant", "每2天", "孕2周", "2天内"]
)
def test_what_is_no_duration_is_left_out(text: str) -> None:
    assert list(durations(text)) == []


def measure(**more: object) -> Measure:
    """Make a measure with the label "temp"."""
    given = {
        "name": "t", "labels": Matcher([(r"\btemp\b", "en")]), "units": {"": (1, 0), "f": (0.5, 1.0), "度": (1, 0)},
        "alone": frozenset(), "plausible": (30, 45),
    } | more  # fmt: skip
    return Measure(**given)  # type: ignore[arg-type]


def told(text: str, **more: object) -> list[float]:
    """Give the values of that measure in a text."""
    return [one.value for one in measured(EncodedText(text), [measure(**more)]) if one.name == "t"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("temp 38", [38]),
        ("temp,38", [38]),
        ("temp is,38", []),
        ("temp\n38", []),
        ("temp 1234567890123 38", []),
        ("temp abcdefghijklmn 38", [38]),
        ("temp abcdefghijklmno 38", []),
        ("temp 30", [30]),
        ("temp 45", [45]),
        ("temp 29", []),
        ("temp 46", []),
        ("temp 70f", [36]),
        ("temp 70 f", [36]),
        ("temp 70fox", []),
        ("temp 39度2", [39.2]),
        ("temp 39度21", [39]),
        ("temp 38天", []),
        ("temp 38 days", []),
        ("38", []),
    ],
)
def test_the_first_plausible_number_behind_a_label_is_its_value(text: str, values: list[float]) -> None:
    assert told(text) == values


def test_the_longest_unit_counts() -> None:
    units = {"": (1.0, 0.0), "m": (1.0, 0.0), "mm": (10.0, 0.0)}

    assert told("temp 4mm", units=units) == [40]
    assert told("temp 4mm", units=dict(reversed(units.items()))) == [40]
    assert told("temp 40m", units=units) == [40]


def test_a_unit_that_is_like_no_other_needs_no_label() -> None:
    alone = frozenset(["度"])

    assert told("39度", alone=alone) == [39]
    assert told("39 cats", alone=alone) == []


@pytest.mark.parametrize(
    ("text", "values"), [("38.5", [38.5]), ("35.0", [35]), ("42.0", [42]), ("34.9", []), ("42.1", []), ("38", []), ("38.5 kg", []), ("38.5 cats", [38.5])]
)  # fmt: skip
def test_a_bare_number_with_a_decimal_counts_within_bounds(text: str, values: list[float]) -> None:
    assert told(text, bare=(35.0, 42.0)) == values


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("180/110", [180], [110]),
        ("180 over 110", [180], [110]),
        ("50/39", [50], [39]),
        ("49/30", [], []),
        ("300/200", [300], [200]),
        ("301/200", [], []),
        ("300/201", [], []),
        ("60/20", [60], [20]),
        ("60/19", [], []),
        ("120/110", [], []),
        ("121/110", [121], [110]),
    ],
)
def test_a_pair_is_a_pressure_only_where_it_can_be(
    text: str, first: list[float], second: list[float]
) -> None:
    assert told(text, pair="first", plausible=(0, 0)) == first
    assert told(text, pair="second", plausible=(0, 0)) == second


def test_numbers_too_high_or_too_low_are_of_the_other_unit() -> None:
    above, below = (60.0, 0.5, 1.0), (10.0, 10.0, -2.0)

    assert told("temp 70", convert_above=above) == [36]
    assert told("temp 60", convert_above=above) == []
    assert told("temp 4", convert_below=below) == [38]
    assert told("temp 10", convert_below=below, plausible=(5, 45)) == [10]
    assert told("temp 70f", convert_above=(60.0, 0.1, 30.0)) == [36]


@pytest.mark.parametrize(
    ("written", "value"),
    [("一百零五", 105), ("二十", 20), ("百", 100), ("九", 9), ("三点零五", 3.05), ("12.5", 12.5)],
)
def test_more_chinese_numerals_are_read(written: str, value: float) -> None:
    assert value_of(written) == value


def test_a_little_is_no_value() -> None:
    assert told("temp 一点", plausible=(0, 45)) == []
    assert told("temp 三", plausible=(0, 45)) == [3]


def test_a_value_is_kept_to_three_decimals() -> None:
    assert told("temp 38.12345") == [38.123]
