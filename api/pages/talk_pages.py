"""Finished talks for everybody: the list, the player's page, its files, and questions about what was said."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query
from fastapi.responses import HTMLResponse, Response
from starlette.requests import Request

from api.dependencies import House
from api.pages.error_pages import PageRoute
from api.pages.made_file import file_response
from api.pages.page_house import PageHouse, Pages
from api.pages.reader import reader_of
from api.pages.rendering import page
from api.pages.studio_view import name_of_twin, source_link_of
from api.pages.talk_view import chapters_of, chapters_vtt, shown_player
from api.pages.twin_view import shown_twin
from api.pages.urgency_view import shown_card
from api.pages.wording import words_in
from api.rules_alone import triaged_by_rules
from api.served_house import ServedHouse
from twin.errors import QuestionInvalid
from twin.lecture.made_talks import PublicTalk
from twin.lecture.talk_questions import LONGEST_QUESTION, TalkAnswer

router = APIRouter(route_class=PageRoute, default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/talks")
async def talks(
    request: Request,
    house: Pages,
    served: House,
    persona_id: Annotated[str, Query(alias="d", max_length=40)] = "",
) -> Response:
    """List every talk that anybody may see, or those of one twin."""
    language = reader_of(request).language
    found = await served.films.made.all_public([persona_id] if persona_id else None)
    return page(
        request,
        "talks.html",
        emergency_number=house.emergency_number,
        twin_name=name_of_twin(served, persona_id, language) if persona_id else "",
        twin_id=persona_id if persona_id in {one.id for one in served.personas()} else "",
        talks=[_line(served, one, language) for one in found],
    )


@router.get("/talks/{project_id}")
async def talk(request: Request, project_id: str, house: Pages, served: House) -> Response:
    """Show one talk."""
    return await _talk_page(request, house, served, await served.films.made.public(project_id))


@router.post("/talks/{project_id}")
async def ask(
    request: Request,
    project_id: str,
    house: Pages,
    served: House,
    question: Annotated[str, Form(max_length=100_000)] = "",
) -> Response:
    """Answer a question about a talk on its page. Nothing that is asked here is kept."""
    shown = await served.films.made.public(project_id)
    try:
        answer = await served.studio.questions.ask(
            shown.script, question, language=reader_of(request).language
        )
    except QuestionInvalid:
        words = words_in(reader_of(request).language)
        fault = (
            words["question_too_long"].format(limit=LONGEST_QUESTION)
            if question.strip()
            else words["question_empty"]
        )
        return await _talk_page(request, house, served, shown, question=question, fault=fault)
    return await _talk_page(request, house, served, shown, question=question, answer=answer)


@router.get("/talks/{project_id}/chapters.vtt")
async def chapters(project_id: str, served: House) -> Response:
    """Give the chapters for the player."""
    shown = await served.films.made.public(project_id)
    text = chapters_vtt(chapters_of(shown.script, shown.made.times()))
    return Response(text, media_type="text/vtt; charset=utf-8", headers={"cache-control": "no-cache"})


@router.get("/talks/{project_id}/files/{name}")
async def talk_file(project_id: str, name: str, served: House) -> Response:
    """Give one file of a public talk, or a range of its bytes."""
    return file_response((await served.films.made.public(project_id)).made, project_id, name)


async def _talk_page(
    request: Request,
    house: PageHouse,
    served: ServedHouse,
    shown: PublicTalk,
    *,
    question: str = "",
    fault: str = "",
    answer: TalkAnswer | None = None,
) -> Response:
    language = reader_of(request).language
    project, facts = shown.project, shown.made.manifest.facts
    twin = shown_twin(served.persona(project.persona), language)
    base = f"/talks/{project.id}"
    card = None
    if answer is not None and answer.do_now:
        card = shown_card(triaged_by_rules(house, [question]))
    return page(
        request,
        "talk.html",
        emergency_number=house.emergency_number,
        status_code=422 if fault else 200,
        address=base,
        standing=twin.standing_notice,
        red_card=card,
        twin=twin,
        here=base,
        player=shown_player(
            shown.script, shown.made, base=f"{base}/files/", chapters_track=f"{base}/chapters.vtt"
        ),
        audience=shown.script.brief.audience.value,
        approver=facts.approved_by,
        approved_on=facts.approved_on[:10],
        made_on=facts.made_on,
        answer=_shown_answer(answer, project.persona) if answer else None,
        limit=LONGEST_QUESTION,
        draft=question if fault else "",
        asked=question if answer else "",
        question_fault=fault,
    )


def _shown_answer(answer: TalkAnswer, persona_id: str) -> dict[str, Any]:
    """Give an answer with its sources numbered by first mention."""
    sources = [source_link_of(source, persona_id) for one in answer.sentences for source in one.sources]
    numbers = {
        link.href: number for number, link in enumerate({one.href: one for one in sources}.values(), 1)
    }
    return {
        "notice": answer.notice,
        "do_now": answer.do_now,
        "sentences": [
            (
                one.text,
                [(numbers[link.href], link) for link in (source_link_of(s, persona_id) for s in one.sources)],
            )
            for one in answer.sentences
        ],
        "sources": tuple({one.href: one for one in sources}.values()),
    }


def _line(served: ServedHouse, shown: PublicTalk, language: str) -> dict[str, str]:
    facts = shown.made.manifest.facts
    poster = f"/talks/{shown.project.id}/files/thumbnail.png" if shown.made.file("thumbnail.png") else ""
    return {
        "id": shown.project.id,
        "title": shown.script.title,
        "language": shown.script.brief.language,
        "twin_name": name_of_twin(served, shown.project.persona, language),
        "audience": shown.script.brief.audience.value,
        "length": shown_player(shown.script, shown.made, base="").length,
        "made_on": facts.made_on,
        "poster": poster,
    }
