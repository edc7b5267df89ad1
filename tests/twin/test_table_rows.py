"""A table's rows, read aloud."""

from twin.table_rows import readable_rows


def test_a_row_is_read_with_its_columns_names_and_without_the_column_of_sources() -> None:
    table = (
        "情形 | 处理 | 依据\n肌酸激酶超过正常上限10倍 | 停他汀，查肾功能 | [3]\n酱油色尿 | 急诊处理 | [3, 4]"
    )

    assert readable_rows(table) == [
        "情形：肌酸激酶超过正常上限10倍；处理：停他汀，查肾功能。",
        "情形：酱油色尿；处理：急诊处理。",
    ]


def test_a_cell_that_is_a_sentence_needs_no_name() -> None:
    table = (
        "| drug | dose |\n|---|---|\n| apixaban | The standard dose of apixaban is 5 mg twice daily [1]. |"
    )

    assert readable_rows(table) == ["drug: apixaban; The standard dose of apixaban is 5 mg twice daily."]


def test_a_table_that_lost_its_header_is_read_from_its_first_cell() -> None:
    table = (
        "Drooping face, weak arm | Call 120, and note the hour.\nForgotten tablet | Look at the window [2]."
    )

    assert readable_rows(table) == [
        "Drooping face, weak arm: Call 120, and note the hour.",
        "Forgotten tablet: Look at the window.",
    ]


def test_a_row_of_several_sentences_and_a_text_without_table_are_left_out() -> None:
    assert readable_rows("step | what to do\nrest | Sit down. Wait five minutes. Measure.") == []
    assert readable_rows("No table here.\nNor here.") == []
