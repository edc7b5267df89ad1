"""How a message is made one."""

import pytest

from twin.triage.normal_text import folded, rewritten


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
