"""The engine over the small corpus: levels, contexts, persons, accumulation."""

from pathlib import Path

import pytest

from twin.triage.disposition import Disposition
from twin.triage.triage import Triage, load_triage

EMERGENCY, URGENT = Disposition.EMERGENCY, Disposition.URGENT
ROUTINE, SELF_CARE = Disposition.ROUTINE, Disposition.SELF_CARE


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("My chest feels tight and I am sweating", EMERGENCY),
        ("胸口闷，出了一身冷汗", EMERGENCY),
        ("胸口悶，出了一身冷汗", EMERGENCY),
        ("xiong kou teng, chu leng han", EMERGENCY),
        ("chesst tihgtness and swetaing", EMERGENCY),
        ("chest pain", URGENT),
        ("chest pain but no sweating", ROUTINE),
        ("no chest pain, no sweating", ROUTINE),
        ("denies chest pain, fever and sweating", ROUTINE),
        ("no fever, chest pain, or sweating", ROUTINE),
        ("没有胸痛，也没有出汗", ROUTINE),
        ("胸口不疼，不出汗", ROUTINE),
        ("胸痛没有，出汗没有", ROUTINE),
        ("chest pain: no, sweating: none", ROUTINE),
        ("sweating has been ruled out, chest pain is absent", ROUTINE),
        ("no fever but chest pain and sweating", EMERGENCY),
        ("chest pain, sweating, no fever", EMERGENCY),
        ("I had chest pain and sweating in 2019, fine now", ROUTINE),
        ("history of chest pain and sweating", ROUTINE),
        ("2019年胸痛出汗", ROUTINE),
        ("chest pain like in 2019, now again with sweating", EMERGENCY),
        ("what are the signs of chest pain and sweating", ROUTINE),
        ("what are the signs of a stroke, chest pain, or sweating", ROUTINE),
        ("胸痛出汗有哪些前兆", ROUTINE),
        ("For my novel: the hero has chest pain and is sweating", ROUTINE),
        ("For my novel: but today I have chest pain and I am sweating", EMERGENCY),
        ("for my essay. What are signs? I have chest pain right now and sweating today", EMERGENCY),
        ("what causes this, i have chest pain and sweating", EMERGENCY),
        ("he is not breathing", EMERGENCY),
        ("他没有呼吸了", EMERGENCY),
        ("I want to die", EMERGENCY),
        ("I do not want to die", ROUTINE),
        ("不知道怎么办，想死", EMERGENCY),
        ("I feel as if I had been shot", ROUTINE),
        ("he was shot", EMERGENCY),
        ("it was like a gunshot and then far down the street in town my poor friend was shot", EMERGENCY),
        ("I cannot say, no sweating, coughing", SELF_CARE),
        ("I have a fever, I sweat", ROUTINE),
        ("haha my brother got shot", ROUTINE),
        ("dying of laughter, haha, could kill myself laughing", EMERGENCY),
        ("my blood pressure is fine and I am pregnant", ROUTINE),
        ("I am pregnant and bleeding", EMERGENCY),
        ("孕30周，出血", EMERGENCY),
        ("my 5 week old has a fever", EMERGENCY),
        ("my 5 year old has a fever", ROUTINE),
        ("my 5 week old has a fever of 101.5F", EMERGENCY),
        ("my 5 week old, temp 38.6", EMERGENCY),
        ("出生20天的宝宝发烧了", EMERGENCY),
        ("I have a cough", SELF_CARE),
        ("喉龙痛", SELF_CARE),
        ("I gave birth last week and cough", ROUTINE),
        ("my 3 month old coughs", ROUTINE),
        ("I have a stent and chest pain for 20 minutes", EMERGENCY),
        ("stent in 2015, chest pain for 5 minutes", URGENT),
        ("My left arm has a bad ache and my chest hurts", EMERGENCY),
        ("", ROUTINE),
        ("🙂 ... !!!", ROUTINE),
    ],
)
def test_each_message_gets_the_level_a_physician_gives_it(
    small: Triage, text: str, level: Disposition
) -> None:
    assert small.assess([text]).disposition is level


def test_signs_of_several_messages_add_up(small: Triage) -> None:
    result = small.assess(["Hello doctor", "my chest is tight", "what may I eat? I am sweating a lot"])

    assert result.disposition is EMERGENCY
    assert {word.message for word in result.fired[0].words} == {1, 2}


def test_no_message_at_all_is_judged_like_an_empty_one(small: Triage) -> None:
    assert small.assess([]).layer == "default"


def test_a_result_names_rules_words_sources_and_what_to_ask(small: Triage) -> None:
    result = small.assess(["Tight chest, sweating"])

    fired = result.fired[0]
    assert (fired.rule, fired.version, fired.sources) == ("heart.attack", 2, ("ESC ACS (2023)",))
    assert [word.text for word in fired.words] == ["Tight chest", "sweating"]
    assert result.questions == ("since_when", "severity")
    assert result.is_emergency
    assert result.to_json()["kind"] == "emergency"


