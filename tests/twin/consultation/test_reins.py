"""The physician's reins act at the next question, and a pause even in the middle of an answer."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.twin.consultation.bedside import asked, heard, said, spoken
from tests.twin.consultation.ward import (
    OWNER,
    Quoter,
    ScriptedChatModel,
    Shelf,
    physician,
)
from twin.consultation import reins as reins_module
from twin.consultation.answering import Answering
from twin.consultation.asked import Asked
from twin.consultation.consultations import Consultations
from twin.consultation.events import Answered, ConsultationEvent, Spoken, Started
from twin.consultation.reins import Promise, Reins, Ruling
from twin.errors import ChatModelUnavailable
from twin.gate.gate import Gate
from twin.labels.consent import ConsentLedger
from twin.labels.human_route import HumanRoute
from twin.review.autonomy import AutonomyStore, Level
from twin.review.pausing import PauseStore
from twin.review.topics import Duty, Topic
from twin.settings import ConsultationSettings, ReinsSettings
from twin.storage.database import Database

COFFEE = "Can I drink coffee?"
SPOKEN_FOR = "Dr. Lin"


@dataclass
class Tray:
    """Where drafts wait in these tests."""

    drafts: dict[str, tuple[ConsultationEvent, ...]] = field(default_factory=dict)
    asked_for_a_person: list[str] = field(default_factory=list)

    async def hold(self, asked: Asked, events: Sequence[ConsultationEvent], *, ruling: Ruling) -> Promise:
        """Keep the draft."""
        self.drafts[asked.turn] = tuple(events)
        return Promise(SPOKEN_FOR, datetime(2026, 11, 23, 12, 0, tzinfo=UTC))

    async def escalate(self, asked: Asked) -> None:
        """Note the wish."""
        self.asked_for_a_person.append(asked.question)


@dataclass
class Ward:
    """Consultations with reins over fakes."""

    consultations: Consultations
    autonomy: AutonomyStore
    pauses: PauseStore
    chat: ScriptedChatModel
    shelf: Shelf
    tray: Tray
    folder: Path


@pytest.fixture
def ward(database: Database, tmp_path: Path) -> Ward:
    """Give a ward in which the twin answers information alone."""
    autonomy, pauses = AutonomyStore(database, ReinsSettings()), PauseStore(database)
    chat, shelf, tray = ScriptedChatModel(), Shelf(), Tray()
    persona = physician()
    (tmp_path / "cardiology" / "consent").mkdir(parents=True)
    reins = Reins(
        database,
        autonomy=autonomy,
        pauses=pauses,
        ledger=ConsentLedger(tmp_path),
        route=HumanRoute("120"),
        clinic_of=lambda _: None,
        drafts=tray,
    )
    answering = Answering(evidence=shelf, gate=Gate(), quoting=Quoter(), served=chat, reins=reins)
    consultations = Consultations(
        database, answering, settings=ConsultationSettings(), persona_of={"cardiology": persona}.__getitem__
    )
    return Ward(consultations, autonomy, pauses, chat, shelf, tray, tmp_path / "cardiology")


async def answered(ward: Ward, question: str = COFFEE, *, language: str = "en") -> list[ConsultationEvent]:
    turn = await asked(ward.consultations, question, language=language)
    events = await heard(ward.consultations, turn)
    await ward.consultations.close()
    return events


def ending(events: list[ConsultationEvent]) -> Answered:
    last = events[-1]
    assert isinstance(last, Answered)
    return last


async def test_a_twin_that_goes_alone_answers_and_says_under_which_topic_and_level(ward: Ward) -> None:
    events = await answered(ward)

    assert ending(events).ending == "" and ending(events).covered
    assert (ending(events).topic, ending(events).level) == ("living", 3)
    assert "coffee" in spoken(events)[0]


@pytest.mark.parametrize("level", [Level.DRAFT, Level.APPROVE])
async def test_below_level_two_the_answer_waits_for_the_physician_and_the_patient_is_told_who_and_when(
    ward: Ward, level: Level
) -> None:
    await ward.autonomy.change(
        "cardiology", Duty.CONSULTATION, Topic.LIVING, level, by="Dr. Lin", reason="new twin"
    )

    events = await answered(ward)

    assert ending(events).ending == "held" and ending(events).level == level
    assert "Dr. Lin reads it and answers here" in spoken(events)[0] and "2026-11-23" in spoken(events)[0]
    assert not any("coffee" in text for text in spoken(events))
    assert "120" in spoken(events)[-1]
    (draft,) = ward.tray.drafts.values()
    assert any(isinstance(one, Spoken) and "coffee" in one.text for one in draft)


async def test_another_topic_goes_on_alone(ward: Ward) -> None:
    await ward.autonomy.change(
        "cardiology", Duty.CONSULTATION, Topic.LIVING, Level.DRAFT, by="Dr. Lin", reason="new twin"
    )

    events = await answered(ward, "What is atrial fibrillation?")

    assert ending(events).ending == ""


@pytest.mark.parametrize("question", ["Do I have atrial fibrillation?", "我每天该吃多少华法林？"])
async def test_what_only_a_physician_decides_about_one_person_is_held(ward: Ward, question: str) -> None:
    events = await answered(ward, question)

    assert ending(events).ending == "held"


async def test_a_question_is_held_even_when_the_model_fails(ward: Ward) -> None:
    ward.shelf.fault = ChatModelUnavailable("gone")

    events = await answered(ward, "Do I have atrial fibrillation?")

    assert ending(events).ending == "held" and list(ward.tray.drafts.values()) == [()]


@pytest.mark.parametrize(("question", "words"), [(COFFEE, "has been paused"), ("能喝咖啡吗？", "暂停")])
async def test_a_paused_twin_says_that_it_is_paused_and_asks_neither_index_nor_model(
    ward: Ward, question: str, words: str
) -> None:
    await ward.pauses.pause("cardiology", by="Dr. Lin")

    events = await answered(ward, question)

    assert ending(events).ending == "paused" and words in spoken(events)[0]
    assert ward.shelf.asked == [] and ward.chat.prompts == []


async def test_a_resumed_twin_answers_again(ward: Ward) -> None:
    await ward.pauses.pause("cardiology", by="Dr. Lin")
    await ward.pauses.resume("cardiology", by="Dr. Lin")

    assert ending(await answered(ward)).covered


async def test_a_pause_pressed_during_an_answer_ends_it_and_closes_the_upstream(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reins_module, "LOOK_AGAIN_SECONDS", 0.0)
    ward.chat.gate, ward.chat.gate_after = asyncio.Event(), 12
    turn = await asked(ward.consultations)
    await said(ward.consultations, turn, events=3)

    await ward.pauses.pause("cardiology", by="Dr. Lin")
    ward.chat.gate.set()
    events = await heard(ward.consultations, turn)
    await ward.consultations.close()

    assert ending(events).ending == "paused" and ward.chat.closed == 1
    assert "paused" in spoken(events)[1] and not any("heart races" in text for text in spoken(events))


@pytest.mark.parametrize(
    ("word", "words"), [("human", "ends here"), ("stop", "ends here"), ("人工", "到此结束")]
)
async def test_an_exit_word_ends_the_twin_s_part_and_offers_the_human_route(
    ward: Ward, word: str, words: str
) -> None:
    events = await answered(ward, word)

    assert ending(events).ending == "left" and words in spoken(events)[0]
    assert ward.tray.asked_for_a_person == [word] and ward.shelf.asked == []


async def test_after_an_exit_word_the_twin_stays_out_of_that_conversation_but_not_of_the_next(
    ward: Ward,
) -> None:
    turn = await asked(ward.consultations, "人工")
    await heard(ward.consultations, turn)

    again = await ward.consultations.ask(turn.conversation, COFFEE, owner=OWNER)
    events = await heard(ward.consultations, again)
    other = await heard(ward.consultations, await asked(ward.consultations))
    await ward.consultations.close()

    assert ending(events).ending == "left" and ending(other).ending == ""


async def test_a_twin_without_consent_says_so_at_the_next_question_and_names_nobody(ward: Ward) -> None:
    (ward.folder / "consent" / "revoked.yaml").touch()

    events = await answered(ward)

    assert ending(events).ending == "withdrawn" and "withdrawn consent" in spoken(events)[0]
    assert "Lin" not in " ".join(spoken(events))
    assert isinstance(events[0], Started)
