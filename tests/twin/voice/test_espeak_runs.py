"""What espeak-ng is given to read."""

from twin.voice.espeak_runs import espeak_runs


def test_an_english_drug_name_in_a_chinese_sentence_is_read_by_the_english_voice() -> None:
    runs = espeak_runs("患者应当服用 apixaban 治疗。", "zh")

    assert [(run.text.strip(), run.language) for run in runs] == [
        ("患者应当服用 ,", "zh"),
        ("apixaban,", "en"),
        ("治疗。", "zh"),
    ]


def test_spelled_letters_in_a_chinese_sentence_stay_with_the_chinese_voice() -> None:
    runs = espeak_runs("N Y H A 分级为二级。", "zh")

    assert [run.language for run in runs] == ["zh"]


def test_chinese_words_in_an_english_sentence_are_read_by_the_chinese_voice() -> None:
    runs = espeak_runs("The word 心房颤动 means atrial fibrillation.", "en")

    assert [run.language for run in runs] == ["en", "zh", "en"]


def test_the_letter_a_is_no_article_and_an_article_is_no_letter() -> None:
    letter, article = espeak_runs("N Y H A class two.", "en"), espeak_runs("A patient has a stroke.", "en")

    assert letter[0].text == "N Y H eigh class two."
    assert article[0].text == "A patient has a stroke."


def test_a_lone_capital_a_in_chinese_is_always_the_letter() -> None:
    runs = espeak_runs("心房颤动（A F）患者，糖化血红蛋白 A one C", "zh")

    assert sum(run.text.count("eigh") for run in runs) == 2
    assert espeak_runs("hemoglobin A one C", "en")[0].text == "hemoglobin eigh one C"


def test_every_character_knows_where_it_stands_in_the_spoken_text() -> None:
    spoken = "Ask N Y H A class; 心房 is (atrium) , vitamin A too."

    for run in espeak_runs(spoken, "en"):
        assert len(run.offsets) == len(run.text)
        assert all(
            spoken[offset] == letter or spoken[offset] == "A" or letter == ","
            for letter, offset in zip(run.text, run.offsets, strict=True)
        )


def test_line_ends_do_not_reach_the_voice() -> None:
    assert espeak_runs("One.\nTwo.", "en")[0].text == "One. Two."
