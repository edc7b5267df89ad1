"""A consent that is taken back ends every talk and names every file."""

import pytest

from tests.twin.lecture.studio import BRIEF, WORKER, small_script
from twin.errors import NotApproved
from twin.lecture.artefacts import Artefacts
from twin.lecture.lecture_store import LectureStore
from twin.lecture.project import ProjectState
from twin.lecture.revocation import revoke_talks
from twin.storage.database import Database


async def test_every_file_is_written_down_once(database: Database) -> None:
    project = await LectureStore(database).create(BRIEF, by=WORKER)
    artefacts = Artefacts(database)
    for _ in range(2):
        await artefacts.record_artefact(
            project.id, version=1, kind="video", path="talks/a.mp4", sha256="c" * 64
        )

    (made,) = await artefacts.artefacts_of("cardiology")

    assert (made.kind, made.path, made.project) == ("video", "talks/a.mp4", project.id)
    assert await artefacts.artefacts_of("urology") == ()


async def test_revocation_cancels_what_waits_and_lists_what_was_made(database: Database) -> None:
    store, cancelled = LectureStore(database), []
    projects = [await store.create(BRIEF, by=WORKER) for _ in range(2)]
    await store.save(projects[0].id, small_script(), based_on=0, by=WORKER)
    await Artefacts(database).record_artefact(
        projects[0].id, version=1, kind="voice", path="talks/a.wav", sha256="d" * 64
    )

    async def cancel(project_id: str) -> None:
        cancelled.append(project_id)

    made = await revoke_talks(database, "cardiology", cancel=cancel)

    assert sorted(cancelled) == sorted(one.id for one in projects)
    assert [one.path for one in made] == ["talks/a.wav"]
    assert all(one.state is ProjectState.REVOKED for one in await store.projects(["cardiology"]))


async def test_a_cancel_that_fails_keeps_no_other_talk_alive(database: Database) -> None:
    store = LectureStore(database)
    projects = [await store.create(BRIEF, by=WORKER) for _ in range(3)]
    tried: list[str] = []

    async def cancel(project_id: str) -> None:
        tried.append(project_id)
        if len(tried) == 1:
            raise NotApproved("no such job")

    with pytest.raises(NotApproved):
        await revoke_talks(database, "cardiology", cancel=cancel)

    assert len(tried) == len(projects)
