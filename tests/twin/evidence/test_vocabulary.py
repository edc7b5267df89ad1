"""Rarity and the correction of misspelt words."""

import pytest

from twin.evidence.vocabulary import Vocabulary

VOCABULARY = Vocabulary(
    ["Atrial fibrillation is an irregular rhythm.", "Fibrillation may return.", "Warfarin thins the blood."],
    known=["palpitations"],
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("fibrilation", "fibrillation"),
        ("warfrain", "warfarin"),
        ("palpatations", "palpitations"),
        ("fibrilaton", "fibrillation"),
        ("blood", "blood"),
        ("bood", "blood"),
        ("房颤", "房颤"),
    ],
)
def test_a_misspelt_word_is_taken_for_the_nearest_word_of_the_folder(written: str, meant: str) -> None:
    assert VOCABULARY.corrected(written) == meant


def test_a_word_that_stands_in_few_passages_is_rarer_than_one_in_many() -> None:
    assert VOCABULARY.rarity("warfarin") > VOCABULARY.rarity("fibrillation")
    assert VOCABULARY.rarity("transplant") > VOCABULARY.rarity("warfarin")
