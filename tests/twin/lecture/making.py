"""A studio that makes real films of small talks: real slides, real ffmpeg, a voice that counts what it is asked."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from tests.twin.lecture.said import speech_of
from tests.twin.lecture.studio import PHYSICIAN, WORKER, small_script
from twin.jobs.job import Result
from twin.jobs.jobs import Jobs
from twin.labels.consent import ConsentLedger
from twin.labels.sealing import Sealing
from twin.lecture.approval import Approvals
from twin.lecture.artefacts import Artefacts
from twin.lecture.lecture_store import LectureStore
from twin.lecture.production import KIND, talk_kind
from twin.lecture.production_rooms import ProductionRooms
from twin.lecture.script import Script
from twin.lecture.slides import slides_hash
from twin.lecture.talk_in_making import talk_theme
from twin.lecture.talk_label import SealedTalk
from twin.lecture.talk_order import TalkOrder
from twin.persona.shelf import PersonaShelf
from twin.storage.database import Database, sqlite_url
from twin.storage.migrating import upgrade
from twin.voice.speech import Speech, Voice
from twin.voice.spoken_text import SpokenText
from twin.voice.voice_errors import VoiceError
from twin.voice.voice_store import STOCK, VoiceStore, speech_key

CORPORA = Path(__file__).resolve().parents[3] / "corpora"


class TillVoice:
    """A voice that costs money: every sentence it is asked for is written on a till roll, and its sound is kept.

    `faults` are raised one by one before it speaks; with `is_cloned` it belongs to a person.
    """

    def __init__(self, data: Path, *, faults: list[Exception] | None = None, is_cloned: bool = False) -> None:
        self._roll, self._kept = data / "till.txt", VoiceStore(data / "bought")
        self._faults = faults or []
        self.is_cloned = is_cloned
        self.id = "fake:till"

    async def speak(self, text: SpokenText) -> Speech:
        """Speak evenly, and write it on the roll the first time."""
        key = speech_key(voice_id=self.id, spoken=text.spoken, language=text.language, settings="")
        kept = self._kept.read(STOCK, key)
        if kept:
            return kept
        if self._faults:
            raise self._faults.pop(0)
        speech = speech_of(text, a_character=0.03)
        with self._roll.open("a", encoding="utf-8") as roll:
            roll.write(text.spoken + "\n")
        self._kept.keep(STOCK, key, speech, voice_id=self.id, language=text.language)
        return speech


class Studio:
    """Database, jobs and production over one folder; `work` may be shared, so that equal films are made once for all tests."""

    def __init__(
        self, data: Path, personas: Path, voice: Voice | None = None, *, work: Path | None = None
    ) -> None:
        self.data = data
        data.mkdir(parents=True, exist_ok=True)
        self.work = work or data / "work"
        self.voice: Voice = voice or TillVoice(data)
        self.database = Database(sqlite_url(data))
        self.store = LectureStore(self.database)
        self.shelf, self.ledger = PersonaShelf(personas, CORPORA), ConsentLedger(personas)
        self.approvals = Approvals(self.database, self.store, self.ledger, persona_of=self.shelf.persona)
        self.artefacts = Artefacts(self.database)
        self.rooms = ProductionRooms(
            work=self.work,
            store=self.store,
            approvals=self.approvals,
            artefacts=self.artefacts,
            persona_of=self.shelf.persona,
            may_present=lambda _: False,
            voice_of=lambda *_: self.voice,
            labelling=SealedTalk(Sealing(data / "seal", producer="a test hospital")),
            waits_seconds=(0.01, 0.01),
        )
        self.jobs = Jobs(data, kinds=[talk_kind(self.rooms)])

    async def open(self) -> "Studio":
        """Bring the database to its newest form and begin to work."""
        await upgrade(self.database)
        await self.jobs.work()
        return self

    async def close(self) -> None:
        """Close everything."""
        await self.jobs.close()
        await self.database.close()

    async def approved(self, script: Script | None = None, project: str = "", based_on: int = 0) -> str:
        """Save a script and approve it; give the project."""
        script = script or small_script()
        if not project:
            project = (await self.store.create(script.brief, by=WORKER)).id
        version = await self.store.save(project, script, based_on=based_on, by=WORKER)
        theme = talk_theme(script, self.shelf.persona("cardiology"), presenter=False)
        await self.approvals.approve(
            project,
            version=version.number,
            slides_hash=slides_hash(script, theme),
            voice_id=self.voice.id,
            by=PHYSICIAN,
        )
        return project

    async def make(self, project: str, *, version: int = 1, out: str = "out", job_id: str = "") -> Result:
        """Make a talk and wait for it."""
        order = TalkOrder(project, version, str(self.data / out), presenter=False)
        name = job_id or f"{project}-{version}-{out}"
        await self.jobs.order(KIND, order.as_order(), job_id=name)
        return await self.jobs.result(name)

    def bought(self) -> list[str]:
        """Give every sentence that was paid for."""
        roll = self.data / "till.txt"
        return roll.read_text(encoding="utf-8").splitlines() if roll.exists() else []

    def folder(self, name: str) -> list[Path]:
        """Give the finished files of a work folder."""
        return sorted(path for path in (self.work / name).glob("*") if not path.name.startswith("."))


def busy() -> VoiceError:
    """Give a fault that passes."""
    fault = VoiceError("The voice is busy. Run it again.")
    fault.is_transient = True
    return fault


async def _work(data: Path, personas: Path, job_id: str) -> None:
    studio = await Studio(data, personas).open()
    await studio.jobs.result(job_id)
    await studio.close()


def main(argument: Callable[[int], str] = lambda at: sys.argv[at]) -> None:
    """Work until a job is finished; a program to be killed."""
    asyncio.run(_work(Path(argument(1)), Path(argument(2)), argument(3)))


if __name__ == "__main__":
    main()
