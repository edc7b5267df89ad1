from twin.conflicts.ages import ages_of, without_ages


def test_an_age_is_told_apart_from_a_span() -> None:
    assert ages_of("Children of 6 months sleep.")
    assert "6" not in without_ages("Children of 6 months sleep.")
    assert not ages_of("Measure for 7 days.")
