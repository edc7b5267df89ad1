"""Nothing is made that the physician did not approve, word for word, slide for slide, voice for voice."""

import asyncio
from pathlib import Path

import pytest

from tests.twin.lecture.studio import (
    ADMIN,
    BRIEF,
    OTHERS_PHYSICIAN,
    PHYSICIAN,
    WORKER,
    small_script,
)
from twin.errors import ApprovalRefused, LectureChanged, NotApproved, PolicyRefused, ScriptRefused
from twin.labels.consent import ConsentLedger, Use
from twin.lecture.approval import Approvals, Clearance
from twin.lecture.lecture_store import LectureStore
from twin.lecture.project import ProjectState
from twin.lecture.script import Script
from twin.persona.shelf import PersonaShelf
from twin.staff.member import StaffMember
from twin.storage.database import Database

SLIDES, VOICE = "a" * 64, "embedded:en-us"


def approvals_of(database: Database, personas: Path) -> Approvals:
    shelf = PersonaShelf(personas, personas)
    return Approvals(database, LectureStore(database), ConsentLedger(personas), persona_of=shelf.persona)


async def saved(database: Database, script: Script) -> str:
    store = LectureStore(database)
    project = await store.create(BRIEF, by=WORKER)
    await store.save(project.id, script, based_on=0, by=WORKER)
    return project.id


async def approved(database: Database, personas: Path) -> tuple[Approvals, str]:
    project = await saved(database, small_script())
    approvals = approvals_of(database, personas)
    await approvals.approve(project, version=1, slides_hash=SLIDES, voice_id=VOICE, by=PHYSICIAN)
    return approvals, project


async def test_what_was_approved_may_be_made(database: Database, personas: Path) -> None:
    approvals, project = await approved(database, personas)

    leave = await approvals.require_renderable(project, voice_id=VOICE, slides_hash=SLIDES, is_cloned=False)

    assert not leave.is_draft and leave.approval is not None and leave.approval.approver == "Dr. Lin"
    assert (await LectureStore(database).project(project)).state is ProjectState.APPROVED


async def test_a_talk_that_rests_on_what_was_called_wrong_since_is_not_made(
    database: Database, personas: Path
) -> None:
    _, project = await approved(database, personas)
    resting = next(one.sources[0].passage_id for one in small_script().sentences() if one.sources)

    async def wrong_sources(persona: str) -> frozenset[str]:
        assert persona == BRIEF.persona_id
        return frozenset({resting})

    shelf = PersonaShelf(personas, personas)
    approvals = Approvals(
        database,
        LectureStore(database),
        ConsentLedger(personas),
        persona_of=shelf.persona,
        wrong_sources=wrong_sources,
    )

    with pytest.raises(ScriptRefused, match="source_called_wrong"):
        await approvals.require_renderable(project, voice_id=VOICE, slides_hash=SLIDES, is_cloned=False)
    with pytest.raises(ScriptRefused, match="source_called_wrong"):
        await approvals.approve(project, version=1, slides_hash=SLIDES, voice_id=VOICE, by=PHYSICIAN)


async def test_without_approval_nothing_is_made(database: Database, personas: Path) -> None:
    project = await saved(database, small_script())

    with pytest.raises(NotApproved, match="no approval"):
        await approvals_of(database, personas).require_renderable(
            project, voice_id=VOICE, slides_hash=SLIDES, is_cloned=False
        )


@pytest.mark.parametrize(
    ("voice", "slides", "said"), [("embedded:cmn", SLIDES, "voice"), (VOICE, "b" * 64, "slides")]
)
async def test_another_voice_or_other_slides_need_another_approval(
    database: Database, personas: Path, voice: str, slides: str, said: str
) -> None:
    approvals, project = await approved(database, personas)

    with pytest.raises(NotApproved, match=said):
        await approvals.require_renderable(project, voice_id=voice, slides_hash=slides, is_cloned=False)


async def test_any_later_edit_drops_the_approval(database: Database, personas: Path) -> None:
    approvals, project = await approved(database, personas)
    await LectureStore(database).save(project, small_script("New words."), based_on=1, by=WORKER)

    for version in (None, 1, 2):
        with pytest.raises(NotApproved):
            await approvals.require_renderable(
                project, voice_id=VOICE, slides_hash=SLIDES, version=version, is_cloned=False
            )


async def test_measured_seconds_are_no_edit(database: Database, personas: Path) -> None:
    approvals, project = await approved(database, personas)
    script = small_script()
    scenes = tuple(
        scene.model_copy(
            update={"sentences": tuple(one.model_copy(update={"seconds": 9.0}) for one in scene.sentences)}
        )
        for scene in script.scenes
    )
    await LectureStore(database).save(
        project, script.model_copy(update={"scenes": scenes}), based_on=1, by=WORKER
    )

    leave = await approvals.require_renderable(project, voice_id=VOICE, slides_hash=SLIDES, is_cloned=False)

    assert leave.version.number == 2


