"""What making a talk costs, in CPU-seconds of this process and its children: `python -m benchmarks.talk_bench`.

One talk of three minutes and forty sentences with the embedded voice and the drawn presenter, made whole; then one sentence of it
edited and made again (three times, the median); then the same pieces of film encoded alone, as the yardstick. MoviePy is measured where the
interpreter named in TWIN_BENCH_PYTHON has it (it is no dependency of ours). Prints JSON.
"""

import asyncio
import datetime
import json
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from benchmarks.moviepy_bench import INTERPRETER, interpreter_with_moviepy, moviepy_cpu_seconds, told
from twin.film_rooms import FilmRooms
from twin.jobs.jobs import ended
from twin.labels.consent import ConsentLedger
from twin.lecture.film_plan import pieces_of
from twin.lecture.production import WORKERS
from twin.lecture.script import Brief, Scene, SceneKind, Script, ScriptSentence, SentenceKind, SentenceSource
from twin.lecture.segments import kept_piece
from twin.lecture.talk_in_making import TalkInMaking
from twin.lecture.talk_order import TalkOrder
from twin.persona.shelf import PersonaShelf
from twin.settings import DatabaseSettings, PathSettings, Settings
from twin.staff.member import Role, StaffMember
from twin.storage.database import Database, sqlite_url
from twin.storage.migrating import upgrade

ROOT = Path(__file__).resolve().parents[1]
PERSONA = "cardiology"
# Each sentence of the talk is another one: what is said twice is spoken and coded once, and would cost less than it should.
SAID = (
    "Weigh yourself every morning of week {week}, before breakfast.",
    "Write the number into the blue booklet on page {week}.",
    "Call the clinic when you gain {week} kg in 3 days, even if you feel well.",
    "In week {week} take your tablets at the same hour every day.",
    "A short walk of {week} minutes after lunch is better than a long one on Sunday.",
)
WEEKS = (2, 3, 4, 5, 6, 7, 8, 9)
SENTENCES = 40  # with the two notices; the last scenes say one sentence less
AUTHOR = StaffMember("bench", "benchmark", Role.OUTREACH, frozenset({PERSONA}))
APPROVER = StaffMember(
    "bench-approver", "benchmark, for a fictional physician", Role.PHYSICIAN, frozenset({PERSONA})
)


def script(edited: str = "") -> Script:
    """Give forty sentences in ten scenes; `edited` stands in place of the last one of the fourth scene."""
    source = SentenceSource(passage_id="bench", line="Heart failure at home · lecture · 2026-03-14 · p. 2")
    notice = ScriptSentence(
        id="n1", text="This talk is AI-generated and read by a computer voice.", kind=SentenceKind.NOTICE
    )
    goodbye = notice.model_copy(
        update={"id": "n2", "text": "This was a computer voice; it does not replace a visit."}
    )
    scenes = [
        Scene(
            id="title",
            kind=SceneKind.TITLE,
            layout="title",
            title="Heart failure at home",
            sentences=(notice,),
        )
    ]
    fewer = len(WEEKS) * len(SAID) + 2 - SENTENCES
    for number, week in enumerate(WEEKS):
        texts = [text.format(week=week) for text in SAID]
        if number >= len(WEEKS) - fewer:
            texts.pop()
        if number == 3 and edited:
            texts[-1] = edited
        said = tuple(
            ScriptSentence(id=f"s{number}-{at}", text=text, sources=(source,))
            for at, text in enumerate(texts)
        )
        title = f"Every day, part {number + 1}"
        scenes.append(
            Scene(
                id=f"c{number}",
                kind=SceneKind.BODY,
                layout="bullets",
                title=title,
                sentences=said,
                bullets=tuple(texts[:3]),
            )
        )
    scenes.append(
        Scene(id="sources", kind=SceneKind.SOURCES, layout="sources", title="Sources", sentences=(goodbye,))
    )
    brief = Brief(persona_id=PERSONA, topic="Heart failure at home", minutes=3)
    return Script(title=brief.topic, brief=brief, scenes=tuple(scenes), made_on=datetime.date(2026, 11, 22))


