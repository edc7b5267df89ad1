"""How a message is made one."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twin.triage.normal_text import CHINESE_RUN, NormalText, folded, is_chinese, rewritten

TRADITIONAL = {"悶": "闷", "頭": "头"}
MESSAGES = st.text(
    st.sampled_from("aZ é9٣ ,.;:!?。，、…-–/'’%°℃①㎎ﬁ\t\n\r\u200b\u0301_+(🙂胸口悶頭〇аο二")
    | st.characters(codec="utf-8"),
    max_size=40,
)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("ＣＨＥＳＴ　ＰＡＩＮ", "chest pain"),
        ("сhеst", "chest"),
        ("ch\u200best", "chest"),
        ("38.5℃ 101℉ 37º", "38.5°c 101°f 37°"),
        ("can’t “breathe”", "can't breathe "),
        ("a.m. Wait…now", "am\nwait\nnow"),
        ("胸 口 疼 ， 痛", "胸口疼,痛"),
        ("Ünlaut café", "unlaut cafe"),
        ("и", "и"),
        ("38—39", "38-39"),
        ("e-mail and/or 120/80 and 38-39 他/她", "e mail and/or 120/80 and 38-39他她"),
        ("x ' y", "x y"),
        ("a, . b", "a\nb"),
        (",.x", "x"),
        ("㎎ 5", "mg 5"),
        ("a\tb", "a b"),
        ("咳嗽、发烧", "咳嗽、发烧"),
        ("胸痛 头晕", "胸痛,头晕"),
        ("胸痛 晕", "胸痛晕"),
        ("痛 头晕", "痛头晕"),
        ("胸痛  头晕", "胸痛,头晕"),
        ("a痛 头晕", "a痛头晕"),
        ("a-1 1-a 1-2", "a 1 1 a 1-2"),
        ("1/a 他/a", "1/a他a"),
        ("3.5 a.b 3.a 3. 5", "3.5 ab 3\na 3\n5"),
        ("a.他", "a\n他"),
        ("o'c 'o o' 3'4", "o'c o o 3 4"),
        ("a , b", "a,b"),
        ("a ,, b。, c", "a,b\nc"),
    ],
)
def test_characters_are_folded_and_marks_decided(raw: str, text: str) -> None:
    assert folded(raw, {}).text.strip(" ") == text.strip(" ")


def test_every_place_points_back() -> None:
    normal = folded("x\u200b  ㎎ y", {})

    start = normal.text.index("mg")

    assert normal.original_span(start, start + 2) == (4, 5)


def test_what_is_put_in_points_to_what_it_stands_for() -> None:
    normal = rewritten(folded("I cant go", {}), [(2, 6, "can not")])

    assert normal.text == "i can not go"
    assert normal.original_span(2, 9) == (2, 6)
    assert normal.original_span(10, 12) == (7, 9)


def test_without_edits_nothing_changes() -> None:
    normal = folded("hello", {})

    assert rewritten(normal, []) is normal


@settings(max_examples=300, deadline=None)
@given(MESSAGES)
def test_every_place_of_any_message_points_into_it_and_never_back(raw: str) -> None:
    normal = folded(raw, TRADITIONAL)

    assert len(normal.text) == len(normal.starts) == len(normal.ends)
    assert list(normal.starts) == sorted(normal.starts) and list(normal.ends) == sorted(normal.ends)
    assert all(0 <= start < end <= len(raw) for start, end in zip(normal.starts, normal.ends, strict=True))


@settings(max_examples=300, deadline=None)
@given(MESSAGES)
def test_no_two_marks_stand_in_a_row_and_nothing_that_nobody_sees_is_left(raw: str) -> None:
    text = folded(raw, TRADITIONAL).text

    assert not re.search(r"[ ,\n、]{2}", text)
    assert not {"\u200b", "\u0301", "\r", "悶", "，"} & set(text)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["胸", "口疼", "很难受", "a", "pain", "9"]), max_size=8))
def test_no_single_space_is_left_beside_a_chinese_character(words: list[str]) -> None:
    text = folded(" ".join(words), {}).text

    assert not [pair for pair in pairwise(text) if " " in pair and any(map(is_chinese, pair))]


@settings(max_examples=200, deadline=None)
@given(MESSAGES)
def test_a_message_made_one_is_made_no_other_by_doing_it_again(raw: str) -> None:
    once = folded(raw, TRADITIONAL).text
    twice = folded(once, TRADITIONAL).text

    assert folded(twice, TRADITIONAL).text == twice


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab c胸口,\n〇z"), max_size=20))
def test_a_run_of_chinese_is_what_its_characters_are(text: str) -> None:
    assert "".join(CHINESE_RUN.findall(text)) == "".join(filter(is_chinese, text))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_what_is_left_after_any_rewriting_still_points_to_itself(data: st.DataObject) -> None:
    normal = folded(data.draw(st.text(st.sampled_from("ab c"), min_size=1, max_size=20)), {})
    cuts = sorted(data.draw(st.sets(st.integers(0, len(normal.text)), max_size=6)))
    edits = [
        (a, b, data.draw(st.sampled_from(["", "x", "yy zz"])))
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
    ]

    after: NormalText = rewritten(normal, edits)

    assert len(after.text) == len(after.starts) == len(after.ends)
    assert all(
        after.original[start:end] == character
        for character, start, end in zip(after.text, after.starts, after.ends, strict=True)
        if end - start == 1 and character in "abc"
    )


def test_a_character_that_becomes_two_has_one_place() -> None:
    normal = folded("℃", {})

    assert (normal.text, tuple(normal.starts), tuple(normal.ends)) == ("°c", (0, 0), (1, 1))
