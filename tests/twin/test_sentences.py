"""Where sentences end, in both scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin.sentences import sentence_spans, sentences_of, without_marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Lin agrees. Prof. Wu does not.", ["Dr. Lin agrees.", "Prof. Wu does not."]),
        (
            "Take a statin, e.g. atorvastatin, vs. nothing.",
            ["Take a statin, e.g. atorvastatin, vs. nothing."],
        ),
        ("No. Do not stop it.", ["No.", "Do not stop it."]),
        ("See No. 5 and Fig. 2 on p. 7. It helps.", ["See No. 5 and Fig. 2 on p. 7.", "It helps."]),
        (
            "Give 5 mg. i.v. over approx. 2 min. Then wait.",
            ["Give 5 mg. i.v. over approx. 2 min.", "Then wait."],
        ),
        ("Packer et al. 2020 agree. So do we.", ["Packer et al. 2020 agree.", "So do we."]),
        ("Below 130/80 and 2.0 mmol/L. Good.", ["Below 130/80 and 2.0 mmol/L.", "Good."]),
        ("1. Rest. 2. Drink. 3. Call.", ["1. Rest.", "2. Drink.", "3. Call."]),
        ("Do this: 1. Rest. 2. Drink.", ["Do this: 1. Rest.", "2. Drink."]),
        ("Wait... then go. Wait... Then go.", ["Wait... then go.", "Wait...", "Then go."]),
        (
            "Aim low [1]. Eat less.[2] Walk. [2, 3] Rest.",
            ["Aim low [1].", "Eat less.[2]", "Walk. [2, 3]", "Rest."],
        ),
        ("Said [E1]. eGFR falls. you know.", ["Said [E1].", "eGFR falls.", "you know."]),
        ('"Can I stop?" he asked. "Yes." She left.', ['"Can I stop?" he asked.', '"Yes."', "She left."]),
        ("Take vitamin D. It helps J. Smith.", ["Take vitamin D.", "It helps J. Smith."]),
        (
            "Walk (slowly, e.g. ten minutes. No more.) daily. Rest.",
            ["Walk (slowly, e.g. ten minutes. No more.) daily.", "Rest."],
        ),
        ("(See below.) Then go.", ["(See below.)", "Then go."]),
        ("不要停药。先问医生！好吗？好。", ["不要停药。", "先问医生！", "好吗？", "好。"]),
        (
            "血压低于130/80 mmHg[1]。下一句。[2]第三句。",
            ["血压低于130/80 mmHg[1]。", "下一句。[2]", "第三句。"],
        ),
        ("先吃药；再量血压；然后记录。", ["先吃药；再量血压；然后记录。"]),
        ("他问：“能停吗？”他说不能。走吧。", ["他问：“能停吗？”他说不能。", "走吧。"]),
        ("“好的。”他走了。（见下。）完。", ["“好的。”", "他走了。", "（见下。）", "完。"]),
        ("常有人问“能停吗？”这个问题。", ["常有人问“能停吗？”这个问题。"]),
        ("能停吗？！不能……但可以减。", ["能停吗？！", "不能……但可以减。"]),
        (
            "LDL-C 低于 1.8 mmol/L。Then English. 然后中文.",
            ["LDL-C 低于 1.8 mmol/L。", "Then English.", "然后中文."],
        ),
        ("A heading\nA sentence. Another", ["A heading", "A sentence.", "Another"]),
    ],
)
def test_a_text_is_cut_where_a_reader_would_pause(text: str, expected: list[str]) -> None:
    found = sentences_of(text)

    assert found == expected


PIECES = st.sampled_from(
    [
        "Dr.",
        "e.g.",
        "No.",
        "5",
        "mg",
        ".",
        "。",
        "！",
        "?",
        "[1]",
        "(",
        "）",
        "”",
        " ",
        "\n",
        "药",
        "停",
        "Stop",
        "1.8",
        "…",
        "\u2028",
        "；",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map("".join)))
def test_sentences_are_in_order_apart_and_cover_all_that_is_written(text: str) -> None:
    spans = sentence_spans(text)

    assert all(a < b for a, b in spans)
    assert all(spans[i][1] <= spans[i + 1][0] for i in range(len(spans) - 1))
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)
    left_over = "".join(c for i, c in enumerate(text) if not any(a <= i < b for a, b in spans))
    assert not left_over.strip()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Aim for 130/80 [1].", "Aim for 130/80."),
        ("One [2, 3]. Two.[4] Three", "One. Two. Three"),
        ("先问医生[1]。", "先问医生。"),
        ("Kept [E1].", "Kept [E1]."),
        ("[1] A line", "A line"),
    ],
)
def test_a_reader_is_not_shown_reference_marks(text: str, shown: str) -> None:
    assert without_marks(text) == shown


def test_an_endless_line_costs_time_in_proportion_to_its_length() -> None:
    line = "Take 5 mg (daily). Then wait? " * 20_000

    assert len(sentence_spans(line)) == 40_000
