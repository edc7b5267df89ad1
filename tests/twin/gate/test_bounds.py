"""Where the gate's lines lie: how many words, characters and repetitions, how near, how much of a clause."""

from fractions import Fraction

import pytest

from tests.twin.consultation.ward import evidence_of, held
from twin.gate.additions import adds_a_clause
from twin.gate.agreement import agrees, contains, is_held_apart
from twin.gate.citation_marks import open_mark_start, take_out_citations, without_reference_marks
from twin.gate.comparators import comparator_allowed, comparator_of
from twin.gate.contradiction import is_turned_round
from twin.gate.danger_signs import plays_down_a_danger, sends_to_help
from twin.gate.draft_sentence import DraftSentence
from twin.gate.gate import Gate
from twin.gate.medicines import Formulary, new_medicines
from twin.gate.never_said import never_said
from twin.gate.number_text import roman_value
from twin.gate.number_words import chinese_value
from twin.gate.numbers import numbers_missing_from
from twin.gate.plain_prose import plain_prose
from twin.gate.quantity import ABOVE, AFTER, AT_LEAST, AT_MOST, BELOW, OVER, Quantity
from twin.gate.repetition import is_repeated
from twin.gate.sentence_stream import MAX_SENTENCE_CHARACTERS, SentenceStream
from twin.gate.support import is_supported
from twin.gate.swapped_places import out_of_place
from twin.gate.uncited_talk import LONGEST_QUESTION, needs_no_source
from twin.gate.verdict import Reason
from twin.gate.words_of import content_words, is_chinese, is_negated
from twin.persona.slots import Audience


def quantity(
    value: float, dimension: str = "mass", *, upper: float | None = None, sign: str = ""
) -> Quantity:
    return Quantity(
        Fraction(str(value)),
        dimension,
        comparator=sign,
        upper=None if upper is None else Fraction(str(upper)),
    )


@pytest.mark.parametrize(("count", "repeated"), [(3, False), (4, True)])
def test_a_thing_may_be_said_three_times_in_a_sentence(count: int, repeated: bool) -> None:
    assert is_repeated(", ".join(["rest now"] * count), []) is repeated


@pytest.mark.parametrize(("before", "repeated"), [(1, False), (2, True)])
def test_a_sentence_may_stand_twice_in_an_answer(before: int, repeated: bool) -> None:
    assert is_repeated("Rest now.", ["rest  NOW!"] * before) is repeated


def test_marks_alone_are_no_repetition() -> None:
    assert not is_repeated("…", ["…", "…", "…"]) and not is_repeated("a, a, a, a, a", [])


@pytest.mark.parametrize(
    ("claimed", "allowed_of"),
    [
        ("", ("", BELOW, AT_MOST, ABOVE, AT_LEAST, AFTER)),
        (BELOW, (BELOW, AT_MOST)),
        (AT_MOST, (BELOW, AT_MOST)),
        (ABOVE, (ABOVE, AT_LEAST)),
        (AT_LEAST, (ABOVE, AT_LEAST, AFTER)),
        (AFTER, ("", ABOVE, AT_LEAST, AFTER)),
        (OVER, ("", ABOVE, AT_LEAST)),
    ],
)
def test_a_comparator_may_be_dropped_or_softened_but_never_turned_or_added(
    claimed: str, allowed_of: tuple[str, ...]
) -> None:
    signs = ("", BELOW, AT_MOST, ABOVE, AT_LEAST, AFTER)

    assert tuple(held_sign for held_sign in signs if comparator_allowed(claimed, held_sign)) == allowed_of


@pytest.mark.parametrize(
    ("before", "after", "sign"),
    [
        ("from ", " mg", AT_LEAST),
        ("from ", " or less", AT_MOST),
        ("avoid more than ", " g", AT_MOST),
        ("avoid at least ", " g", BELOW),
        ("never less than ", " g", AT_LEAST),
        ("达到", "毫克", AT_LEAST),
        ("", " (1.5 mg/dl) or more", AT_LEAST),
        ("about ", " mg", ""),
        ("less than " + "x" * 60, " mg", ""),
    ],
)
def test_how_a_number_is_meant_stands_before_or_behind_it(before: str, after: str, sign: str) -> None:
    assert comparator_of(before, after) == sign


def test_quantities_agree_in_every_part() -> None:
    five = quantity(5)

    assert agrees(five, five) and not agrees(five, quantity(6)) and not agrees(five, quantity(5, "volume"))
    assert not agrees(five, quantity(5, upper=10)) and not agrees(quantity(5, upper=9), quantity(5, upper=10))
    daily = Quantity(Fraction(5), "mass", per="day")
    assert agrees(five, daily) and agrees(daily, five)
    assert not agrees(Quantity(Fraction(5), "mass", per="week"), daily)
    pair = Quantity(Fraction(130), "pressure", Fraction(80))
    assert agrees(pair, pair) and not agrees(pair, Quantity(Fraction(130), "pressure", Fraction(85)))


