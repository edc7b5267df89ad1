"""A provider's times of characters as times of words, and when they are not believed."""

import pytest

from twin.voice.elevenlabs_door import CharacterTimes
from twin.voice.provider_times import last_second, word_times

SOUND = (0.0, 2.0)


def times(characters: str | list[str], seconds: float = 2.0) -> CharacterTimes:
    """Give each character an equal share."""
    share = seconds / len(characters)
    starts = tuple(number * share for number in range(len(characters)))
    return CharacterTimes(tuple(characters), starts, tuple(start + share for start in starts))


def words(spoken: str, found: CharacterTimes) -> list[str] | None:
    """Give the words that were found."""
    placed = word_times(spoken, found, sounding_seconds=SOUND)
    return None if placed is None else [spoken[word.start : word.end] for word in placed]


def test_words_of_the_text_get_their_first_and_last_characters_times() -> None:
    placed = word_times("Sit down.", times("Sit down."), sounding_seconds=SOUND)

    assert placed is not None
    assert [(round(word.start_seconds, 2), round(word.end_seconds, 2)) for word in placed] == [
        (0.0, 0.67),
        (0.89, 1.78),
    ]


def test_other_spaces_than_sent_are_forgiven_and_other_letters_are_not() -> None:
    assert words("Sit  down.", times("Sit down. ")) == ["Sit", "down"]
    assert words("Sit down.", times("Sit doom.")) is None


@pytest.mark.parametrize(
    "pinyin",
    [
        "xīn fáng chàn dòng",
        "xīnfángchàndòng",
        "xin1 fang2 chan4 dong4",
        "Xin1fang2 chan4dong4。",
        "xi\u0304n fa\u0301ng cha\u0300n do\u0300ng",
    ],
)
def test_pinyin_of_every_spelling_is_carried_to_the_characters(pinyin: str) -> None:
    assert words("心房颤动。", times(pinyin)) == ["心", "房", "颤", "动"]


@pytest.mark.parametrize(
    ("spoken", "pinyin"),
    [
        ("女儿", "nǚ'ér"),
        ("女儿", "nv3er2"),
        ("发难", "fānàn"),
        ("个人", "gèrén"),
        ("服用 apixaban 治疗", "fúyòng apixaban zhìliáo"),
        ("谢谢，N Y H A", "xièxie, N Y H A"),
        ("中国话", "zhōngguóhuà"),
    ],
)
def test_difficult_syllables_and_words_between_them_are_counted_right(spoken: str, pinyin: str) -> None:
    found = words(spoken, times(pinyin))

    assert found is not None and "".join(found) == "".join(one for one in spoken if one.isalnum())


def test_pinyin_with_a_syllable_too_many_or_too_few_is_not_believed() -> None:
    assert words("心房颤动", times("xin1 fang2 chan4")) is None
    assert words("心房颤动", times("xin1 fang2 chan4 dong4 le5")) is None
    assert words("心房颤动", times("hello there dear friend")) is None


def test_times_that_run_back_overlap_the_end_or_stand_still_are_not_believed() -> None:
    right = times("Sit down.")
    backward = CharacterTimes(right.characters, right.starts_seconds[::-1], right.ends_seconds[::-1])
    ragged = CharacterTimes(right.characters, right.starts_seconds[:-1], right.ends_seconds)
    still = CharacterTimes(right.characters, (0.5,) * 9, (0.5,) * 9)

    assert [words("Sit down.", one) for one in (backward, ragged, still)] == [None, None, None]
    assert words("Sit down.", times("Sit down.", seconds=0.6)) is None  # ends long before the sound does
    assert word_times("Sit down.", None, sounding_seconds=SOUND) is None


def test_the_last_second_of_no_times_is_zero() -> None:
    assert last_second(None) == 0.0 and last_second(times("ab")) == 2.0
