"""The desk as a physician's browser and a program see it: theirs only, and nothing in it can run or load."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.api.hospital import FOREIGN_PERSONA, OWN_PERSONA, Hospital, hospital
from twin.review.queue import Cause, Kind
from twin.staff.member import Role
from twin.storage.tables import TurnRow

HOSTILE = (
    "<script>alert(1)</script><img src=//evil.example/x onerror=alert(2)> javascript:alert(3) </textarea>"
)
FIELDS = {
    "verdict": "use_answer",
    "scope": "question",
    "reason": "not in my texts",
    "review_by": "2999-01-01",
    "question": "Can I keep bees?",
    "answer_en": "Keep your bees.",
}


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Hospital]:
    """Give an open hospital."""
    async with hospital(tmp_path) as one:
        yield one


async def waiting(
    opened: Hospital, persona: str = OWN_PERSONA, words: str = "", draft: tuple[str, ...] = ()
) -> str:
    """Let a patient ask something that ends at the desk; give the entry's id."""
    async with opened.browser() as patient:
        begun = await patient.post("/api/consultations", json={"persona": persona})
        question = f"Can I keep bees? {HOSTILE}"
        path = f"/api/consultations/{begun.json()['id']}"
        turn = (await patient.post(f"{path}/questions", json={"question": question})).json()["id"]
    causes = [Cause(Kind.UNHAPPY, turn, words=words), Cause(Kind.DRAFT, turn, draft=draft)]
    if draft:
        causes.append(Cause(Kind.WITHHELD, turn, draft=tuple(f"markup: {line}" for line in draft)))
    await opened.house.desk_rooms.queue.add(causes)
    entries = await opened.house.desk_rooms.queue.open_entries([persona])
    return next(one.id for one in entries if one.turn == turn and one.kind is Kind.DRAFT)


@pytest.mark.parametrize(
    "path", ["/desk", "/desk/{entry}", "/desk/gaps", "/desk/insights", "/desk/decisions"]
)
async def test_hostile_text_is_shown_as_text_and_nothing_can_load(opened: Hospital, path: str) -> None:
    entry = await waiting(opened, words=HOSTILE, draft=(HOSTILE,))

    async with opened.browser(Role.PHYSICIAN) as physician:
        answer = await physician.get(path.format(entry=entry))

    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "<img src=//evil" not in answer.text
    assert not re.search(r'(?:href|src|action)="(?:javascript:|//|https?:)', answer.text)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


async def test_a_physician_sees_the_own_desk_and_an_administrator_all(opened: Hospital) -> None:
    own, foreign = await waiting(opened), await waiting(opened, FOREIGN_PERSONA)

    async with opened.browser(Role.PHYSICIAN) as physician, opened.browser(Role.ADMIN) as admin:
        found = [
            (await one.get(f"/desk/{entry}")).status_code
            for one in (physician, admin)
            for entry in (own, foreign)
        ]
        listed = (await physician.get("/desk")).text

    assert found == [200, 404, 200, 200]
    assert foreign not in listed


@pytest.mark.parametrize("role", [Role.PATIENT, Role.RESIDENT, Role.OUTREACH])
async def test_nobody_else_sees_a_desk(opened: Hospital, role: Role) -> None:
    entry = await waiting(opened)

    async with opened.browser(role) as somebody:
        answers = [await somebody.get(path) for path in ("/desk", f"/desk/{entry}", f"/api/reviews/{entry}")]

    assert {answer.status_code for answer in answers} <= {303, 401, 403}
    assert not any("keep bees" in answer.text for answer in answers)


async def test_a_decision_by_form_is_in_force_and_can_be_undone(opened: Hospital) -> None:
    entry = await waiting(opened)

    async with opened.browser(Role.PHYSICIAN) as physician:
        decided = await physician.post(f"/desk/{entry}/decide", data=FIELDS)
        (in_force,) = (await physician.get("/api/reviews/decisions")).json()
        page = (await physician.get(f"/desk/{entry}")).text
        undone = await physician.post(f"/desk/decisions/{in_force['id']}/undo", data={"reason": "too short"})
        (after,) = (await physician.get("/api/reviews/decisions")).json()

    assert (decided.status_code, undone.status_code) == (303, 303)
    assert in_force["author"] == "Somebody, physician"
    assert "Somebody, physician" in page
    assert after["undone_reason"] == "too short"


async def test_what_cannot_be_taken_comes_back_with_the_physicians_words(opened: Hospital) -> None:
    entry = await waiting(opened)

    async with opened.browser(Role.PHYSICIAN) as physician:
        answer = await physician.post(f"/desk/{entry}/decide", data=FIELDS | {"reason": " "})

    assert answer.status_code == 422
    assert "Say why" in answer.text
    assert "Keep your bees." in answer.text


async def test_a_program_decides_and_a_second_one_is_told_that_it_is_decided(opened: Hospital) -> None:
    entry = await waiting(opened)
    body = {
        "verdict": "use_answer",
        "question": "Can I keep bees?",
        "answer_en": "Keep them.",
        "reason": "mine",
    }

    async with opened.browser(Role.PHYSICIAN) as program:
        answers = [await program.post(f"/api/reviews/{entry}/decision", json=body) for _ in range(2)]
        wrong = await program.post(f"/api/reviews/{entry}/decision", json=body | {"verdict": "perhaps"})

    assert [answer.status_code for answer in answers] == [200, 409]
    assert wrong.status_code == 422


async def test_the_patient_says_by_form_that_it_did_not_help_and_reads_who_answers(opened: Hospital) -> None:
    async with opened.browser() as patient:
        asked = await patient.post(f"/d/{OWN_PERSONA}", data={"question": "Can I keep bees?"})
        link = asked.headers["location"].split("#")[0]
        turn = await last_turn(opened)
        for what in ("not-helpful", "physician"):
            said = await patient.post(f"{link}/turns/{turn}/{what}", data={"words": "and stings?"})
            assert said.status_code == 303
        page = (await patient.get(link)).text

    kinds = {one.kind for one in await opened.house.desk_rooms.queue.open_entries()}
    assert {Kind.UNHAPPY, Kind.ESCALATED} <= kinds
    assert 'class="reply reply-waiting"' in page


async def test_gaps_and_figures_come_as_json_with_definitions(opened: Hospital) -> None:
    await waiting(opened)

    async with opened.browser(Role.PHYSICIAN) as program:
        gaps = await program.get("/api/reviews/gaps")
        figures = await program.get("/api/reviews/insights?days=7")

    assert gaps.json() == []
    assert {one["name"] for one in figures.json()} >= {"alone", "withheld", "corrected", "unhappy"}
    assert all(one["definition"]["zh"] for one in figures.json())


async def last_turn(opened: Hospital) -> str:
    """Give the id of the newest turn."""
    async with opened.house.database.reading() as session:
        return str(await session.scalar(select(TurnRow.id).order_by(TurnRow.asked_at.desc())))
