"""The journal club: a paper as a guided reading with three questions."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from starlette.requests import Request

from api.dependencies import House
from api.identity import StaffCaller
from api.pages.error_pages import PageRoute
from api.pages.page_house import PageHouse, Pages
from api.pages.reader import reader_of
from api.pages.rendering import page
from api.pages.teaching_pages import learner_of
from api.pages.teaching_view import passage_path
from api.pages.wording import words_in
from api.served_house import ServedHouse
from twin.errors import TeachingInputInvalid
from twin.teaching.journal_club import ASKS, LONGEST_ANSWER, AnswerScore, GuidedReading
from twin.teaching.paper_reading import PaperPart

router = APIRouter(route_class=PageRoute, default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/learn/papers/{persona_id}/{name}")
async def paper(
    request: Request, *, persona_id: str, name: str, house: Pages, served: House, caller: StaffCaller
) -> Response:
    """Show the questions first and the parts behind them, folded away."""
    served.persona(persona_id)
    reading = await served.teaching.journal_club.reading(persona_id, name)
    return _paper_page(request, house, served, persona_id, reading)


@router.post("/learn/papers/{persona_id}/{name}")
async def answered(
    request: Request, *, persona_id: str, name: str, house: Pages, served: House, caller: StaffCaller
) -> Response:
    """Score the answers and show what was said and what was missing."""
    served.persona(persona_id)
    club = served.teaching.journal_club
    form = await request.form()
    texts = {part: str(form.get(part.value, "")) for part in PaperPart}
    reading = await club.reading(persona_id, name)
    try:
        scores = await club.answer(learner_of(caller), persona_id, name, texts)
    except TeachingInputInvalid:
        fault = words_in(reader_of(request).language)["teach_write_something"]
        return _paper_page(request, house, served, persona_id, reading, fault=fault, kept=texts)
    return _paper_page(request, house, served, persona_id, reading, scores=scores, kept=texts)


def _paper_page(
    request: Request,
    house: PageHouse,
    served: ServedHouse,
    persona_id: str,
    reading: GuidedReading,
    *,
    scores: tuple[AnswerScore, ...] = (),
    fault: str = "",
    kept: dict[PaperPart, str] | None = None,
) -> Response:
    language = reader_of(request).language
    return page(
        request,
        "journal.html",
        emergency_number=house.emergency_number,
        status_code=422 if fault else 200,
        address=f"/learn/papers/{persona_id}/{reading.card.name}",
        reading=reading,
        persona_id=persona_id,
        physician=served.persona(persona_id).name.in_language(language),
        asks={part: text.in_language(language) for part, text in ASKS.items()},
        paths={
            link.passage_id: passage_path(persona_id, link.passage_id)
            for part in reading.parts
            for link in part.sentences
        },
        scores={one.part: one for one in scores},
        fault=fault,
        kept=kept or {},
        longest=LONGEST_ANSWER,
    )
