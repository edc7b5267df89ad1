"""An answer read aloud, with voices that work, fail, dawdle or may not speak."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from tests.twin.consultation.test_read_aloud import BEGUN, CARD, DONE
from twin.consultation import listening
from twin.consultation.conversation import Conversation, Turn, TurnRecord
from twin.consultation.events import ConsultationEvent, Spoken
from twin.consultation.listening import Listening
from twin.errors import PolicyRefused
from twin.persona.slots import Audience
from twin.voice.embedded_voice import EmbeddedVoice
from twin.voice.speech import Speech, Voice
from twin.voice.spoken_text import SpokenText
from twin.voice.voice_errors import VoiceUnavailable, VoiceUnpaid

NOW = datetime.now(UTC)
CONVERSATION = Conversation("c1", "cardiology", Audience.PUBLIC, "en", NOW)
TWO = (
    BEGUN,
    Spoken(text="Aim for 120/80 mmHg.", origin="own_words"),
    Spoken(text="Rest well.", origin="own_words"),
    DONE,
)


class Reader:
    """A voice that notes what it reads, and fails as told: an error at a line, or a long silence."""

    id, is_cloned = "paid:lin", True

    def __init__(self, fails_at: int = -1, error: Exception | None = None, seconds: float = 0.0) -> None:
        self.read: list[str] = []
        self.is_closed = False
        self._fails_at, self._error, self._seconds = fails_at, error, seconds

    async def speak(self, text: SpokenText) -> Speech:
        """Read one line."""
        self.read.append(text.spoken)
        if len(self.read) - 1 == self._fails_at and self._error:
            raise self._error
        await asyncio.sleep(self._seconds)
        speech = await EmbeddedVoice(text.language).speak(text)
        return Speech(
            speech.samples, speech.sample_rate, (), ()
        )  # without words: so a test tells it from the embedded

    async def aclose(self) -> None:
        """Close."""
        self.is_closed = True


async def heard(voice: Voice | Exception, events: Sequence[ConsultationEvent] = TWO) -> list[bool]:
    """Read a turn; for each line, say whether the embedded voice read it."""

    def chosen(persona_id: str, language: str) -> Voice:
        if isinstance(voice, Exception):
            raise voice
        return voice

    record = TurnRecord(Turn("t1", "c1", 1, "?", "answered", NOW), tuple(events))
    return [bool(speech.words) async for speech in Listening(chosen).sentences(CONVERSATION, record)]


async def test_numbers_are_read_as_people_say_them() -> None:
    reader = Reader()

    by_embedded = await heard(reader)

    assert by_embedded == [False, False, False]
    assert "120" not in reader.read[1] and "over" in reader.read[1]
    assert reader.is_closed


@pytest.mark.parametrize("line", [0, 1, 2])
@pytest.mark.parametrize(
    "error", [VoiceUnpaid("The provider"), VoiceUnavailable("The provider", "x"), PolicyRefused("revoked")]
)
async def test_where_a_voice_fails_or_loses_consent_the_embedded_voice_reads_on(
    line: int, error: Exception
) -> None:
    by_embedded = await heard(Reader(line, error))

    assert by_embedded[:line] == [False] * line and all(by_embedded[line:]) and len(by_embedded) == 3


async def test_without_any_voice_the_embedded_one_reads_all() -> None:
    assert await heard(PolicyRefused("no consent for consultation")) == [True, True, True]


async def test_an_emergency_waits_for_no_provider() -> None:
    reader = Reader()

    by_embedded = await heard(reader, (BEGUN, CARD, DONE))

    assert reader.read == [] and all(by_embedded) and len(by_embedded) == 5


async def test_a_voice_that_is_late_with_the_notice_reads_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "FIRST_SECONDS", 0.05)

    assert await heard(Reader(seconds=0.4)) == [True, False, False]


async def test_a_voice_that_is_too_slow_later_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "FIRST_SECONDS", 0.05)
    monkeypatch.setattr(listening, "LATER_SECONDS", 0.05)
    reader = Reader(seconds=5)

    assert await heard(reader) == [True, True, True]
    assert reader.is_closed


async def test_a_listener_who_leaves_stops_the_reading() -> None:
    reader = Reader()
    record = TurnRecord(Turn("t1", "c1", 1, "?", "answered", NOW), TWO)
    sentences = Listening(lambda *_: reader).sentences(CONVERSATION, record)
    await anext(sentences)

    await sentences.aclose()

    assert reader.is_closed and len(reader.read) == 1
