"""A physician's answer counts at the next request of every worker, for the same question, and for no other."""

import pytest

from tests.twin.review.desk_ward import Searched, answer_to, asked, worker_of
from twin.errors import DecisionNotFound
from twin.review.decision_store import DecisionStore
from twin.review.decisions import Scope, Verdict
from twin.storage.database import Database

QUESTION = "Can I drink coffee with atrial fibrillation?"


async def test_an_answer_counts_at_the_next_request_of_every_worker(database: Database) -> None:
    workers = [worker_of(database), worker_of(database)]
    before = [await asked(worker, QUESTION) for worker in workers]

    decision = await DecisionStore(database).decide(answer_to(QUESTION), [])

    after = [await asked(worker, QUESTION) for worker in workers]
    assert [one.decision for one in before] == ["", ""]
    assert [one.decision for one in after] == [decision.id, decision.id]
    assert after[0].covered


async def test_the_answer_names_the_physician_and_the_day(database: Database) -> None:
    decision = await DecisionStore(database).decide(answer_to(QUESTION), [])

    english, chinese = (
        await asked(worker_of(database), QUESTION),
        await asked(worker_of(database), "房颤能喝咖啡吗？"),
    )

    day = decision.decided_at.date()
    assert english.items[0].source == f"Dr. Lin, answer of {day}"
    assert chinese.items[0].source == f"Dr. Lin，{day.year}年{day.month}月{day.day}日的回答"
    assert chinese.items[0].held.passage.text == "一杯可以。"


async def test_undoing_takes_the_answer_away_at_the_next_request(database: Database) -> None:
    store, worker = DecisionStore(database), worker_of(database)
    decision = await store.decide(answer_to(QUESTION), [])
    await asked(worker, QUESTION)

    await store.undo(decision.id, by="Dr. Lin", reason="wrong", personas=None)

    assert (await asked(worker, QUESTION)).decision == ""
    with pytest.raises(DecisionNotFound):
        await store.undo(decision.id, by="Dr. Lin", reason="twice", personas=None)


async def test_of_two_answers_to_one_question_the_newer_counts(database: Database) -> None:
    store = DecisionStore(database)
    await store.decide(answer_to(QUESTION), [])

    newer = await store.decide(answer_to(QUESTION, answer_en="Two cups are fine."), [])

    assert (await asked(worker_of(database), QUESTION)).decision == newer.id


async def test_a_question_not_to_be_answered_is_not_covered_and_says_by_whose_word(
    database: Database,
) -> None:
    no = answer_to(QUESTION, verdict=Verdict.DO_NOT_ANSWER, answer_en="", answer_zh="")

    decision = await DecisionStore(database).decide(no, [])

    evidence = await asked(worker_of(database), QUESTION)
    assert (evidence.covered, evidence.decision, evidence.items) == (False, decision.id, ())


@pytest.mark.parametrize(
    ("scope", "question", "persona", "is_held_back"),
    [
        (Scope.QUESTION, QUESTION, "cardiology", True),
        (Scope.QUESTION, "Can I visit a sauna?", "cardiology", False),
        (Scope.PERSONA, "Can I visit a sauna?", "cardiology", True),
        (Scope.PERSONA, QUESTION, "urology", False),
        (Scope.ALL, "Can I visit a sauna?", "urology", True),
    ],
)
async def test_a_wrong_source_is_held_back_as_far_as_the_scope_says(
    database: Database, scope: Scope, question: str, persona: str, is_held_back: bool
) -> None:
    search = Searched()
    wrong = answer_to(
        QUESTION, verdict=Verdict.SOURCE_WRONG, scope=scope, passages=("p1",), answer_en="", answer_zh=""
    )
    await DecisionStore(database).decide(wrong, [])

    await asked(worker_of(database, search), question, persona=persona)

    assert search.without == [frozenset({"p1"}) if is_held_back else frozenset()]


async def test_an_answer_for_one_twin_is_not_given_by_another(database: Database) -> None:
    await DecisionStore(database).decide(answer_to(QUESTION), [])

    assert (await asked(worker_of(database), QUESTION, persona="urology")).decision == ""


async def test_an_answer_for_all_twins_does_not_cross_from_grown_ups_to_children(database: Database) -> None:
    await DecisionStore(database).decide(answer_to(QUESTION, scope=Scope.ALL), [])

    assert (await asked(worker_of(database), QUESTION, persona="urology")).decision
    assert not (await asked(worker_of(database), QUESTION, persona="paediatrics")).decision


async def test_a_follow_up_that_adds_something_does_not_get_the_answer(database: Database) -> None:
    await DecisionStore(database).decide(answer_to(QUESTION), [])

    evidence = await asked(worker_of(database), "And when I am pregnant?", earlier=(QUESTION,))

    assert evidence.decision == ""
