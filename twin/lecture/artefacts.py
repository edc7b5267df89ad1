"""Every file made of a talk, written down when it is made, so that a revocation can name all of them."""

from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import select

from twin.errors import LectureNotFound
from twin.lecture.project import Artefact
from twin.storage.database import Database
from twin.storage.lecture_tables import LectureArtefactRow, LectureProjectRow


class Artefacts:
    """Reads and writes the list of files."""

    def __init__(self, database: Database) -> None:
        """Take the database."""
        self._database = database

    async def record_artefact(
        self, project_id: str, *, version: int, kind: str, path: str, sha256: str, voice_id: str = ""
    ) -> Artefact:
        """Write down a file that was made; the same file of the same talk is written down once.

        Raises:
            LectureNotFound: No such talk.
        """
        async with self._database.transaction() as session:
            project = await session.get(LectureProjectRow, project_id)
            if project is None:
                raise LectureNotFound(project_id)
            known = select(LectureArtefactRow).where(
                LectureArtefactRow.project_id == project_id,
                LectureArtefactRow.version == version,
                LectureArtefactRow.path == path,
                LectureArtefactRow.sha256 == sha256,
            )
            row = (await session.execute(known)).scalars().first()
            if row is None:
                row = LectureArtefactRow(
                    id=uuid4().hex,
                    project_id=project_id,
                    persona=project.persona,
                    version=version,
                    kind=kind,
                    path=path,
                    sha256=sha256,
                    voice_id=voice_id,
                    made_at=datetime.now(UTC),
                )
                session.add(row)
            return _artefact_of(row)

    async def artefacts_of(self, persona: str) -> tuple[Artefact, ...]:
        """Give every file ever made of this persona's talks, the oldest first."""
        return await self._listed(LectureArtefactRow.persona == persona)

    async def artefacts_of_project(self, project_id: str) -> tuple[Artefact, ...]:
        """Give every file made of one talk, the oldest first."""
        return await self._listed(LectureArtefactRow.project_id == project_id)

    async def _listed(self, condition: object) -> tuple[Artefact, ...]:
        query = select(LectureArtefactRow).where(condition)  # type: ignore[arg-type]
        query = query.order_by(LectureArtefactRow.made_at, LectureArtefactRow.id)
        async with self._database.reading() as session:
            return tuple(_artefact_of(row) for row in (await session.execute(query)).scalars())


def _artefact_of(row: LectureArtefactRow) -> Artefact:
    return Artefact(
        id=row.id,
        project=row.project_id,
        persona=row.persona,
        version=row.version,
        kind=row.kind,
        path=row.path,
        sha256=row.sha256,
        voice_id=row.voice_id,
        made_at=row.made_at,
    )