def cpu_seconds() -> float:
    """Give the CPU time of this process and of its finished children."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


async def costed(work: Callable[[], Awaitable[Any]]) -> tuple[float, float, Any]:
    """Give CPU-seconds, wall seconds and the result."""
    cpu, wall = cpu_seconds(), time.monotonic()
    result = await work()
    return cpu_seconds() - cpu, time.monotonic() - wall, result


class Bench:
    """A studio in a folder of its own."""

    def __init__(self, data: Path) -> None:
        """Wire it."""
        data.mkdir(parents=True, exist_ok=True)
        settings = Settings(
            paths=PathSettings(data=data, personas=ROOT / "personas", corpora=ROOT / "corpora"),
            database=DatabaseSettings(url=SecretStr(sqlite_url(data))),
        )
        self.database = Database(sqlite_url(data))
        shelf = PersonaShelf(settings.paths.personas, settings.paths.corpora)
        self.films = FilmRooms(settings, self.database, shelf, ConsentLedger(settings.paths.personas))
        self.data = data

    async def approved(self, script: Script, project: str = "", based_on: int = 0) -> str:
        """Save and approve a script."""
        store = self.films.store
        project = project or (await store.create(script.brief, by=AUTHOR)).id
        version = await store.save(project, script, based_on=based_on, by=AUTHOR)
        binds = await self.films.to_approve(project, version.number)
        await self.films.approvals.approve(
            project,
            version=version.number,
            slides_hash=binds.slides_hash,
            voice_id=binds.voice_id,
            by=APPROVER,
        )
        return project

    async def make(self, project: str, version: int, *, burned: bool = False) -> dict[str, Any]:
        """Make a version through the durable job."""
        job = await self.films.order(project, version=version, out=self.data / "out", burned=burned)
        await self.films.jobs.work()
        async for now in self.films.jobs.follow(job):
            if now.state.is_final and now.result is None:
                raise ended(now)
            if now.result is not None:
                return now.result
        return {}

    async def encode_alone(self, project: str, folder: Path) -> None:
        """Encode the same pieces, sprites included, as many at once as production does, and nothing else."""
        talk = TalkInMaking(self.films.rooms, TalkOrder(project, 1, str(folder)))
        timeline, slides = await talk.timeline(), {slide.scene_id: slide for slide in await talk.slides()}
        pieces = pieces_of(timeline, slides, presenting=await talk.presenting(), language="en")
        with ThreadPoolExecutor(WORKERS) as pool:
            loop = asyncio.get_running_loop()
            await asyncio.gather(*(loop.run_in_executor(pool, kept_piece, piece, folder) for piece in pieces))

    async def with_moviepy(self, python: str, project: str, folder: Path) -> float:
        """Have MoviePy make the same talk; give its CPU-seconds."""
        talk = TalkInMaking(self.films.rooms, TalkOrder(project, 1, str(folder)))
        timeline, slides = await talk.timeline(), await talk.slides()
        by_scene = {slide.scene_id: slide for slide in slides}
        pieces = pieces_of(timeline, by_scene, presenting=await talk.presenting(), language="en")
        path = told(
            folder,
            timeline=timeline,
            slides=slides,
            pieces=pieces,
            cues=await talk.cues(),
            pcm=await talk.pcm(),
        )
        return await asyncio.to_thread(moviepy_cpu_seconds, python, path)

    async def close(self) -> None:
        """Close everything."""
        await self.films.close()
        await self.database.close()


async def edited(bench: Bench, project: str) -> tuple[float, float]:
    """Edit one sentence and make the talk again, three times; give the median CPU-seconds, and the median wall seconds."""
    cpu, wall = [], []
    for version, meal in enumerate(("supper", "breakfast", "lunch"), start=1):
        changed = script(f"A short walk after {meal} is better than a long one on Sunday.")
        await bench.approved(changed, project, version)
        number = version + 1
        used, took, _ = await costed(lambda number=number: bench.make(project, number))  # type: ignore[misc]
        cpu.append(used)
        wall.append(took)
    return statistics.median(cpu), statistics.median(wall)


async def beside_moviepy(data: Path) -> dict[str, Any] | str:
    """Make the talk with burned captions, by us and by MoviePy; say so where MoviePy is not installed."""
    python = interpreter_with_moviepy()
    if not python:
        return f"not installed; name an interpreter that has it in {INTERPRETER}"
    bench = Bench(data)
    await upgrade(bench.database)
    project = await bench.approved(script())
    ours, _, _ = await costed(lambda: bench.make(project, 1, burned=True))
    theirs = await bench.with_moviepy(python, project, data / "moviepy")
    await bench.close()
    return {
        "whole_job_burned_cpu_seconds": round(ours, 1),
        "moviepy_cpu_seconds": round(theirs, 1),
        "whole_over_moviepy": round(ours / theirs, 3),
    }


async def main() -> None:
    """Measure and print."""
    data = Path(tempfile.mkdtemp(prefix="talk-bench-"))
    try:
        bench = Bench(data)
        await upgrade(bench.database)
        project = await bench.approved(script())
        whole, wall, made = await costed(lambda: bench.make(project, 1))
        await bench.close()
        bench = Bench(data)  # without a worker that looks for jobs meanwhile
        alone, _, _ = await costed(lambda: bench.encode_alone(project, data / "alone"))
        edit, edit_wall = await edited(bench, project)
        await bench.close()
        moviepy = await beside_moviepy(data / "beside")
    finally:
        shutil.rmtree(data, ignore_errors=True)
    figures = {
        "talk_seconds": made["seconds"],
        "sentences": len(script().sentences()),
        "whole_job_cpu_seconds": round(whole, 1),
        "raw_encode_cpu_seconds": round(alone, 1),
        "whole_over_raw": round(whole / alone, 2),
        "real_time_factor": round(made["seconds"] / wall, 2),
        "one_edited_sentence_cpu_seconds": round(edit, 1),
        "one_edited_sentence_wall_seconds": round(edit_wall, 1),
        "edited_over_whole": round(edit / whole, 3),
        "moviepy": moviepy,
    }
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    asyncio.run(main())
