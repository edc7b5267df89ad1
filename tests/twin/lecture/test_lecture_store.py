"""Scripts are only ever added, and whoever saves on an old version is told."""

import asyncio

import pytest

from tests.twin.lecture.studio import BRIEF, PHYSICIAN, WORKER, small_script
from twin.errors import LectureChanged, LectureNotFound, LectureVersionNotFound, SentenceNotFound
from twin.lecture.lecture_store import LectureStore
from twin.lecture.project import ProjectState
from twin.storage.database import Database


async def test_a_new_talk_is_a_draft_without_a_script(database: Database) -> None:
    store = LectureStore(database)

    project = await store.create(BRIEF, by=WORKER)

    assert (project.state, project.version, project.author) == (ProjectState.DRAFT, 0, "Ms Chen")
    with pytest.raises(LectureVersionNotFound):
        await store.version(project.id)


async def test_a_script_comes_back_as_it_was_saved_with_its_author(database: Database) -> None:
    store = LectureStore(database)
    project = await store.create(BRIEF, by=WORKER)

    await store.save(project.id, small_script(), based_on=0, by=WORKER, note="first")

    version = await store.version(project.id)
    assert version.script == small_script()
    assert (version.number, version.line.author, version.line.note) == (1, "Ms Chen", "first")


async def test_of_two_people_who_change_the_same_version_one_is_told_and_nothing_is_lost(
    database: Database,
) -> None:
    store = LectureStore(database)
    project = await store.create(BRIEF, by=WORKER)
    await store.save(project.id, small_script(), based_on=0, by=WORKER)
    changes = [small_script(f"Weigh yourself, says number {n}.") for n in range(8)]

    done = await asyncio.gather(
        *(store.save(project.id, one, based_on=1, by=WORKER) for one in changes), return_exceptions=True
    )

    assert sum(isinstance(one, LectureChanged) for one in done) == 7
    assert [line.number for line in await store.versions(project.id)] == [2, 1]


async def test_an_old_script_is_brought_back_as_a_new_version(database: Database) -> None:
    store = LectureStore(database)
    project = await store.create(BRIEF, by=WORKER)
    await store.save(project.id, small_script(), based_on=0, by=WORKER)
    await store.save(project.id, small_script("Something else."), based_on=1, by=PHYSICIAN)

    await store.restore(project.id, 1, based_on=2, by=WORKER)

    newest = await store.version(project.id)
    assert newest.script == small_script()
    assert (newest.number, newest.line.restored_from) == (3, 1)
    assert (await store.version(project.id, 2)).script == small_script("Something else.")


async def test_a_saved_change_makes_a_draft_of_an_approved_talk(database: Database) -> None:
    store = LectureStore(database)
    project = await store.create(BRIEF, by=WORKER)
    await store.set_state(project.id, ProjectState.APPROVED)

    await store.save(project.id, small_script(), based_on=0, by=WORKER)

    assert (await store.project(project.id)).state is ProjectState.DRAFT


async def test_what_was_revoked_stays_revoked(database: Database) -> None:
    store = LectureStore(database)
    project = await store.create(BRIEF, by=WORKER)
    await store.set_state(project.id, ProjectState.REVOKED)

    await store.save(project.id, small_script(), based_on=0, by=WORKER)
    await store.set_state(project.id, ProjectState.DONE)

    assert (await store.project(project.id)).state is ProjectState.REVOKED


async def test_another_personas_talk_is_not_found(database: Database) -> None:
    store = LectureStore(database)
    project = await store.create(BRIEF, by=WORKER)

    with pytest.raises(LectureNotFound):
        await store.project(project.id, {"urology"})
    assert await store.projects({"urology"}) == []
    assert [one.id for one in await store.projects({"cardiology"})] == [project.id]


async def test_a_comment_stands_beside_its_sentence_until_it_is_resolved(database: Database) -> None:
    store = LectureStore(database)
    project = await store.create(BRIEF, by=WORKER)
    await store.save(project.id, small_script(), based_on=0, by=WORKER)

    comment = await store.comment(project.id, "s1", "Say why.", by=PHYSICIAN)
    await store.resolve(project.id, comment.id, by=WORKER)

    (kept,) = await store.comments(project.id)
    assert (kept.sentence_id, kept.text, kept.author, kept.resolved_by) == (
        "s1",
        "Say why.",
        "Dr. Lin",
        "Ms Chen",
    )
    with pytest.raises(SentenceNotFound):
        await store.comment(project.id, "s77", "Where?", by=PHYSICIAN)
