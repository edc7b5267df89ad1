"""Residents at their cases: the list, a session with patient and tutor, the debrief. Everything works without a script."""

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.requests import Request

from api.dependencies import House
from api.identity import Person, StaffCaller
from api.pages.error_pages import PageRoute
from api.pages.page_house import Pages
from api.pages.reader import reader_of
from api.pages.rendering import page
from api.pages.teaching_view import shown_cases, shown_sources, shown_words
from api.pages.wording import words_in
from api.served_house import ServedHouse
from twin.errors import TeachingInputInvalid
from twin.labels.disclosure import twin_name
from twin.teaching.clinical_case import Phase
from twin.teaching.debrief import Part
from twin.teaching.progress import CONFIDENCES
from twin.teaching.session import Act, acts_open
from twin.teaching.session_store import SessionRecord

router = APIRouter(route_class=PageRoute, default_response_class=HTMLResponse, include_in_schema=False)
SEE_OTHER = 303
Text = Annotated[str, Form(max_length=8_000)]


def learner_of(caller: Person) -> str:
    """Give the account's id; routes for learners are for staff only (api/access_table.py)."""
    return caller.staff_id or ""


@router.get("/learn")
async def cases(request: Request, house: Pages, served: House, caller: StaffCaller) -> Response:
    """List the cases and papers of every twin, what was begun, and the ways on."""
    language = reader_of(request).language
    sessions = await served.teaching.classroom.sessions(learner_of(caller))
    done = await served.teaching.journal_club.done(learner_of(caller))
    shelves = []
    for persona in served.personas():
        rooms = await served.teaching.shelf.rooms(persona.id)
        papers = await served.teaching.journal_club.papers(persona.id)
        if rooms or papers:
            shelves.append(
                {
                    "id": persona.id,
                    "name": twin_name(persona, language),
                    "specialty": persona.specialty.in_language(language),
                    "cases": shown_cases(rooms, sessions, language),
                    "papers": [(paper, (persona.id, paper.name) in done) for paper in papers],
                }
            )
    due = await served.teaching.classroom.due_cards(learner_of(caller), language=language)
    return page(
        request, "teaching.html", emergency_number=house.emergency_number, shelves=shelves, due=len(due)
    )


@router.post("/learn/cases/{persona_id}/{case_id}")
async def begin(
    request: Request, persona_id: str, case_id: str, served: House, caller: StaffCaller
) -> Response:
    """Begin a case in the reader's language."""
    served.persona(persona_id)
    record = await served.teaching.classroom.begin(
        learner_of(caller), persona_id, case_id, language=reader_of(request).language
    )
    return RedirectResponse(f"/learn/sessions/{record.id}", SEE_OTHER)


@router.get("/learn/sessions/{session_id}")
async def session(
    request: Request, session_id: str, house: Pages, served: House, caller: StaffCaller
) -> Response:
    """Show a session: what was said, and what comes next."""
    record = await served.teaching.classroom.session(session_id, learner_of(caller))
    return await _session_page(request, house, served, record)


@router.post("/learn/sessions/{session_id}")
async def turn(
    request: Request,
    *,
    session_id: str,
    house: Pages,
    served: House,
    caller: StaffCaller,
    act: Annotated[Act, Form()],
    text: Text = "",
    confidence: Annotated[str, Form(max_length=3)] = "",
    version: Annotated[int | None, Form()] = None,
) -> Response:
    """Take a question, an answer, a reason, or "just tell me"; then the page again, at what is new."""
    classroom = served.teaching.classroom
    sure = int(confidence) if confidence.isascii() and confidence.isdigit() else None
    try:
        record = await classroom.answer(
            session_id, learner_of(caller), act, text, confidence=sure, version=version
        )
    except TeachingInputInvalid:
        record = await classroom.session(session_id, learner_of(caller))
        fault = words_in(reader_of(request).language)["teach_write_something"]
        return await _session_page(request, house, served, record, fault=fault, kept=text, status=422)
    return RedirectResponse(f"/learn/sessions/{record.id}#next", SEE_OTHER)


@router.get("/learn/sessions/{session_id}/debrief")
async def debrief(
    request: Request, session_id: str, house: Pages, served: House, caller: StaffCaller
) -> Response:
    """Show the debrief in five parts, each line with its source and the way to disagree."""
    classroom = served.teaching.classroom
    record = await classroom.session(session_id, learner_of(caller))
    written = await classroom.debrief(record)
    room = await classroom.room_of(record)
    language = record.state.language
    parts = [
        (part, [(line, shown_sources(line.sources, record.persona)) for line in written.of(part)])
        for part in Part
    ]
    rubric = {one.dimension: one for one in room.case.rubric}
    scores = [
        (one, rubric[one.dimension].levels[one.level].description.in_language(language))
        for one in written.scores
    ]
    said = [
        one.text for one in record.state.turns if one.phase is Phase.DIFFERENTIAL and one.act is Act.COMMIT
    ]
    return page(
        request,
        "teaching_debrief.html",
        emergency_number=house.emergency_number,
        record=record,
        case=room.case,
        tongue=language,
        parts=parts,
        scores=scores,
        own_differential=said,
        disagreed=await classroom.disagreements(record),
        physician=served.persona(record.persona).name.in_language(reader_of(request).language),
    )


@router.post("/learn/sessions/{session_id}/disagree")
async def disagree(
    *,
    session_id: str,
    served: House,
    caller: StaffCaller,
    line: Annotated[str, Form(max_length=120)],
    words: Annotated[str, Form(max_length=2_000)] = "",
) -> Response:
    """Put a disagreement with one line on the physician's desk."""
    classroom = served.teaching.classroom
    record = await classroom.session(session_id, learner_of(caller))
    await classroom.disagree(record, line, words)
    return RedirectResponse(f"/learn/sessions/{record.id}/debrief#{line}", SEE_OTHER)


async def _session_page(
    request: Request,
    house: Pages,
    served: ServedHouse,
    record: SessionRecord,
    *,
    fault: str = "",
    kept: str = "",
    status: int = 200,
) -> Response:
    room = await served.teaching.classroom.room_of(record)
    said = shown_words(record.said, record.persona)
    tasks = [one.text for one in said if one.kind == "task"]
    return page(
        request,
        "teaching_session.html",
        emergency_number=house.emergency_number,
        status_code=status,
        address=f"/learn/sessions/{record.id}",
        record=record,
        title=room.case.title.in_language(record.state.language),
        patient=room.case.patient,
        tongue=record.state.language,
        said=said,
        task=tasks[-1] if tasks else "",
        acts=acts_open(record.state),
        phases=tuple(Phase),
        confidences=CONFIDENCES,
        fault=fault,
        kept=kept,
    )
