"""After a consent was taken back: every talk of the persona ends, and every file that was made is named."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from sqlalchemy import update

from twin.lecture.artefacts import Artefacts
from twin.lecture.lecture_store import LectureStore
from twin.lecture.project import Artefact, ProjectState
from twin.storage.database import Database
from twin.storage.lecture_tables import LectureProjectRow


async def revoke_talks(
    database: Database, persona_id: str, *, cancel: Callable[[str], Awaitable[None]]
) -> tuple[Artefact, ...]:
    """End every talk of a persona, cancel its queued work, and give every file ever made, the oldest first.

    Consent itself is taken back in the folder (`ConsentLedger.revoke`); from then on every step of production is refused
    by itself. `cancel` is given each talk's id; when it fails for one, the others are cancelled first, then its error is
    raised.
    """
    projects = await LectureStore(database).projects([persona_id])
    async with database.transaction() as session:
        await session.execute(
            update(LectureProjectRow)
            .where(LectureProjectRow.persona == persona_id)
            .values(state=ProjectState.REVOKED.value, changed_at=datetime.now(UTC))
            .execution_options(synchronize_session=False)
        )
    faults: list[Exception] = []
    for project in projects:
        try:
            await cancel(project.id)
        except Exception as error:
            faults.append(error)
    if faults:
        raise faults[0]
    return await Artefacts(database).artefacts_of(persona_id)
