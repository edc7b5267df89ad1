"""The number before an item of a list."""

import pytest

from twin.list_numbers import begins_list, has_list_number, without_list_number


@pytest.mark.parametrize(
    ("item", "alone"),
    [
        ("2. Drink water.", "Drink water."),
        ("3. Three: soap and water are enough.", "Soap and water are enough."),
        ("2. 第二，膀胱镜后带一点血，常见。", "膀胱镜后带一点血，常见。"),
        ("第三，精液正常，不开刀。", "精液正常，不开刀。"),
        ("(4) rest", "Rest"),
    ],
)
def test_an_item_alone_stands_without_its_number(item: str, alone: str) -> None:
    assert has_list_number(item) and without_list_number(item) == alone


@pytest.mark.parametrize("sentence", ["120 is the number to call.", "6.5 mmol/L is high.", "One pill a day."])
def test_a_sentence_that_begins_with_a_number_is_no_item(sentence: str) -> None:
    assert not has_list_number(sentence) and without_list_number(sentence) == sentence


def test_the_first_item_is_known() -> None:
    assert begins_list("1. Rest.") and begins_list("第一，休息。") and not begins_list("2. 第二，喝水。")