@pytest.mark.parametrize(("pounds", "same"), [("4.4", True), ("4.3", False), ("4.5", False)])
def test_pounds_may_be_rounded_by_one_in_a_hundred(pounds: str, same: bool) -> None:
    source = evidence_of(held("Call when you gain more than 2 kg.")).items

    assert (numbers_missing_from(f"Call when you gain more than {pounds} pounds.", source) == []) is same


@pytest.mark.parametrize(
    ("value", "upper", "told", "example", "inside"),
    [
        (10, None, False, True, True),
        (15, None, False, True, True),
        (12, None, False, True, True),
        (9, None, False, True, False),
        (16, None, False, True, False),
        (12, None, False, False, False),
        (12, None, True, False, True),
        (11, 14, False, False, True),
        (10, 14, False, False, False),
        (11, 15, False, False, False),
        (14, 11, False, False, False),
    ],
)
def test_a_value_lies_within_a_range_where_the_sentence_says_so(
    value: int, upper: int | None, told: bool, example: bool, inside: bool
) -> None:
    whole = quantity(10, upper=15)

    assert (
        contains(whole, quantity(value, upper=upper), [whole] if told else [], gives_example=example)
        is inside
    )


@pytest.mark.parametrize(
    ("sign", "value", "inside"),
    [
        (AT_MOST, 5, True), (AT_MOST, 6, False), (BELOW, 4, True), (BELOW, 5, False),
        (AT_LEAST, 5, True), (AT_LEAST, 4, False), (ABOVE, 6, True), (ABOVE, 5, False), ("", 5, False),
    ],
)  # fmt: skip
def test_a_value_lies_beyond_a_line_that_is_told(sign: str, value: int, inside: bool) -> None:
    line = quantity(5, sign=sign)

    assert contains(line, quantity(value), [line], gives_example=True) is inside
    assert not contains(line, quantity(value), [line], gives_example=False)
    assert not contains(line, quantity(value), [], gives_example=True)
    assert not contains(line, quantity(value, sign=sign or BELOW), [line], gives_example=True)


def test_the_sides_of_a_pair_may_stand_apart_in_one_sentence_only() -> None:
    pair = Quantity(Fraction(140), "pressure", Fraction(90))
    upper, lower = quantity(140, "pressure"), quantity(90, "pressure")

    assert is_held_apart(pair, [(upper, ("t", 0)), (lower, ("t", 0))])
    assert not is_held_apart(pair, [(upper, ("t", 0)), (lower, ("t", 1))])
    assert not is_held_apart(quantity(140, "pressure"), [(upper, ("t", 0))])
    assert not is_held_apart(
        quantity(3, upper=10), [(quantity(3, upper=5), ("t", 0)), (quantity(7, upper=10), ("t", 0))]
    )


@pytest.mark.parametrize(
    ("before", "text", "reason"),
    [
        ((), "You have angina.", Reason.DIAGNOSIS),
        (("Your heart.",), "It is failing.", Reason.DIAGNOSIS),
        (
            ("Your heart muscle is a pump that has worked for many long years.",),
            "It is a strong pump that likes to be used on every day.",
            None,
        ),
        (("Stop.",), "Your warfarin.", Reason.PRESCRIPTION),
        (("Stop.", "I mean it.", "Now.", "Yes."), "Your warfarin.", None),
    ],
)
def test_fragments_are_read_with_the_sentences_before_them(
    before: tuple[str, ...], text: str, reason: Reason | None
) -> None:
    assert never_said(text, disposition=None, before=before) is reason


def test_questions_back_are_short_single_and_questions() -> None:
    assert needs_no_source("How old is your child?") and needs_no_source("孩子几岁了？")
    assert not needs_no_source("It is harmless. How old is your child?")
    assert not needs_no_source("Your child is fine?")
    long = "How old is " + "a" * (LONGEST_QUESTION - len("How old is ?")) + "?"
    assert len(long) == LONGEST_QUESTION and needs_no_source(long) and not needs_no_source(f"How {long}")


def test_stems_keep_three_letters_and_doubled_ends_lose_one() -> None:
    assert content_words("measuring measure measured") == content_words("measurings")
    assert content_words("stopping") == content_words("stop") and content_words("falling") == content_words(
        "fall"
    )
    assert content_words("uses") != content_words("us") and "sing" in content_words("sing")
    assert content_words("babies") == content_words("baby") and content_words("nurse's") == content_words(
        "nurse"
    )