def test_the_advice_holds_the_local_emergency_number_in_both_languages(small: Triage) -> None:
    result = small.assess(["tight chest, sweating"])

    english = result.advice("en", emergency_number="112")
    chinese = result.advice("zh", emergency_number="120")

    assert "112" in english.to_text() and "{" not in english.to_text()
    assert "120" in chinese.to_text() and chinese.by_when == "现在"


def test_the_span_of_a_word_points_into_the_message_as_it_was_written(small: Triage) -> None:
    text = "My  CHEST…  Chest  \u200bpain!!  and ＳＷＥＡＴＩＮＧ"

    words = small.assess([text]).fired[0].words

    assert [text[word.start : word.end] for word in words] == ["Chest  \u200bpain", "ＳＷＥＡＴＩＮＧ"]


def test_every_pattern_can_be_compiled_ahead(corpora: Path) -> None:
    engine = load_triage(corpora)
    assert not any(one._regex for one in engine.reader.index.patterns)

    engine.warm_up()

    spoken, _ = engine.reader.spoken.made()
    assert spoken.patterns and all(one._regex for one in spoken.patterns)
    assert all(one._regex or one.word or one.literal for one in engine.reader.index.patterns)
    assert "胸闷" not in engine.messages.chinese._remembered
    assert "疼出" in engine.messages.chinese._remembered or "口疼" in engine.messages.chinese._remembered


def test_each_rule_has_the_words_of_its_own_signs(small: Triage) -> None:
    fired = {one.rule: one.words for one in small.assess(["chest pain, sweating. tight chest"]).fired}

    assert [one.sign for one in fired["heart.attack"]] == ["chest_pain", "chest_pain", "sweating"]
    assert [one.text for one in fired["heart.chest_pain"]] == ["chest pain", "tight chest"]


def test_who_a_rule_is_about_decides(small: Triage) -> None:
    assert small.assess(["he is pregnant, he said, and he is bleeding"]).fired == ()
    assert small.assess(["bleeding, not pregnant"]).fired[0].rule == "gynaecology.bleeding"
    assert small.assess(["my 6 month old has a cough"]).fired == ()
    assert small.assess(["bleeding. I am pregnant"]).fired == ()


def test_questions_leave_out_what_is_known(small: Triage) -> None:
    assert small.assess(["I am 40 and have a cough since 3 days"]).questions == ()
    assert small.assess(["I have a cough"]).questions == ("age", "since_when")


def test_one_mention_that_counts_is_enough_for_a_sentence(small: Triage) -> None:
    findings = small.read("chest pain, chest tight, chest hurts. Chest pain again")

    assert [one.sentence for one in findings.present["chest_pain"]] == [0, 1]


LETTER = "My chest is tight. {} We moved house. The garden is large. The dog is old. {}I like tea."


def test_signs_far_apart_in_a_long_letter_do_not_make_an_emergency(small: Triage) -> None:
    near = small.assess([LETTER.format("I am sweating.", "")])
    far = small.assess([LETTER.format("", "My brother is sweating. ")])

    assert (near.disposition, far.disposition) == (EMERGENCY, URGENT)


def test_history_counts_from_anywhere_in_a_long_letter(small: Triage) -> None:
    result = small.assess([LETTER.format("It has lasted for 40 minutes.", "I have a stent. ")])

    assert result.disposition is EMERGENCY


def test_two_long_letters_tell_one_story(small: Triage) -> None:
    result = small.assess([LETTER.format("", ""), "Hello. It rains. " + "I write. " * 3 + "I am sweating."])

    assert result.disposition is EMERGENCY


def test_each_value_knows_its_sentence_and_its_place(small: Triage) -> None:
    text = "I am ill. I shiver. My temp is 39.5 now."

    found = [one for one in small.read(text).values if one.name == "temperature"]

    assert {(one.sentence, text[one.start : one.end]) for one in found} == {(2, "39.5")}


def test_a_source_of_one_line_stands_as_it_is_written_and_three_reasons_are_enough(small: Triage) -> None:
    result = small.assess(["chest pain"])

    assert result.fired[0].sources == ("own",)
    assert (
        len(
            small.assess(
                ["tight chest and sweating, he was shot, I want to die, my 5 week old has a fever"]
            ).reasons
        )
        == 3
    )


def test_an_exception_takes_away_only_what_it_covers(small: Triage) -> None:
    assert small.read("bleeding, my blood pressure is fine").has("bleeding")
    assert small.read("my blood pressure is fine, i am bleeding").has("bleeding")
    assert not small.read("my blood pressure is fine").has("bleeding")


def test_a_sign_that_is_denied_twice_is_denied(small: Triage) -> None:
    findings = small.read("no blood, no blood here")

    assert len(findings.mentions) == 2 and findings.denied == {"bleeding"}
