import pytest

from twin.key_points.said_numbers import NumberState, numbers_in, state_of


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("30 minutes", "half an hour off the cigarettes"),
        ("15 minutes", "a quarter of an hour"),
        ("48 hours", "off the bike for two days"),
        ("2 kg", "up more than two kilos"),
        ("6 weeks", "keep it up for a month and a half"),
        ("2.5 to 3 litres", "say 2.8 litres a day"),
        ("12 months", "about a year on"),
        ("250～500克", "半斤到一斤"),
        ("2.5到3升", "一天五六斤水"),
        ("30分钟", "半个钟头"),
        ("2周", "停满十四天"),
        ("一两周", "出院十来天就回来看"),
        ("135/85", "一百三十五、八十五就算高"),
    ],
)  # fmt: skip
def test_the_same_number_in_other_words_agrees(wanted: str, said: str) -> None:
    assert state_of(numbers_in(wanted)[0], numbers_in(said)) is NumberState.AGREES


@pytest.mark.parametrize(
    ("wanted", "said"),
    [("5 g", "15 grams"), ("6 hours", "twelve hours"), ("3年", "每三个月一趟"), ("135/85", "140 over 90")],
)
def test_another_number_of_the_same_kind_is_another(wanted: str, said: str) -> None:
    assert state_of(numbers_in(wanted)[0], numbers_in(said)) is NumberState.ANOTHER


def test_a_number_of_another_kind_says_nothing_of_it() -> None:
    assert state_of(numbers_in("5 g")[0], numbers_in("in three days")) is NumberState.NONE
