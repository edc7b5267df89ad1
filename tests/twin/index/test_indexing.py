"""Indexing: incremental, whole or not at all, and never to the harm of what serves."""

import asyncio

import pytest

from tests.twin.index.conftest import Shelf
from tests.twin.index.folder import COFFEE, PRESSURE, STATINS, WordEmbedder, read
from twin.errors import EmbedderUnavailable, IndexMissing, PublishRefused
from twin.index.generation import Refusal
from twin.index.library import Library

PERSONA = "cardiology"
FOLDER = [COFFEE, STATINS, PRESSURE]


async def test_a_new_folder_can_be_searched_by_meaning_and_by_words(shelf: Shelf) -> None:
    report = await shelf.indexing.index_persona(PERSONA, FOLDER)

    assert (report.documents, report.passages, report.embedded) == (3, 7, 7)
    assert report.added == ("coffee", "pressure", "statins")
    assert (await shelf.found("statin cholesterol"))[0] == "A statin lowers cholesterol."
    assert (await shelf.found_by_words("muscle ache"))[0] == "Muscle aches are common."
    assert (await shelf.found_by_words("血压怎么测"))[0] == "高血压患者每天早晚测血压。"


async def test_indexing_an_unchanged_folder_embeds_nothing_and_keeps_the_generation(shelf: Shelf) -> None:
    first = await shelf.indexing.index_persona(PERSONA, FOLDER)
    shelf.embedder.embedded.clear()

    second = await shelf.indexing.index_persona(PERSONA, FOLDER, report={"undated": ["coffee"]})

    published = await shelf.library.published(PERSONA)
    assert second.unchanged
    assert second.generation == first.generation
    assert shelf.embedder.embedded == []
    assert published is not None
    assert published.report["intake"] == {"undated": ["coffee"]}


async def test_one_changed_document_costs_only_its_own_passages(shelf: Shelf) -> None:
    await shelf.indexing.index_persona(PERSONA, FOLDER)
    shelf.embedder.embedded.clear()
    newer = read(
        "coffee", "Coffee is fine with atrial fibrillation, even daily.", "Three cups a day do no harm."
    )

    report = await shelf.indexing.index_persona(PERSONA, [newer, STATINS, PRESSURE])

    changed = {"Coffee is fine with atrial fibrillation, even daily.", "Three cups a day do no harm."}
    assert report.embedded == 2
    assert all(any(text.endswith(one) for one in changed) for text in shelf.embedder.embedded)
    assert report.changed == ("coffee",)
    assert "Two cups a day do no harm." not in await shelf.found("cups a day")
    assert (await shelf.found("three cups a day"))[0] == "Three cups a day do no harm."


async def test_passages_with_personal_data_are_in_no_index(shelf: Shelf) -> None:
    private = read("letter", "Aspirin was stopped.", "Call Mrs Wang at 13800000000.", held_back=(1,))

    report = await shelf.indexing.index_persona(PERSONA, [private])

    held = private[1][1].id
    async with shelf.database.reading() as session:
        from twin.index.word_index import WordIndex

        words = await WordIndex(is_sqlite=shelf.database.is_sqlite).held(session, PERSONA)
    assert report.held_back == 1
    assert held not in words
    assert held not in await shelf.chroma.held(PERSONA, shelf.embedder.name)
    assert await shelf.found_by_words("Wang 13800000000") == []
    assert all("Wang" not in text for text in shelf.embedder.embedded)


async def test_a_duplicate_is_found_only_when_its_original_goes(shelf: Shelf) -> None:
    copy = read("copy", "Coffee is fine with atrial fibrillation!", duplicates={0: COFFEE[1][0].id})
    alone = read("copy", "Coffee is fine with atrial fibrillation!")

    await shelf.indexing.index_persona(PERSONA, [COFFEE, copy, STATINS])
    both = await shelf.found_by_words("fibrillation")
    await shelf.indexing.index_persona(PERSONA, [alone, STATINS])
    one = await shelf.found_by_words("fibrillation")

    assert alone[0].content_hash == copy[0].content_hash
    assert both == ["Coffee is fine with atrial fibrillation."]
    assert one == ["Coffee is fine with atrial fibrillation!"]
    assert (await shelf.found("coffee atrial fibrillation"))[0] == one[0]


