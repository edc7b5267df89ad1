from hypothesis import given, settings
from hypothesis import strategies as st

from twin.key_points.judgement import KeyPoint, Said
from twin.key_points.judging import KeyPointJudge, chances, coefficients, place_weights

SALT = KeyPoint(
    "salt",
    "No more than 5 g of salt a day",
    "en",
    ("stay under five grams of salt daily",),
    ("salt does not matter",),
    ("5 g",),
)
SCALES = KeyPoint(
    "scales",
    "Weigh yourself every morning",
    "en",
    ("daily weight on the scales",),
    ("once a week is enough",),
)
DOSE = KeyPoint(
    "dose", "Never take a double dose", "en", ("do not take two together",), ("two tablets make up for it",)
)
YAN = KeyPoint("yan", "每天吃盐不超过5克", "zh", ("一天盐少于五克",), ("一点盐都不能吃",), ("5克",))
TING = KeyPoint("ting", "头晕不要自己停药，先打电话", "zh", ("头晕了先联系医生",), ("头晕就把药停掉",))


def said_of(judge: KeyPointJudge, reply: str, *points: KeyPoint) -> list[Said]:
    return [one.said for one in judge.judge(reply, points, points[0].language)]


def test_points_in_own_words_are_said(judge: KeyPointJudge) -> None:
    reply = "I get on the scales every morning, and no more than five grams of salt a day."

    assert said_of(judge, reply, SCALES, SALT) == [Said.SAID, Said.SAID]


def test_another_number_for_the_same_thing_is_wrong(judge: KeyPointJudge) -> None:
    assert said_of(judge, "I can have 15 grams of salt a day.", SALT) == [Said.WRONG]
    assert said_of(judge, "一天吃盐十五克以内。", YAN) == [Said.WRONG]


def test_yes_i_understand_says_nothing(judge: KeyPointJudge) -> None:
    assert said_of(judge, "Yes yes, I understand, thank you doctor.", SALT, SCALES) == [
        Said.MISSING,
        Said.MISSING,
    ]
    assert said_of(judge, "嗯，听明白了，谢谢医生。", YAN, TING) == [Said.MISSING, Said.MISSING]


def test_a_point_without_a_word_about_it_is_missing(judge: KeyPointJudge) -> None:
    assert said_of(judge, "I weigh myself every morning.", SCALES, SALT, DOSE) == [
        Said.SAID,
        Said.MISSING,
        Said.MISSING,
    ]


def test_chinese_is_judged_without_any_model(judge_by_words: KeyPointJudge) -> None:
    reply = "盐一天顶多五克。头晕先打电话问，不自己停药。"

    assert said_of(judge_by_words, reply, YAN, TING) == [Said.SAID, Said.SAID]


def test_stopping_by_oneself_is_wrong_where_calling_first_was_asked(judge: KeyPointJudge) -> None:
    assert said_of(judge, "头晕我就把药停掉。", TING) == [Said.WRONG]


def test_the_words_that_decided_are_words_of_the_reply(judge: KeyPointJudge) -> None:
    reply = "Well, I weigh myself every morning. Lovely weather."

    judged = judge.judge(reply, [SCALES], "en")[0]

    assert judged.words
    assert judged.words in reply
    assert "weather" not in judged.words


def test_a_number_in_another_unit_is_the_same_number(judge: KeyPointJudge) -> None:
    cream = KeyPoint(
        "cream",
        "润肤剂一周250～500克",
        "zh",
        ("润肤霜大量抹，一周半斤到一斤",),
        ("薄薄一点就够",),
        ("250～500克",),
    )

    assert said_of(judge, "润肤霜一个礼拜半斤到一斤", cream) == [Said.SAID]


def test_nothing_is_judged_where_nothing_was_to_be_said(judge: KeyPointJudge) -> None:
    assert judge.judge("anything", [], "en") == ()


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120))
def test_any_reply_gives_one_judgement_a_point_and_words_from_it(
    judge_by_words: KeyPointJudge, reply: str
) -> None:
    judged = judge_by_words.judge(reply, [SALT, YAN], "en")

    assert [one.point_id for one in judged] == ["salt", "yan"]
    assert all(one.words in reply for one in judged)
    assert all(one.words == "" for one in judged if one.said is Said.MISSING)


def test_the_chances_of_the_three_outcomes_sum_to_one() -> None:
    found = chances({"fits": 0.5, "unheard of": 9.0}, "en")

    assert abs(sum(found.values()) - 1) < 1e-9


def test_every_sign_has_three_weights_in_every_table() -> None:
    tables = coefficients()

    assert set(tables) == {"en", "zh", "en-words"}
    assert set(tables["zh"]) == set(tables["en-words"]) < set(tables["en"])
    assert place_weights().shape == (3, 384)
