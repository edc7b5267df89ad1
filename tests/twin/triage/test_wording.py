"""English forms, typos, homophones, pinyin."""

import pytest

from twin.triage.english_words import EnglishWords
from twin.triage.normal_text import folded
from twin.triage.repair import EnglishRepair, chinese_repair
from twin.triage.triage import Triage


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("I can't, cant, cannot, couldn't", "i can not,can not,can not,could not"),
        (
            "I'm sick, he's ill, they've gone, we'll see, she'd like",
            "i am sick,he is ill,they have gone,we will see,she had like",
        ),
        ("dad's chest's", "dad chest"),
        ("it's mom's diarrhea and edema", "it is mum diarrhoea and oedema"),
        ("twenty five or thirty", "25 or 30"),
        ("a dozen, a hundred", "12,100"),
        ("38weeks 3yo 1st b12", "38 weeks 3 year old 1st b12"),
        ("o'clock, you mustn't, who's there", "o,you must not,who is there"),
    ],
)
def test_english_words_get_one_form(small: Triage, raw: str, text: str) -> None:
    words = small.messages.wording.words

    assert words.made_one(folded(raw, {}), lambda word: word).text.replace("  ", " ") in (text, text + " ")


def test_forms_and_corrections_are_remembered_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twin.triage.english_words.MOST_REMEMBERED", 1)
    monkeypatch.setattr("twin.triage.repair.MOST_REMEMBERED", 1)
    words = EnglishWords({}, (("anemi", "anaemi"),))
    repair = EnglishRepair(frozenset(["sweating", "swelling"]), frozenset(["thing"]), ("vomit",))

    assert [words.one_form(one) for one in ("anemia", "two", "two")] == ["anaemia", "2", "2"]
    assert words.stem("anemic") == "anaemic" and words.stem("x") == "x"
    assert [repair(one) for one in ("swetaing", "swellimg", "vomitting", "thing", "ant", "zzzzzz")] == [
        "sweating", "swelling", "vomitting", "thing", "ant", "zzzzzz",
    ]  # fmt: skip


def test_a_word_as_near_to_two_stays_as_it_is() -> None:
    repair = EnglishRepair(frozenset(["bladder", "blisder"]), frozenset(), ("vomit",))

    assert repair("blxdder") == "bladder"
    assert EnglishRepair(frozenset(["cramps", "cooled"]), frozenset(), ("vomit",))("crzmps") == "cramps"
    assert EnglishRepair(frozenset(["strains", "stzains"]), frozenset(), ("vomit",))("stxains") == "stxains"


@pytest.mark.parametrize(
    ("text", "pinyin"),
    [
        ("xiong kou teng", "xiong kou teng"),
        ("wo toutengsile", "wo tou teng si le"),
        ("my chest hurts xiong kou", "xiong kou"),
        ("xiong kou teng and fever", "xiong kou teng"),
        ("he can not go on", None),
        ("a" * 40, None),
        ("", None),
    ],
)
def test_pinyin_is_set_apart_from_english(small: Triage, text: str, pinyin: str | None) -> None:
    found = small.messages.pinyin.read(folded(text, {}))

    assert (None if found is None else found.text.strip()) == pinyin


def test_the_words_of_pinyin_point_into_the_message(small: Triage) -> None:
    text = "Doctor: XIONG KOU TENG, chu leng han"

    words = small.assess([text]).fired[0].words

    assert {text[word.start : word.end] for word in words} == {"XIONG KOU TENG", "leng han"}


def test_pinyin_is_read_a_second_time_from_what_was_made_the_first_time(small: Triage) -> None:
    assert small.reader.spoken.made() is small.reader.spoken.made()


def test_denials_are_understood_in_pinyin(small: Triage) -> None:
    assert small.assess(["mei you xiong kou teng"]).fired == ()


def test_a_pair_that_only_sounds_right_is_corrected_once(small: Triage) -> None:
    normal = small.messages.chinese.corrected(folded("喉龙痛得利害", {}))

    assert normal.text.startswith("喉咙痛")


def test_a_character_that_is_right_with_its_other_neighbour_is_no_typo() -> None:
    sounds = {"喉": "hou", "咙": "long", "龙": "long", "猴": "hou"}
    repair = chinese_repair(sounds, ["喉咙"], ["龙王"], "喉咙")

    assert repair.corrected(folded("喉龙疼", {})).text == "喉咙疼"
    assert repair.corrected(folded("喉龙王", {})).text == "喉龙王"
    assert repair.corrected(folded("猴咙", {})).text == "喉咙"
    assert repair.corrected(folded("喉龙喉龙", {})).text == "喉咙喉咙"


def test_a_number_that_sounds_like_a_word_of_the_signs_stays_a_number() -> None:
    sounds = {"三": "san", "伞": "san", "散": "san", "开": "kai"}
    repair = chinese_repair(sounds, ["散开"], [], "散开")

    assert repair.corrected(folded("伞开", {})).text == "散开"
    assert repair.corrected(folded("三开", {})).text == "三开"
