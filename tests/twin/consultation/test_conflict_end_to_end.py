"""An own lecture and a newer guideline that contradicts it, asked about by a resident and by patients; one desk."""

from datetime import date

from tests.twin.consultation.bedside import heard, spoken
from tests.twin.consultation.desk_house import DeskHouse, ShelfWithout
from tests.twin.consultation.test_against_guideline import NEW, OWN, evidence, watch
from tests.twin.consultation.ward import OWNER
from twin.consultation.events import ConsultationEvent, Found
from twin.persona.slots import Audience
from twin.review.queue import Kind
from twin.storage.database import Database

QUESTION = "How long do I cool a burn?"


def clinic(database: Database) -> DeskHouse:
    """Open a clinic whose shelf holds both sides."""
    passages = tuple(item.held for item in evidence(date(2013, 3, 1)).items)
    return DeskHouse(database, ShelfWithout(passages=passages), conflicts=watch())


async def asked_by(house: DeskHouse, audience: Audience) -> list[ConsultationEvent]:
    """Ask the question as somebody."""
    opened = await house.consultations.open("cardiology", owner=OWNER, language="en", audience=audience)
    return await heard(house.consultations, await house.consultations.ask(opened.id, QUESTION, owner=OWNER))


def found(events: list[ConsultationEvent]) -> Found:
    """Give what was found."""
    return next(event for event in events if isinstance(event, Found))


async def test_a_resident_sees_both_sides_each_with_its_date(database: Database) -> None:
    events = await asked_by(clinic(database), Audience.RESIDENT)

    (conflict,) = found(events).conflicts
    assert (conflict.own_sentence, conflict.own_date) == (OWN, "2013-03-01")
    assert (conflict.guideline_sentence, conflict.guideline_date) == (NEW, "2022")


async def test_a_patient_is_given_the_guidelines_sentence_and_hears_of_no_quarrel(database: Database) -> None:
    events = await asked_by(clinic(database), Audience.PATIENT)

    said = " ".join(spoken(events))
    assert "20 minutes" in said and "5 minutes" not in said
    assert found(events).conflicts == () and [one.quote for one in found(events).citations] == [NEW]
    assert OWN not in "".join(event.model_dump_json() for event in events)


async def test_the_desk_has_it_once_whoever_asks_and_however_often(database: Database) -> None:
    house = clinic(database)

    for audience in (Audience.PATIENT, Audience.RESIDENT, Audience.PATIENT, Audience.PUBLIC):
        await asked_by(house, audience)

    conflicts = [entry for entry in await house.waiting() if entry.kind is Kind.CONFLICT]
    assert [entry.draft for entry in conflicts] == [(OWN, NEW)]
