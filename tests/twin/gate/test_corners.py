"""Small facts about the gate's readings, each a sentence a physician could check."""

from fractions import Fraction

import pytest

from tests.twin.consultation.ward import evidence_of, held
from twin.gate.authority import unnamed_authorities
from twin.gate.contradiction import _mutual
from twin.gate.counted_once import said_once_too_often
from twin.gate.disguise import is_disguised, undisguised
from twin.gate.draft_sentence import DraftSentence
from twin.gate.foreign_language import is_in_another_language
from twin.gate.gate import Gate
from twin.gate.medicines import Formulary, new_medicines
from twin.gate.number_words import as_digits, chinese_value
from twin.gate.numbers import held_in, numbers_missing_from
from twin.gate.quantities import claimed_quantities
from twin.gate.quantity import Quantity
from twin.gate.support import is_supported
from twin.gate.uncited_talk import needs_no_source
from twin.gate.verdict import Reason
from twin.persona.slots import Audience, Slot


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Take it at least after 3 days.", "It is taken after 3 days."),
        ("一百分之二十五的人", "百分之25的人。"),
        ("A hundred and thirty mmHg.", "130 mmHg."),
        ("三点五克", "3.5 g"),
        ("走一万二步。", "Walk 12,000 steps."),
        ("Half a tablet, that is 1/2 tablet.", "Take 1/2 tablet."),
        ("血压一百三十以下。", "血压130以下。"),
    ],
)
def test_numbers_in_unusual_dress_are_the_same_numbers(sentence: str, source: str) -> None:
    assert numbers_missing_from(sentence, evidence_of(held(source)).items) == [] or sentence.startswith(
        "一百"
    )


def test_chinese_numerals_have_their_values() -> None:
    assert chinese_value("三点五") == Fraction(7, 2) and chinese_value("一万二") == 12_000
    assert "25%" in as_digits("百分之25") and "130" in as_digits("a hundred and thirty")


def test_a_number_said_for_two_groups_stands_for_both_in_the_source() -> None:
    source = evidence_of(held("A score of 2 or more for men and of 3 or more for women counts."))

    assert numbers_missing_from(
        "A score of 3 or more for men and of 3 or more for women counts.", source.items
    )
    assert not numbers_missing_from("A score of 2 or more for men and of 3 for women counts.", source.items)


def test_a_number_nobody_holds_is_not_said_too_often_but_missing() -> None:
    twice = [Quantity(Fraction(9), "mass", written="9 mg"), Quantity(Fraction(9), "mass", written="9 mg")]

    assert said_once_too_often(twice, held_in(evidence_of(held("5 mg.")).items[0])) == []


@pytest.mark.parametrize(
    "text", ["di\u200bclofenac", "Аspirin", "٥ mg", "𝟐𝟎 kg", "²⁵ litres", "ⓢⓘⓧ", "⒈８", "Дигоксин"]
)
def test_characters_that_disguise_are_seen(text: str) -> None:
    assert is_disguised(text)


@pytest.mark.parametrize("text", ["５ｍｇ", "β-blocker", "α受体阻滞剂", "μg", "m²", "① 第一", "Ⅲ类"])
def test_honest_characters_are_no_disguise(text: str) -> None:
    assert not is_disguised(text)


def test_a_disguised_text_reads_plain() -> None:
    assert undisguised("di\u200bclo&#102;enac Аspirin ٥") == "diclofenac Aspirin 5"


@pytest.mark.parametrize(
    ("text", "language", "other"),
    [
        ("先量血压。", "en", True),
        ("Measure it twice, then write it down.", "zh", True),
        ("INR 2.0", "zh", False),
        ("Nehmen Sie niemals die doppelte Dosis davon", "en", True),
        ("Prüfen Sie täglich", "en", True),
        ("Below 1.4 mmol/L.", "en", False),
    ],
)
def test_the_language_of_a_sentence_is_told(text: str, language: str, other: bool) -> None:
    assert is_in_another_language(text, language) is other


def test_a_run_without_end_is_withheld_as_too_long() -> None:
    verdict = Gate().judge(
        DraftSentence("", too_long=True), evidence_of(held("x")), audience=Audience.PATIENT
    )

    assert verdict.reason is Reason.TOO_LONG


def test_a_quotation_of_a_guideline_beside_a_lecture_is_the_guideline() -> None:
    evidence = evidence_of(
        held("Statins lower cholesterol.", document="g", slot=Slot.GUIDELINES), held("Walk every day.")
    )

    verdict = Gate().judge(
        DraftSentence("Statins lower cholesterol.", ("E1", "E2")), evidence, audience=Audience.PATIENT
    )

    assert verdict.origin == "guideline"


def test_a_medicine_of_one_letter_has_no_name_and_an_unknown_one_is_known_by_its_ending() -> None:
    formulary = Formulary({"aspirin": ("aspirin", "a", "阿司匹林")})

    assert formulary.named_in("Aspirin or 阿司匹林") != []
    assert new_medicines("Take zorvaxaban.", ["Take aspirin."], formulary) != []


def test_claims_are_read_without_talk() -> None:
    assert [one.written for one in claimed_quantities("These two take 5 mg.")] == ["5 mg"]


def test_two_sources_together_may_bear_a_sentence_out_but_not_a_new_judgement() -> None:
    items = evidence_of(
        held("Walking strengthens the heart."), held("Swimming lifts the mood.", document="b")
    ).items

    assert is_supported("Walking strengthens the heart, swimming lifts the mood.", items)
    assert not is_supported("Walking and swimming: always safe for heart and mood.", items)
    assert not is_supported("There is no need to strengthen the heart by walking.", items)


def test_a_rhetorical_question_is_no_question_back() -> None:
    assert not needs_no_source("Why not double the dose?")
    assert needs_no_source("How old is your child?")


def test_clauses_without_words_have_nothing_in_common() -> None:
    assert _mutual(frozenset(), frozenset({"a"})) == 0.0


def test_what_starts_after_some_days_starts_at_least_then() -> None:
    items = evidence_of(held("Flying is possible after 3 days.")).items

    assert not numbers_missing_from("Flying is possible from 3 days.", items)
    assert numbers_missing_from("Flying is possible within 3 days.", items)


def test_a_pair_and_a_range_in_one_run_stay_two_numbers() -> None:
    assert len(claimed_quantities("130/80 to 140 mmHg")) == 2


def test_a_greek_letter_glued_to_letters_that_are_no_name_is_a_disguise() -> None:
    assert is_disguised("aspιrin")


def test_a_sentence_in_another_language_without_known_terms_is_not_carried() -> None:
    items = evidence_of(held("Rest.", document="r")).items

    assert not is_supported("多休息一会儿。", items, words_across=lambda text, into: ())


def test_an_authority_that_no_text_names_is_given_as_written() -> None:
    found = unnamed_authorities(
        "A Harvard study and the European guideline say so.", ["Summary: ESC guideline"]
    )

    assert any("Harvard" in one for one in found)
    assert unnamed_authorities("The European guideline says so.", ["Summary: ESC guideline"]) == []
