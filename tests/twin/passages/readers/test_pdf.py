"""PDF: paragraphs, tables, headings, pages."""

from pathlib import Path

import pytest

from tests.twin.passages.conftest import typst_pdf
from twin.passages.document import ReadText
from twin.passages.readers import pdf

LONG = "家里量的血压比诊室里的更可靠，所以请您每天早晚各量两次，每次间隔一分钟，把数字写在蓝本子上，复诊的时候带来给我看。"
HANDOUT = f"""
#set page(paper: "a5", margin: 2cm, header: align(right)[血压讲座 2026], footer: context align(center)[第 #counter(page).display() 页])
#set text(font: ("Noto Sans CJK SC",), size: 10.5pt, lang: "zh")
= 高血压自己管
== 目标
收缩压应低于130 mmHg [1]。{LONG}{LONG}

- 每天早晨量血压。
- 三天都超过150/90 mmHg，提前来门诊，{LONG}

#table(columns: 3, [药物], [剂量], [说明], [氨氯地平], [5 mg], [{LONG}], [缬沙坦], [80 mg], [早晨吃])
#pagebreak()
== Exercise
#set text(lang: "en", hyphenate: true)
#set par(justify: true)
Anticoagulation notwithstanding, patients should exercise moderately and continuously, recommendations permitting. Walk
for thirty minutes on five days a week, and speak with your physician about uncomfortable palpitations, breathlessness or
unaccustomed tiredness. Well-known long-term programmes are available in rehabilitation departments everywhere.
#pagebreak()
== Doses
#table(columns: 2, stroke: none, table.hline(), [Drug], [Dose], table.hline(), [Aspirin], [75 mg], [Ramipril], [5 mg at night], table.hline())
The last word.
"""


@pytest.fixture(scope="module")
def handout(tmp_path_factory: pytest.TempPathFactory) -> ReadText:
    path: Path = tmp_path_factory.mktemp("pdf") / "handout.pdf"
    path.write_bytes(typst_pdf(HANDOUT))
    return pdf.read(path)


def test_wrapped_chinese_lines_join_without_a_blank_and_sentences_stay_whole(handout: ReadText) -> None:
    assert f"收缩压应低于130 mmHg [1]。{LONG}{LONG}" in handout.text


def test_words_broken_at_the_line_end_are_whole_again(handout: ReadText) -> None:
    words = handout.text.replace("\n", " ").split()

    assert {
        "Anticoagulation",
        "notwithstanding,",
        "recommendations",
        "uncomfortable",
        "rehabilitation",
    } <= set(words)
    assert "Well-known" in words and "long-term" in words


def test_running_heads_and_page_numbers_are_dropped(handout: ReadText) -> None:
    assert "血压讲座" not in handout.text
    assert "第" not in handout.text


def test_a_ruled_table_is_one_anchor_with_readable_rows(handout: ReadText) -> None:
    tables = [handout.text[a.start : a.end].strip() for a in handout.anchors if a.is_table]

    assert tables[0] == f"药物 | 剂量 | 说明\n氨氯地平 | 5 mg | {LONG}\n缬沙坦 | 80 mg | 早晨吃"
    assert tables[1] == "Drug | Dose\nAspirin | 75 mg\nRamipril | 5 mg at night"


def test_headings_and_pages_are_known_for_every_run_of_text(handout: ReadText) -> None:
    place = {handout.text[a.start : a.end].strip()[:12]: (a.page, a.headings) for a in handout.anchors}

    assert place["每天早晨量血压。"] == (1, ("高血压自己管", "目标"))
    assert place["Anticoagulat"] == (2, ("高血压自己管", "Exercise"))
    assert place["The last wor"] == (3, ("高血压自己管", "Doses"))


def test_a_sentence_that_runs_over_a_page_break_is_one_sentence_on_two_pages(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(
        typst_pdf(
            "#set page(width: 12cm, height: 8cm)\n#lorem(260).replace('.', '').trim('.')".replace("'", '"')
        )
    )
    words = (
        "#set page(width: 12cm, height: 8cm, margin: 1cm)\n"
        + "walk every day and rest at night " * 60
        + "until spring."
    )
    path.write_bytes(typst_pdf(words))

    found = pdf.read(path)

    assert found.text == " ".join((("walk every day and rest at night " * 60) + "until spring.").split())
    assert [a.page for a in found.anchors] == list(range(1, len(found.anchors) + 1)) and len(
        found.anchors
    ) > 1


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    path = tmp_path / "columns.pdf"
    left, right = "left words go on and on here. " * 12, "right words come later than those. " * 12
    path.write_bytes(typst_pdf(f"#columns(2)[{left}\n#colbreak()\n{right}]"))

    text = pdf.read(path).text

    assert text.replace("\n\n", " ") == (left + right).strip()


def read_typst(tmp_path: Path, source: str) -> ReadText:
    path = tmp_path / "made.pdf"
    path.write_bytes(typst_pdf(source))
    return pdf.read(path)


def test_a_raised_reference_number_never_runs_into_a_value(tmp_path: Path) -> None:
    text = read_typst(
        tmp_path,
        "Below 130/80#super[1] and 1.4 mmol/L#super[3,4]. CHA#sub[2]DS#sub[2]-VA. BMI 25 kg/m#super[2].",
    ).text

    assert text == "Below 130/80 [1] and 1.4 mmol/L [3,4]. CHA2DS2-VA. BMI 25 kg/m²."


def test_a_cell_that_spans_two_rows_does_not_mix_their_doses(tmp_path: Path) -> None:
    source = "#table(columns: 3, [Drug], [Start], [Target], table.cell(rowspan: 2)[Bisoprolol], [1.25 mg], [10 mg], [2.5 mg], [20 mg])"

    found = read_typst(tmp_path, source)

    assert found.text == "Drug | Start | Target\nBisoprolol | 1.25 mg | 10 mg\n | 2.5 mg | 20 mg"


def test_columns_without_rules_are_a_table_and_a_framed_warning_is_none(tmp_path: Path) -> None:
    columns = "#table(columns: 2, stroke: none, [Drug], [Dose], [Aspirin], [75 mg], [Ramipril], [5 mg])"
    frame = "#block(stroke: 1pt, inset: 8pt)[Do not stop the tablets without asking us first. Call 120 for chest pain.]"

    assert read_typst(tmp_path, columns).anchors[0].is_table
    assert not read_typst(tmp_path, frame).anchors[0].is_table
