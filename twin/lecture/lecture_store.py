"""Talks in SQL: projects, scripts that are only ever added, comments. Who saves names the version he read."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from twin.errors import LectureChanged, LectureNotFound, LectureVersionNotFound, SentenceNotFound
from twin.lecture.project import Comment, Project, ProjectState, Version, VersionLine
from twin.lecture.script import Brief, Script
from twin.staff.member import StaffMember
from twin.storage.database import Database
from twin.storage.lecture_tables import LectureCommentRow, LectureProjectRow, LectureVersionRow

_STAYS = (ProjectState.REVOKED,)  # saving does not bring back what was revoked


class LectureStore:
    """Reads and writes talks."""

    def __init__(self, database: Database) -> None:
        """Take the database."""
        self._database = database

    async def create(self, brief: Brief, *, by: StaffMember) -> Project:
        """Begin a talk: its brief, and no script yet."""
        now = datetime.now(UTC)
        row = LectureProjectRow(
            id=uuid4().hex,
            persona=brief.persona_id,
            brief=brief.model_dump(mode="json"),
            state=ProjectState.DRAFT.value,
            version=0,
            author=by.name,
            author_id=by.id,
            created_at=now,
            changed_at=now,
        )
        async with self._database.transaction() as session:
            session.add(row)
            return _project_of(row)

    async def project(self, project_id: str, personas: Iterable[str] | None = None) -> Project:
        """Give one talk; `personas` are those the caller may see, None for all.

        Raises:
            LectureNotFound: No such talk, or another persona's.
        """
        async with self._database.reading() as session:
            row = await session.get(LectureProjectRow, project_id)
        if row is None or (personas is not None and row.persona not in set(personas)):
            raise LectureNotFound(project_id)
        return _project_of(row)

    async def projects(self, personas: Iterable[str] | None = None) -> list[Project]:
        """Give the talks of these personas, or of all, the last changed first."""
        query = select(LectureProjectRow).order_by(LectureProjectRow.changed_at.desc(), LectureProjectRow.id)
        if personas is not None:
            query = query.where(LectureProjectRow.persona.in_(list(personas)))
        async with self._database.reading() as session:
            return [_project_of(row) for row in (await session.execute(query)).scalars()]

    async def save(
        self,
        project_id: str,
        script: Script,
        *,
        based_on: int,
        by: StaffMember,
        note: str = "",
        restored_from: int | None = None,
    ) -> Version:
        """Add a script behind the version it was made from; the talk is a draft again.

        Raises:
            LectureNotFound: No such talk.
            LectureChanged: Another version was saved meanwhile; nothing is written then.
        """
        now = datetime.now(UTC)
        async with self._database.transaction() as session:
            taken = await session.execute(
                update(LectureProjectRow)
                .where(LectureProjectRow.id == project_id, LectureProjectRow.version == based_on)
                .values(version=based_on + 1, changed_at=now, brief=script.brief.model_dump(mode="json"))
                .returning(LectureProjectRow.state)
                .execution_options(synchronize_session=False)
            )
            state = taken.scalar_one_or_none()
            if state is None:
                raise await _why_not_saved(session, project_id, based_on)
            if ProjectState(state) not in _STAYS:
                await _set_state(session, project_id, ProjectState.DRAFT)
            row = LectureVersionRow(
                project_id=project_id,
                number=based_on + 1,
                script=_as_text(script),
                author=by.name,
                author_id=by.id,
                note=note,
                restored_from=restored_from,
                made_at=now,
            )
            session.add(row)
            return _version_of(row)

    async def version(self, project_id: str, number: int | None = None) -> Version:
        """Give one script, the newest when no number is given.

        Raises:
            LectureNotFound, LectureVersionNotFound: No such talk, or no such script of it.
        """
        if number is None:
            number = (await self.project(project_id)).version
        async with self._database.reading() as session:
            row = await session.get(LectureVersionRow, (project_id, number))
        if row is None:
            await self.project(project_id)
            raise LectureVersionNotFound(project_id, number)
        return _version_of(row)

    async def versions(self, project_id: str) -> list[VersionLine]:
        """Give who saved what when, the newest first."""
        query = (
            select(LectureVersionRow)
            .where(LectureVersionRow.project_id == project_id)
            .order_by(LectureVersionRow.number.desc())
        )
        async with self._database.reading() as session:
            return [_line_of(row) for row in (await session.execute(query)).scalars()]

    async def restore(self, project_id: str, number: int, *, based_on: int, by: StaffMember) -> Version:
        """Bring an old script back as a new version; nothing in between is lost.

        Raises:
            LectureVersionNotFound, LectureChanged: As `version` and `save`.
        """
        old = await self.version(project_id, number)
        return await self.save(project_id, old.script, based_on=based_on, by=by, restored_from=number)

    async def set_state(self, project_id: str, state: ProjectState) -> None:
        """Write where the talk stands; a revoked talk stays revoked.

        Raises:
            LectureNotFound: No such talk.
        """
        async with self._database.transaction() as session:
            row = await session.get(LectureProjectRow, project_id)
            if row is None:
                raise LectureNotFound(project_id)
            if ProjectState(row.state) not in _STAYS:
                row.state, row.changed_at = state.value, datetime.now(UTC)

    async def comment(self, project_id: str, sentence_id: str, text: str, *, by: StaffMember) -> Comment:
        """Write a comment beside a sentence of the newest script.

        Raises:
            SentenceNotFound: When the newest script has no such sentence.
        """
        newest = await self.version(project_id)
        if sentence_id not in {one.id for one in newest.script.sentences()}:
            raise SentenceNotFound("sentence", sentence_id)
        row = LectureCommentRow(
            id=uuid4().hex,
            project_id=project_id,
            sentence_id=sentence_id,
            version=newest.number,
            text=text,
            author=by.name,
            author_id=by.id,
            made_at=datetime.now(UTC),
            resolved_at=None,
            resolved_by="",
        )
        async with self._database.transaction() as session:
            session.add(row)
            return _comment_of(row)

    async def comments(self, project_id: str) -> list[Comment]:
        """Give every comment, the oldest first, resolved ones too."""
        query = (
            select(LectureCommentRow)
            .where(LectureCommentRow.project_id == project_id)
            .order_by(LectureCommentRow.made_at, LectureCommentRow.id)
        )
        async with self._database.reading() as session:
            return [_comment_of(row) for row in (await session.execute(query)).scalars()]

    async def resolve(self, project_id: str, comment_id: str, *, by: StaffMember) -> Comment:
        """Mark a comment as dealt with.

        Raises:
            SentenceNotFound: No such comment of this talk.
        """
        async with self._database.transaction() as session:
            row = await session.get(LectureCommentRow, comment_id)
            if row is None or row.project_id != project_id:
                raise SentenceNotFound("comment", comment_id)
            row.resolved_at, row.resolved_by = datetime.now(UTC), by.name
            return _comment_of(row)


async def _why_not_saved(session: AsyncSession, project_id: str, based_on: int) -> Exception:
    newest = await session.scalar(select(LectureProjectRow.version).where(LectureProjectRow.id == project_id))
    return LectureNotFound(project_id) if newest is None else LectureChanged(project_id, based_on, newest)


async def _set_state(session: AsyncSession, project_id: str, state: ProjectState) -> None:
    await session.execute(
        update(LectureProjectRow)
        .where(LectureProjectRow.id == project_id)
        .values(state=state.value)
        .execution_options(synchronize_session=False)
    )


def _as_text(script: Script) -> str:
    return json.dumps(script.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)


def _project_of(row: LectureProjectRow) -> Project:
    return Project(
        id=row.id,
        persona=row.persona,
        brief=Brief.model_validate(row.brief),
        state=ProjectState(row.state),
        version=row.version,
        author=row.author,
        author_id=row.author_id,
        created_at=row.created_at,
        changed_at=row.changed_at,
    )


def _line_of(row: LectureVersionRow) -> VersionLine:
    return VersionLine(row.number, row.author, row.author_id, row.note, row.restored_from, row.made_at)


def _version_of(row: LectureVersionRow) -> Version:
    return Version(row.project_id, Script.model_validate_json(row.script), _line_of(row))


def _comment_of(row: LectureCommentRow) -> Comment:
    return Comment(
        id=row.id,
        project=row.project_id,
        sentence_id=row.sentence_id,
        version=row.version,
        text=row.text,
        author=row.author,
        made_at=row.made_at,
        resolved_by=row.resolved_by,
    )
