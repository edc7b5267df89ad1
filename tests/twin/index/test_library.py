"""What the library shows: the published generation, at once, and old citations as long as they are held."""

import pytest

from tests.twin.index.conftest import Shelf
from tests.twin.index.folder import COFFEE, PRESSURE, STATINS, WordEmbedder, read
from twin.errors import EmbedderMismatch, IndexMissing, PassageNotFound, PublishRefused
from twin.index.generation import Refusal
from twin.index.library import Library
from twin.index.tokens import tokens

PERSONA = "cardiology"
FOLDER = [COFFEE, STATINS, PRESSURE]


async def test_a_persona_without_an_index_is_named_with_the_command(shelf: Shelf) -> None:
    assert await shelf.library.published(PERSONA) is None
    with pytest.raises(IndexMissing, match="twin index build cardiology"):
        await shelf.found_by_words("statin")


async def test_another_process_sees_the_new_document_at_its_next_question(shelf: Shelf) -> None:
    reader = shelf.again()
    await shelf.indexing.index_persona(PERSONA, [COFFEE])
    before = await reader.found_by_words("statin")

    await shelf.indexing.index_persona(PERSONA, FOLDER)

    assert before == []
    assert (await reader.found_by_words("cholesterol"))[0] == "A statin lowers cholesterol."
    assert (await reader.found("statin cholesterol"))[0] == "A statin lowers cholesterol."


async def test_chroma_and_the_exact_search_find_the_same(shelf: Shelf) -> None:
    await shelf.indexing.index_persona(PERSONA, FOLDER)

    by_chroma = await shelf.again(exact_below=0).found("measure blood pressure", 3)

    assert by_chroma == await shelf.found("measure blood pressure", 3)


async def test_every_passage_is_found_by_its_own_vector(shelf: Shelf) -> None:
    documents = [
        read(f"doc{n}", *(f"Line {i} of {n} says thing{i * n % 7}." for i in range(40))) for n in range(5)
    ]
    await shelf.indexing.index_persona(PERSONA, documents)
    ids = await shelf.library.retrievable(PERSONA)
    vectors = await shelf.library.vectors(PERSONA, ids)

    for exact_below in (0, 50_000):
        library = shelf.again(exact_below=exact_below).library
        found = [await library.dense(PERSONA, vector, 200) for vector in vectors]
        assert all(id_ in {hit.passage_id for hit in hits} for id_, hits in zip(ids, found, strict=True))


async def test_passages_of_a_retired_version_do_not_push_the_serving_ones_out(shelf: Shelf) -> None:
    old = read("coffee", *(f"Coffee advice number {n}." for n in range(60)))
    new = read("coffee", *(f"Coffee advice, newer, number {n}." for n in range(60)))
    await shelf.indexing.index_persona(PERSONA, [old])
    await shelf.indexing.index_persona(PERSONA, [new])

    for exact_below in (0, 50_000):
        by_meaning = await shelf.again(exact_below=exact_below).found("coffee advice number", 40)
        assert len(by_meaning) == 40
        assert all("newer" in text for text in by_meaning)
    by_words = await shelf.found_by_words("coffee advice number", 40)
    assert len(by_words) == 40
    assert all("newer" in text for text in by_words)


async def test_passages_come_in_the_order_asked_and_unknown_ones_are_left_out(shelf: Shelf) -> None:
    await shelf.indexing.index_persona(PERSONA, FOLDER)
    ids = [STATINS[1][2].id, "unknown", COFFEE[1][0].id, STATINS[1][0].id]

    twice = [await shelf.library.passages(PERSONA, ids) for _ in range(2)]

    for held in twice:
        assert [item.passage for item in held] == [STATINS[1][2], COFFEE[1][0], STATINS[1][0]]
        assert held[0].metadata == STATINS[0].metadata
        assert held[0].document_id == STATINS[0].content_hash


async def test_a_passage_of_a_replaced_document_is_marked(shelf: Shelf) -> None:
    newer = read("coffee-2026", "Coffee is fine, new data say.", supersedes=("coffee",))

    await shelf.indexing.index_persona(PERSONA, [COFFEE, newer])

    held = await shelf.library.passages(PERSONA, [COFFEE[1][0].id, newer[1][0].id])
    assert [item.superseded for item in held] == [True, False]


async def test_an_old_citation_still_opens_and_says_that_it_was_replaced(shelf: Shelf) -> None:
    await shelf.indexing.index_persona(PERSONA, FOLDER)
    newer = read("coffee", "Coffee is fine with atrial fibrillation, even daily, at any age.")
    await shelf.indexing.index_persona(PERSONA, [newer, STATINS, PRESSURE])

    document, held = await shelf.again().library.document_of(PERSONA, COFFEE[1][0].id)

    assert document == COFFEE[0]
    assert held.passage == COFFEE[1][0]
    assert held.superseded
    assert await shelf.library.passages(PERSONA, [COFFEE[1][0].id]) == []


async def test_what_was_never_published_or_is_held_back_does_not_open(shelf: Shelf) -> None:
    async def gate(_candidate: Library, _generation: int) -> Refusal | None:
        return Refusal("no", "wait")

    private = read("letter", "Aspirin was stopped.", "Call 13800000000.", held_back=(1,))
    await shelf.indexing.index_persona(PERSONA, [private])
    with pytest.raises(PublishRefused):
        await shelf.indexing.index_persona(PERSONA, [private, STATINS], gate=gate)

    for passage_id in (private[1][1].id, STATINS[1][0].id, "unknown"):
        with pytest.raises(PassageNotFound):
            await shelf.library.document_of(PERSONA, passage_id)
    assert (await shelf.library.document_of(PERSONA, private[1][0].id))[0] == private[0]


async def test_an_index_of_another_embedder_says_which_command_to_run(shelf: Shelf) -> None:
    await shelf.indexing.index_persona(PERSONA, FOLDER)
    other = shelf.again(embedder=WordEmbedder("words/2"))

    with pytest.raises(EmbedderMismatch, match=r"'words/1'.*'words/2'.*twin index build cardiology"):
        await other.found("statin")

    assert (await other.found_by_words("cholesterol"))[0] == "A statin lowers cholesterol."


async def test_documents_come_whole_by_slot_and_name(shelf: Shelf) -> None:
    await shelf.indexing.index_persona(PERSONA, [STATINS, PRESSURE, COFFEE])

    assert await shelf.library.documents(PERSONA) == (COFFEE[0], PRESSURE[0], STATINS[0])


async def test_vectors_come_in_order_with_zeros_for_the_unknown(shelf: Shelf) -> None:
    await shelf.indexing.index_persona(PERSONA, FOLDER)
    ids = [STATINS[1][1].id, "unknown", COFFEE[1][0].id]

    exact = await shelf.library.vectors(PERSONA, ids)
    large = await shelf.again(exact_below=0).library.vectors(PERSONA, ids)

    assert exact.shape == (3, 64)
    assert not exact[1].any()
    assert (exact == large).all()


async def test_an_empty_index_finds_nothing(shelf: Shelf) -> None:
    await shelf.indexing.index_persona(PERSONA, [])

    assert await shelf.found("statin") == []
    assert await shelf.found_by_words("statin") == []


async def test_two_personas_never_see_each_other(shelf: Shelf) -> None:
    await shelf.indexing.index_persona(PERSONA, [COFFEE])
    await shelf.indexing.index_persona("urology", [STATINS])

    hits = await shelf.library.words("urology", tokens("coffee statin"), 10)

    assert {hit.passage_id for hit in hits} <= {passage.id for passage in STATINS[1]}
    assert await shelf.found_by_words("cholesterol") == []
