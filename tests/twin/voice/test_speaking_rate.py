"""How long a text takes to say."""

import pytest

from twin.voice.speaking_rate import estimated_seconds


def test_a_hundred_and_fifty_english_words_take_about_a_minute() -> None:
    sentence = "Take your tablets every morning and write down your blood pressure twice a day please. "

    seconds = estimated_seconds(sentence * 10, "en")

    assert seconds == pytest.approx(60, rel=0.15)


def test_two_hundred_and_thirty_chinese_characters_take_about_a_minute() -> None:
    sentence = "请您每天早晨按时服药，并且把血压记录下来。"

    seconds = estimated_seconds(sentence * 12, "zh")

    assert seconds == pytest.approx(60, rel=0.15)


def test_a_faster_voice_takes_less_time() -> None:
    ordinary = estimated_seconds("Rest for a week.", "en")

    faster = estimated_seconds("Rest for a week.", "en", measured_rate=1.25)

    assert faster == pytest.approx(ordinary / 1.25)


def test_nothing_takes_no_time() -> None:
    assert estimated_seconds("", "en") == 0.0
