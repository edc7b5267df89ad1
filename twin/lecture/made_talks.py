"""Talks that are finished files: what lies where, what its manifest says, and whether anybody may see it now."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from twin.errors import LabelError, LectureNotFound, NotApproved, PersonaError, PolicyRefused, ScriptRefused
from twin.labels.consent import LECTURE, ConsentLedger
from twin.labels.manifest import SIDE_CAR, Manifest, read_manifest
from twin.lecture.approval import Approvals
from twin.lecture.artefacts import Artefacts
from twin.lecture.lecture_store import LectureStore
from twin.lecture.project import Approval, Artefact, Project, ProjectState
from twin.lecture.script import Script
from twin.lecture.transcript import times_of
from twin.persona.persona import Persona

VIDEOS = {"talk.mp4": False, "draft.mp4": True}
TRANSCRIPT = "transcript.html"
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True, slots=True)
class MadeFile:
    """One file people may take with them; `size` in bytes."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class MadeTalk:
    """One finished folder. Only what its signed manifest lists is given out, and the manifest itself."""

    version: int
    folder: Path
    manifest: Manifest

    @property
    def is_draft(self) -> bool:
        """Say whether it is a watermarked preview."""
        return self.manifest.facts.is_draft

    @property
    def video(self) -> str:
        """Give the name of its video."""
        return "draft.mp4" if self.is_draft else "talk.mp4"

    @property
    def files(self) -> tuple[MadeFile, ...]:
        """Give the listed files that are there, in order of their names, the manifest last."""
        named = [one.name for one in self.manifest.files] + [SIDE_CAR]
        there = [(name, self.folder / name) for name in named]
        return tuple(MadeFile(name, path.stat().st_size) for name, path in there if path.is_file())

    def file(self, name: str) -> Path | None:
        """Give a listed file; None for any other name."""
        listed = {one.name for one in self.manifest.files} | {SIDE_CAR}
        path = self.folder / name
        return path if _SAFE.fullmatch(name) and name in listed and path.is_file() else None

    def times(self) -> Mapping[str, tuple[float, float]]:
        """Give when each sentence is spoken, by its id: start and end in seconds."""
        path = self.file(TRANSCRIPT)
        return times_of(path.read_text(encoding="utf-8")) if path else {}


@dataclass(frozen=True, slots=True)
class PublicTalk:
    """A talk that anybody may see now: approved, finished, lent."""

    project: Project
    script: Script
    approval: Approval
    made: MadeTalk


class MadeTalks:
    """Finds finished talks. Holds nothing: consent, approval and files are looked at again by every call."""

    def __init__(
        self,
        store: LectureStore,
        approvals: Approvals,
        artefacts: Artefacts,
        ledger: ConsentLedger,
        *,
        persona_of: Callable[[str], Persona],
    ) -> None:
        """Take the talks, their approvals and files, and what physicians consented to."""
        self._store = store
        self._approvals = approvals
        self._artefacts = artefacts
        self._ledger = ledger
        self._persona_of = persona_of

    async def made(self, project: Project) -> tuple[MadeTalk, ...]:
        """Give what may be looked at in the studio, the newest first; nothing once the talk or a consent is revoked."""
        if project.state is ProjectState.REVOKED:
            return ()
        found: dict[Path, MadeTalk] = {}
        for artefact in reversed(await self._artefacts.artefacts_of_project(project.id)):
            made = self._made_of(artefact)
            if made is not None and self._is_lent(made):
                found.setdefault(made.folder, made)
        return tuple(found.values())

    async def public(self, project_id: str) -> PublicTalk:
        """Give a talk that anybody may see.

        Raises:
            LectureNotFound: No such talk, or it is not finished, not approved any more, or not lent any more: nobody outside
                learns which.
        """
        project = await self._store.project(project_id)
        if project.state is not ProjectState.DONE:
            raise LectureNotFound(project_id)
        for made in await self.made(project):
            if not made.is_draft:
                return await self._cleared(project, made)
        raise LectureNotFound(project_id)

    async def all_public(self, personas: Iterable[str] | None = None) -> list[PublicTalk]:
        """Give every talk of these personas, or of all, that anybody may see, the last changed first."""
        found = []
        for project in await self._store.projects(personas):
            if project.state is ProjectState.DONE:
                try:
                    found.append(await self.public(project.id))
                except LectureNotFound:
                    continue
        return found

    async def _cleared(self, project: Project, made: MadeTalk) -> PublicTalk:
        facts = made.manifest.facts
        approval = await self._approvals.last_approval(project.id)
        if approval is None:
            raise LectureNotFound(project.id)
        uses = facts.consent.uses if facts.consent else ()
        try:
            cleared = await self._approvals.require_renderable(
                project.id,
                voice_id=facts.voice,
                slides_hash=approval.slides_hash,
                version=made.version,
                is_cloned="voice" in uses,
                shows_presenter="likeness" in uses,
            )
        except (NotApproved, ScriptRefused, PolicyRefused):
            raise LectureNotFound(project.id) from None
        return PublicTalk(project, cleared.version.script, approval, made)

    def _made_of(self, artefact: Artefact) -> MadeTalk | None:
        path = Path(artefact.path)
        if path.name not in VIDEOS or not path.is_file():
            return None
        try:
            manifest = read_manifest(path.with_name(SIDE_CAR))
        except (LabelError, json.JSONDecodeError):
            return None
        if not manifest.is_signed() or manifest.facts.is_draft is not VIDEOS[path.name]:
            return None
        return MadeTalk(artefact.version, path.parent, manifest)

    def _is_lent(self, made: MadeTalk) -> bool:
        """Say whether every consent that this talk uses is still in force."""
        facts = made.manifest.facts
        try:
            standing = self._ledger.standing(self._persona_of(facts.persona_id), duty=LECTURE)
        except PersonaError:
            return False
        uses = facts.consent.uses if facts.consent else ("name",)
        return not standing.is_withdrawn and all(use in standing.in_force for use in uses)
