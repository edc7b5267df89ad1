"""Of a clinic's plan is quoted what was asked, of the clinics that are meant."""

import pytest

from twin.chat.model import Manner, Prompt, Quotable
from twin.chat.quoting_model import QuotingModel

GENERAL = (
    "The general heart clinic is in room 306, 3rd floor, outpatient building, main campus.\n"
    "The general heart clinic is open on Monday and Wednesday from 08:00 to 11:30.\n"
    "The general heart clinic is closed from 1 October 2026 to 8 October 2026 (holiday).\n"
    "Register in the hospital's app.\nBring the blue notebook.\n"
    "When the clinic is closed, come to the ordinary clinic."
)
RHYTHM = (
    "The atrial fibrillation clinic is in room 312, 3rd floor, outpatient building, main campus.\n"
    "The atrial fibrillation clinic is open on Tuesday from 13:30 to 16:30.\n"
    "Register under atrial fibrillation clinic.\nBring an ECG."
)
RHYTHM_ZH = (
    "房颤专病门诊在本部门诊楼3楼312诊室。\n房颤专病门诊的出诊时间：周二 13:30–16:30。\n"
    "在应用程序里选“房颤专病门诊”挂号。\n请带心电图。"
)
PLAN = (
    Quotable(key="E1", text=RHYTHM, title="Clinics", language="en", authority=1, relevance=1, headings=("Atrial fibrillation clinic",)),
    Quotable(key="E2", text=GENERAL, title="Clinics", language="en", authority=1, relevance=1, headings=("General heart clinic",)),
    Quotable(key="E3", text=RHYTHM_ZH, title="门诊", language="zh", authority=1, relevance=1, headings=("房颤专病门诊",)),
)  # fmt: skip


async def answer(question: str, language: str = "en", evidence: tuple[Quotable, ...] = PLAN) -> str:
    manner = Manner(
        openings=("Let me see.",), closings=("Bring your questions.",), no_answer="I do not know."
    )
    prompt = Prompt(question=question, language=language, evidence=evidence, manner=manner)
    return "".join([piece.text async for piece in QuotingModel().stream(prompt)])


async def test_who_wants_an_appointment_hears_how_and_on_which_days_the_general_clinic_first() -> None:
    said = await answer("How do I get an appointment?")

    assert said.index("general heart clinic is open") < said.index("atrial fibrillation clinic is open")
    assert "Register in the hospital's app" in said
    assert "306" not in said
    assert "closed" not in said


@pytest.mark.parametrize("name", ["atrial fibrillation clinic", "AF clinic"])
async def test_a_clinic_that_is_named_is_answered_alone(name: str) -> None:
    said = await answer(f"Where is the {name}?")

    assert "312" in said
    assert "306" not in said


async def test_what_to_bring_is_said_of_the_named_clinic_and_nothing_else() -> None:
    assert (await answer("What do I bring to the AF clinic?")).strip() == "Bring an ECG [E1]."


async def test_who_asks_about_a_holiday_hears_when_it_is_closed_and_what_then() -> None:
    said = await answer("Is the general heart clinic closed in October?")

    assert "1 October 2026" in said
    assert "come to the ordinary clinic" in said


async def test_a_chinese_question_is_answered_from_the_chinese_page() -> None:
    said = await answer("房颤门诊在几楼？", "zh")

    assert "312诊室" in said
    assert "room" not in said


async def test_days_and_rooms_come_without_the_physicians_opening_and_closing() -> None:
    said = await answer("On which day is the AF clinic open?")

    assert "Let me see" not in said
    assert "your questions" not in said


async def test_beside_other_evidence_the_plan_is_one_source_among_others() -> None:
    lecture = Quotable(
        key="E4", text="Do not stop the blood thinner while the clinic is closed.", title="Talk", language="en", authority=3, relevance=1,
    )  # fmt: skip

    said = await answer("May I stop the blood thinner when the clinic is closed?", evidence=(*PLAN, lecture))

    assert "Do not stop the blood thinner" in said
