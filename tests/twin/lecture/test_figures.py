"""A chart holds only numbers that its passage states, of one unit, each with its label; else there is no chart."""

from dataclasses import replace

import pytest

from tests.twin.lecture.small_folder import held
from twin.index.held_passage import HeldPassage
from twin.lecture.figures import chart_of, is_borne_out, table_of

TABLE = "grade | share\nlow | 20%\nmiddle | 35.5% [1]\nhigh | 44%"


def passage(text: str, *, is_table: bool = False) -> HeldPassage:
    one = held(1, "Shares", text)
    return replace(one, passage=replace(one.passage, is_table=is_table))


def test_a_column_of_one_unit_is_a_chart() -> None:
    chart = chart_of([passage(TABLE, is_table=True)], "Shares", "en")

    assert chart is not None
    assert (chart.labels, chart.values, chart.unit) == (("low", "middle", "high"), (20.0, 35.5, 44.0), "%")


@pytest.mark.parametrize(
    "text",
    [
        "grade | share\nlow | 20%\nmiddle | 35 mmHg\nhigh | 44%",
        "grade | share\nlow | 20%\nmiddle | 30 to 35%\nhigh | 44%",
        "grade | share\nlow | 20%\nhigh | 44%",
        "grade | share\nlow | none\nmiddle | 35%\nhigh | 44%",
    ],
)
def test_mixed_units_ranges_gaps_and_pairs_are_no_chart(text: str) -> None:
    assert chart_of([passage(text, is_table=True)], "Shares", "en") is None


def test_an_enumeration_in_a_sentence_is_a_chart() -> None:
    english = passage("It came back in 53% of abstainers, 73% of drinkers, 80% of smokers [1].")
    chinese = passage("复发率：轻度3%、中度20%、重度45% [1]。")

    found, gefunden = chart_of([english], "Back", "en"), chart_of([chinese], "复发", "zh")

    assert found is not None and found.labels == ("abstainers", "drinkers", "smokers")
    assert gefunden is not None and gefunden.values == (3.0, 20.0, 45.0)


def test_a_sentence_with_another_number_in_it_is_no_chart() -> None:
    text = "In 2019 it came back in 53% of abstainers, 73% of drinkers, 80% of smokers."

    assert chart_of([passage(text)], "Back", "en") is None


def test_a_value_that_the_passage_does_not_state_is_caught() -> None:
    chart = chart_of([passage(TABLE, is_table=True)], "Shares", "en")
    assert chart is not None

    forged = chart.model_copy(update={"values": (20.0, 35.5, 45.0)})

    assert not is_borne_out(forged, passage(TABLE, is_table=True))


def test_a_small_table_is_shown_and_a_large_one_is_not() -> None:
    large = "a | b\n" + "\n".join(f"{n} | x" for n in range(20))

    small = table_of([passage(TABLE, is_table=True)], "en")

    assert small is not None and small.rows[1] == ("middle", "35.5%")
    assert table_of([passage(large, is_table=True)], "en") is None
