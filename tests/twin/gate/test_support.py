"""Support: a paraphrase passes, another subject or the opposite does not."""

import pytest

from tests.twin.consultation.ward import evidence_of, held
from twin.evidence.glossary import Glossary, Term
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
