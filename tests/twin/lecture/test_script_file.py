"""A script written to Markdown and read back is the same script; a broken file is named by its line."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.twin.lecture.studio import small_script
from twin.errors import ScriptFileInvalid
from twin.lecture.script import Chart, Scene, SceneKind, Script, ScriptSentence, SentenceSource
from twin.lecture.script_file import is_new, write_script
from twin.lecture.script_reading import read_script

WORDS = st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), min_size=1, max_size=40).map(
    lambda text: " ".join(text.split()) or "x"
)


def test_what_is_written_is_read_back() -> None:
    script = small_script()

    assert read_script(write_script(script)) == script


def test_a_label_in_the_front_matter_is_no_part_of_the_script() -> None:
    labelled = write_script(small_script(), labels={"AIGC": '{"Label": "1"}'})

    assert "AIGC" in labelled and read_script(labelled) == small_script()


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(text=WORDS, title=WORDS, line=WORDS, bullet=WORDS)
def test_any_words_survive_the_file(text: str, title: str, line: str, bullet: str) -> None:
    source = SentenceSource(passage_id="glossary:heart failure", line=line)
    scene = Scene(
        id="c1",
        kind=SceneKind.BODY,
        layout="chart",
        title=title,
        sentences=(ScriptSentence(id="s1", text=text, sources=(source,), refused="not_supported"),),
        bullets=(bullet,),
        chart=Chart(title=title, unit="%", labels=("a", "b", "c"), values=(1, 2.5, 3), source=source),
    )
    base = small_script()
    script = Script(
        title=title, brief=base.brief, scenes=(scene,), not_covered=(line,), made_on=datetime.date(2026, 1, 2)
    )

    assert read_script(write_script(script)) == script


@pytest.mark.parametrize(
    "text",
    ["# Not a heading", "- not a bullet", "<!-- not a comment -->", "1. one", "a [^9] b", "back\\slash"],
)
def test_words_that_look_like_markup_stay_words(text: str) -> None:
    assert read_script(write_script(small_script(text))).scenes[1].sentences[0].text == text


def test_a_line_without_a_comment_is_a_new_sentence() -> None:
    text = write_script(small_script()).replace(
        "Call us when you gain", "Walk a little every day.\n\nCall us when you gain"
    )

    sentences = read_script(text).scenes[1].sentences

    assert [one.text for one in sentences][1] == "Walk a little every day."
    assert is_new(sentences[1]) and not is_new(sentences[0])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("---\ntitle", "title", "does not begin with front matter"),
        ("title: Weighing", "title: [Weighing", "no YAML"),
        ('"id": "s1"', '"ib": "s1"', "lost its `id`"),
        ('"id": "s2"', '"id": "s1"', "stands in line"),
        ('{"id": "s1"', '{"id": "s1', "no JSON"),
        ('"kind": "statement"', '"kind": "poem"', "cannot be read"),
        ("[^1]: ", "[^7]: ", "not defined"),
        ('<!-- {"id": "c2"', '<!-- {"id": "c1"', "stands twice"),
        ("minutes: 1.0", "minutes: 90", "less than or equal to 45"),
        ("## Weighing", "### Weighing", "before the first scene"),
    ],
)
def test_a_broken_file_is_named_by_its_line_and_nothing_is_guessed(old: str, new: str, said: str) -> None:
    text = write_script(small_script())
    assert old in text

    with pytest.raises(ScriptFileInvalid, match=said) as caught:
        read_script(text.replace(old, new, 1))

    assert 1 <= caught.value.line <= len(text.splitlines()) + 1
