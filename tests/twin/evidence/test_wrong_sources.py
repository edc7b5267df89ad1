"""A passage that its physician calls wrong serves nobody from the next request on: no answer, lesson, search or outline."""

from datetime import UTC, datetime, timedelta

from twin.assembly import House
from twin.education.fact_sources import PublishedPassages
from twin.review.decisions import NewDecision, Scope, Verdict, checked

QUESTION = "May I drink coffee with atrial fibrillation?"


async def found(house: House) -> tuple[str, ...]:
    evidence = await house.retriever.retrieve("heart", QUESTION)
    return tuple(item.held.passage.id for item in evidence.items)


def called_wrong(passage: str) -> NewDecision:
    return checked(
        NewDecision(
            verdict=Verdict.SOURCE_WRONG,
            persona="heart",
            author="Dr. Heart",
            reason="out of date",
            review_by=datetime.now(UTC).date() + timedelta(days=30),
            scope=Scope.PERSONA,
            passages=(passage,),
        )
    )


async def test_what_is_called_wrong_is_found_by_nobody_and_comes_back_when_it_is_undone(house: House) -> None:
    shelf = PublishedPassages(house.library)
    before, lessons = await found(house), await shelf.of("heart")
    wrong = before[0]
    quote = "Coffee is allowed with atrial fibrillation."
    assert lessons.bearing("coffee", quote) is not None

    decision = await house.desk_rooms.decisions.decide(called_wrong(wrong), [])

    assert wrong not in await found(house)
    assert wrong not in await house.library.retrievable("heart")
    assert await house.library.passages("heart", [wrong]) == []
    assert (await shelf.of("heart")).bearing("coffee", quote) is None
    assert wrong not in {hit.passage_id for hit in (await house.retriever.search("heart", QUESTION)).fused}
    document, held = await house.library.document_of("heart", wrong)
    assert held.passage.id == wrong and "Coffee is allowed" in document.text  # old citations go on opening

    await house.desk_rooms.decisions.undo(decision.id, by="Dr. Heart", reason="was right", personas=None)

    assert await found(house) == before
    assert (await shelf.of("heart")).bearing("coffee", quote) is not None