def test_a_text_is_chinese_where_ideographs_outweigh_letters_two_to_one() -> None:
    assert is_chinese("吃ab药c") and not is_chinese("吃abc") and not is_chinese("12.5") and is_chinese("药é")


@pytest.mark.parametrize(
    ("clause", "negated"),
    [
        ("do not stop", True), ("no more than 3", False), ("never", True), ("不要停", True), ("不超过5克", False),
        ("不是不能吃", False), ("need not avoid fish", False), ("do not avoid fish", False), ("特别好", False),
        ("NICE advises against it", True), ("it cannot wait", True), ("避免吃盐超过5克", False), ("看不清", False),
    ],
)  # fmt: skip
def test_a_sign_of_negation_may_negate_nothing(clause: str, negated: bool) -> None:
    assert is_negated(clause) is negated


NITRO = "Call 120 at once for pressure in the chest with cold sweat, or for black stools. Rest after a meal with a full stomach."


def test_a_danger_sign_keeps_its_way_to_help() -> None:
    items = evidence_of(held(NITRO)).items

    assert plays_down_a_danger("Black stools come from spinach and iron.", items)
    assert not plays_down_a_danger("Black stools.", items) and not plays_down_a_danger(
        "With black stools call us.", items
    )
    assert not plays_down_a_danger("A full stomach after a meal is no danger to anybody.", items)
    assert not plays_down_a_danger("Sweat comes from warm weather and sports.", items)
    assert (
        sends_to_help("Call 120 now.")
        and not sends_to_help("Do not call 120.")
        and not sends_to_help("Rest.")
    )


@pytest.mark.parametrize(
    ("sentence", "puts_off"),
    [
        ("Pressure in the chest can wait until the morning.", True),
        ("胸口压着疼可以等到天亮再去急诊。", True),
        ("Pressure in the chest cannot wait until the morning: call 120.", False),
        ("胸口压着疼，不能等到天亮。", False),
    ],
)
def test_nobody_is_given_leave_to_wait_with_what_the_source_sends_to_help_for(
    sentence: str, puts_off: bool
) -> None:
    items = evidence_of(held(f"{NITRO} 胸口压着疼，马上打120。")).items

    assert plays_down_a_danger(sentence, items) is puts_off
    assert not plays_down_a_danger(sentence, evidence_of(held("Rest after a meal.")).items)


@pytest.mark.parametrize(
    ("sentence", "adds"),
    [
        ("Walking strengthens the heart, and garlic cleans tired arteries.", True),
        ("Walking daily strengthens the heart.", False),
        ("Walking briskly outdoors strengthens the heart.", False),
        ("Walking strengthens the heart by breathing.", True),
        ("Walking strengthens the heart, even if nobody else believes in sports.", False),
        ("You may eat chalk while walking.", True),
        ("散步能让心脏更有力。", False),
    ],
)
def test_a_sentence_adds_no_clause_of_its_own(sentence: str, adds: bool) -> None:
    text = (
        "每天散步能让心脏更有力。"
        if is_chinese(sentence)
        else "Walking every day strengthens the heart and lifts the mood."
    )

    assert adds_a_clause(sentence, text) is adds


def test_chinese_additions_are_long_runs_of_new_characters() -> None:
    text = "粥、汤、水果、茶都算水。"

    assert adds_a_clause("粥算作干粮。", text) and not adds_a_clause("粥算作水果。", text)
    assert adds_a_clause("粥和汤，再抹牙膏贴芦荟叶。", text) and not adds_a_clause("粥和汤都记下来。", text)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Avoid coffee for 5 minutes and sit quietly for 30 minutes.", True),
        ("Avoid coffee for 30 minutes and sit quietly for 5 minutes.", False),
        ("Sit quietly for 5 minutes, and avoid coffee for 30 minutes.", False),
        ("Sit for 5 minutes.", False),
        ("Coffee is avoided for 5 minutes.", False),
    ],
)
def test_two_numbers_do_not_change_places(sentence: str, found: bool) -> None:
    source = held("Avoid smoking, coffee and exercise for 30 minutes and sit quietly for 5 minutes.")
    from twin.gate.numbers import held_in

    assert bool(out_of_place(sentence, held_in(evidence_of(source).items[0]))) is found


def test_of_parallel_statements_the_words_that_differ_tell_the_number() -> None:
    source = (
        "After a heart attack at low risk, flying is possible after 3 days. "
        "After a heart attack at medium risk, flying is possible after 10 days."
    )
    items = evidence_of(held(source)).items

    assert numbers_missing_from(
        "After a heart attack at medium risk, flying is possible after 3 days.", items
    )
    assert not numbers_missing_from(
        "After a heart attack at low risk, flying is possible after 3 days.", items
    )


