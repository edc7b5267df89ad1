"""What the player's page shows: chapters that begin with their slide, sources numbered once, sizes people read."""

import pytest

from api.pages.studio_view import clock_of, size_of
from api.pages.talk_view import chapters_of, chapters_vtt
from tests.twin.lecture.studio import small_script

TIMES = {"n1": (0.48, 4.0), "s1": (5.48, 8.0), "s2": (8.4, 11.0), "n2": (12.48, 15.0)}


def test_a_chapter_begins_when_its_slide_appears_and_not_with_its_first_word() -> None:
    chapters = chapters_of(small_script(), TIMES)

    assert [chapter.start for chapter in chapters] == [0.0, 5.0, 12.0]
    assert [chapter.clock for chapter in chapters] == ["0:00", "0:05", "0:12"]


def test_the_same_source_has_one_number() -> None:
    chapters = chapters_of(small_script(), TIMES)

    assert [line.marks for line in chapters[1].lines] == [(1,), (1,)]


def test_the_track_of_chapters_ends_with_the_last_word_and_takes_no_markup() -> None:
    script = small_script()
    scenes = (script.scenes[0].model_copy(update={"title": "A --> <b> & c"}), *script.scenes[1:])

    text = chapters_vtt(chapters_of(script.model_copy(update={"scenes": scenes}), TIMES))

    assert "00:00:12.000 --> 00:00:15.000\nSources" in text
    assert "A → &lt;b> &amp; c" in text


def test_without_times_the_transcript_is_still_there_to_read() -> None:
    chapters = chapters_of(small_script(), {})

    assert chapters[1].lines[0].text == "Weigh yourself every morning."


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "1 kB"), (40_400, "40 kB"), (999_499, "999 kB"), (1_640_000, "1.6 MB")]
)
def test_sizes_are_written_as_people_read_them(count: int, shown: str) -> None:
    assert size_of(count) == shown


def test_a_length_is_minutes_and_seconds() -> None:
    assert (clock_of(59.6), clock_of(125)) == ("1:00", "2:05")
