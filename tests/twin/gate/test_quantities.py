"""Numbers are read with their unit, comparator, range and frequency, in both languages, however they are written."""

import pytest

from tests.twin.gate.readings import READINGS
from twin.gate.quantities import quantities_in
from twin.gate.quantity import Quantity


def told(quantity: Quantity) -> str:
    value = str(quantity.value) + (f"/{quantity.second}" if quantity.second is not None else "")
    if quantity.upper is not None:
        value += f"..{quantity.upper}"
        value += f"/{quantity.second_upper}" if quantity.second_upper is not None else ""
    per = f"per {quantity.per}" if quantity.per else ""
    return " ".join(filter(None, (quantity.comparator, value, quantity.dimension, per)))


@pytest.mark.parametrize(("text", "expected"), READINGS)
def test_a_number_is_read_as_a_physician_reads_it(text: str, expected: str) -> None:
    read = [told(q) + ("" if demanded else " (talk)") for q, demanded in quantities_in(text).quantities]

    assert "; ".join(read) == expected


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (text, text)
        for text in (
            "5 mg",
            "10 to 15 mg/kg",
            "130/80 mmhg",
            "2026-10-01",
            "13:30",
            "6～12岁".replace("～", "~"),
        )
    ],
)
def test_a_number_remembers_how_it_was_written_and_where(text: str, written: str) -> None:
    reading = quantities_in(f"xx {text} yy")

    (quantity, _) = reading.quantities[0]
    assert quantity.written == written and (quantity.start, quantity.end) == (3, 3 + len(text))
