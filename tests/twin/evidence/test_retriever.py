"""From a question to evidence, over a folder indexed for real."""

import pytest

from twin.assembly import House
from twin.errors import IndexMissing
from twin.evidence.langchain_retriever import LangChainRetriever
from twin.persona.scaffold import scaffold


async def names(house: House, question: str, *earlier: str) -> list[str]:
    """Give the documents found, best first."""
    evidence = await house.retriever.retrieve("heart", question, earlier=earlier)
    return [item.held.passage.document for item in evidence.items]


async def test_an_approved_answer_comes_before_a_lecture_that_says_as_much(house: House) -> None:
    assert (await names(house, "May I drink coffee with atrial fibrillation?"))[0] == "coffee"


async def test_a_chinese_question_finds_the_english_answer(house: House) -> None:
    assert (await names(house, "房颤能喝咖啡吗？"))[0] == "coffee"


async def test_an_english_question_finds_the_chinese_lecture(house: House) -> None:
    assert (await names(house, "Can I go to a steam bath with AF?"))[0] == "sauna-zh"


async def test_a_superseded_passage_stands_behind_its_successor(house: House) -> None:
    found = await names(house, "Measure the pressure at home three times each morning")

    assert found.index("pressure-2026") < found.index("pressure-2020")


async def test_a_follow_up_is_searched_with_the_subject_of_the_turn_before(house: House) -> None:
    evidence = await house.retriever.retrieve(
        "heart", "And is it allowed every day?", earlier=["Coffee with AF"]
    )

    assert evidence.question == "Coffee with AF And is it allowed every day?"
    assert evidence.items[0].held.passage.document == "coffee"


async def test_evidence_is_numbered_with_a_printable_source(house: House) -> None:
    evidence = await house.retriever.retrieve("heart", "coffee with atrial fibrillation")

    assert [item.key for item in evidence.items[:2]] == ["E1", "E2"]
    assert evidence.items[0].source == "Coffee with an uneven rhythm · approved answer · 2026-01-02"
    assert evidence.item("E1") is evidence.items[0]
    assert evidence.item("E99") is None


async def test_what_is_not_held_is_not_covered_and_the_nearest_is_still_shown(house: House) -> None:
    evidence = await house.retriever.retrieve("heart", "Who wins the heart transplant lottery in Paris?")

    assert not evidence.covered
    assert evidence.items


@pytest.mark.parametrize(
    "question",
    [
        "May I drink coffee with atrial fibrillation?",
        "Is a morning espresso all right when the heart jumps?",
        "心跳不齐早上能来杯浓缩吗",
    ],
)
async def test_a_passage_held_back_is_found_by_none_of_its_ways(house: House, question: str) -> None:
    found = await house.retriever.retrieve("heart", question)
    coffee = found.items[0].held
    assert coffee.passage.document == "coffee"

    after = await house.retriever.retrieve("heart", question, without=frozenset({coffee.passage.id}))

    assert "coffee" not in [item.held.passage.document for item in after.items]


async def test_a_persona_without_an_index_says_what_to_run(house: House) -> None:
    scaffold(house.settings.paths.personas, "lung")

    with pytest.raises(IndexMissing, match="twin index build lung"):
        await house.retriever.retrieve("lung", "asthma")


async def test_the_retriever_drops_into_a_langchain_chain(house: House) -> None:
    retriever = LangChainRetriever(retriever=house.retriever, persona_id="heart", only_covered=False)

    documents = await retriever.ainvoke("coffee with atrial fibrillation")

    assert documents[0].metadata["document"] == "coffee"
    assert documents[0].page_content.startswith("Coffee is allowed")


async def test_a_langchain_chain_gets_nothing_where_the_folder_holds_nothing(house: House) -> None:
    retriever = LangChainRetriever(retriever=house.retriever, persona_id="heart")

    assert await retriever.ainvoke("Who wins the lottery in Paris?") == []
