"""A level as it is kept: the higher counts, and it survives the database."""

from tests.twin.triage_words import real_triage
from twin.consultation.kept_level import KeptLevel, higher, plain_level
from twin.triage.disposition import Disposition

REASON = {"en": "because", "zh": "因为"}


def test_what_is_kept_can_be_read_again() -> None:
    level = KeptLevel.of(real_triage().assess(["crushing chest pain and sweating"]))

    assert KeptLevel.from_json(level.to_json()) == level
    assert level.disposition is Disposition.EMERGENCY and level.rules and level.departments


def test_the_higher_of_two_levels_counts_whichever_comes_first() -> None:
    emergency = plain_level(Disposition.EMERGENCY, layer="rules", reason=REASON)
    routine = plain_level(Disposition.ROUTINE, layer="default", reason=REASON)

    assert higher(emergency, routine) is emergency
    assert higher(routine, emergency) is emergency
    assert higher(None, routine) is routine


def test_of_equal_levels_the_one_with_rules_is_kept() -> None:
    known = KeptLevel(Disposition.URGENT, "urgent", ("lungs.cough",))
    bare = plain_level(Disposition.URGENT, layer="opinion", reason=REASON)

    assert higher(known, bare) is known


def test_a_card_that_the_rules_no_longer_have_becomes_that_of_the_level() -> None:
    gone = KeptLevel(Disposition.EMERGENCY, "a_card_of_last_year")

    assert gone.card_in(real_triage()) == "emergency"
