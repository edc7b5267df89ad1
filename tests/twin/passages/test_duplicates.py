"""Near-duplicates within one persona."""

from twin.passages.duplicates import mark_duplicates
from twin.passages.passage import Passage

ADVICE = (
    "Measure your blood pressure twice in the morning and twice in the evening for seven days before the visit, and "
    "write every value into the notebook [1]. The average of those values decides, and no single value does."
)
RAT = (
    "家里量血压，早晚各两次，连续七天，每个数字都写进蓝本子里，复诊那天带来。看的是平均数，不是某一次的数字。"
)


def passage(name: str, text: str) -> Passage:
    return Passage(id=name, document=name, start=0, end=len(text), text=text)


def duplicates(*texts: str) -> list[str | None]:
    return [p.duplicate_of for p in mark_duplicates([passage(f"p{n}", text) for n, text in enumerate(texts)])]


def test_a_copy_and_a_lightly_edited_copy_point_to_the_first() -> None:
    edited = ADVICE.replace("[1]", "[4]").replace("the visit", "your visit")

    assert duplicates(ADVICE, RAT, ADVICE, edited, RAT.replace("复诊那天带来", "复诊那天带过来")) == [
        None,
        None,
        "p0",
        "p0",
        "p1",
    ]


def test_the_same_advice_with_another_number_is_other_advice() -> None:
    text = ADVICE + " Aim for less than 130/80 mmHg."

    assert duplicates(text, text.replace("130/80", "140/90")) == [None, None]


def test_the_same_advice_with_a_not_is_other_advice() -> None:
    assert duplicates(RAT + "可以停药。", RAT + "不可以停药。") == [None, None]
    assert duplicates(ADVICE + " You may stop.", ADVICE + " You may not stop.") == [None, None]


def test_two_texts_on_one_topic_are_no_duplicates() -> None:
    other = "Blood pressure is measured at home in the morning and in the evening; bring the notebook to the clinic."

    assert duplicates(ADVICE, other, RAT, "早晚量血压，写进本子，复诊的时候给医生看平均数。") == [None] * 4


def test_thousands_of_passages_are_compared_quickly() -> None:
    texts = [" ".join(f"word{(n * 7 + k * k) % 997}" for k in range(90)) for n in range(3000)]

    assert len(mark_duplicates([passage(f"p{n}", t) for n, t in enumerate(texts)])) == 3000
