"""Captions and transcript as files."""

import re

import pysubs2

from tests.twin.lecture.said import said, scene
from tests.twin.lecture.studio import small_script
from twin.lecture.caption_files import srt_text, vtt_text
from twin.lecture.captions import captions_of
from twin.lecture.talk_sources import numbered_sources
from twin.lecture.timeline import timeline_of
from twin.lecture.transcript import html_transcript, markdown_transcript

TALK = timeline_of(
    [scene("s1", said("a", "Keep it < 130/80 mmHg & rest."), said("b", "Walk half an hour a day."))]
)
CUES = captions_of(TALK, language="en")


def test_another_programme_reads_the_same_captions_from_both_files() -> None:
    srt = pysubs2.SSAFile.from_string(srt_text(CUES), format_="srt")
    vtt = pysubs2.SSAFile.from_string(vtt_text(CUES, language="en"), format_="vtt")

    assert [line.start for line in srt] == [round(cue.start_seconds * 1000) for cue in CUES]
    assert [line.start for line in vtt] == [line.start for line in srt]
    assert srt[0].plaintext == CUES[0].text


def test_marks_of_the_web_are_escaped_in_vtt() -> None:
    assert "&lt; 130/80 mmHg &amp; rest" in vtt_text(CUES, language="en").replace("\n", " ")


def test_each_cue_is_named_by_its_sentence() -> None:
    assert re.findall(r"^([ab]-\d)$", vtt_text(CUES, language="en"), re.M)[0] == "a-1"


def test_the_transcript_says_the_written_words_with_their_times_and_sources() -> None:
    script = small_script()
    page = html_transcript(script, TALK, numbered_sources(script))

    assert 'id="b" data-start="' in page and "&lt; 130/80 mmHg &amp; rest." in page
    assert "AI-generated" in page and "Heart failure at home" in page
    assert "Walk half an hour a day." in markdown_transcript(script, TALK, numbered_sources(script))
