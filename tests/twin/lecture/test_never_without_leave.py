"""Two hundred tries to make a talk that nobody may make, in the physician's own voice with its sound already kept: no file."""

import datetime
import random
import re
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.twin.lecture.making import Studio, TillVoice
from tests.twin.lecture.refused import NoLabel, produced, without_pictures
from tests.twin.lecture.studio import PHYSICIAN, WORKER, small_script
from twin.errors import NotApproved, PolicyRefused
from twin.labels.consent import LECTURE, ConsentLedger, Use
from twin.lecture.talk_order import STEPS, TalkOrder
from twin.persona.shelf import PersonaShelf
from twin.voice.kept_voice import KeptVoice
from twin.voice.speech import Speech
from twin.voice.spoken_text import SpokenText
from twin.voice.voice_store import VoiceStore

TRIES = 200
PERSONA = "cardiology"


class OwnVoice(TillVoice):
    """The physician's own voice, bought; it counts how often it was heard."""

    settings = ""

    def __init__(self, data: Path) -> None:
        super().__init__(data, is_cloned=True)

    async def aclose(self) -> None:
        """Close nothing."""


class Heard:
    """Counts what of a voice is heard, kept sound too."""

    def __init__(self, voice: KeptVoice) -> None:
        self._voice, self.times, self.id, self.is_cloned = voice, 0, voice.id, True

    async def speak(self, text: SpokenText) -> Speech:
        """Speak and count."""
        speech = await self._voice.speak(text)
        self.times += 1
        return speech


class Tries:
    """One studio, and every way in which leave can be missing or be taken back."""

    def __init__(self, studio: Studio, personas: Path, voice: Heard) -> None:
        self.studio, self.folder, self.voice = studio, personas / PERSONA, voice
        self.ledger = ConsentLedger(personas)
        shutil.copytree(self.folder, personas.parent / "kept")

    def restore(self) -> None:
        """Put the consent back as it was signed."""
        shutil.rmtree(self.folder)
        shutil.copytree(self.folder.parent.parent / "kept", self.folder, copy_function=shutil.copy)

    async def never_approved(self) -> str:
        script = small_script()
        project = (await self.studio.store.create(script.brief, by=WORKER)).id
        await self.studio.store.save(project, script, based_on=0, by=WORKER)
        return project

    def expire(self) -> None:
        yesterday = datetime.date.today() - datetime.timedelta(days=1)
        self._change(r"expires: \S+", f"expires: {yesterday.isoformat()}")

    def revoke(self) -> None:
        self.ledger.revoke(PERSONA, by="Dr. Lin", reason="no more talks")

    def revoke_voice(self) -> None:
        self.ledger.revoke(PERSONA, by="Dr. Lin", reason="not my voice", uses=[Use.VOICE])

    def unsign(self) -> None:
        for path in (self.folder / "consent").iterdir():
            path.unlink()

    def out_of_scope(self) -> None:
        self._change(r"scope: \[.*\]", "scope: [consultation]")

    def _change(self, pattern: str, text: str) -> None:
        path = self.folder / "persona.yaml"
        path.write_text(re.sub(pattern, text, path.read_text(encoding="utf-8")), encoding="utf-8")


@pytest.fixture
async def tries(tmp_path: Path, personas: Path, monkeypatch: pytest.MonkeyPatch) -> Tries:
    without_pictures(monkeypatch)
    data = tmp_path / "data"
    shelf, ledger = PersonaShelf(personas, Path("corpora")), ConsentLedger(personas)
    bought = KeptVoice(
        OwnVoice(data),
        VoiceStore(tmp_path / "voice"),
        owner=PERSONA,
        require_consent=lambda: ledger.require(shelf.persona(PERSONA), Use.VOICE, duty=LECTURE),
    )
    voice = Heard(bought)
    studio = Studio(data, personas, voice)
    studio.rooms = replace(studio.rooms, labelling=NoLabel())
    await studio.open()
    return Tries(studio, personas, voice)


class Taking:
    """Takes leave back right before one step; remembers how much had been heard until then."""

    def __init__(self, tries: Tries, way: str, step: str, project: str) -> None:
        self._tries, self._way, self._step, self._project = tries, way, step, project
        self.heard: int | None = None

    async def before(self, name: str) -> None:
        """Come before a step."""
        if name != self._step or self.heard is not None:
            return
        if self._way == "withdrawn":
            await self._tries.studio.approvals.withdraw(self._project, by=PHYSICIAN)
        elif self._way in TAKEN:
            getattr(self._tries, self._way)()
        self.heard = self._tries.voice.times


TAKEN = ("revoke", "revoke_voice", "expire", "unsign", "out_of_scope")


async def test_no_way_around_consent_and_approval_makes_a_file_or_a_sound(tries: Tries) -> None:
    chance, steps, ways = random.Random(11), list(STEPS), Counter[str]()
    studio = tries.studio
    await allowed_once(tries)  # from here on every sentence is bought and kept
    for number in range(TRIES):
        out, step = studio.data / f"out{number}", chance.choice(steps)
        way = chance.choice(["never approved", "edited", "withdrawn", *TAKEN])
        project = await (tries.never_approved() if way == "never approved" else studio.approved())
        version, heard = 1, tries.voice.times
        if way == "edited":
            await studio.store.save(project, small_script("Never weigh yourself."), based_on=1, by=WORKER)
            version = 2
        taking = Taking(tries, way, step, project)

        with pytest.raises((NotApproved, PolicyRefused)):
            order = TalkOrder(project, version, str(out), presenter=False)
            await produced(studio, order, taking.before)

        assert not out.exists(), f"try {number}: {way} before {step}"
        until = heard if way in ("never approved", "edited") else taking.heard
        assert tries.voice.times == until, f"try {number}: {way} before {step}"
        ways[way] += 1
        tries.restore()
    assert min(ways.values()) >= 10 and sum(ways.values()) == TRIES
    assert await studio.artefacts.artefacts_of(PERSONA) == await only_the_first(tries)
    await studio.close()


async def allowed_once(tries: Tries) -> None:
    """Make the talk that may be made; proves that the tries fail for want of leave alone."""

    async def nothing(_: str) -> None:
        return None

    project = await tries.studio.approved()
    await produced(
        tries.studio, TalkOrder(project, 1, str(tries.studio.data / "first"), presenter=False), nothing
    )
    assert (tries.studio.data / "first" / "talk.mp4").exists()


async def only_the_first(tries: Tries) -> object:
    """Give what is written down of the one talk that was allowed."""
    listed = await tries.studio.artefacts.artefacts_of(PERSONA)
    return tuple(one for one in listed if "/first/" in one.path)
