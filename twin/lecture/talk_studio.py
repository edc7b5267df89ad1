"""The studio's table: briefs, scripts, edits and files of talks, in one place for pages, JSON and the command line."""

from collections.abc import Awaitable, Callable, Mapping

from twin.errors import BriefInvalid, LectureChanged, ScriptFileInvalid
from twin.lecture import editing
from twin.lecture.approval import Approvals
from twin.lecture.lecture_store import LectureStore
from twin.lecture.measured_rates import MeasuredRates
from twin.lecture.outline import Outline
from twin.lecture.outlining import Outlining
from twin.lecture.project import Project, Version
from twin.lecture.refitting import refitted, with_measured
from twin.lecture.rejudging import Rejudging
from twin.lecture.scene_writing import SceneWriting
from twin.lecture.script import Brief, Script
from twin.lecture.script_diff import Difference, differences
from twin.lecture.script_file import write_script
from twin.lecture.script_reading import read_script
from twin.lecture.scripting import Scripting, with_reach
from twin.lecture.second_captions import Counterpart, counterparts
from twin.lecture.talk_length import script_seconds
from twin.persona.persona import Persona
from twin.staff.member import StaffMember

MOST_FITTINGS = 3  # new sentences are measured and the fit is looked at again
CLOSE = 0.03  # of the seconds asked; whole sentences seldom come nearer


