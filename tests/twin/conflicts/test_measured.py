import pytest

from twin.conflicts.measured import numbers_apart, told_numbers


def is_apart(passage: str, guideline: str) -> bool:
    return bool(numbers_apart(passage.lower(), guideline.lower(), is_line=False))


def test_an_age_is_not_compared_with_a_span() -> None:
    assert not is_apart("People aged 85 years take it.", "Measure for 7 days.")
    assert not is_apart("不满3个月的宝宝先看医生。", "持续发热5天要来看。")


def test_two_ages_for_the_same_thing_are_compared() -> None:
    assert is_apart("Babies from six weeks may have it.", "Infants have it from 3 months of age.")
    assert is_apart("The first scan comes at seventy.", "It is offered from the age of 65 years.")


def test_sodium_is_compared_with_salt_as_salt() -> None:
    assert not is_apart("At most 5 g of salt a day.", "At most 2 g of sodium a day.")
    assert is_apart("At most 10 g of salt a day.", "At most 2 g of sodium a day.")


def test_at_least_every_so_often_sets_the_longest_gap() -> None:
    rule = "Catheters are changed at least every 12 weeks."

    assert not is_apart("Catheters are changed every two months.", rule)
    assert is_apart("Catheters are changed once in six months.", rule)


def test_a_delay_is_not_compared_with_how_long_something_lasts() -> None:
    assert not is_apart("Into formalin within 30 minutes.", "Fixed for 6 to 72 hours.")


def test_twelve_weeks_and_three_months_are_the_same() -> None:
    assert not is_apart("Train for twelve weeks.", "Train for at least 3 months.")


@pytest.mark.parametrize(
    ("passage", "guideline"),
    [
        ("The tube comes out on day five.", "It is removed within 24 hours."),
        ("They stand on the fourth day.", "They stand within 24 hours."),
        ("Come every single year.", "Attend every 3 years."),
        ("术后第五天拆。", "不超过24小时。"),
        ("堵到五成就开。", "狭窄70%以上。"),
    ],
)
def test_days_counted_and_times_told_in_words_are_numbers(passage: str, guideline: str) -> None:
    assert is_apart(passage, guideline)


@pytest.mark.parametrize(
    ("passage", "guideline", "apart"),
    [
        ("I am content at 150 on top.", "Below 130 mmHg.", True),
        ("I stop it under 60.", "It is stopped below 30 mL/min.", True),
        ("Haemoglobin under ten.", "Below 7 g/dL.", True),
        ("Haemoglobin under seven.", "Below 70 g/L.", False),
        ("A sugar of 126 fasting.", "A glucose of 7.0 mmol/L.", False),
        ("五百以下就行。", "360 μmol/L以下。", True),
        ("一年吃三次。", "血压130 mmHg以下。", False),
    ],
)
def test_a_number_without_a_unit_is_read_in_the_unit_of_the_other(
    passage: str, guideline: str, *, apart: bool
) -> None:
    assert is_apart(passage, guideline) is apart


def test_what_only_names_a_rate_is_no_number() -> None:
    assert [one.number.kind for one in told_numbers("一天吸15小时")] == ["time"]
    assert len(told_numbers("20 mg a day")) == 1


def test_minutes_a_day_make_minutes_a_week() -> None:
    assert not is_apart("Walk 30 minutes on five days of the week.", "At least 150 minutes a week.")
