"""Approval by the physician, and the one question production asks before every step that speaks or publishes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from twin.errors import (
    ApprovalRefused,
    LectureChanged,
    LectureNotFound,
    NotApproved,
    PolicyRefused,
    ScriptRefused,
    TwinError,
)
from twin.labels.consent import LECTURE, ConsentLedger, Use
from twin.lecture.approval_hash import approval_hash, script_hash
from twin.lecture.lecture_store import LectureStore
from twin.lecture.project import Approval, Project, ProjectState, Version
from twin.lecture.script import Script
from twin.lecture.second_captions import has_second_captions, second_words
from twin.lecture.supported import require_supported
from twin.persona.persona import Persona
from twin.staff.member import Role, StaffMember
from twin.storage.database import Database
from twin.storage.lecture_tables import LectureApprovalRow, LectureProjectRow

EMBEDDED = "embedded:"  # how the ids of the house's own voices begin; they belong to nobody


@dataclass(frozen=True, slots=True)
class Clearance:
    """Leave to make one thing now. `is_draft`: with a DRAFT watermark, never published, and `approval` is None."""

    project: Project
    version: Version
    is_draft: bool
    approval: Approval | None = None


class Approvals:
    """Approves scripts, and says whether something may be made of one. Holds nothing: every call looks again."""

    def __init__(
        self,
        database: Database,
        store: LectureStore,
        ledger: ConsentLedger,
        *,
        persona_of: Callable[[str], Persona],
        wrong_sources: Callable[[str], Awaitable[frozenset[str]]] | None = None,
    ) -> None:
        """Take the database, the talks, what physicians consented to, and what they called wrong in a persona's folder."""
        self._database = database
        self._store = store
        self._ledger = ledger
        self._persona_of = persona_of
        self._wrong_sources = wrong_sources

    async def ask_for_approval(self, project_id: str) -> None:
        """Lay the newest script before the physician.

        Raises:
            ScriptRefused: When a sentence has no support.
        """
        await self._require_supported((await self._store.version(project_id)).script)
        await self._store.set_state(project_id, ProjectState.AWAITING_APPROVAL)

    async def approve(
        self, project_id: str, *, version: int, slides_hash: str, voice_id: str, by: StaffMember
    ) -> Approval:
        """Approve the script that the physician read, with these slides and this voice.

        Raises:
            ApprovalRefused: When `by` is no physician of this persona, or wrote the brief or this script.
            LectureChanged: When the newest script is another than the one he read.
            ScriptRefused: When a sentence has no support.
            SecondCaptionsMissing: When second captions were begun and are not complete.
            PolicyRefused: When the physician's name may not be used for lectures.
        """
        project = await self._store.project(project_id)
        read = await self._store.version(project_id, version)
        _require_other_physician(project, read, by)
        await self._require_supported(read.script)
        if has_second_captions(read.script):
            second_words(read.script, self._persona_of(project.persona))
        self._ledger.require(self._persona_of(project.persona), Use.NAME, duty=LECTURE)
        row = LectureApprovalRow(
            id=uuid4().hex,
            project_id=project_id,
            version=version,
            approved_hash=approval_hash(read.script, slides_hash, voice_id),
            slides_hash=slides_hash,
            voice_id=voice_id,
            approver=by.name,
            approver_id=by.id,
            approved_at=datetime.now(UTC),
            withdrawn_at=None,
            withdrawn_by="",
        )
        async with self._database.transaction() as session:
            current = await session.get(LectureProjectRow, project_id, with_for_update=True)
            if current is None:
                raise LectureNotFound(project_id)
            if current.version != version:
                raise LectureChanged(project_id, version, current.version)
            if current.state == ProjectState.REVOKED:
                raise NotApproved(_revoked(project_id))
            current.state, current.changed_at = ProjectState.APPROVED.value, row.approved_at
            session.add(row)
            return _approval_of(row)

    def refusal(self, project: Project, read: Version, by: StaffMember) -> TwinError | None:
        """Say why somebody may not approve a script now; None when he may."""
        try:
            _require_other_physician(project, read, by)
            require_supported(read.script)
            self._ledger.require(self._persona_of(project.persona), Use.NAME, duty=LECTURE)
        except (ApprovalRefused, ScriptRefused, PolicyRefused) as error:
            return error
        return NotApproved(_revoked(project.id)) if project.state is ProjectState.REVOKED else None

    async def withdraw(self, project_id: str, *, by: StaffMember) -> int:
        """Take every approval of a talk back; give how many there were. The next step of production is refused."""
        now = datetime.now(UTC)
        async with self._database.transaction() as session:
            taken = await session.execute(
                update(LectureApprovalRow)
                .where(LectureApprovalRow.project_id == project_id, LectureApprovalRow.withdrawn_at.is_(None))
                .values(withdrawn_at=now, withdrawn_by=by.name)
                .returning(LectureApprovalRow.id)
                .execution_options(synchronize_session=False)
            )
            withdrawn = len(taken.scalars().all())
        await self._store.set_state(project_id, ProjectState.DRAFT)
        return withdrawn

    async def last_approval(self, project_id: str) -> Approval | None:
        """Give the newest approval that was not withdrawn, whether or not the script has changed since."""
        async with self._database.reading() as session:
            return await _newest(session, project_id)

    async def require_renderable(
        self,
        project_id: str,
        *,
        voice_id: str,
        slides_hash: str,
        version: int | None = None,
        is_cloned: bool,
        shows_presenter: bool = True,
        draft: bool = False,
    ) -> Clearance:
        """Go on only when this very thing may be made now. Production calls it right before each step that speaks or publishes.

        Args:
            project_id: Which talk.
            voice_id: The voice that will speak.
            slides_hash: Of the slides that will be shown.
            version: The script that is being made; None for the newest. When the newest says something else, it is refused.
            is_cloned: Whether the voice is a person's (`Voice.is_cloned`).
            shows_presenter: Whether the drawn physician is shown.
            draft: Preview before approval: only with the embedded voice, watermarked DRAFT, never published.

        Raises:
            NotApproved: Not approved, changed since, withdrawn, revoked, or a draft with another than the embedded voice.
            ScriptRefused: When a sentence has no support.
            PolicyRefused: When a consent to name, likeness or voice for lectures is not in force.
        """
        project = await self._store.project(project_id)
        made = await self._store.version(project_id, version)
        persona = self._persona_of(project.persona)
        if project.state is ProjectState.REVOKED:
            raise NotApproved(_revoked(project_id))
        if draft:
            if not voice_id.startswith(EMBEDDED) or is_cloned:
                raise NotApproved(
                    f"A draft of lecture project {project_id!r} is spoken by the embedded voice only, not by {voice_id!r}. "
                    "Have it approved first, or set TWIN_VOICE__PROVIDER=embedded."
                )
            self._require_consent(persona, is_cloned=False, shows_presenter=shows_presenter)
            return Clearance(project, made, is_draft=True)
        approval = await self._approval_of(project, made, slides_hash=slides_hash, voice_id=voice_id)
        # Last, so that nothing waits between the look at the consent and the step it allows.
        self._require_consent(persona, is_cloned=is_cloned, shows_presenter=shows_presenter)
        return Clearance(project, made, is_draft=False, approval=approval)

    async def _approval_of(
        self, project: Project, made: Version, *, slides_hash: str, voice_id: str
    ) -> Approval:
        """Give the approval of exactly this, in force, with nothing saved since that says something else."""
        await self._require_supported(made.script)
        project_id = project.id
        newest = made if made.number == project.version else await self._store.version(project_id)
        if script_hash(newest.script) != script_hash(made.script):
            raise NotApproved(
                f"Lecture project {project_id!r} was changed after version {made.number} was approved (now {newest.number}). "
                f"`twin lecture diff {project_id}` shows what; have the new script approved."
            )
        wanted = approval_hash(made.script, slides_hash, voice_id)
        async with self._database.reading() as session:
            approval = await _newest(session, project_id, wanted)
        if approval is None:
            raise NotApproved(await self._why_not(project_id, slides_hash, voice_id))
        return approval

    async def _require_supported(self, script: Script) -> None:
        """Go on only with what is borne out now: a source called wrong after the approval bears nothing."""
        wrong = await self._wrong_sources(script.brief.persona_id) if self._wrong_sources else frozenset()
        require_supported(script, called_wrong=wrong)

    def _require_consent(self, persona: Persona, *, is_cloned: bool, shows_presenter: bool) -> None:
        self._ledger.require(persona, Use.NAME, duty=LECTURE)
        if shows_presenter:
            self._ledger.require(persona, Use.LIKENESS, duty=LECTURE)
        if is_cloned:
            self._ledger.require(persona, Use.VOICE, duty=LECTURE)

    async def _why_not(self, project_id: str, slides_hash: str, voice_id: str) -> str:
        """Say what an approval lacks, most telling first."""
        way_out = f"Have it approved: `twin lecture approve {project_id}`, or on the studio's approve page."
        last = await self.last_approval(project_id)
        if last is None:
            return f"Lecture project {project_id!r} has no approval in force. {way_out}"
        if last.voice_id != voice_id:
            return f"Lecture project {project_id!r} was approved for the voice {last.voice_id!r}, not {voice_id!r}. {way_out}"
        if last.slides_hash != slides_hash:
            return f"The slides of lecture project {project_id!r} have changed since they were approved. {way_out}"
        return f"The script of lecture project {project_id!r} has changed since version {last.version} was approved. {way_out}"