@pytest.mark.parametrize(
    ("sentence", "source", "turned"),
    [
        ("先穿刺，再做磁共振。", "先做磁共振，再谈穿刺。", True),
        ("先做磁共振，再穿刺。", "先做磁共振，再谈穿刺。", False),
        ("孩子咳得出，伸手去抠。", "能咳的孩子，不拍不抠。", True),
        ("Drink the solution in gulps.", "Drink the solution in sips.", True),
        ("Avoid coffee for 30 minutes.", "Avoid smoking, coffee and exercise for 30 minutes.", False),
        ("水样腹泻，用不上抗菌药。", "水样腹泻不使用抗菌药。由医生判断是否使用抗菌药。", False),
        ("Calcium is given by mouth.", "Calcium is given intravenously.", True),
    ],
)
def test_orders_routes_and_bans_are_not_turned_round(sentence: str, source: str, turned: bool) -> None:
    assert is_turned_round(sentence, source) is turned


def test_support_needs_half_of_the_words_and_all_of_two() -> None:
    items = evidence_of(held("Walking strengthens hearts. Water helps kidneys.")).items

    assert is_supported("Walking strengthens young people's hearts and lungs.", items)
    assert not is_supported("Walking trains young lungs.", items)
    assert is_supported("Walking strengthens.", items) and not is_supported("Walking harms.", items)


def test_a_short_chinese_sentence_stands_with_its_characters() -> None:
    items = evidence_of(held("心衰病人要限盐，开门等救护车。", language="zh")).items

    assert is_supported("盐要限。", items) and is_supported("把门开。", items)
    assert not is_supported("糖要限。", items)


def test_a_name_split_between_two_sentences_is_found_and_one_of_before_is_not_found_again() -> None:
    formulary = Formulary({"ibuprofen": ("ibuprofen",), "warfarin": ("warfarin",)})

    assert new_medicines("profen helps.", ["Rest."], formulary, before=["Give ibu"])
    assert new_medicines("Ibuprofen helps.", ["Rest."], formulary)
    assert not new_medicines("Ibuprofen helps.", ["Ibuprofen may help."], formulary)
    assert not new_medicines("Rest.", ["Rest."], formulary, before=["Give war", "farin."])


def test_a_mark_that_is_still_arriving_begins_at_its_bracket() -> None:
    assert open_mark_start("Walk [E1") == 4 and open_mark_start("Walk.") == 5
    assert take_out_citations("A [E1, E2] b 【e 3】")[1][1].keys == ("E3",)
    assert without_reference_marks("Walk [1, 2].") == "Walk."


def test_the_longest_sentence_is_said_and_one_character_more_is_not() -> None:
    stream = SentenceStream()
    words = "a" * (MAX_SENTENCE_CHARACTERS - 1) + "."

    assert [one.too_long for one in stream.feed(words) + stream.finish()] == [False]
    longer = SentenceStream()
    assert [one.too_long for one in longer.feed("a" * (MAX_SENTENCE_CHARACTERS + 1))] == [True]


def test_talk_that_cites_something_is_still_talk() -> None:
    evidence = evidence_of(held("Walking strengthens hearts."))

    verdict = Gate().judge(
        DraftSentence("I cannot tell from here.", ("E1",)), evidence, audience=Audience.PATIENT
    )

    assert verdict.may_be_said and verdict.origin == "manner"


def test_what_leads_to_a_list_takes_the_source_that_bears_it_out() -> None:
    evidence = evidence_of(held("Rest."), held("Go now if there is much blood.", document="blood"))

    found = [
        Gate().judge(DraftSentence(text), evidence, audience=Audience.PATIENT)
        for text in ("Go now if there is:", "Eat bananas if there is:", "Go now if there is.")
    ]

    assert [one.may_be_said for one in found] == [True, False, False] and found[0].citations == ("E2",)


def test_a_table_needs_two_bars_and_a_heading_is_no_prose() -> None:
    assert plain_prose("salt | 5 g") == "salt | 5 g" and plain_prose("| salt | 5 g |") == "salt · 5 g"
    assert plain_prose("# Salt") is None and plain_prose("**Salt**") == "Salt"


def test_numerals_have_their_values() -> None:
    assert [roman_value(one) for one in ("i", "iv", "ix", "xii", "xiv")] == [1, 4, 9, 12, 14]
    assert [chinese_value(one) for one in ("十", "十三", "二十", "一百三", "一百零三", "两千", "三万", "一万二", "二〇二四", "三点一四")] == [
        10, 13, 20, 130, 103, 2000, 30_000, 12_000, 2024, Fraction(157, 50),
    ]  # fmt: skip
