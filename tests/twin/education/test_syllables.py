"""Syllables are counted by rule; measured on words whose counts a dictionary gives."""

import pytest

from twin.education.syllables import syllables_of, words_of_english

KNOWN = {
    1: "the weigh heart pulse dose house raise stopped called washed scales times grows whole once eyes knees does goes safe chest "
       "throat cough through cells died tied freed guide nurse please change",
    2: "morning breakfast before water tablet tablets pressure doctor notebook fever children bladder kidney prostate statin failure "
       "measure picture doses raises changes bandage watches needed wanted swollen added written daily vaccine patient patience quickly "
       "question quiet require tissue value fluid react sleeping trying drying being seeing playing safely movement careful nurses "
       "minutes bottle ankle people muscle symptom rhythm asthma tumour benign margin report urine virus bleeding headache stomach "
       "sudden level table single handle edges glasses noses babies bodies carries worried studied married agreed surgeon region union "
       "onion lion science client poet litre degrees million social special dizzy tightness illness",
    3: "medicine together several aspirin atrial inhaler allergy allergic serious various previous dangerous period radio ratio area "
       "reaction oxygen eczema malignant specimen microscope biopsy catheter idea video ambulance dizziness continue usual gradual "
       "actual operate separate chocolate surgery opinion religion audience nutrient theatre museum vacuum injection infection attention",
    4: "emergency diabetes physician's education operation ibuprofen cholesterol usually evaluate situation bacteria temperature "
       "vegetables experience ingredient obedient continuous",
    5: "cardiology paracetamol antibiotic",
}  # fmt: skip
CORRECTED = {"watches": 2, "physician's": 3}


def test_at_least_97_of_100_words_are_counted_as_a_dictionary_counts_them() -> None:
    words = {word: CORRECTED.get(word, count) for count, listed in KNOWN.items() for word in listed.split()}

    wrong = {word: syllables_of(word) for word, count in words.items() if syllables_of(word) != count}

    assert len(wrong) <= 0.03 * len(words), wrong


@pytest.mark.parametrize("word", ["x", "mmhg", "tsk"])
def test_a_word_has_at_least_one_syllable(word: str) -> None:
    assert syllables_of(word) == 1


def test_numbers_are_no_words() -> None:
    assert words_of_english("Take 2 tablets at 8:30, don't wait.") == [
        "take",
        "tablets",
        "at",
        "don't",
        "wait",
    ]
