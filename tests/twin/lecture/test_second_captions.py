"""Captions in the other language: an author types them, figures must agree, the physician approves them, the film carries them."""

from pathlib import Path

import pytest

from tests.twin.lecture.making import Studio
from tests.twin.lecture.said import speech_of
from tests.twin.lecture.studio import small_script
from twin.errors import BriefInvalid, SecondCaptionsMissing, SentenceNotFound
from twin.lecture import editing
from twin.lecture.approval_hash import script_hash
from twin.lecture.caption_files import vtt_text
from twin.lecture.captions import captions_of
from twin.lecture.script import Script
from twin.lecture.script_diff import differences
from twin.lecture.script_file import write_script
from twin.lecture.script_reading import read_script
from twin.lecture.second_captions import (
    MISSING,
    counterparts,
    has_second_captions,
    second_timeline,
    second_words,
)
from twin.lecture.talk_words import SOURCES_SPOKEN
from twin.lecture.timeline import SaidScene, SaidSentence, timeline_of
from twin.media.probe import probed
from twin.persona.persona import Persona
from twin.persona.shelf import PersonaShelf
from twin.voice.spoken_form import spoken_form

CHINESE = {
    "n1": "这是电脑语音。",
    "s1": "每天早上称体重。",
    "s2": "3天里涨了2公斤，就给我们打电话。",
    "n2": "刚才是电脑语音。",
}


@pytest.fixture
def lin(personas: Path) -> Persona:
    """Give the demo's cardiologist."""
    return PersonaShelf(personas, personas).persona("cardiology")


def with_chinese(words: dict[str, str]) -> Script:
    script = small_script()
    scenes = tuple(
        scene.model_copy(
            update={
                "sentences": tuple(
                    one.model_copy(update={"translation": words.get(one.id, "")}) for one in scene.sentences
                )
            }
        )
        for scene in script.scenes
    )
    return script.model_copy(update={"scenes": scenes})


def test_a_talk_without_any_counterpart_has_none_and_keeps_the_hash_it_was_approved_with() -> None:
    assert not has_second_captions(small_script())
    assert script_hash(with_chinese({})) == script_hash(small_script())


def test_a_counterpart_is_part_of_what_the_physician_approves() -> None:
    assert script_hash(with_chinese(CHINESE)) != script_hash(small_script())
    assert script_hash(with_chinese(CHINESE)) != script_hash(
        with_chinese(CHINESE | {"s1": "每天晚上称体重。"})
    )


def test_sentences_without_counterpart_and_those_with_other_figures_are_named(lin: Persona) -> None:
    wrong = with_chinese(
        {key: text for key, text in CHINESE.items() if key != "s1"} | {"s2": "3天里涨了5公斤，就打电话。"}
    )

    with pytest.raises(SecondCaptionsMissing, match="twin lecture script export") as refused:
        second_words(wrong, lin)

    assert [(id_, why) for id_, why, _ in refused.value.sentences] == [
        ("s1", "no counterpart"),
        ("s2", "other figures"),
    ]


def test_each_sentence_has_its_counterpart_so_far_and_what_the_studio_says_itself_nobody_types(
    lin: Persona,
) -> None:
    script = editing.translated(small_script(SOURCES_SPOKEN.en, "Weigh yourself."), {"s2": "  称\n体重。 "})

    found = {one.sentence.id: one for one in counterparts(script, lin)}

    assert (found["s1"].words, found["s1"].fault) == (SOURCES_SPOKEN.zh, "")
    assert (found["s2"].words, found["s2"].fault) == ("称 体重。", "")
    assert (found["n1"].words, found["n1"].fault) == ("", MISSING)


def test_typed_captions_are_a_difference_of_their_own_and_no_edit_of_the_sentence() -> None:
    old, new = small_script(), editing.translated(small_script(), CHINESE)

    assert {(one.change, one.after) for one in differences(old, new)} == {
        ("captions", text) for text in CHINESE.values()
    }
    assert editing.touched(old, new) == editing.scenes_changed(old, new) == frozenset()
    assert editing.translated(new, dict.fromkeys(CHINESE, " ")) == old


def test_a_caption_for_no_sentence_and_one_nobody_can_read_are_refused() -> None:
    with pytest.raises(SentenceNotFound, match="s9"):
        editing.translated(small_script(), {"s9": "谁"})
    with pytest.raises(BriefInvalid, match="600"):
        editing.translated(small_script(), {"s1": "长" * 601})


def test_they_come_back_from_the_script_file() -> None:
    script = with_chinese(CHINESE)

    assert read_script(write_script(script)) == script


def test_they_are_shown_while_their_sentence_is_heard(lin: Persona) -> None:
    script = with_chinese(CHINESE)
    said = tuple(
        SaidScene(
            scene.id,
            scene.title,
            tuple(
                SaidSentence(one.id, text := spoken_form(one.text, language="en"), speech_of(text))
                for one in scene.sentences
            ),
        )
        for scene in script.scenes
    )
    talk = timeline_of(said)

    cues = captions_of(second_timeline(talk, second_words(script, lin), language="zh"), language="zh")

    assert "".join("".join(cue.lines) for cue in cues) == "".join(CHINESE.values())
    for sentence in talk.sentences:
        own = [cue for cue in cues if cue.sentence_id == sentence.said.id]
        assert own[0].start_seconds == pytest.approx(sentence.start_seconds, abs=0.04)
        assert own[-1].start_seconds < sentence.end_seconds
    assert "Language: zh" in vtt_text(cues, language="zh")


def test_other_words_need_another_counterpart() -> None:
    changed = editing.changed(with_chinese(CHINESE), "s1", "Weigh yourself every evening.")

    assert {one.id: one.translation for one in changed.sentences()} == CHINESE | {"s1": ""}


async def test_the_film_carries_both_languages_as_soft_captions(tmp_path: Path, personas: Path) -> None:
    studio = await Studio(tmp_path / "data", personas).open()
    project = await studio.approved(with_chinese(CHINESE))

    made = await studio.make(project)
    await studio.close()

    folder = Path(made["folder"])
    tracks = [one for one in probed(folder / "talk.mp4").streams if one.kind == "Subtitle"]
    assert [(one.codec, one.language) for one in tracks] == [("mov_text", "eng"), ("mov_text", "zho")]
    assert "公斤" in (folder / "captions.zh.srt").read_text(encoding="utf-8")
    assert {"captions.en.vtt", "captions.zh.vtt"} <= set(made["files"])


async def test_an_incomplete_second_language_is_not_approved(tmp_path: Path, personas: Path) -> None:
    studio = await Studio(tmp_path / "data", personas).open()

    with pytest.raises(SecondCaptionsMissing, match="s2"):
        await studio.approved(with_chinese({"s1": CHINESE["s1"]}))
    await studio.close()