@pytest.mark.parametrize("who", [WORKER, ADMIN, OTHERS_PHYSICIAN])
async def test_only_a_physician_of_this_persona_approves(
    database: Database, personas: Path, who: StaffMember
) -> None:
    project = await saved(database, small_script())

    with pytest.raises(ApprovalRefused, match="no physician"):
        await approvals_of(database, personas).approve(
            project,
            version=1,
            slides_hash=SLIDES,
            voice_id=VOICE,
            by=who,
        )


async def test_nobody_approves_what_he_wrote(database: Database, personas: Path) -> None:
    project = await saved(database, small_script())
    await LectureStore(database).save(project, small_script("My own words."), based_on=1, by=PHYSICIAN)

    with pytest.raises(ApprovalRefused, match="wrote this script"):
        await approvals_of(database, personas).approve(
            project, version=2, slides_hash=SLIDES, voice_id=VOICE, by=PHYSICIAN
        )


async def test_a_physician_approves_only_the_version_he_read(database: Database, personas: Path) -> None:
    project = await saved(database, small_script())
    await LectureStore(database).save(project, small_script("Other words."), based_on=1, by=WORKER)

    with pytest.raises(LectureChanged):
        await approvals_of(database, personas).approve(
            project, version=1, slides_hash=SLIDES, voice_id=VOICE, by=PHYSICIAN
        )


async def test_an_unsupported_sentence_refuses_approval_and_is_named(
    database: Database, personas: Path
) -> None:
    project = await saved(database, small_script(refused="Garlic cures heart failure."))

    with pytest.raises(ScriptRefused, match="Garlic cures heart failure"):
        await approvals_of(database, personas).approve(
            project, version=1, slides_hash=SLIDES, voice_id=VOICE, by=PHYSICIAN
        )


async def test_a_draft_speaks_with_the_embedded_voice_only(database: Database, personas: Path) -> None:
    project = await saved(database, small_script())
    approvals = approvals_of(database, personas)

    leave = await approvals.require_renderable(
        project, voice_id=VOICE, slides_hash=SLIDES, is_cloned=False, draft=True
    )

    assert leave.is_draft and leave.approval is None
    with pytest.raises(NotApproved, match="embedded voice only"):
        await approvals.require_renderable(
            project, voice_id="elevenlabs:x", slides_hash=SLIDES, is_cloned=True, draft=True
        )


async def test_a_cloned_voice_a_name_and_a_face_need_a_consent_in_force(
    database: Database, personas: Path
) -> None:
    project = await saved(database, small_script())
    approvals = approvals_of(database, personas)
    await approvals.approve(project, version=1, slides_hash=SLIDES, voice_id="elevenlabs:lin", by=PHYSICIAN)

    async def ask(*, is_cloned: bool, shows_presenter: bool = True) -> Clearance:
        return await approvals.require_renderable(
            project,
            voice_id="elevenlabs:lin",
            slides_hash=SLIDES,
            is_cloned=is_cloned,
            shows_presenter=shows_presenter,
        )

    assert await ask(is_cloned=True)

    ConsentLedger(personas).revoke("cardiology", by="Dr. Lin", reason="wishes", uses=[Use.VOICE])

    with pytest.raises(PolicyRefused, match="voice"):
        await ask(is_cloned=True)
    ConsentLedger(personas).revoke("cardiology", by="Dr. Lin", reason="wishes", uses=[Use.LIKENESS])
    with pytest.raises(PolicyRefused, match="likeness"):
        await ask(is_cloned=False)
    assert await ask(is_cloned=False, shows_presenter=False)


async def test_a_withdrawn_approval_counts_no_more(database: Database, personas: Path) -> None:
    approvals, project = await approved(database, personas)

    assert await approvals.withdraw(project, by=PHYSICIAN) == 1

    with pytest.raises(NotApproved):
        await approvals.require_renderable(project, voice_id=VOICE, slides_hash=SLIDES, is_cloned=False)


async def test_once_an_edit_a_withdrawal_or_a_revocation_is_written_no_race_gets_past_it(
    database: Database, personas: Path
) -> None:
    for turn in range(12):
        approvals, project = await approved(database, personas)
        written = asyncio.Event()
        late: list[object] = []

        async def asks(
            approvals: Approvals = approvals,
            project: str = project,
            written: asyncio.Event = written,
            late: list[object] = late,
        ) -> None:
            for _ in range(6):
                was_written = written.is_set()
                try:
                    leave: object = await approvals.require_renderable(
                        project, voice_id=VOICE, slides_hash=SLIDES, is_cloned=False
                    )
                except (NotApproved, PolicyRefused) as error:
                    leave = error
                if was_written:
                    late.append(leave)

        async def ends(
            turn: int = turn,
            approvals: Approvals = approvals,
            project: str = project,
            written: asyncio.Event = written,
        ) -> None:
            if turn % 2:
                await approvals.withdraw(project, by=PHYSICIAN)
            else:
                await LectureStore(database).save(project, small_script("Edited."), based_on=1, by=WORKER)
            written.set()

        await asyncio.gather(asks(), asks(), ends(), asks())
        with pytest.raises(NotApproved):
            await approvals.require_renderable(project, voice_id=VOICE, slides_hash=SLIDES, is_cloned=False)

        assert not any(isinstance(one, Clearance) for one in late)
