"""Support: a paraphrase passes, another subject or the opposite does not."""

import pytest

from tests.twin.consultation.ward import evidence_of, held
from twin.evidence.glossary import Glossary, Term
from twin.gate.new_terms import TermFinder
from twin.gate.support import is_supported, words_across_by

SOURCE = (
    "Do not stop the blood thinner on your own, even if you feel well. A missed dose may be taken within six hours. "
    "Grapefruit raises the level of some statins. Walking every day strengthens the heart and lifts the mood."
)
SOURCE_ZH = "即使感觉很好，也不要自己停抗凝药。漏服了，六小时内可以补服。西柚会升高某些他汀的浓度。每天散步能让心脏更有力，心情也更好。"
CARRIED = [
    (SOURCE, "Never stop your blood thinner on your own."),
    (SOURCE, "Even if you feel well, don't stop the blood thinner."),
    (SOURCE, "A daily walk strengthens your heart and lifts your mood."),
    (SOURCE, "If you miss a dose, you may take it within six hours."),
    (SOURCE, "Grapefruit can raise the level of some statins."),
    (SOURCE_ZH, "感觉好也不要自己停抗凝药。"),
    (SOURCE_ZH, "每天散步，心脏会更有力。"),
    (SOURCE_ZH, "漏服的话六小时内可以补服。"),
]
NOT_CARRIED = [
    (SOURCE, "You can stop the blood thinner on your own if you feel well."),
    (SOURCE, "Grapefruit does not raise the level of statins."),
    (SOURCE, "Alcohol in moderation protects the liver."),
    (SOURCE, "Your kidneys should be tested every spring."),
    (SOURCE_ZH, "感觉好就可以自己停抗凝药。"),
    (SOURCE_ZH, "喝红酒可以软化血管。"),
    (SOURCE_ZH, "建议每年检查肾功能。"),
]
GLOSSARY = Glossary(
    [
        Term(("blood thinner", "anticoagulant"), ("抗凝药",), "", ""),
        Term(("missed dose",), ("漏服",), "", ""),
        Term(("heart failure",), ("心力衰竭", "心衰"), "", ""),
    ]
)


@pytest.mark.parametrize(("source", "sentence"), CARRIED)
def test_a_paraphrase_that_keeps_the_meaning_is_supported(source: str, sentence: str) -> None:
    assert is_supported(sentence, evidence_of(held(source)).items)


@pytest.mark.parametrize(("source", "sentence"), NOT_CARRIED)
def test_another_subject_or_the_opposite_is_not_supported(source: str, sentence: str) -> None:
    assert not is_supported(sentence, evidence_of(held(source)).items)


def test_the_glossary_carries_a_sentence_to_a_passage_in_the_other_language() -> None:
    cited = evidence_of(held(SOURCE)).items
    across = words_across_by(GLOSSARY)

    assert is_supported("不要自己停抗凝药。", cited, words_across=across)
    assert not is_supported("心衰要少喝水。", cited, words_across=across)
    assert not is_supported("不要自己停抗凝药。", cited)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("头晕的人排队的时候坐着，不排队。", "头晕的人坐着，不用排队。"),
        ("青菜可以吃，每天差不多。", "不用戒青菜，每天差不多。"),
        ("西替利嗪不能代替肾上腺素。", "西替利嗪替代不了肾上腺素。"),
        ("牙膏、酱油、香油，一样不抹。", "不要抹牙膏、酱油、香油。"),
        ("抗凝药断了不行。", "抗凝药不能断。"),
        ("The injection is repeated after 5 minutes when there is no improvement.", "When there is no improvement after 5 minutes, the injection is repeated."),
        ("Every adenoma carries dysplasia, and this does not mean cancer.", "Dysplasia belongs to every adenoma and does not mean cancer."),
        ("Never take nitroglycerin within 24 hours of sildenafil, or within 48 hours of tadalafil.",
         "Nitroglycerin must never be taken within 24 hours of sildenafil, nor within 48 hours of tadalafil."),
        ("6～12岁：0.3 mg。剂量看年龄。", "6～12岁：0.3 mg。"),
        ("单次剂量最多0.5 mg，肾上腺素。", "肾上腺素单次剂量不能超过0.5 mg。"),
    ],
)  # fmt: skip
def test_the_same_in_another_turn_of_words_is_borne_out(source: str, sentence: str) -> None:
    assert is_supported(sentence, evidence_of(held(source)).items)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("药断了不行，双份也不行。", "药断了没关系。"),
        ("Honey is never given under 12 months. For a child over 12 months honey may be given.", "Honey is given under 12 months."),
        ("Give the solution sip by sip to the child.", "Cola replaces the solution for the child."),
        ("Infection of the kidney causes fever.", "Fever causes infection of the kidney."),
        ("肾感染会引起发烧。", "发烧会引起肾感染。"),
        ("Eat and drink nothing on the way.", "Eat and drink plenty on the way."),
        ("每天量血压，写在本子上。", "每天不用量血压，写在本子上。"),
        ("咳嗽的孩子吃梨。", "咳嗽的孩子不用戒烟吃梨。"),
    ],
)  # fmt: skip
def test_the_opposite_in_another_turn_of_words_is_not(source: str, sentence: str) -> None:
    assert not is_supported(sentence, evidence_of(held(source)).items)


def test_a_lay_word_counts_for_the_term_that_the_source_uses() -> None:
    finder = TermFinder(Glossary([Term(("gastroenteritis", "tummy bug"), ("肠胃炎", "急性肠胃炎"), "", "")]))
    source = "Breastfeeding goes on during gastroenteritis in every child."
    sentence = "Breastfeeding goes on during the tummy bug when vomiting."

    assert finder.words_held(sentence)(source) == {"belly", "bug"}
    assert finder.words_held("Breastfeeding goes on.")(source) == frozenset()
    assert finder.words_held("急性肠胃炎")("肠胃炎很常见。") == frozenset()  # its own word stands there
    assert is_supported(sentence, evidence_of(held(source)).items, held=finder.words_held(sentence))
