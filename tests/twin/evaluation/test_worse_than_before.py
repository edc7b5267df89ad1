"""A candidate is worse when a figure falls below the interval of what it was."""

from twin.evaluation.worse_than_before import worse_than_before


def test_a_fall_within_the_interval_is_chance() -> None:
    assert worse_than_before({"recall": [76, 80]}, {"recall": [73, 80]}) is None


def test_a_fall_below_the_interval_is_named_with_both_figures() -> None:
    found = worse_than_before({"recall": [76, 80]}, {"recall": [60, 80]})

    assert found is not None and "Recall@5" in found and "0.95" in found and "0.75" in found


def test_more_false_answers_are_worse_too() -> None:
    found = worse_than_before(
        {"recall": [80, 80], "uncovered_declined": [39, 40]},
        {"recall": [80, 80], "uncovered_declined": [30, 40]},
    )

    assert found is not None and "declined" in found


def test_what_was_never_measured_is_not_compared() -> None:
    assert worse_than_before({}, {"recall": [0, 80]}) is None
    assert worse_than_before({"recall": [80, 80], "covered_kept": None}, {"covered_kept": [1, 80]}) is None
