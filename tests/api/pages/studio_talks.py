"""Talks for the tests of the studio's pages: a saved script, and a finished folder as production leaves it."""

import asyncio
import datetime
from pathlib import Path

from tests.api.hospital import OWN_PERSONA, Hospital
from tests.twin.labels.exported_files import make
from tests.twin.lecture.studio import BRIEF, small_script
from twin.film_rooms import TALKS
from twin.labels.manifest import Facts, UsedConsent
from twin.lecture.approval_hash import script_hash
from twin.lecture.project import Project, ProjectState
from twin.lecture.script import Script
from twin.staff.member import Role, StaffMember

OUTREACH = StaffMember("outreach", "Somebody, outreach", Role.OUTREACH, frozenset({OWN_PERSONA}))
PHYSICIAN = StaffMember("physician", "Somebody, physician", Role.PHYSICIAN, frozenset({OWN_PERSONA}))


async def drafted(opened: Hospital, script: Script | None = None, *, persona: str = OWN_PERSONA) -> Project:
    """Save a talk of a few sentences, written by the outreach worker."""
    script = script or small_script()
    brief = BRIEF.model_copy(update={"persona_id": persona})
    project = await opened.house.studio.store.create(brief, by=OUTREACH)
    made = script.model_copy(update={"brief": brief})
    await opened.house.studio.store.save(project.id, made, based_on=0, by=OUTREACH, note="from the brief")
    return await opened.house.studio.store.project(project.id)


async def approved(opened: Hospital) -> Project:
    """Save a talk and have the physician approve it."""
    project = await drafted(opened)
    binding = await opened.house.films.to_approve(project.id)
    await opened.house.studio.approvals.approve(
        project.id, version=1, slides_hash=binding.slides_hash, voice_id=binding.voice_id, by=PHYSICIAN
    )
    return await opened.house.studio.store.project(project.id)


async def published(opened: Hospital) -> Project:
    """Finish a talk as production does: sealed files in its folder, recorded, done."""
    project = await approved(opened)
    house = opened.house
    made = await house.studio.store.version(project.id)
    folder = house.settings.paths.data / TALKS / project.id / "v1"
    await asyncio.to_thread(_written, folder, made.script, house.films)
    video = folder / "talk.mp4"
    await house.films.artefacts.record_artefact(
        project.id, version=1, kind="video", path=str(video), sha256="0" * 64, voice_id="embedded:en-us"
    )
    await house.studio.store.set_state(project.id, ProjectState.DONE)
    return await house.studio.store.project(project.id)


def _written(folder: Path, script: Script, films: object) -> None:
    folder.mkdir(parents=True)
    files = [make(folder / "talk.mp4", 50), make(folder / "thumbnail.png", 1)]
    spans = [
        f'<span id="{one.id}" data-start="{number:.2f}" data-end="{number + 1:.2f}">{one.text}</span>'
        for number, one in enumerate(script.sentences())
    ]
    (folder / "transcript.html").write_text(
        "<!doctype html>\n<html><head><meta charset='utf-8'></head><body>"
        + "".join(spans)
        + "</body></html>",
        encoding="utf-8",
    )
    (folder / "captions.en.vtt").write_text(
        "WEBVTT\n\n1\n00:00:00.000 --> 00:00:01.000\nWords\n", encoding="utf-8"
    )
    (folder / "secret.txt").write_text("listed nowhere", encoding="utf-8")
    files += [folder / "transcript.html", folder / "captions.en.vtt"]
    facts = Facts(
        kind="talk",
        title=script.title,
        language="en",
        persona_id=OWN_PERSONA,
        persona_name="Dr. Lin Wanqing",
        is_fictional=True,
        made_from=script_hash(script),
        script_sha256=script_hash(script),
        voice="embedded:en-us",
        consent=UsedConsent(
            file="consent/signed.pdf", signed="2026-01-01", expires="2028-01-01", uses=("name", "likeness")
        ),
        approved_by=PHYSICIAN.name,
        approved_on=datetime.date(2026, 11, 22).isoformat(),
        made_on="2026-11-22",
    )
    films.sealing.seal(files, facts)  # type: ignore[attr-defined]
