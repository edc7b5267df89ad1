"""Captions that a person can read, saying what the script says."""

import re
from itertools import pairwise

import pytest

from tests.twin.lecture.said import said, scene
from twin.lecture.captions import LONGEST_LINE, Cue, captions_of
from twin.lecture.timeline import timeline_of

ENGLISH = [
    "Atrial fibrillation is an irregular heartbeat in which the upper chambers quiver instead of beating, and it makes a stroke about five times as likely.",
    "In our clinic 62% of patients stayed on apixaban 5 mg twice a day for a year, compared with 48% on warfarin.",
    "Call 120 at once if your face droops, your arm is weak, or your speech is slurred; do not drive yourself.",
    "Keep your blood pressure below 130/80 mmHg.",
    "Yes.",
]
CHINESE = [
    "心房颤动是一种常见的心律失常，心房不再规律地收缩，而是快速地颤动，血液容易在左心耳里形成血栓，一旦脱落就可能引起脑卒中。",
    "请每天早晚各量一次血压，连续7天，把平均值控制在130/80 mmHg以下，并把记录带到门诊来。",
    "服用阿哌沙班5 mg每天2次的患者里，62%坚持了一年以上。",
    "是的。",
]


def cues(written: str, language: str) -> tuple[Cue, ...]:
    return captions_of(timeline_of([scene("s", said("a", written, language))]), language=language)


EVERY = [(one, "en") for one in ENGLISH] + [(one, "zh") for one in CHINESE]


@pytest.mark.parametrize(("written", "language"), EVERY)
def test_no_caption_has_more_than_two_lines_or_a_line_that_is_too_long(written: str, language: str) -> None:
    for cue in cues(written, language):
        assert len(cue.lines) <= 2
        assert all(0 < len(line) <= LONGEST_LINE[language] for line in cue.lines), cue.lines


@pytest.mark.parametrize(("written", "language"), EVERY)
def test_captions_say_exactly_what_the_script_says(written: str, language: str) -> None:
    shown = "".join(cue.text for cue in cues(written, language))

    assert "".join(shown.split()) == "".join(written.split())
    assert re.findall(r"\d[\d.,/]*", " ".join(cue.text for cue in cues(written, language))) == re.findall(
        r"\d[\d.,/]*", written
    )


@pytest.mark.parametrize(("written", "language"), EVERY)
def test_captions_follow_each_other_and_never_overlap(written: str, language: str) -> None:
    made = cues(written, language)

    assert all(cue.start_seconds < cue.end_seconds for cue in made)
    assert all(before.end_seconds <= after.start_seconds for before, after in pairwise(made))


@pytest.mark.parametrize(("written", "language"), EVERY)
def test_no_word_is_left_alone_behind_a_long_sentence(written: str, language: str) -> None:
    made = cues(written, language)

    if len(made) > 1:
        assert all(len(cue.text) >= (5 if language == "zh" else 12) for cue in made), [
            cue.text for cue in made
        ]


def test_a_number_is_never_torn_from_its_unit() -> None:
    for written, language in EVERY:
        for cue in cues(written, language):
            for line in cue.lines:
                assert not re.match(r"(?:mmHg|mg|%|天|次)", line), cue.lines


def test_a_caption_begins_when_its_first_word_is_heard() -> None:
    talk = timeline_of([scene("s", said("a", ENGLISH[0]))])
    made = captions_of(talk, language="en")

    sentence = talk.sentences[0]
    heard = {round(sentence.start_seconds + word.start_seconds, 6) for word in sentence.said.speech.words}
    assert all(round(cue.start_seconds, 6) in heard for cue in made)


def test_a_caption_breaks_where_a_reader_would_pause() -> None:
    made = cues(ENGLISH[2], "en")

    assert all(re.search(r"[,;.]$", cue.text) for cue in made), [cue.text for cue in made]


def test_terms_are_kept_whole() -> None:
    written = "抗凝治疗可以显著降低心房颤动患者发生缺血性脑卒中和体循环栓塞的危险程度"

    made = captions_of(
        timeline_of([scene("s", said("a", written, "zh"))]),
        language="zh",
        kept_whole={"缺血性脑卒中", "体循环栓塞"},
    )

    lines = [line for cue in made for line in cue.lines]
    assert any("缺血性脑卒中" in line for line in lines)
    assert any("体循环栓塞" in line for line in lines)