async def test_a_rebuild_that_lost_a_readable_file_does_not_replace_the_serving_one(shelf: Shelf) -> None:
    await shelf.indexing.index_persona(PERSONA, FOLDER)

    with pytest.raises(PublishRefused, match=r"statins still in the folder.*Repair"):
        await shelf.indexing.index_persona(
            PERSONA, [COFFEE, PRESSURE], existing_files=["coffee", "pressure", "statins"]
        )

    assert (await shelf.found_by_words("statin"))[0] == "A statin lowers cholesterol."


async def test_force_lets_documents_go(shelf: Shelf) -> None:
    await shelf.indexing.index_persona(PERSONA, FOLDER)

    report = await shelf.indexing.index_persona(PERSONA, [COFFEE], force=True)

    assert report.removed == ("pressure", "statins")
    assert await shelf.found_by_words("statin") == []


async def test_the_gate_sees_the_candidate_and_its_refusal_keeps_the_serving_one(shelf: Shelf) -> None:
    await shelf.indexing.index_persona(PERSONA, [COFFEE])
    seen: list[int] = []

    async def gate(candidate: Library, generation: int) -> Refusal | None:
        published = await candidate.published(PERSONA)
        assert published is not None
        assert published.generation == generation
        seen.append(published.documents)
        return Refusal("3 of 60 questions fail", "See `twin evaluate retrieval`.")

    with pytest.raises(PublishRefused, match="3 of 60 questions fail"):
        await shelf.indexing.index_persona(PERSONA, FOLDER, gate=gate)

    assert seen == [3]
    assert await shelf.found_by_words("statin") == []
    assert (await shelf.found_by_words("coffee"))[0] == "Coffee is fine with atrial fibrillation."


async def test_what_a_refused_build_embedded_is_not_embedded_again(shelf: Shelf) -> None:
    async def gate(_candidate: Library, _generation: int) -> Refusal | None:
        return Refusal("no", "wait")

    with pytest.raises(PublishRefused):
        await shelf.indexing.index_persona(PERSONA, FOLDER, gate=gate)
    shelf.embedder.embedded.clear()
    report = await shelf.indexing.index_persona(PERSONA, FOLDER)

    assert shelf.embedder.embedded == []
    assert not report.unchanged


async def test_the_gate_stores_the_floor_with_the_generation(shelf: Shelf) -> None:
    async def gate(candidate: Library, generation: int) -> Refusal | None:
        await candidate.set_floor(generation, {"en": 0.41})
        return None

    await shelf.indexing.index_persona(PERSONA, FOLDER, gate=gate)

    published = await shelf.library.published(PERSONA)
    assert published is not None
    assert published.floor == {"en": 0.41}


async def test_two_indexers_at_once_embed_everything_once(shelf: Shelf) -> None:
    reports = await asyncio.gather(*(shelf.again().indexing.index_persona(PERSONA, FOLDER) for _ in range(2)))

    assert sorted(report.unchanged for report in reports) == [False, True]
    assert len(shelf.embedder.embedded) == len(set(shelf.embedder.embedded)) > 7


async def test_another_embedder_builds_a_new_generation_and_clears_the_old_vectors_later(
    shelf: Shelf,
) -> None:
    await shelf.indexing.index_persona(PERSONA, FOLDER)
    other = shelf.again(embedder=WordEmbedder("words/2"))

    report = await other.indexing.index_persona(PERSONA, FOLDER)

    assert report.embedded == 7
    assert (await other.found("statin cholesterol"))[0] == "A statin lowers cholesterol."
    assert len(await shelf.chroma.held(PERSONA, "words/2")) == 7


