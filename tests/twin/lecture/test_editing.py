"""Edits change what they say and nothing else; the notices are not anybody's to edit."""

import pytest

from tests.twin.lecture.studio import small_script
from twin.errors import BriefInvalid, SentenceNotFound
from twin.lecture import editing
from twin.lecture.script import Script
from twin.lecture.script_diff import differences


def texts(script: Script, scene: int = 1) -> list[str]:
    return [one.text for one in script.scenes[scene].sentences]


THREE = small_script("One thing.", "Another thing.", "A third thing.")


def test_other_words_keep_the_sentences_id_and_place() -> None:
    edited = editing.changed(THREE, "s2", "  Better   words. ")

    assert texts(edited) == ["One thing.", "Better words.", "A third thing."]
    (one,) = [one for one in differences(THREE, edited) if one.change != "slide"]
    assert (one.change, one.id, one.before, one.after) == ("changed", "s2", "Another thing.", "Better words.")


def test_a_sentence_is_added_behind_another_and_removed_again() -> None:
    more = editing.added(THREE, "c2", "In between.", after="s1")
    new = more.scenes[1].sentences[1]

    assert texts(more) == ["One thing.", "In between.", "Another thing.", "A third thing."]
    assert [one.change for one in differences(THREE, more)] == ["added"]
    assert texts(editing.removed(more, new.id)) == texts(THREE)
    assert [one.change for one in differences(more, THREE)] == ["removed"]


def test_a_sentence_moves_one_place_at_a_time() -> None:
    down = editing.moved(THREE, "s1", up=False)

    assert texts(down) == ["Another thing.", "One thing.", "A third thing."]
    assert editing.moved(down, "s1", up=True) == THREE
    assert {one.change for one in differences(THREE, down)} == {"moved"}


def test_a_scene_is_split_and_merged_again() -> None:
    parted = editing.split(THREE, "c2", before="s2", title="The rest")

    assert [one.title for one in parted.scenes] == [
        "Weighing yourself with heart failure",
        "Every morning",
        "The rest",
        "Sources",
    ]
    assert texts(editing.merged(parted, "c2")) == texts(THREE)


@pytest.mark.parametrize("id_", ["n1", "n2"])
def test_the_notices_are_neither_changed_nor_removed_nor_moved(id_: str) -> None:
    with pytest.raises(BriefInvalid, match="notice"):
        editing.changed(THREE, id_, "Hello.")
    with pytest.raises(BriefInvalid, match="notice"):
        editing.removed(THREE, id_)
    with pytest.raises(BriefInvalid, match="notice"):
        editing.moved(THREE, id_, up=id_ == "n2")


def test_nothing_is_said_before_the_first_notice() -> None:
    with pytest.raises(BriefInvalid, match="before the first notice"):
        editing.added(THREE, "c1", "Good evening.")
    with pytest.raises(BriefInvalid, match="behind the last"):
        editing.added(THREE, "c3", "Good night.", after="n2")


def test_what_is_not_there_cannot_be_edited() -> None:
    with pytest.raises(SentenceNotFound):
        editing.changed(THREE, "s9", "Hello.")
    with pytest.raises(SentenceNotFound):
        editing.added(THREE, "c9", "Hello.")
    with pytest.raises(SentenceNotFound):
        editing.split(THREE, "c2", before="s1", title="x")


@pytest.mark.parametrize("words", ["", "  ", "...", "x" * 601])
def test_a_sentence_says_something_and_is_not_endless(words: str) -> None:
    with pytest.raises(BriefInvalid):
        editing.changed(THREE, "s1", words)


def test_only_touched_sentences_are_judged_again() -> None:
    edited = editing.added(editing.moved(THREE, "s1", up=False), "c2", "New.", after="s3")

    (new,) = [one.id for one in edited.sentences() if one.text == "New."]
    assert editing.touched(THREE, edited) == {new}
