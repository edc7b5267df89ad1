"""Chinese patterns as strings: which strings must stand in a text, and which patterns are one string only."""

import pytest

from twin.triage.literals import MOST_STRINGS, finder_of, only_string, string_anchors
from twin.triage.pattern import Node, PatternReader

LISTS = {"pain": ("疼", "痛"), "many": tuple(chr(0x5000 + number) for number in range(MOST_STRINGS))}


def node(pattern: str) -> Node:
    """Read a Chinese pattern."""
    return PatternReader("zh", LISTS).read(pattern)


@pytest.mark.parametrize(
    ("pattern", "anchors"),
    [
        ("胸口", [{"胸口"}]),
        ("胸口?<pain>", [{"胸口疼", "胸口痛", "胸疼", "胸痛"}]),
        ("(胸口|心窝)..3<pain>", [{"胸口", "心窝"}, {"疼", "痛"}]),
        ("头..3<pain>..5(得厉害)", [{"得厉害"}, {"疼", "痛"}, {"头"}]),
        ("头..2头", [{"头"}]),
        ("((头)(很)?)痛", [{"头痛", "头很痛"}]),
        ("三天", [{"三天", "3天"}]),
        ("十天", [{"十天", "10天"}]),
        ("二天", [{"二天", "两天", "2天"}]),
        ("喝..3(84|漂白)", [{"喝"}]),
        ("#天", []),
        ("查ct", []),
        ("头(a|痛)", []),
        ("头(#)?痛", []),
        ("头 & 痛", []),
        ("头..2痛?", []),
        ("<many>", [set(LISTS["many"])]),
        ("<many>头", [{one + "头" for one in LISTS["many"]}]),
        ("(<many>|头)", []),
        ("<many><pain>", []),
    ],
)
def test_one_of_the_strings_of_each_stretch_must_stand_in_a_text(
    pattern: str, anchors: list[set[str]]
) -> None:
    found = string_anchors(node(pattern))

    assert sorted(sorted(one.grams) for one in found) == sorted(sorted(one) for one in anchors)
    assert not any(one.words for one in found)


def test_the_rarest_stretch_leads_to_the_pattern() -> None:
    assert next(max(one.grams) for one in string_anchors(node("头..3痛..5得厉害"))) == "得厉害"
    assert [max(one.grams) for one in string_anchors(node("不..3痛"))] == ["痛", "不"]


@pytest.mark.parametrize(
    ("pattern", "string"),
    [
        ("胸口", "胸口"),
        ("(胸)(口)", "胸口"),
        ("胸口?", ""),
        ("三天", ""),
        ("胸..2口", ""),
        ("ct", ""),
        ("#", ""),
    ],
)
def test_a_pattern_may_be_one_string_only(pattern: str, string: str) -> None:
    assert only_string(node(pattern)) == string


@pytest.mark.parametrize(
    ("string", "key"),
    [
        ("胸口疼", "胸口"),
        ("胸口", "胸口"),
        ("胸", "胸"),
        ("1天", "天"),
        ("头1天后", "天后"),
        ("84", ""),
        ("", ""),
    ],
)
def test_a_text_that_holds_a_string_has_its_key(string: str, key: str) -> None:
    assert finder_of(string) == key
