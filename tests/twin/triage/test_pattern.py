"""The pattern language: what is read, what is refused, what matches."""

import pytest

from twin.triage.matching import EncodedText, Matcher, Regex
from twin.triage.pattern import Choice, Maybe, PatternReader, PatternWrong, Word
from twin.triage.pattern_index import MOST_PLACES, IndexedPattern, PatternIndex
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


@pytest.mark.parametrize(
    ("pattern", "language", "text", "is_match"),
    [
        ("chest .. pain", "en", "chest one two three pain", True),
        ("chest .. pain", "en", "chest one two three four pain", False),
        ("chest & pain", "en", "pain 1 2 3 4 5 6 chest", True),
        ("chest & pain", "en", "pain 1 2 3 4 5 6 7 chest", False),
        ("头..痛", "zh", "头一二三四痛", True),
        ("头..痛", "zh", "头一二三四五痛", False),
        ("头..3痛", "zh", "头一,三痛", False),
        ("头..4痛", "zh", "头一,三痛", True),
        ("头 & 痛", "zh", "痛" + "好" * 12 + "头", True),
        ("头 & 痛", "zh", "痛" + "好" * 13 + "头", False),
        ("my legs? hurt", "en", "my leg hurt", True),
        ("my gas? hurt", "en", "my ga hurt", False),
        ("was? hurt", "en", "hurt", True),
        ("gas? hurt", "en", "hurt", True),
        ("legs? hurt", "en", "hurt legs hurt", True),
    ],
)
def test_a_gap_holds_so_many_words_or_characters_and_no_more(
    pattern: str, language: str, text: str, is_match: bool
) -> None:
    assert matches(pattern, text, language) is is_match


def test_a_matcher_is_not_asked_where_none_of_its_words_stand() -> None:
    matcher = Matcher(
        [(r"\bpain\b", "en"), ("疼", "zh")],
        [(Anchor(frozenset(["pain"])),), (Anchor(grams=frozenset("疼")),)],
    )

    assert [matcher.spans(EncodedText(text)) for text in ("my pain", "头疼", "painful")] == [
        [(3, 7)],
        [(1, 2)],
        [],
    ]
    assert matcher._keys == {"pain", "疼"}


@pytest.mark.parametrize("unsure", ["1.5", "breathing,", "b", "abcdefghijklm*"])
def test_a_matcher_is_always_asked_where_a_word_would_be_no_key(unsure: str) -> None:
    words = Anchor(frozenset([unsure])) if unsure != "b" else Anchor(grams=frozenset("b"))

    assert Matcher([("x", "en")], [(words,)])._keys == set()
    assert Matcher([("x", "en")], [(words, Anchor(frozenset(["pain"])))])._keys == {"pain"}
    assert Matcher([("x", "en"), ("y", "en")], [(words,), (Anchor(frozenset(["pain"])),)])._keys == set()


def test_the_keys_of_a_text_are_its_words_their_beginnings_its_characters_and_their_pairs() -> None:
    assert EncodedText("pain 胸口疼").keys == {
        "pain",
        "pa*",
        "pai*",
        "pain*",
        "胸",
        "口",
        "疼",
        "胸口",
        "口疼",
    }
    assert {len(key) for key in EncodedText("electrocardiography").keys} == {19, *range(3, 14)}


def test_candidates_hold_all_their_anchors_and_keep_their_order() -> None:
    def pattern(owner: str, *keys: str) -> IndexedPattern:
        return IndexedPattern(owner, tuple(Anchor(frozenset([key])) for key in keys), lambda: "x")

    index = PatternIndex(
        [pattern("c", "pain", "chest"), pattern("b", "chest"), pattern("a", "pain", "arm", "che*")]
    )

    assert [one.owner for one in index.candidates(EncodedText("chest pain"))] == ["c", "b"]
    assert [one.owner for one in index.candidates(EncodedText("arm pain chess"))] == ["a"]
    assert index.candidates(EncodedText("head")) == []


@pytest.mark.parametrize(
    ("pattern", "language", "text"),
    [
        ("co中毒", "zh", "昨晚co中毒了"),
        ("查出来dka", "zh", "查出来dka"),
        ("inr..4高", "zh", "inr有点高"),
        ("gasping, blue", "en", "gasping,blue"),
        ("electroencephalogram* abnormal", "en", "electroencephalograms abnormal"),
    ],
)
def test_latin_letters_among_chinese_marks_and_long_words_lead_to_their_pattern(
    pattern: str, language: str, text: str
) -> None:
    script = "zh" if language == "zh" else "en"
    node = PatternReader(language, {}).read(pattern)
    anchors = anchors_of(node, script)  # type: ignore[arg-type]

    index = PatternIndex([IndexedPattern("it", anchors, lambda: "x")])

    assert anchors
    assert [one.owner for one in index.candidates(EncodedText(text))] == ["it"]
