from twin.conflicts.frequency import differ_in_frequency


def test_daily_and_once_a_week_differ() -> None:
    assert differ_in_frequency("Weigh yourself once a week.", "People weigh themselves every day.")
    assert differ_in_frequency("一周洗一次澡。", "建议每天洗澡。")


def test_the_same_rhythm_in_other_words_does_not_differ() -> None:
    assert not differ_in_frequency("Every morning.", "Once a day.")


def test_a_text_that_does_not_say_how_often_differs_from_none() -> None:
    assert not differ_in_frequency("Weigh yourself.", "Every week.")
