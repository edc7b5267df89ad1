"""What is searched for a question."""

from twin.evidence.glossary import Glossary, Term
from twin.evidence.query import Query, query_for, subject_tokens
from twin.evidence.vocabulary import Vocabulary

GLOSSARY = Glossary(
    [
        Term(("atrial fibrillation", "AF"), ("心房颤动", "房颤"), "", ""),
        Term(("coffee",), ("咖啡",), "", ""),
        Term(("tooth extraction", "having a tooth pulled"), ("拔牙",), "", ""),
    ]
)
VOCABULARY = Vocabulary(["Coffee and atrial fibrillation.", "房颤病人拔牙前不要自己停药。"])


def asked(question: str, language: str, *earlier: str) -> Query:
    return query_for(question, language=language, earlier=earlier, glossary=GLOSSARY, vocabulary=VOCABULARY)


def test_a_chinese_question_is_carried_to_english_words() -> None:
    query = asked("房颤能喝咖啡吗？", "zh")

    assert {"atrial", "fibrillation", "coffee"} <= set(query.across)
    assert query.texts["en"] == "atrial fibrillation coffee"


def test_an_english_question_is_carried_to_chinese_words() -> None:
    query = asked("May I drink coffee with AF?", "en")

    assert {"房颤", "咖啡"} <= set(query.across)


def test_common_words_are_not_searched() -> None:
    assert subject_tokens("Could you please tell me about it") == []
    assert subject_tokens("请问医生，什么时候可以") == []


def test_a_follow_up_searches_for_the_subject_of_the_turn_before() -> None:
    query = asked("那拔牙呢？", "zh", "房颤是什么？")

    assert {concept.name for concept in query.concepts} >= {"atrial fibrillation", "tooth extraction"}


def test_a_misspelt_word_is_corrected_before_it_is_searched() -> None:
    assert "fibrillation" in asked("atrial fibrilation", "en").own


def test_synonyms_make_one_concept() -> None:
    query = asked("having a tooth pulled", "en")

    assert [concept.name for concept in query.concepts] == ["tooth extraction"]
