"""What production is given by the house: the physician's own readings, whole Chinese terms, pictures, and jobs that others left."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image

from tests.twin.lecture.studio import BRIEF, PHYSICIAN, WORKER, small_script
from twin.evidence.glossary import load_glossary
from twin.film_rooms import FilmRooms
from twin.labels.consent import ConsentLedger
from twin.lecture.captions import captions_of
from twin.lecture.script import Script
from twin.lecture.talk_in_making import TalkInMaking
from twin.lecture.talk_order import TalkOrder
from twin.persona.shelf import PersonaShelf
from twin.settings import PathSettings, Settings
from twin.storage.database import Database, sqlite_url
from twin.storage.migrating import upgrade

CORPORA = Path(__file__).resolve().parents[3] / "corpora"


@pytest.fixture
async def films(tmp_path: Path, personas: Path) -> AsyncIterator[FilmRooms]:
    settings = Settings(paths=PathSettings(data=tmp_path / "data", personas=personas, corpora=CORPORA))
    (tmp_path / "data").mkdir()
    database = Database(sqlite_url(settings.paths.data))
    await upgrade(database)
    glossary = load_glossary(CORPORA)
    yield FilmRooms(settings, database, PersonaShelf(personas, CORPORA), ConsentLedger(personas), glossary)
    await database.close()


def with_reading(personas: Path, written: str, spoken: str) -> None:
    path = personas / "cardiology" / "persona.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f'{text}\npronunciations:\n  en: {{"{written}": "{spoken}"}}\n', encoding="utf-8")


def with_picture() -> Script:
    script = small_script()
    scene = script.scenes[1].model_copy(update={"layout": "picture", "picture": "cuff.png", "bullets": ()})
    return script.model_copy(update={"scenes": (script.scenes[0], scene, script.scenes[2])})


async def saved(films: FilmRooms, script: Script) -> str:
    project = (await films.store.create(BRIEF, by=WORKER)).id
    await films.store.save(project, script, based_on=0, by=WORKER)
    return project


async def test_a_talk_is_spoken_in_the_physicians_own_readings(films: FilmRooms, personas: Path) -> None:
    with_reading(personas, "morning", "sunrise")
    project = await saved(films, small_script())

    timeline = await TalkInMaking(films.rooms, TalkOrder(project, 1, "out", draft=True)).timeline()

    said = {one.said.text.written: one.said.text.spoken for one in timeline.sentences}
    assert said["Weigh yourself every morning."] == "Weigh yourself every sunrise."


async def test_chinese_terms_of_the_glossary_stand_unbroken_in_captions(films: FilmRooms) -> None:
    sentence = (
        "如果您在三天之内体重增加了两公斤，请您马上告诉我们，因为心力衰竭的病人常常先发现心房颤动和下肢水肿。"
    )
    brief = BRIEF.model_copy(update={"language": "zh"})
    script = small_script(sentence).model_copy(update={"brief": brief})
    talk = TalkInMaking(films.rooms, TalkOrder(await saved(films, script), 1, "out", draft=True))

    lines = [line for cue in await talk.cues() for line in cue.lines]

    assert "心房颤动" in films.rooms.kept_whole("zh") and films.rooms.kept_whole("en") == ()
    assert sum("心房颤动" in line for line in lines) == 1
    assert sum("心力衰竭" in line for line in lines) == 1
    assert captions_of(await talk.timeline(), language="zh")


async def test_a_picture_of_the_folder_stands_on_its_slide_and_binds_the_approval(
    films: FilmRooms, personas: Path
) -> None:
    home = personas / "cardiology" / "pictures"
    home.mkdir()
    Image.new("RGB", (64, 48), "navy").save(home / "cuff.png")
    project = await saved(films, with_picture())
    before = await films.to_approve(project)
    talk = TalkInMaking(films.rooms, TalkOrder(project, 1, "out", draft=True))
    slides = await talk.slides()
    preview = await films.previews.slide(project, 1, with_picture(), "c2")

    Image.new("RGB", (64, 48), "red").save(home / "cuff.png")

    assert len(slides) == 3 and preview.startswith(b"\x89PNG")
    assert (await films.to_approve(project)).slides_hash != before.slides_hash
    assert await talk.slides_hash() != before.slides_hash


async def test_a_picture_changed_after_the_approval_is_not_filmed(films: FilmRooms, personas: Path) -> None:
    home = personas / "cardiology" / "pictures"
    home.mkdir()
    Image.new("RGB", (64, 48), "navy").save(home / "cuff.png")
    project = await saved(films, with_picture())
    binds = await films.to_approve(project)
    await films.approvals.approve(
        project, version=1, slides_hash=binds.slides_hash, voice_id=binds.voice_id, by=PHYSICIAN
    )
    talk = TalkInMaking(films.rooms, TalkOrder(project, 1, "out"))
    await talk.require_renderable()

    Image.new("RGB", (64, 48), "red").save(home / "cuff.png")

    with pytest.raises(Exception, match="slides"):
        await talk.require_renderable()


async def test_an_idle_house_takes_up_a_job_that_another_process_left(
    films: FilmRooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    films.look_seconds = 0.05
    await films.go_on()
    await asyncio.sleep(0.2)
    assert not films.jobs.is_working

    project = await saved(films, small_script())
    job = await films.order(project, draft=True, presenter=False)

    async with asyncio.timeout(30):
        while not films.jobs.is_working:  # noqa: ASYNC110 - a task of the rooms begins it
            await asyncio.sleep(0.05)
    await films.jobs.cancel(job)
    await films.close()


def test_a_data_folder_named_from_where_one_stands_is_found_from_any_folder(
    tmp_path: Path, personas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings(paths=PathSettings(data=Path("data"), personas=personas, corpora=CORPORA))
    database = Database("sqlite+aiosqlite://")

    films = FilmRooms(settings, database, PersonaShelf(personas, CORPORA), ConsentLedger(personas))

    assert films.rooms.work.is_absolute()
    assert films.rooms.work.is_relative_to(tmp_path)
