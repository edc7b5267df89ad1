"""A dose belongs to the medicine beside which its source states it."""

from tests.twin.consultation.ward import evidence_of, held
from twin.gate.dose_of_another import doses_of_another
from twin.gate.medicines import Formulary

FORMULARY = Formulary(
    {"apixaban": ("apixaban", "阿哌沙班"), "edoxaban": ("edoxaban", "艾多沙班"), "aspirin": ("aspirin",)}
)
ITEMS = evidence_of(
    held(
        "Apixaban is given as 5 mg twice daily. Edoxaban is given as 60 mg once daily. Some tablets weigh 9 mg."
    )
).items


def test_the_dose_of_another_medicine_is_found() -> None:
    assert doses_of_another("Apixaban is given as 60 mg once daily.", ITEMS, FORMULARY)[0] == "60 mg"


def test_the_medicines_own_dose_passes() -> None:
    assert doses_of_another("Apixaban is given as 5 mg twice daily.", ITEMS, FORMULARY) == []


def test_a_dose_that_stands_beside_no_medicine_is_nobodys() -> None:
    assert doses_of_another("Apixaban tablets weigh 9 mg.", ITEMS, FORMULARY) == []


def test_a_number_of_no_passage_is_another_rules_affair() -> None:
    assert doses_of_another("Apixaban is given as 7 mg.", ITEMS, FORMULARY) == []


def test_a_medicine_named_in_a_later_clause_is_another_statements() -> None:
    assert doses_of_another("A dose of 60 mg is known, and apixaban is another.", ITEMS, FORMULARY) == []


def test_without_a_medicine_or_a_number_there_is_nothing_to_compare() -> None:
    assert doses_of_another("60 mg once daily.", ITEMS, FORMULARY) == []
    assert doses_of_another("Apixaban thins the blood.", ITEMS, FORMULARY) == []
