from pathlib import Path

from twin.conflicts.advice import direction
from twin.conflicts.ages import ages_of, without_ages
from twin.conflicts.detecting import ConflictKind, conflict_detector
from twin.conflicts.figures import disagreeing

CORPORA = Path(__file__).parents[3] / "corpora"


def test_an_age_is_not_compared_with_a_span() -> None:
    assert disagreeing("People aged 85 years take it.", "Measure for 7 days.") is None
    assert ages_of("Children of 6 months sleep.") and "6" not in without_ages("Children of 6 months sleep.")
    assert disagreeing("不满3个月的宝宝先看医生。", "持续发热5天要来看。") is None


def test_two_ages_for_the_same_thing_are_compared() -> None:
    assert (
        disagreeing("Babies from six weeks may have it.", "Infants have it from 3 months of age.") is not None
    )


def test_sodium_is_compared_with_salt_as_salt() -> None:
    assert disagreeing("At most 5 g of salt a day.", "At most 2 g of sodium a day.") is None
    assert disagreeing("At most 10 g of salt a day.", "At most 2 g of sodium a day.") is not None


def test_at_least_every_so_often_sets_the_longest_gap() -> None:
    rule = "Catheters are changed at least every 12 weeks."

    assert disagreeing("Catheters are changed every two months.", rule) is None
    assert disagreeing("Catheters are changed once in six months.", rule) is not None


def test_a_delay_is_not_compared_with_how_long_something_lasts() -> None:
    assert disagreeing("Into formalin within 30 minutes.", "Fixed for 6 to 72 hours.") is None


def test_not_stopping_is_going_on_and_a_condition_is_no_advice() -> None:
    assert direction("do not stop the tablet") == 1
    assert direction("stop the tablet") == -1
    assert direction("call us if the fever does not go") == 1


def test_advice_turned_round_is_found_in_other_words() -> None:
    found = conflict_detector(CORPORA).conflict_between(
        "Put butter on a burn.",
        "Butter or creams are not put on a fresh burn.",
        passage_date="2010",
        guideline_date="2022",
    )

    assert found is not None
    assert found.kind is ConflictKind.RECOMMEND_AVOID


def test_twelve_weeks_and_three_months_are_the_same() -> None:
    assert disagreeing("Train for twelve weeks.", "Train for at least 3 months.") is None


def test_what_is_told_is_held_against_what_forbids_it_unless_it_warns() -> None:
    rule = "Grapefruit should be avoided with simvastatin."
    detector = conflict_detector(CORPORA)

    told = detector.conflict_between(
        "Grapefruit and simvastatin go together well.", rule, passage_date="2010", guideline_date="2022"
    )
    warned = detector.conflict_between(
        "Grapefruit raises the risk with simvastatin.", rule, passage_date="2010", guideline_date="2022"
    )

    assert told is not None
    assert warned is None