def _require_other_physician(project: Project, read: Version, by: StaffMember) -> None:
    if by.role is not Role.PHYSICIAN or project.persona not in by.personas:
        raise ApprovalRefused(
            f"{by.name!r} ({by.role.value}) is no physician of {project.persona!r}. Only a physician whose account is bound to "
            "it approves: `twin staff invite`."
        )
    authors = {
        (project.author_id, project.author): "brief",
        (read.line.author_id, read.line.author): "script",
    }
    for (author_id, name), what in authors.items():
        if author_id == by.id or (not author_id and name == by.name):
            raise ApprovalRefused(
                f"{by.name!r} wrote this {what} (version {read.number}), and nobody approves what he wrote himself. Another "
                "member of the staff saves the script as it stands (restore that version), or another physician approves."
            )


def _revoked(project_id: str) -> str:
    return (
        f"Lecture project {project_id!r} was revoked with the physician's consent. "
        "Nothing is made of it any more; see `twin lecture status`."
    )


async def _newest(session: AsyncSession, project_id: str, wanted: str | None = None) -> Approval | None:
    query = select(LectureApprovalRow).where(
        LectureApprovalRow.project_id == project_id, LectureApprovalRow.withdrawn_at.is_(None)
    )
    if wanted is not None:
        query = query.where(LectureApprovalRow.approved_hash == wanted)
    query = query.order_by(LectureApprovalRow.approved_at.desc(), LectureApprovalRow.id).limit(1)
    row = (await session.execute(query)).scalars().first()
    return _approval_of(row) if row else None


def _approval_of(row: LectureApprovalRow) -> Approval:
    return Approval(
        id=row.id,
        project=row.project_id,
        version=row.version,
        approved_hash=row.approved_hash,
        slides_hash=row.slides_hash,
        voice_id=row.voice_id,
        approver=row.approver,
        approver_id=row.approver_id,
        approved_at=row.approved_at,
        withdrawn_at=row.withdrawn_at,
    )
