"""A lesson with checks: one chunk, an open question, what answers the reply. Every form works without a script."""

from contextlib import suppress
from typing import Annotated, Literal

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.requests import Request

from api.identity import Caller, StaffCaller
from api.pages.desk_view import shown_time
from api.pages.error_pages import PageRoute
from api.pages.learn_pages import topics_shown
from api.pages.learn_view import LessonView, shown_result
from api.pages.page_house import PageHouse, Pages
from api.pages.reader import reader_of
from api.pages.rendering import page
from api.pages.twin_view import shown_twin
from api.pages.urgency_view import ShownCard, shown_card
from api.pages.wording import words_in
from api.rules_alone import triaged_by_rules
from twin.education.education import Standing
from twin.education.lesson import Depth, Statement
from twin.education.lesson_store import LessonSession
from twin.education.teach_back import Step
from twin.errors import (
    EducationError,
    IndexMissing,
    LessonSessionNotFound,
    LessonSessionOver,
    PersonaError,
    PolicyRefused,
    QuestionInvalid,
)
from twin.key_points.judgement import Said
from twin.labels.disclosure import twin_name

router = APIRouter(route_class=PageRoute, default_response_class=HTMLResponse, include_in_schema=False)
SEE_OTHER = 303
SESSION = "/d/{persona_id}/learn/{topic_id}/s/{session_id}"
Reply = Annotated[str, Form(alias="reply", max_length=100_000)]


@router.get(SESSION)
async def lesson_session(
    request: Request,
    *,
    persona_id: str,
    topic_id: str,
    session_id: str,
    house: Pages,
    caller: Caller,
    depth: Depth = Depth.PLAIN,
) -> Response:
    """Show the chunk that is being taught, or the result."""
    standing = await _standing(house, persona_id, topic_id, session_id, caller.owner)
    return await _session_page(request, house, standing, depth=depth)


@router.post(SESSION)
async def reply(
    request: Request,
    *,
    persona_id: str,
    topic_id: str,
    session_id: str,
    house: Pages,
    caller: Caller,
    words: Reply = "",
    action: Annotated[Literal["reply", "skip"], Form()] = "reply",
) -> Response:
    """Take a reply. An emergency stops the lesson and shows the card; a fault gives the words back."""
    standing = await _standing(house, persona_id, topic_id, session_id, caller.owner)
    education = house.lessons.education
    try:
        if action == "skip":
            await education.skip(session_id, owner=caller.owner)
        else:
            standing = await education.reply(session_id, words, owner=caller.owner)
    except QuestionInvalid:
        fault = _fault(request, words, house.question_characters)
        return await _session_page(request, house, standing, draft=words, fault=fault, status=422)
    except LessonSessionOver:
        return _back(persona_id, topic_id, session_id)
    if action == "reply" and standing.progress.step is Step.STOPPED:
        card = shown_card(triaged_by_rules(house, [words]))
        return await _session_page(request, house, standing, card=card)
    return _back(persona_id, topic_id, session_id)


@router.post(SESSION + "/share")
async def share(
    *,
    persona_id: str,
    topic_id: str,
    session_id: str,
    house: Pages,
    caller: Caller,
    shown: Annotated[Literal["yes", "no"], Form()] = "no",
) -> Response:
    """Let the physician see the result, or take that back."""
    await _standing(house, persona_id, topic_id, session_id, caller.owner)
    await house.lessons.education.show(session_id, owner=caller.owner, is_shown=shown == "yes")
    return _back(persona_id, topic_id, session_id)


@router.post(SESSION + "/delete")
async def delete(persona_id: str, topic_id: str, session_id: str, house: Pages, caller: Caller) -> Response:
    """Delete the result, and lead back to the lesson."""
    await _standing(house, persona_id, topic_id, session_id, caller.owner)
    await house.lessons.education.delete(session_id, owner=caller.owner)
    return RedirectResponse(f"/d/{persona_id}/learn/{topic_id}", SEE_OTHER)