class TalkStudio:
    """Everything about a talk before it is produced."""

    def __init__(
        self,
        store: LectureStore,
        approvals: Approvals,
        *,
        outlining: Outlining,
        scripting: Scripting,
        rejudging: Rejudging,
        rates: MeasuredRates,
        writing: SceneWriting | None,
        persona_of: Callable[[str], Persona],
        longest_minutes: float,
    ) -> None:
        """Take the rooms. Without `writing` every talk quotes the folder."""
        self.store = store
        self.approvals = approvals
        self.rates = rates
        self._outlining = outlining
        self._scripting = scripting
        self._rejudging = rejudging
        self._writing = writing
        self._persona_of = persona_of
        self._longest = longest_minutes

    async def new(self, brief: Brief, *, by: StaffMember) -> Project:
        """Begin a talk.

        Raises:
            BriefInvalid: When it is too long, speaks a language the twin does not, or asks for what it forbids.
            PersonaNotFound, PolicyRefused: Of the persona.
        """
        persona = self._persona_of(brief.persona_id)
        if brief.language not in persona.languages:
            raise BriefInvalid(
                f"{brief.persona_id!r} speaks {', '.join(persona.languages)}, not {brief.language}."
            )
        if brief.minutes > self._longest:
            raise BriefInvalid(
                f"{brief.minutes:g} minutes is too long: at most {self._longest:g} (TWIN_LECTURE__LONGEST_MINUTES)."
            )
        for wish in brief.must_say:
            if any(no.strip() and no.strip().lower() in wish.lower() for no in brief.must_not_say):
                raise BriefInvalid(
                    f"{wish!r} must be said and must not be said. Take it out of one of the two lists."
                )
        return await self.store.create(brief, by=by)

    async def outline(self, brief: Brief) -> Outline:
        """Give the outline of a brief; nothing is saved.

        Raises:
            IndexMissing: If the persona has no published index.
        """
        return await self._outlining.outline(brief, self._persona_of(brief.persona_id))

    async def write(self, project_id: str, *, by: StaffMember, voice_id: str = "") -> Version:
        """Write the script of a talk from its brief, as a new version.

        Raises:
            BriefInvalid: When the folder holds nothing on the topic.
            LectureChanged: When somebody saved a version meanwhile.
        """
        project = await self.store.project(project_id)
        script = await self.script_of(project.brief, voice_id=voice_id)
        return await self.store.save(
            project_id, script, based_on=project.version, by=by, note="from the brief"
        )

    async def script_of(self, brief: Brief, *, voice_id: str = "") -> Script:
        """Give the script of a brief; nothing is saved. `voice_id` is the voice whose measured rate sets the length."""
        persona = self._persona_of(brief.persona_id)
        outline = await self.outline(brief)
        rate = self.rates.rate(voice_id, brief.language)
        written = None
        if self._writing is not None and outline.scenes:
            written = await self._writing.written(outline, persona)
        return self._scripting.script(outline, persona, rate=rate, written=written)

    async def fit(
        self,
        project_id: str,
        *,
        seconds: float,
        measured: Callable[[Script], Awaitable[Mapping[str, float]]],
        by: StaffMember,
        based_on: int | None = None,
    ) -> Version:
        """Make the newest script as long as was asked, as a new version: whole sentences out, or more of the folder in.

        Args:
            project_id: Which talk.
            seconds: Of the whole talk, as it is spoken.
            measured: Gives how long a voice takes for each sentence of a script, by its text.
            by: Who asks for it.
            based_on: The version that was read; the newest when left out.

        Raises:
            BriefInvalid: When it is shorter than a minute or longer than the studio's longest talk.
            LectureChanged: When somebody saved a version meanwhile.
        """
        read = await self.store.version(project_id, based_on)
        if read.number != (newest := (await self.store.project(project_id)).version):
            raise LectureChanged(project_id, read.number, newest)
        if not 60 <= seconds <= self._longest * 60:
            raise BriefInvalid(
                f"{seconds:g} seconds: a talk lasts 60 to {self._longest * 60:g} (TWIN_LECTURE__LONGEST_MINUTES)."
            )
        brief = read.script.brief.model_copy(update={"minutes": seconds / 60})
        persona = self._persona_of(brief.persona_id)
        # As long as the longer of both, so that it holds everything that may go out as well as what may come in.
        longest = max(read.script.brief.minutes, seconds / 60)
        outline = await self.outline(brief.model_copy(update={"minutes": longest}))
        plans = self._scripting.plans(outline, persona)
        script = with_measured(read.script, await measured(read.script))
        for _ in range(MOST_FITTINGS):
            if abs(script_seconds(script) - seconds) <= CLOSE * seconds:
                break
            script = refitted(script, plans, target_seconds=seconds)
            script = with_measured(script, await measured(script))
        update = {"brief": brief, "not_covered": outline.not_covered}
        new = await self._rejudging.rejudged(read.script, script.model_copy(update=update))
        new = with_reach(with_measured(new, {one.text: one.seconds for one in script.sentences()}), plans)
        return await self.store.save(
            project_id, new, based_on=read.number, by=by, note=f"fitted to {seconds:g} s"
        )

    async def edit(
        self,
        project_id: str,
        *,
        based_on: int,
        by: StaffMember,
        change: Callable[[Script], Script],
        note: str = "",
    ) -> Version:
        """Change the script that was read, judge what the change touched, and save it as a new version.

        `change` is one of `twin.lecture.editing`, such as `lambda script: changed(script, "s1", "…")`.

        Raises:
            SentenceNotFound, BriefInvalid: When the edit cannot be made.
            LectureChanged: When somebody saved a version meanwhile; nothing is written then.
        """
        read = await self.store.version(project_id, based_on)
        new = await self._rejudging.rejudged(read.script, change(read.script))
        return await self.store.save(project_id, new, based_on=based_on, by=by, note=note)

    async def counterparts(
        self, project_id: str, number: int | None = None
    ) -> tuple[Version, tuple[Counterpart, ...]]:
        """Give a script, the newest when no number is given, and what second captions say for each of its sentences so far."""
        read = await self.store.version(project_id, number)
        return read, counterparts(read.script, self._persona_of(read.script.brief.persona_id))

    async def caption(
        self, project_id: str, words: Mapping[str, str], *, based_on: int, by: StaffMember
    ) -> Version:
        """Save second captions by sentence id as a new version; without a change give the script that was read.

        Raises:
            SentenceNotFound, BriefInvalid: When there is no such sentence, or a caption is too long.
            LectureChanged: When somebody saved a version meanwhile; nothing is written then.
        """
        read = await self.store.version(project_id, based_on)
        new = editing.translated(read.script, words)
        if new == read.script:
            return read
        return await self.store.save(project_id, new, based_on=based_on, by=by, note="captions")

    async def export(self, project_id: str, number: int | None = None) -> str:
        """Give the script as a Markdown file; the newest when no number is given."""
        return write_script((await self.store.version(project_id, number)).script)

    async def take_back(self, project_id: str, text: str, *, based_on: int, by: StaffMember) -> Version:
        """Save a changed Markdown file as a new version, every touched sentence judged.

        Raises:
            ScriptFileInvalid: With the line, when the file cannot be read or is another talk's.
            LectureChanged: When somebody saved a version meanwhile.
        """
        read = await self.store.version(project_id, based_on)
        new = read_script(text)
        if (
            new.brief.persona_id != read.script.brief.persona_id
            or new.brief.language != read.script.brief.language
        ):
            raise ScriptFileInvalid(
                1, "this file is of another persona or in another language than the talk."
            )
        if editing.is_unframed(new):
            raise ScriptFileInvalid(1, "the notice at the beginning or at the end of the talk is missing.")
        judged = await self._rejudging.rejudged(read.script, new)
        return await self.store.save(project_id, judged, based_on=based_on, by=by, note="from a file")

    async def difference(self, project_id: str, older: int, newer: int) -> tuple[Difference, ...]:
        """Give what changed between two versions."""
        old, new = await self.store.version(project_id, older), await self.store.version(project_id, newer)
        return differences(old.script, new.script)

    async def since_approval(self, project_id: str) -> tuple[Difference, ...] | None:
        """Give what changed since the script was last approved; None when it never was."""
        approval = await self.approvals.last_approval(project_id)
        if approval is None:
            return None
        newest = await self.store.project(project_id)
        return await self.difference(project_id, approval.version, newest.version)
