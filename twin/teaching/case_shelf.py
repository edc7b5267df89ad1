"""The published cases of each persona: every sentence links to a passage that serves now. Read again when something changes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from twin.errors import CaseNotFound, IndexMissing
from twin.index.library import Library
from twin.persona.folder import persona_folder
from twin.settings import PassageSettings
from twin.teaching.case_files import case_paths, links_of, read_case
from twin.teaching.case_links import quotes_by_path
from twin.teaching.case_reading import PointJudge
from twin.teaching.case_room import CaseRoom
from twin.teaching.held_words import character_tables
from twin.teaching.hint_check import hint_findings
from twin.teaching.tutoring import Wording

_Stamp = tuple[tuple[str, ...], tuple[tuple[str, int], ...]]
MakeJudge = Callable[[], PointJudge]


@dataclass(frozen=True, slots=True)
class _Kept:
    """The rooms of one persona, and of which passages and files they were made."""

    stamp: _Stamp
    rooms: tuple[CaseRoom, ...]
    withheld: int


class CaseShelf:
    """Gives the rooms of the cases that may be taught."""

    def __init__(
        self,
        library: Library,
        *,
        personas: Path,
        corpora: Path,
        passages: PassageSettings,
        judge: MakeJudge,
        wording: Wording | None = None,
    ) -> None:
        """Take the folders and the index.

        Args:
            library: The passages that serve; a case whose sentence serves no more, or was called wrong, is withheld.
            personas: The folder of persona folders.
            corpora: The shared corpora.
            passages: How documents are cut; the same as when they were indexed.
            judge: Makes the judge of what was said, at the first case.
            wording: Puts the tutor's own sentences into other words; None without a served model.
        """
        self._library = library
        self._personas = personas
        self._corpora = corpora
        self._passages = passages
        self._make_judge = judge
        self._judge: PointJudge | None = None
        self._wording = wording
        self._kept: dict[str, _Kept] = {}

    @property
    def judge(self) -> PointJudge:
        """Give the judge of what was said; made when it is first needed."""
        if self._judge is None:
            self._judge = self._make_judge()
        return self._judge

    async def rooms(self, persona_id: str) -> Sequence[CaseRoom]:
        """Give the rooms of all published cases of a persona, by id; none while it is not indexed."""
        try:
            published = await self._library.published(persona_id)
            if published is None:
                return ()
        except IndexMissing:
            return ()
        paths = case_paths(persona_folder(self._personas, persona_id))
        serving = await self._library.retrievable(persona_id)
        stamp = (serving, tuple((path.name, path.stat().st_mtime_ns) for path in paths))
        kept = self._kept.get(persona_id)
        if kept is None or kept.stamp != stamp:
            kept = await self._read(persona_id, paths, stamp)
            self._kept[persona_id] = kept
        return kept.rooms

    async def room(self, persona_id: str, case_id: str) -> CaseRoom:
        """Give one room.

        Raises:
            CaseNotFound: If there is no such case, or it is not published.
        """
        rooms = await self.rooms(persona_id)
        found = next((room for room in rooms if room.case.id == case_id), None)
        if found is None:
            raise CaseNotFound(persona_id, case_id, [room.case.id for room in rooms])
        return found

    async def passages_in_force(self, persona_id: str) -> frozenset[str]:
        """Give the ids of the passages that serve now; none while the persona is not indexed."""
        try:
            return frozenset(await self._library.retrievable(persona_id))
        except IndexMissing:
            return frozenset()

    async def _read(self, persona_id: str, paths: Sequence[Path], stamp: _Stamp) -> _Kept:
        rooms: list[CaseRoom] = []
        if paths:
            documents = await self._library.documents(persona_id)
            serving = frozenset(stamp[0])
            quotes = quotes_by_path(persona_id, documents, self._passages)
            tables = character_tables(self._corpora)
            for path in paths:
                read = read_case(path, shown_path=f"{persona_id}/cases/{path.name}", tables=tables)
                links, unresolved = links_of(read, quotes)
                serves = all(link.passage_id in serving for link in links.values())
                if read.case is None or read.findings or unresolved or not serves:
                    continue
                if hint_findings(read, self._corpora):
                    continue
                room = CaseRoom(
                    persona_id,
                    read.case,
                    links,
                    judge=self.judge,
                    corpora=self._corpora,
                    wording=self._wording,
                )
                rooms.append(room)
        return _Kept(stamp, tuple(rooms), len(paths) - len(rooms))
