"""Every dose, threshold or share names its source."""

import pytest

from twin.persona.medical_numbers import unmarked_numbers


@pytest.mark.parametrize(
    "sentence",
    [
        "Take 500 mg three times a day.",
        "A potassium above 5.5 mmol/L needs a call.",
        "家庭血压低于130/80 mmHg最好。",
        "每天喝1500毫升。",
        "In 30% of patients it comes back.",
    ],
)
def test_a_medical_number_without_a_mark_is_found(sentence: str) -> None:
    assert [found for _, found in unmarked_numbers(sentence)] == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Take 500 mg three times a day [1].",
        "每天喝1500毫升[2]。",
        "Come on Monday at 8, room 306.",
        "Is 38 °C already a fever?",
        "My own first step is a home average below 130/80 mmHg.",
        "They ask “is 5% positive?” and want one word.",
        "1 mg/dL约合17.1 µmol/L，换算时请写两遍单位。",
        "Call 120 at once.",
    ],
)
def test_what_needs_no_source_is_left_alone(sentence: str) -> None:
    assert list(unmarked_numbers(sentence)) == []


def test_made_up_rows_under_an_example_heading_are_left_alone_and_others_are_not() -> None:
    diary = "## A day (example)\n| nine | 250 ml |\n## Limits\n| more than | 250 ml |\n"

    assert [found for _, found in unmarked_numbers(diary)] == ["| more than | 250 ml |"]
