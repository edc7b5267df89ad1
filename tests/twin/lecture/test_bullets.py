"""A bullet leaves things out of its sentence and changes nothing: no number, no condition, no exception."""

import pytest

from twin.lecture.bullets import bullet_of, is_refusal, is_shortened_from, numbers_of


@pytest.mark.parametrize(
    ("sentence", "language", "bullet"),
    [
        ("Weigh yourself each morning.", "en", "Weigh yourself each morning"),
        ("Write it down, because memory is short.", "en", "Write it down"),
        ("So call us when you gain 2 kg in 3 days.", "en", "Call us when you gain 2 kg in 3 days"),
        ("Take it, as 2 of 3 trials show.", "en", "Take it, as 2 of 3 trials show"),
        ("Do not stop it, unless you bleed.", "en", "Do not stop it, unless you bleed"),
        ("Call 120 at once, too, for a first seizure.", "en", "Call 120 at once, too, for a first seizure"),
        ("每天早上称体重，因为水来得快。", "zh", "每天早上称体重"),
        ("不要自己停药，除非医生说。", "zh", "不要自己停药，除非医生说"),
        ("体重3天内增加2公斤以上，当天联系我们。", "zh", "体重3天内增加2公斤以上，当天联系我们"),
    ],
)
def test_only_reasons_are_left_out(sentence: str, language: str, bullet: str) -> None:
    assert bullet_of(sentence, language) == bullet
    assert numbers_of(bullet) == numbers_of(sentence)
    assert is_shortened_from(bullet, sentence)


def test_a_sentence_too_long_for_a_slide_has_no_bullet() -> None:
    assert bullet_of("word " * 60 + "end.", "en") == ""


@pytest.mark.parametrize(
    ("bullet", "refuses"), [("Never drive", True), ("不要开车", True), ("Walk", False), ("先走路", False)]
)
def test_what_not_to_do_is_known_for_the_right_column(bullet: str, refuses: bool) -> None:
    assert is_refusal(bullet) is refuses
