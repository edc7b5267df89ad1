"""The guide: by name at once, by complaint where a referral is plugged in, and always to a room that can be reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pytest

from tests.twin.wayfinding.real_hospital import real_directory, real_guide
from twin.persona.persona import Bilingual
from twin.wayfinding.opening import SHANGHAI
from twin.wayfinding.wayfinder import Wayfinder

MONDAY_MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)
REASON = Bilingual(en="because of the chest", zh="因为胸口")
SUNDAY = datetime(2026, 11, 22, 9, 0, tzinfo=SHANGHAI)


@dataclass(frozen=True)
class Sent:
    """A department a scripted referral names."""

    department: str
    reason: Bilingual = REASON
    score: float = 0.0


class ScriptedReferral:
    """Sends everybody to the same departments, and remembers what was asked."""

    def __init__(self, *departments: str) -> None:
        self.asked: list[str] = []
        self.departments = departments or ("cardiology",)

    def departments_for(self, text: str, **_: object) -> Sequence[Sent]:
        self.asked.append(text)
        return [Sent(one) for one in self.departments]


def first(text: str) -> str:
    """Give the best place for a name."""
    return real_guide().names.find(text)[0].place.id


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("cardiology", "cardiology"),
        ("心内科", "cardiology"),
        ("心血管内科", "cardiology"),
        ("ENT", "ent"),
        ("耳鼻喉科", "ent"),
        ("where is the stroke clinic?", "neurology"),
        ("请问小儿外科在哪里", "paediatric_surgery"),
        ("ＣＴ", "mt-201"),
        ("pharmacy", "op-112"),
        ("门诊药房", "op-103"),
        ("Room 306", "op-306"),
        ("306诊室", "op-306"),
        ("Outpatient building Room 508", "op-508"),
        ("op-508", "op-508"),
        ("轮椅", "op-104"),
        ("厕所", "op-105"),
        ("抽血", "op-218"),
        ("Atrial fibrillation clinic", "op-312"),
        ("北京", ""),
        ("", ""),
        ("chest tightness when climbing", ""),
        ("zz", ""),
    ],
)
def test_a_name_is_found_as_people_write_it(text: str, place: str) -> None:
    found = real_guide().names.find(text)

    ids = [one.place.id for one in found]

    assert (place in ids) if place else ids == []


def test_a_department_comes_before_rooms_of_the_same_name() -> None:
    assert first("pain clinic") == "pain"
    assert first("Emergency department") == "emergency"


def test_a_name_is_answered_without_asking_the_referral() -> None:
    referral = ScriptedReferral()
    guide = Wayfinder(real_directory, default_entrance="east-gate", referral=lambda directory: referral)

    assert guide.suggestions("妇科")[0].place.id == "gynaecology"
    assert referral.asked == []


def test_a_complaint_that_begins_the_name_of_a_room_is_still_referred() -> None:
    referral = ScriptedReferral()
    guide = Wayfinder(real_directory, default_entrance="east-gate", referral=lambda directory: referral)

    suggested = guide.suggestions("头痛")

    assert referral.asked == ["头痛"]
    assert suggested[0].place.id == "cardiology"
    assert suggested[0].reason == REASON


def test_without_a_referral_a_complaint_finds_nothing_rather_than_something_wrong() -> None:
    assert real_guide().suggestions("I feel unwell since Tuesday") == []


def test_of_a_department_s_clinics_the_one_that_is_open_comes_first() -> None:
    goals = real_guide().goals("cardiology", "east-gate", MONDAY_MORNING)

    assert goals[0].id == "op-301"
    assert real_directory().opening(goals[0], MONDAY_MORNING).is_open


def test_nobody_is_sent_to_the_other_campus_because_a_clinic_is_closed() -> None:
    assert real_guide().goals("cardiology", "east-gate", SUNDAY)[0].campus == "main"
    assert real_guide().goals("cardiology", "river-gate", MONDAY_MORNING)[0].campus == "east"


def test_a_closed_room_comes_with_its_alternative_and_an_open_one_with_none() -> None:
    guide = real_guide()

    closed = guide.guidance("east-gate", "op-306", SUNDAY, step_free=False)
    opened = guide.guidance("east-gate", "op-306", MONDAY_MORNING, step_free=False)

    assert closed.alternative is not None and closed.alternative.id == "em-101"
    assert opened.alternative is None


def test_the_directory_is_read_at_the_first_question_and_once() -> None:
    reads = []

    def load() -> object:
        reads.append(1)
        return real_directory()

    guide = Wayfinder(load, default_entrance="east-gate")  # type: ignore[arg-type]
    assert reads == []

    guide.suggestions("心内科")
    guide.goals("cardiology", "east-gate", SUNDAY)

    assert reads == [1]


def test_of_many_toilets_the_nearest_is_named_first_also_without_steps() -> None:
    guide = real_guide()

    at_the_gate = guide.suggestions("厕所", start_id="emergency-gate")
    upstairs = guide.suggestions("toilet", start_id="op-508", step_free=True)

    assert at_the_gate[0].place.id == "em-110"
    assert upstairs[0].place.id == "op-517"


def test_rooms_are_ordered_by_how_soon_one_is_there() -> None:
    guide, directory = real_guide(), real_directory()
    rooms = [directory.room(name) for name in ("e1-103", "op-103", "em-107")]

    assert [room.id for room in guide.nearest(rooms, "emergency-gate")] == ["em-107", "op-103", "e1-103"]


def test_an_emergency_is_sent_to_the_emergency_department_and_to_no_clinic() -> None:
    referral = ScriptedReferral("emergency", "cardiology", "pain")
    guide = Wayfinder(real_directory, default_entrance="east-gate", referral=lambda directory: referral)

    suggested = guide.suggestions("胸痛，出汗")

    assert [one.place.id for one in suggested] == ["emergency"]


def test_a_complaint_is_referred_to_three_departments_at_most() -> None:
    referral = ScriptedReferral("cardiology", "respiratory", "pain", "psychiatry", "urology")
    guide = Wayfinder(real_directory, default_entrance="east-gate", referral=lambda directory: referral)

    suggested = guide.suggestions("tight when climbing")

    assert [one.place.id for one in suggested] == ["cardiology", "respiratory", "pain"]


def test_the_emergency_department_is_its_hall_and_not_one_of_its_rooms() -> None:
    guide = real_guide()

    assert guide.goals("emergency", "south-gate", SUNDAY)[0].id == "em-101"
    assert guide.goals("emergency", "river-gate", SUNDAY)[0].id == "e1-106"
