"""The pattern language: what is read, what is refused, what matches."""

import pytest

from twin.triage.matching import MOST_PLACES, EncodedText, IndexedPattern, Matcher, Regex
from twin.triage.pattern import Choice, Maybe, PatternReader, PatternWrong, Word
from twin.triage.pattern_regex import Anchor, anchors_of, expression, words_of

LISTS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {"pain": ("pain*", "ache"), "loop": ("<loop> x",)},
    "zh": {"pain": ("疼", "痛")},
}


def matches(pattern: str, text: str, language: str = "en") -> bool:
    """Say whether a pattern matches a normal text."""
    node = PatternReader(language, LISTS[language]).read(pattern)
    script = "zh" if language == "zh" else "en"
    return bool(Matcher([(expression(node, script), script)]).spans(EncodedText(text)))  # type: ignore[list-item, arg-type]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("chest pain", "my chest,pain"),
        ("chest ..2 <pain>", "chest is in pains"),
        ("my? chest hurts", "chest hurts"),
        ("# weeks? ago", "3 week ago"),
        ("# weeks? ago", "3.5 weeks ago"),
        ("arm & <pain>", "pain down in his arm"),
        ("arm & <pain>", "arm with a bad ache"),
        ("(a very bad)? headache", "headache"),
        ("pulled kettle", "pulled the kettle"),
        ("vomit*", "vomited"),
    ],
)
def test_these_match_in_english(pattern: str, text: str) -> None:
    assert matches(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("chest pain", "chest\npain"),
        ("chest ..1 pain", "chest is in pain"),
        ("pain", "painter"),
        ("ago #", "ago x"),
    ],
)
def test_these_do_not(pattern: str, text: str) -> None:
    assert not matches(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("胸口?<pain>", "胸疼"),
        ("头..3<pain>", "头好痛"),
        ("#天没尿", "三天没尿"),
        ("3天", "三天"),
        ("二天", "2天"),
        ("十天", "10天"),
        ("胳膊 & 麻", "麻在胳膊"),
    ],
)
def test_these_match_in_chinese(pattern: str, text: str) -> None:
    assert matches(pattern, text, "zh")


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("(chest", "not closed"),
        ("chest)", "not opened"),
        ("?", "follows nothing"),
        ("", "nothing in it"),
        ("a*", "a stem needs"),
        ("<nowhere>", "nowhere defined"),
        ("<loop>", "contains itself"),
        ("chest (pain|ache?)", "may not be empty"),
        ("chest *", "means nothing"),
    ],
)
def test_a_pattern_that_cannot_be_read_says_why(pattern: str, fault: str) -> None:
    with pytest.raises(PatternWrong, match=fault):
        PatternReader("en", LISTS["en"]).read(pattern)


def test_stems_are_for_english() -> None:
    with pytest.raises(PatternWrong, match="for English"):
        PatternReader("zh", {}).read("疼*")


def test_a_final_s_may_be_missing_but_not_of_words_that_are_no_plural() -> None:
    reader = PatternReader("en", {})

    assert reader.read("weeks?") == Choice((Word("week"), Word("weeks")))
    assert Maybe(Word("this")) in reader.read("this? week").parts  # type: ignore[union-attr]
    assert Maybe(Word("was")) in reader.read("was? week").parts  # type: ignore[union-attr]


def test_a_pattern_that_needs_no_word_has_no_anchor() -> None:
    reader = PatternReader("en", {})

    assert anchors_of(reader.read("(# ..2|..3 #) my?"), "en") == ()
    assert not Anchor()
    assert words_of(reader.read("# weeks")) == {("weeks", False)}


def test_numerals_are_no_anchor_and_pinyin_has_syllables() -> None:
    node = PatternReader("zh", {}).read("三天")

    assert anchors_of(node, "zh") == (Anchor(grams=frozenset("天")),)
    assert "tian" in expression(node, "pinyin", {"天": "tian"})
    assert Anchor(words=frozenset(["tian"])) in anchors_of(node, "pinyin", {"天": "tian"})


def test_a_hostile_text_gives_a_bounded_number_of_places() -> None:
    pattern = IndexedPattern("pain", (Anchor(words=frozenset(["pain"])),), lambda: r"\bpain\b|x?")

    assert len(list(pattern.places(EncodedText("pain " * 500)))) == MOST_PLACES


def test_an_operator_in_a_word_is_quoted() -> None:
    node = PatternReader("en", {}).read("b.c+d")

    assert list(Regex(expression(node, "en")).spans(b"b.c+d b.cd")) == [(0, 6)]
    assert matches("b.c", "b.c") and not matches("b.c", "bxc")


def test_an_expression_that_matches_nothing_at_all_still_comes_to_an_end() -> None:
    assert list(Regex("x?").spans(b"ax")) == [(0, 0), (1, 2), (2, 2)]
