"""From an approved script to published files."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.twin.lecture.making import Studio, TillVoice, busy
from tests.twin.lecture.studio import PHYSICIAN, WORKER, small_script
from twin.errors import JobEnded
from twin.labels.consent import ConsentLedger
from twin.lecture.production import Production
from twin.lecture.project import ProjectState
from twin.media.media_errors import DiskFull
from twin.media.probe import probed
from twin.voice.voice_errors import VoiceKeyRefused, VoiceUnpaid

FILES = {
    "captions.en.srt",
    "captions.en.vtt",
    "handout.pdf",
    "manifest.json",
    "slides.pptx",
    "talk.mp3",
    "talk.mp4",
    "thumbnail.png",
    "transcript.html",
    "transcript.md",
}


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("work")


@pytest.fixture
async def studio(tmp_path: Path, personas: Path, work: Path) -> AsyncIterator[Studio]:
    opened = await Studio(tmp_path / "data", personas, work=work).open()
    yield opened
    await opened.close()


async def test_an_approved_talk_becomes_files_that_are_written_down(studio: Studio) -> None:
    project = await studio.approved()

    result = await studio.make(project)

    out = studio.data / "out"
    assert {path.name for path in out.iterdir()} == FILES == set(result["files"])
    assert probed(out / "talk.mp4").tags["AIGC"]
    assert (await studio.store.project(project)).state is ProjectState.DONE
    assert len(await studio.artefacts.artefacts_of("cardiology")) == len(FILES)


async def test_one_edited_sentence_costs_one_sentence_of_voice_and_one_piece_of_film(studio: Studio) -> None:
    project = await studio.approved()
    await studio.make(project)
    bought, pieces = studio.bought(), {path.name: path.read_bytes() for path in studio.folder("segments")}

    edited = small_script("Weigh yourself every morning.", "Call us at once when you gain 2 kg in 4 days.")
    await studio.approved(edited, project, based_on=1)
    await studio.make(project, version=2)

    assert len(studio.bought()) == len(bought) + 1
    after = {path.name: path.read_bytes() for path in studio.folder("segments")}
    assert len(after) == len(pieces) + 1
    assert all(after[name] == content for name, content in pieces.items())


async def test_the_same_talk_made_twice_is_the_same_bytes(
    studio: Studio, tmp_path: Path, personas: Path
) -> None:
    project = await studio.approved()
    first = await studio.make(project)
    for folder in ("segments", "talks"):
        shutil.rmtree(studio.work / folder)

    second = await studio.make(project, out="again")

    assert second["files"] == first["files"]


async def test_what_a_killed_process_left_half_written_is_neither_sealed_nor_published(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    join = Production._join

    async def leaving_a_half(self: Production) -> None:
        await join(self)
        (await self._talk.folder() / ".talk.0123456789ab.mp4").write_bytes(b"half")

    monkeypatch.setattr(Production, "_join", leaving_a_half)

    await studio.make(await studio.approved())

    assert {path.name for path in (studio.data / "out").iterdir()} == FILES
    assert "0123456789ab" not in (studio.data / "out" / "manifest.json").read_text()


async def test_without_approval_nothing_is_spoken_and_nothing_is_published(studio: Studio) -> None:
    script = small_script()
    project = (await studio.store.create(script.brief, by=WORKER)).id
    await studio.store.save(project, script, based_on=0, by=WORKER)

    with pytest.raises(JobEnded, match="approv") as refused:
        await studio.make(project)

    assert refused.value.exit_code == 5
    assert studio.bought() == [] and not (studio.data / "out").exists()


async def test_an_approval_withdrawn_between_voice_and_publishing_leaves_nothing_published(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = await studio.approved()
    join = Production._join

    async def withdrawn(self: Production) -> None:
        await join(self)
        await studio.approvals.withdraw(project, by=PHYSICIAN)

    monkeypatch.setattr(Production, "_join", withdrawn)

    with pytest.raises(JobEnded, match="approv"):
        await studio.make(project)
    assert not (studio.data / "out").exists()


async def test_a_revoked_consent_stops_the_talk_before_it_is_published(
    studio: Studio, personas: Path
) -> None:
    project = await studio.approved()
    ConsentLedger(personas).revoke("cardiology", by="Dr. Lin", reason="test")

    with pytest.raises(JobEnded, match="consent"):
        await studio.make(project)
    assert studio.bought() == [] and not (studio.data / "out").exists()


async def test_a_voice_that_is_only_busy_is_asked_again(tmp_path: Path, personas: Path, work: Path) -> None:
    data = tmp_path / "data"
    studio = await Studio(data, personas, TillVoice(data, faults=[busy(), busy()]), work=work).open()
    project = await studio.approved()

    await studio.make(project)
    await studio.close()

    assert len(studio.bought()) == len(small_script().sentences())


@pytest.mark.parametrize("fault", [VoiceKeyRefused("ElevenLabs"), VoiceUnpaid("ElevenLabs")])
async def test_a_fault_that_stays_is_said_at_once_and_what_was_bought_is_not_bought_again(
    tmp_path: Path, personas: Path, work: Path, fault: Exception
) -> None:
    data = tmp_path / "data"
    voice = TillVoice(data, faults=[fault])
    studio = await Studio(data, personas, voice, work=work).open()
    project = await studio.approved()

    with pytest.raises(JobEnded) as failed:
        await studio.make(project, job_id="first")
    assert str(failed.value) == str(fault)
    assert not (data / "out").exists()
    assert (await studio.store.project(project)).state is ProjectState.FAILED
    await studio.make(project, job_id="second")
    await studio.close()

    assert len(studio.bought()) == len(small_script().sentences())


async def test_a_full_disk_is_said_and_the_talk_that_stood_there_stays(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = await studio.approved()
    before = await studio.make(project)

    def full(*_: object) -> dict[str, str]:
        raise DiskFull("talk.mp4")

    monkeypatch.setattr("twin.lecture.production.publish", full)

    with pytest.raises(JobEnded, match="No room left"):
        await studio.make(project, job_id="again")
    monkeypatch.undo()
    assert {path.name for path in (studio.data / "out").iterdir()} == set(before["files"])
