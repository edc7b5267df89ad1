from pathlib import Path

import pytest

from twin.key_points.attitudes import load_attitudes

ATTITUDES = load_attitudes(Path(__file__).parents[3] / "corpora")


@pytest.mark.parametrize("text", ["never tip the head back", "do not stop drinking", "药不要动", "别自己买"])
def test_a_clause_that_forbids_denies(text: str) -> None:
    assert ATTITUDES.read(text).negations >= 1


@pytest.mark.parametrize("text", ["no more than 5 g", "it is no problem", "补不补手术听医生", "特别注意"])
def test_words_with_a_no_in_them_do_not_deny(text: str) -> None:
    assert ATTITUDES.read(text).negations == 0


def test_stopping_and_going_on_point_opposite_ways() -> None:
    stop, go_on = (
        ATTITUDES.read("stop the tablets").directions,
        ATTITUDES.read("continue the tablets").directions,
    )

    assert stop[0] * go_on[0] < 0


def test_without_the_file_nothing_points_anywhere(tmp_path: Path) -> None:
    assert load_attitudes(tmp_path).read("stop").directions == ()
