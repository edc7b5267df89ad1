"""English forms, typos, homophones, pinyin."""

import pytest

from twin.triage.english_words import EnglishWords
from twin.triage.normal_text import NormalText, folded
from twin.triage.pinyin import Pinyin
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


def read(text: str, *syllables: str, english: tuple[str, ...] = ()) -> NormalText | None:
    """Read the pinyin of a text with these syllables."""
    return Pinyin(frozenset(syllables), frozenset(english)).read(folded(text, {}))


def test_each_letter_of_pinyin_and_the_space_behind_a_syllable_point_into_the_message() -> None:
    found = read("Xiōng-kou, teng", "xiong", "kou", "teng")

    assert found is not None and found.text == "xiong kou teng\n"
    assert [found.original_span(*span) for span in ((0, 5), (6, 9), (10, 14))] == [(0, 5), (6, 9), (11, 15)]
    assert (found.original_span(5, 6), found.original_span(14, 15)) == ((4, 5), (14, 15))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("teng kou", "teng kou"),
        ("teng he", None),
        ("he teng kou", "he teng kou"),
        ("tengkou", "teng kou"),
        ("teng\nkou", None),
        ("pain teng kou", "teng kou"),
        ("teng pain kou", None),
        ("kouteng pain teng kou", "kou teng\nteng kou"),
        ("engkou", None),
        ("kou" * 10, " ".join(["kou"] * 10)),
        ("kou" * 10 + "a", None),
        ("zhuang teng", "zhuang teng"),
        ("zhuangs teng", None),
        ("kouten teng kou", "teng kou"),
    ],
)
def test_two_syllables_that_are_no_english_words_make_a_text_pinyin(text: str, found: str | None) -> None:
    pinyin = read(text, "teng", "kou", "he", "zhuang", "zhuangs", "a", english=("pain", "kouten", "kou"))

    assert (None if pinyin is None else pinyin.text.strip()) == found


def test_the_longest_beginning_of_a_word_counts(small: Triage) -> None:
    lengths = [len(beginning) for beginning, _ in small.messages.wording.words.beginnings]

    assert lengths == sorted(lengths, reverse=True) and len(set(lengths)) > 1


def test_no_more_words_are_remembered_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twin.triage.english_words.MOST_REMEMBERED", 2)
    monkeypatch.setattr("twin.triage.repair.MOST_REMEMBERED", 2)
    words, repair = EnglishWords({}, ()), EnglishRepair(frozenset(["sweating"]), frozenset(), ("vomit",))

    kept = []
    for word in ("swetaing", "aaaaaa", "bbbbbb", "bbbbbb"):
        words.one_form(word)
        repair(word)
        kept.append((len(words._forms), len(repair._remembered)))

    assert kept == [(1, 1), (2, 2), (1, 1), (1, 1)]


@pytest.mark.parametrize(
    ("targets", "word", "correction"),
    [
        (["chest"], "chect", "chest"),
        (["chest"], "chec", "chec"),
        (["chest"], "cheect", "cheect"),
        (["chest"], "xhest", "xhest"),
        (["breathe"], "brathes", "breathe"),
        (["blast"], "belfast", "belfast"),
        (["strains", "stxaina"], "stxains", "stxains"),
        (["stretch", "stranch"], "strxtch", "stretch"),
        (["strange", "strands"], "stranxe", "strange"),
        (["stranda", "strandb"], "strandx", "stranda"),
        (["swelling"], "vomiting", "vomiting"),
        (["breathe"], "brxxxhe", "brxxxhe"),
        (["stretch"], "strch", "strch"),
        (["strains", "stzains", "staains"], "stxains", "stxains"),
        (["vomiters"], "vomitery", "vomitery"),
    ],
)
def test_a_typo_goes_to_the_one_word_that_is_near(targets: list[str], word: str, correction: str) -> None:
    assert EnglishRepair(frozenset(targets), frozenset(), ("vomit",))(word) == correction


def test_the_right_neighbour_of_a_wrong_character_may_keep_it() -> None:
    sounds = {"头": "tou", "痛": "tong", "偷": "tou", "同": "tong", "学": "xue", "大": "da"}
    repair = chinese_repair(sounds, ["头痛"], ["同学", "大偷"], "头痛")

    assert repair.corrected(folded("头同", {})).text == "头痛"
    assert repair.corrected(folded("头同学好", {})).text == "头同学好"
    assert repair.corrected(folded("大偷痛", {})).text == "大偷痛"
    assert repair.corrected(folded("x偷痛", {})).text == "x头痛"
    assert repair.corrected(folded("head", {})).text == "head"
    assert repair.corrected(folded("痛头同头", {})).text == "痛头痛头"


def test_what_a_pair_of_characters_becomes_is_remembered_up_to_a_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sounds = {"头": "tou", "痛": "tong", "同": "tong", "童": "tong", "桶": "tong"}
    repair = chinese_repair(sounds, ["头痛"], [], "头痛")
    monkeypatch.setattr("twin.triage.repair.MOST_REMEMBERED", 2)

    assert [repair.corrected(folded(text, {})).text for text in ("头同", "头童", "头桶")] == ["头痛"] * 3
    assert repair._remembered == {"头桶": "头痛"}


def test_a_character_that_the_signs_use_is_no_typo() -> None:
    sounds = {"头": "tou", "痛": "tong", "同": "tong"}

    assert chinese_repair(sounds, ["头痛"], [], "头痛同").corrected(folded("头同", {})).text == "头同"
    assert chinese_repair(sounds, ["头痛"], [], "痛").corrected(folded("头同", {})).text == "头痛"


def test_of_two_typos_that_overlap_the_first_is_corrected() -> None:
    sounds = {"头": "tou", "痛": "tong", "同": "tong", "苦": "ku", "哭": "ku"}
    repair = chinese_repair(sounds, ["头痛", "痛苦"], [], "头苦")

    assert repair.corrected(folded("头同苦", {})).text == "头痛苦"
    assert repair.corrected(folded("同苦", {})).text == "痛苦"


def test_a_syllable_of_one_letter_is_taken_apart() -> None:
    found = read("exin teng", "e", "xin", "teng")

    assert found is not None and found.text == "e xin teng\n"
