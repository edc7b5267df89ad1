"""The small line over a slide's title."""

from twin.lecture.script import SceneKind
from twin.lecture.slide_words import chinese_number, kicker_line


def test_a_section_has_one_number_and_a_word() -> None:
    assert kicker_line(2, "2 · Evidence", SceneKind.BODY, "en") == "2 · EVIDENCE"
    assert kicker_line(2, "二、证据", SceneKind.BODY, "zh") == "二 · 证据"
    assert kicker_line(3, "", SceneKind.WHEN_TO_SEEK_HELP, "en") == "3 · WHEN TO SEEK HELP"
    assert kicker_line(3, "十年经验", SceneKind.BODY, "zh") == "三 · 十年经验"


def test_sections_are_counted_in_chinese() -> None:
    assert [chinese_number(number) for number in (1, 9, 10, 11, 20, 47, 100)] == [
        "一",
        "九",
        "十",
        "十一",
        "二十",
        "四十七",
        "100",
    ]
