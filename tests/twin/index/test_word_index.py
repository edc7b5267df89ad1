"""Searching by words, on SQLite and on Postgres."""

from twin.index.tokens import tokens
from twin.index.word_index import WordIndex
from twin.storage.database import Database

PASSAGES = {
    "p1": "Take the statin in the evening. A statin lowers LDL cholesterol.",
    "p2": "Muscle aches are common with a statin.",
    "p3": "Measure your blood pressure at home: 120/80 mmHg is good.",
    "p4": "房颤患者可以喝咖啡吗？少量可以。",
    "p5": "高血压患者每天早晚测血压。",
}


async def _filled(database: Database) -> WordIndex:
    words = WordIndex(is_sqlite=database.is_sqlite)
    async with database.transaction() as session:
        await words.add(session, "cardiology", PASSAGES)
        await words.add(session, "urology", {"u1": "A statin in urology."})
    return words


async def _found(database: Database, words: WordIndex, question: str) -> list[str]:
    async with database.reading() as session:
        return [hit.passage_id for hit in await words.search(session, "cardiology", tokens(question), 10)]


async def test_the_passage_with_the_rarer_words_comes_first(database: Database) -> None:
    words = await _filled(database)

    assert (await _found(database, words, "muscle aches from statins"))[:2] == ["p2", "p1"]
    assert (await _found(database, words, "房颤能喝咖啡吗"))[0] == "p4"
    assert (await _found(database, words, "120/80mmHg"))[0] == "p3"


async def test_only_the_persona_asked_is_searched(database: Database) -> None:
    words = await _filled(database)

    assert "u1" not in await _found(database, words, "statin urology")


async def test_a_heavier_term_lifts_its_passages(database: Database) -> None:
    words = await _filled(database)

    async with database.reading() as session:
        plain = await words.search(session, "cardiology", {"muscle": 1.0, "evening": 0.1}, 10)
        turned = await words.search(session, "cardiology", {"muscle": 0.1, "evening": 1.0}, 10)

    assert [hit.passage_id for hit in plain] == ["p2", "p1"]
    assert [hit.passage_id for hit in turned] == ["p1", "p2"]
    assert all(hit.score > 0 for hit in plain + turned)


async def test_indexing_again_replaces_and_removing_forgets(database: Database) -> None:
    words = await _filled(database)

    async with database.transaction() as session:
        await words.add(session, "cardiology", {"p1": "Nothing about that any more."})
        await words.remove(session, "cardiology", ["p2", "unknown"])
        held = await words.held(session, "cardiology")

    assert await _found(database, words, "statin") == []
    assert held == {"p1", "p3", "p4", "p5"}


async def test_words_that_look_like_query_syntax_are_only_words(database: Database) -> None:
    words = await _filled(database)

    async with database.reading() as session:
        strange = await words.search(
            session, "cardiology", ['statin" OR scope:"urology', "a'b", "x\\", "NEAR", "*", "", "and"], 10
        )

    assert strange == []


async def test_a_question_without_words_finds_nothing(database: Database) -> None:
    words = await _filled(database)

    assert await _found(database, words, "?!") == []


async def test_a_table_row_of_many_equal_numbers_can_be_indexed(database: Database) -> None:
    words = WordIndex(is_sqlite=database.is_sqlite)

    async with database.transaction() as session:
        await words.add(session, "cardiology", {"big": "5 mg " * 20_000})

    assert await _found(database, words, "5mg") == ["big"]
