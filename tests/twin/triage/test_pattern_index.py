"""Patterns found without an expression have the places that the expression would give."""

import random

import pytest

from twin.triage.literals import only_string, string_anchors
from twin.triage.matching import EncodedText
from twin.triage.pattern import PatternReader, Word
from twin.triage.pattern_index import MOST_PLACES, IndexedPattern, PatternIndex
from twin.triage.pattern_regex import Anchor, expression


def places(text: str, **how: str) -> list[tuple[int, int]]:
    """Give the places of a pattern that is one word or one string."""
    return list(IndexedPattern("it", (), lambda: "never", **how).places(EncodedText(text)))  # type: ignore[arg-type]


@pytest.mark.parametrize("word", ["pain", "pain*", "ab", "ab*", "a*", "o2"])
def test_a_word_stands_where_its_expression_matches(word: str) -> None:
    rng = random.Random(1)
    node = Word(word.removesuffix("*"), word.endswith("*"))
    by_expression = IndexedPattern("it", (), lambda: expression(node, "en"))
    pieces = ["pain", "ab", "a", "o2", "b", " ", ",", "°", "°c", "%", "+", "-", "/", "痛", "3", "'", "x"]

    for _ in range(3000):
        text = "".join(rng.choices(pieces, k=rng.randrange(9)))
        assert places(text, word=word) == list(by_expression.places(EncodedText(text))), text


@pytest.mark.parametrize("literal", ["痛", "痛痛", "头痛头"])
def test_a_string_stands_where_its_expression_matches(literal: str) -> None:
    rng = random.Random(2)
    by_expression = IndexedPattern("it", (), lambda: literal)

    for _ in range(500):
        text = "".join(rng.choices(["痛", "头", "a", " ", ","], k=rng.randrange(12)))
        assert places(text, literal=literal) == list(by_expression.places(EncodedText(text))), text


def test_a_hostile_text_gives_a_bounded_number_of_places_of_words_and_strings_too() -> None:
    assert len(places("pain " * 500, word="pain")) == MOST_PLACES
    assert len(places("痛" * 500, literal="痛")) == MOST_PLACES


def test_only_a_pattern_that_needs_an_expression_is_compiled_ahead() -> None:
    written: list[str] = []

    def write() -> str:
        written.append("x")
        return "x"

    for pattern in (
        IndexedPattern("a", (), write, word="pain"),
        IndexedPattern("b", (), write, literal="痛"),
        IndexedPattern("c", (), write),
    ):
        pattern.prepare()
        pattern.prepare()

    assert written == ["x"]


def chinese(owner: str, pattern: str) -> IndexedPattern:
    """Index one Chinese pattern by its strings."""
    node = PatternReader("zh", {}).read(pattern)
    return IndexedPattern(
        owner, string_anchors(node), lambda: expression(node, "zh"), literal=only_string(node)
    )


def test_strings_lead_to_their_patterns_in_the_order_of_the_patterns() -> None:
    index = PatternIndex(
        [
            chinese("long", "胸口疼得厉害"),
            chinese("gap", "(胸口疼|心口疼)..4(出汗|冒汗)"),
            chinese("days", "三天"),
            chinese("one", "疼"),
            chinese("three", "头..2疼..2吐"),
            IndexedPattern("word", (Anchor(frozenset(["pain"])),), lambda: "x", word="pain"),
        ]
    )

    def owners(text: str) -> list[str]:
        return [one.owner for one in index.candidates(EncodedText(text))]

    assert owners("胸口疼得厉害") == ["long", "one"]
    assert owners("胸口疼,冒汗") == ["gap", "one"]
    assert owners("胸口出汗") == []
    assert owners("疼了3天,pain") == ["days", "one", "word"]
    assert owners("头疼吐") == ["one", "three"]
    assert owners("头吐") == []
    assert owners("pain") == ["word"]
