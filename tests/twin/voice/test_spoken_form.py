"""Numbers, units, doses, classes and abbreviations are read as people of the ward say them."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from twin.voice.spoken_form import spoken_form

HERE = Path(__file__).parent
TABLES: dict[str, dict[str, str]] = {
    language: yaml.safe_load((HERE / f"readings.{language}.yaml").read_text(encoding="utf-8"))
    for language in ("en", "zh")
}
ROWS = [
    pytest.param(language, written, spoken, id=f"{language}: {written}")
    for language, table in TABLES.items()
    for written, spoken in table.items()
]


@pytest.mark.parametrize(("language", "written", "spoken"), ROWS)
def test_it_is_read_as_the_table_says(language: str, written: str, spoken: str) -> None:
    assert spoken_form(written, language=language).spoken == spoken


@pytest.mark.parametrize(("language", "written", "spoken"), ROWS)
def test_every_digit_is_spoken_as_a_word_and_leads_back_to_where_it_is_written(
    language: str, written: str, spoken: str
) -> None:
    read = spoken_form(written, language=language)

    mapped = {at for span in read.spans for at in range(span.written_start, span.written_end)}
    assert not any(character.isdigit() and character.isascii() for character in read.spoken)
    assert all(at in mapped for at, character in enumerate(written) if character.isalnum())
    assert all(
        one.end <= two.start and one.written_end <= two.written_start for one, two in pairwise(read.spans)
    )


def test_the_table_is_large_enough_to_speak_of_a_ward() -> None:
    assert len(ROWS) >= 300


def test_a_number_inside_a_sentence_keeps_its_neighbours() -> None:
    written = "Below 130/80 mmHg in most adults, if 5 mg bid is tolerated."

    read = spoken_form(written, language="en")

    (pressure,) = [span for span in read.spans if "over" in read.spoken[span.start : span.end]]
    assert written[pressure.written_start : pressure.written_end] == "130/80 mmHg"
    assert read.spoken.startswith(
        "Below one hundred thirty over eighty millimeters of mercury in most adults"
    )


def test_the_physicians_own_pronunciation_comes_before_every_rule() -> None:
    plain = spoken_form("AF and SGLT2i", language="en").spoken
    own = spoken_form("AF and SGLT2i", language="en", pronunciations={"AF": "A-fib"}).spoken

    assert plain == "A F and S G L T two inhibitor"
    assert own == "A-fib and S G L T two inhibitor"


def test_marks_of_layout_are_not_named() -> None:
    assert spoken_form("**Stop** here [1].", language="en").spoken == "Stop here one."


def test_an_english_word_in_a_chinese_sentence_is_kept() -> None:
    assert (
        spoken_form("服用apixaban 5 mg，每日2次。", language="zh").spoken == "服用apixaban 五毫克，每日两次。"
    )
