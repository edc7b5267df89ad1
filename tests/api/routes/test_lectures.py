"""A talk over JSON, from the brief to the question of somebody who heard it; who may do what, and what is told who may not."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import httpx
import pytest

from tests.api.hospital import FOREIGN_PERSONA, ROOT, Hospital, hospital
from tests.api.pages.studio_talks import drafted, published
from tests.twin.lecture.small_folder import GLOSSARY, SmallLibrary, SmallSearch
from twin.chat.quoting_model import QuotingModel
from twin.evidence.retriever import Retriever
from twin.front_door import OWN_CORPORA, triage_of
from twin.gate.gate import Gate
from twin.gate.new_terms import TermFinder
from twin.labels.consent import Use
from twin.lecture.outlining import Outlining
from twin.lecture.rejudging import Rejudging
from twin.lecture.scripting import Scripting
from twin.lecture.talk_questions import TalkQuestions
from twin.lecture.talk_studio import TalkStudio
from twin.staff.member import Role

TALKS = "/api/lectures"
BRIEF = {"persona_id": "cardiology", "topic": "Heart failure at home", "minutes": 1, "language": "en"}


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Hospital]:
    """Give a hospital whose studio reads the small folder, with personas of its own, whose consent can be taken back."""
    shutil.copytree(ROOT / "personas" / "cardiology", tmp_path / "personas" / "cardiology")
    async with hospital(tmp_path / "data", personas=tmp_path / "personas") as one:
        house = one.house
        search, library = cast(Retriever, SmallSearch()), SmallLibrary()
        gate, persona_of = Gate(terms=TermFinder(GLOSSARY)), house.shelf.persona
        house.studio.talks = TalkStudio(
            house.studio.store,
            house.studio.approvals,
            outlining=Outlining(search, library, GLOSSARY),
            scripting=Scripting(gate, GLOSSARY),
            rejudging=Rejudging(gate, search, library, GLOSSARY, persona_of=persona_of),
            rates=house.studio.rates,
            writing=None,
            persona_of=persona_of,
            longest_minutes=45,
        )
        house.studio.questions = TalkQuestions(
            search,
            library,
            gate,
            QuotingModel(),
            persona_of=persona_of,
            triage=lambda: triage_of(OWN_CORPORA),
            emergency_number="120",
        )
        yield one


def error_of(answer: httpx.Response) -> str:
    """Give the class of an error, which must come with words."""
    told = answer.json()["error"]
    assert len(told["message"]) > 20
    return str(told["type"])


async def written(client: httpx.AsyncClient) -> str:
    """Begin a talk and have its script written; give its address."""
    begun = await client.post(TALKS, json=BRIEF)
    assert begun.status_code == 201
    address = f"{TALKS}/{begun.json()['id']}"
    assert (await client.post(f"{address}/script")).status_code == 200
    return address


async def approved_by(client: httpx.AsyncClient, address: str) -> httpx.Response:
    """Approve the newest script as it stands."""
    binding = (await client.get(f"{address}/to-approve")).json()
    version = (await client.get(address)).json()["version"]
    return await client.post(f"{address}/approve", json={"version": version, **binding})


async def test_from_brief_to_approval_every_step_answers_over_json(opened: Hospital) -> None:
    async with opened.browser(Role.OUTREACH) as author, opened.browser(Role.PHYSICIAN) as physician:
        address = await written(author)
        outline = (await author.get(f"{address}/outline")).json()
        script = (await author.get(f"{address}/script")).json()
        said = next(
            one for scene in script["script"]["scenes"][1:] for one in scene["sentences"] if one["sources"]
        )
        edit = {
            "based_on": 1,
            "change": "words",
            "sentence": said["id"],
            "text": "Garlic cures heart failure.",
        }
        wrong = (await author.post(f"{address}/sentences", json=edit)).json()
        refused = await author.post(f"{address}/submit")
        back = await author.post(f"{address}/versions", json={"based_on": 2, "number": 1})
        laid = await author.post(f"{address}/submit")
        own = await approved_by(author, address)
        approval = await approved_by(physician, address)
        listed = (await physician.get(TALKS)).json()

    assert [one["kind"] for one in outline["scenes"]][-1] == "when_to_seek_help" and outline[
        "not_covered"
    ] == []
    assert script["refused"] == [] and 50 <= script["seconds"] <= 70
    assert wrong["refused"] == [said["id"]]
    assert refused.status_code == 409 and error_of(refused) == "ScriptRefused"
    assert back.json()["restored_from"] == 1 and laid.json()["state"] == "awaiting approval"
    assert own.status_code == 403 and error_of(own) == "ApprovalRefused"
    assert approval.status_code == 200 and approval.json()["approver"] == "Somebody, physician"
    assert [one["state"] for one in listed] == ["approved"]


async def test_an_edit_of_an_older_version_is_refused_and_says_so(opened: Hospital) -> None:
    async with opened.browser(Role.OUTREACH) as author:
        address = await written(author)
        script = (await author.get(f"{address}/script")).json()["script"]
        last = script["scenes"][1]["sentences"][-1]["id"]
        first = await author.post(
            f"{address}/sentences", json={"based_on": 1, "change": "remove", "sentence": last}
        )
        late = await author.post(
            f"{address}/sentences", json={"based_on": 1, "change": "remove", "sentence": last}
        )
        nobody = await author.post(
            f"{address}/sentences", json={"based_on": 2, "change": "remove", "sentence": "none"}
        )

    assert first.status_code == 200
    assert late.status_code == 409 and error_of(late) == "LectureChanged"
    assert nobody.status_code == 404 and error_of(nobody) == "SentenceNotFound"


async def test_a_topic_the_folder_does_not_hold_is_refused_with_its_name(opened: Hospital) -> None:
    async with opened.browser(Role.OUTREACH) as author:
        begun = await author.post(TALKS, json=BRIEF | {"topic": "Zebra migration"})
        refused = await author.post(f"{TALKS}/{begun.json()['id']}/script")

    assert refused.status_code == 422 and error_of(refused) == "BriefInvalid"
    assert "Zebra migration" in refused.json()["error"]["message"]


@pytest.mark.parametrize(("role", "status"), [(Role.PATIENT, 401), (Role.RESIDENT, 403)])
async def test_the_studio_is_closed_to_patients_and_residents(
    opened: Hospital, role: Role, status: int
) -> None:
    project = await drafted(opened)

    async with opened.browser(role) as client:
        answers = [
            await client.get(TALKS),
            await client.post(TALKS, json=BRIEF),
            await client.get(f"{TALKS}/{project.id}/script"),
            await client.get(f"{TALKS}/{project.id}/files"),
            await client.post(f"{TALKS}/{project.id}/render", json={}),
        ]

    assert {one.status_code for one in answers} == {status}
    assert all(error_of(one) in ("SignInNeeded", "AccessRefused") for one in answers)


async def test_the_talk_of_another_department_is_told_like_an_absent_one(opened: Hospital) -> None:
    project = await drafted(opened, persona=FOREIGN_PERSONA)

    async with opened.browser(Role.OUTREACH) as client:
        answers = [await client.get(f"{TALKS}/{id_}/script") for id_ in (project.id, "none")]
        foreign = await client.post(TALKS, json=BRIEF | {"persona_id": FOREIGN_PERSONA})

    assert [one.status_code for one in answers] == [404, 404]
    assert foreign.status_code == 403


async def test_an_outreach_worker_never_approves_and_a_physician_not_his_own(opened: Hospital) -> None:
    async with opened.browser(Role.PHYSICIAN) as physician:
        address = await written(physician)
        own = await approved_by(physician, address)

    assert own.status_code == 403 and "wrote" in own.json()["error"]["message"]


async def test_what_is_finished_is_listed_with_its_hashes_and_verified_file_by_file(opened: Hospital) -> None:
    talk = await published(opened)

    async with opened.browser(Role.OUTREACH) as author, opened.browser() as anybody:
        (made,) = (await author.get(f"{TALKS}/{talk.id}/files")).json()
        video = next(one for one in made["files"] if one["name"] == "talk.mp4")
        content = (await author.get(video["href"])).content
        manifest = (await author.get(made["files"][-1]["href"])).content
        sent = {"file": ("talk.mp4", content), "manifest": ("manifest.json", manifest)}
        good = (await anybody.post("/api/verify", files=sent)).json()
        changed = content[:-9] + b"x" + content[-8:]
        bad = (await anybody.post("/api/verify", files=sent | {"file": ("talk.mp4", changed)})).json()

    assert made["version"] == 1 and not made["draft"] and made["approved_by"] == "Somebody, physician"
    assert len(video["sha256"]) == 64 and video["bytes"] == len(content)
    assert good["genuine"] and not bad["genuine"]


async def test_a_finished_talk_is_asked_by_anybody_and_answers_in_the_language_of_the_question(
    opened: Hospital,
) -> None:
    talk = await published(opened)
    ask = f"{TALKS}/{talk.id}/questions"

    async with opened.browser() as anybody:
        strange = (await anybody.post(ask, json={"question": "Zebra migration?", "language": "en"})).json()
        chinese = (await anybody.post(ask, json={"question": "斑马？", "language": "zh"})).json()
        urgent = (await anybody.post(ask, json={"question": "crushing chest pain and sweating now"})).json()
        empty = await anybody.post(ask, json={"question": "  "})

    assert not strange["covered"] and not any(one["sources"] for one in strange["sentences"])
    assert not chinese["covered"] and "数字分身" in chinese["notice"]
    assert "120" in urgent["do_now"][0] and urgent["sentences"] == []
    assert empty.status_code == 422 and error_of(empty) == "QuestionInvalid"


async def test_without_consent_a_talk_is_neither_listed_nor_asked_nor_rendered(opened: Hospital) -> None:
    talk = await published(opened)

    async with opened.browser(Role.OUTREACH) as author, opened.browser() as anybody:
        before = await anybody.post(f"{TALKS}/{talk.id}/questions", json={"question": "Zebra?"})
        opened.house.ledger.revoke("cardiology", by="Dr. Lin", reason="I do not want it", uses=(Use.NAME,))
        after = await anybody.post(f"{TALKS}/{talk.id}/questions", json={"question": "Zebra?"})
        files = await author.get(f"{TALKS}/{talk.id}/files")
        render = await author.post(f"{TALKS}/{talk.id}/render", json={})

    assert before.status_code == 200 and after.status_code == 404
    assert files.json() == []
    assert render.status_code == 403 and error_of(render) in ("PolicyRefused", "NotApproved")


async def test_a_talk_that_is_not_finished_is_not_asked_about(opened: Hospital) -> None:
    project = await drafted(opened)

    async with opened.browser() as anybody:
        answer = await anybody.post(f"{TALKS}/{project.id}/questions", json={"question": "Salt?"})

    assert answer.status_code == 404


@pytest.mark.soak
async def test_an_approved_talk_is_rendered_listed_public_and_asked(opened: Hospital) -> None:
    async with opened.browser(Role.OUTREACH) as author, opened.browser(Role.PHYSICIAN) as physician:
        address = await written(author)
        await approved_by(physician, address)
        ordered = (await author.post(f"{address}/render", json={"presenter": True})).json()
        last = await _last_event(author, f"{address}/jobs/{ordered['id']}/events")
        (made,) = (await author.get(f"{address}/files")).json()

    async with opened.browser() as anybody:
        project = address.rsplit("/", 1)[-1]
        page = await anybody.get(f"/talks/{project}")
        asked = await anybody.post(
            f"{address}/questions", json={"question": "How much salt may people with heart failure eat?"}
        )

    assert last == "event: done"
    assert {"talk.mp4", "talk.mp3", "handout.pdf", "slides.pptx"} <= {one["name"] for one in made["files"]}
    assert page.status_code == 200 and asked.json()["covered"]


async def _last_event(client: httpx.AsyncClient, address: str) -> Any:
    async with asyncio.timeout(600), client.stream("GET", address) as stream:
        return [line async for line in stream.aiter_lines() if line.startswith("event:")][-1]