@router.get("/desk/lessons")
async def desk_lessons(request: Request, house: Pages, caller: StaffCaller) -> Response:
    """Show the results that patients let their physician see."""
    language = reader_of(request).language
    lines = []
    for session in await house.lessons.education.shown(caller.bound):
        titles = {topic.id: topic.title for topic in await topics_shown(house, session.persona, "")}
        title = titles[session.topic].in_language(language) if session.topic in titles else session.topic
        name = _name(house, session.persona, language)
        wrong = await _held_otherwise(house, session, language)
        lines.append((title, name, shown_result(session), wrong, shown_time(session.changed_at)))
    return page(request, "desk_lessons.html", emergency_number=house.emergency_number, lines=lines)


async def _held_otherwise(house: PageHouse, session: LessonSession, language: str) -> list[str]:
    """Give the titles of the chunks whose points the patient held otherwise at the end, each once.

    Titles are in the reader's language where the lesson has it, else in the lesson's own; an id where the lesson is gone.
    """
    chunks = dict.fromkeys(one.chunk for one in session.progress.results if one.said is Said.WRONG)
    for spoken in (language, session.language) if chunks else ():
        with suppress(EducationError, IndexMissing, PolicyRefused):
            lesson = await house.lessons.education.lesson(session.persona, session.topic, language=spoken)
            titles = {chunk.id: chunk.title for chunk in lesson.chunks}
            return [titles.get(one, one) for one in chunks]
    return list(chunks)


async def _standing(
    house: PageHouse, persona_id: str, topic_id: str, session_id: str, owner: str
) -> Standing:
    """Give the caller's lesson with this very twin."""
    standing = await house.lessons.education.standing(session_id, owner=owner)
    if (standing.session.persona, standing.session.topic) != (persona_id, topic_id):
        raise LessonSessionNotFound(session_id)
    return standing


async def _session_page(
    request: Request,
    house: PageHouse,
    standing: Standing,
    *,
    depth: Depth = Depth.PLAIN,
    draft: str = "",
    fault: str = "",
    status: int = 200,
    card: ShownCard | None = None,
) -> Response:
    told, progress = standing.session, standing.progress
    reader = reader_of(request)
    twin = shown_twin(house.persona(told.persona), reader.language)
    view = LessonView(house.lessons.explainer, persona=told.persona, language=told.language)
    lesson, chunk = standing.lesson, standing.chunk
    if depth is not Depth.PLAIN and chunk is not None:
        lesson = await house.lessons.education.lesson(
            told.persona, told.topic, language=told.language, depth=depth, simplify=chunk.id
        )
        chunk = next((one for one in lesson.chunks if one.id == chunk.id), chunk)
    repairs = view.repairs(standing)
    shown = view.chunk(chunk, progress.place + 1) if chunk is not None else None
    return page(
        request,
        "lesson_session.html",
        emergency_number=house.emergency_number,
        status_code=status,
        standing=twin.standing_notice,
        address=f"/d/{told.persona}/learn/{told.topic}/s/{told.id}",
        red_card=card,
        twin=twin,
        session=told,
        lesson=standing.lesson,
        step=progress.step.value,
        chunk=shown,
        depth=depth.value,
        sources=view.sources([one.source for one in _first_of_each(chunk.statements)]) if chunk else (),
        repairs=repairs,
        praised=standing.praised,
        is_first_round=standing.is_first_round,
        terms=view.terms,
        result=shown_result(told),
        limit=house.question_characters,
        draft=draft,
        question_fault=fault,
    )


def _first_of_each(statements: tuple[Statement, ...]) -> list[Statement]:
    """Give one statement for each source."""
    return list({one.source.number: one for one in reversed(statements)}.values())[::-1]


def _name(house: PageHouse, persona_id: str, language: str) -> str:
    try:
        return twin_name(house.persona(persona_id), language)
    except PersonaError:
        return persona_id


def _fault(request: Request, words: str, limit: int) -> str:
    said = words_in(reader_of(request).language)
    return said["question_too_long"].format(limit=limit) if words.strip() else said["learn_reply_empty"]


def _back(persona_id: str, topic_id: str, session_id: str) -> Response:
    return RedirectResponse(f"/d/{persona_id}/learn/{topic_id}/s/{session_id}#now", SEE_OTHER)