async def test_versions_older_than_the_one_before_are_cleared_away(shelf: Shelf) -> None:
    versions = [read("coffee", f"Coffee, version {number}, is fine.") for number in range(3)]

    for version in versions:
        await shelf.indexing.index_persona(PERSONA, [version, STATINS])

    ids = [version[1][0].id for version in versions]
    held = await shelf.chroma.held(PERSONA, shelf.embedder.name)
    assert [id_ in held for id_ in ids] == [False, True, True]
    async with shelf.indexing.writer(PERSONA) as writer:
        kept = await writer.held([version[0].content_hash for version in versions])
    assert set(kept) == {versions[1][0].content_hash, versions[2][0].content_hash}


async def test_a_document_that_was_held_comes_back_as_it_was_read(shelf: Shelf) -> None:
    await shelf.indexing.index_persona(PERSONA, FOLDER)

    async with shelf.indexing.writer(PERSONA) as writer:
        held = await writer.held([STATINS[0].content_hash, "unknown"])

    assert held == {STATINS[0].content_hash: STATINS}


async def test_a_renamed_file_keeps_its_vectors_and_shows_its_new_name(shelf: Shelf) -> None:
    from dataclasses import replace

    await shelf.indexing.index_persona(PERSONA, FOLDER)
    renamed = replace(COFFEE[0], name="kaffee", path="cardiology/lectures/kaffee.md"), COFFEE[1]
    shelf.embedder.embedded.clear()

    report = await shelf.indexing.index_persona(PERSONA, [renamed, STATINS, PRESSURE])

    held = await shelf.library.passages(PERSONA, [COFFEE[1][0].id])
    assert report.changed == ("kaffee",)
    assert shelf.embedder.embedded == []
    assert held[0].passage.document == "kaffee"


async def test_a_second_copy_of_a_file_is_named_and_not_indexed_twice(shelf: Shelf) -> None:
    report = await shelf.indexing.index_persona(PERSONA, [COFFEE, COFFEE])

    assert report.copies == ("coffee",)
    assert report.documents == 1


async def test_two_documents_of_one_name_are_an_error(shelf: Shelf) -> None:
    with pytest.raises(ValueError, match="Two documents are named 'coffee'"):
        await shelf.indexing.index_persona(PERSONA, [COFFEE, read("coffee", "Something else.")])


async def test_an_embedder_that_fails_half_way_leaves_the_serving_one(shelf: Shelf) -> None:
    class Failing(WordEmbedder):
        async def embed_passages(self, texts: object) -> object:  # type: ignore[override]
            raise EmbedderUnavailable("the server is away")

    await shelf.indexing.index_persona(PERSONA, [COFFEE])

    with pytest.raises(EmbedderUnavailable):
        await shelf.again(embedder=Failing()).indexing.index_persona(PERSONA, FOLDER)

    assert await shelf.found_by_words("statin") == []
    assert (await shelf.found("coffee"))[0] == "Coffee is fine with atrial fibrillation."


async def test_rebuild_restores_chroma_and_the_words_from_the_database(shelf: Shelf) -> None:
    await shelf.indexing.index_persona(PERSONA, FOLDER)
    await shelf.chroma.drop(PERSONA, shelf.embedder.name)
    shelf.embedder.embedded.clear()

    async with shelf.indexing.writer(PERSONA) as writer:
        restored = await writer.rebuild()

    assert restored == 7
    assert shelf.embedder.embedded == []
    assert (await shelf.again(exact_below=0).found("statin cholesterol"))[0] == "A statin lowers cholesterol."


async def test_there_is_nothing_to_rebuild_before_the_first_build(shelf: Shelf) -> None:
    with pytest.raises(IndexMissing, match="twin index build cardiology"):
        async with shelf.indexing.writer(PERSONA) as writer:
            await writer.rebuild()
