"""The passage viewer: a citation opens exactly at its words, with the original beside them."""

import re
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse, HTMLResponse, Response
from starlette.requests import Request

from api.identity import Caller
from api.pages.cited_words import cited_words
from api.pages.clinic_hours import shown_date
from api.pages.document_view import document_view
from api.pages.error_pages import PageRoute
from api.pages.page_house import PageHouse, Pages
from api.pages.page_picture import page_picture
from api.pages.reader import reader_of
from api.pages.rendering import page
from api.pages.source_links import clock
from api.pages.twin_view import shown_twin
from api.pages.wording import words_in
from twin.consultation.events import Spoken
from twin.errors import ConversationNotFound, PassageNotFound
from twin.passages.passage import Passage

router = APIRouter(route_class=PageRoute, default_response_class=HTMLResponse, include_in_schema=False)
PDF = "application/pdf"
_CONVERSATION = re.compile(r"[A-Za-z0-9_-]{1,64}")
PersonaId = Annotated[str, Query(alias="d", pattern=r"^[a-z][a-z0-9_]{1,39}$")]


@router.get("/sources/{passage_id}")
async def source(
    request: Request,
    *,
    passage_id: str,
    house: Pages,
    persona_id: PersonaId,
    start: Annotated[int, Query(ge=0)] = 0,
    end: Annotated[int, Query(ge=0)] = 0,
    conversation: Annotated[str, Query(alias="c", max_length=64)] = "",
    turn: Annotated[int, Query(ge=1)] = 1,
    said: Annotated[int, Query(ge=0)] = 0,
    caller: Caller,
) -> Response:
    """Show a passage in its document, the cited span marked.

    `start` and `end` are half-open offsets into the document's text; without them the whole passage is marked.
    Where `c`, `turn` and `said` name a sentence of the caller's own conversation, what it rests on is marked.
    """
    language = reader_of(request).language
    twin = shown_twin(house.persona(persona_id), language)
    document, held = await house.document_of(persona_id, passage_id)
    has_picture = document.media_type == PDF and held.passage.page and house.original(document) is not None
    picture = (
        f"/sources/{quote(passage_id, safe='')}/page.png?{urlencode({'d': persona_id})}"
        if has_picture
        else ""
    )
    spoken = await _spoken(house, conversation, turn, said, owner=caller.owner) if said else ""
    if spoken:
        first, behind = cited_words(spoken, held.passage.text)
        start, end = held.passage.start + first, held.passage.start + behind
    dated = held.metadata.date
    return page(
        request,
        "source.html",
        emergency_number=house.emergency_number,
        standing=twin.standing_notice,
        twin=twin,
        held=held,
        view=document_view(
            document, held.passage, start=start, end=end, references=len(held.metadata.references)
        ),
        place=_place(held.passage, language),
        date=shown_date(dated, language) if dated else "",
        back=_back(persona_id, conversation, turn),
        picture=picture,
        picture_page=held.passage.page or 0,
    )


@router.get("/sources/{passage_id}/page.png")
async def original_page(passage_id: str, house: Pages, persona_id: PersonaId) -> Response:
    """Give the original page on which a passage begins, as a picture."""
    document, held = await house.document_of(persona_id, passage_id)
    original = house.original(document)
    if document.media_type != PDF or held.passage.page is None or original is None:
        raise PassageNotFound(passage_id)
    picture = await page_picture(
        original, page=held.passage.page, kept_in=house.pictures, content_hash=document.content_hash
    )
    return FileResponse(picture, media_type="image/png", headers={"Cache-Control": "private, max-age=86400"})


async def _spoken(house: PageHouse, conversation: str, turn: int, said: int, *, owner: str) -> str:
    """Give the sentence that cited the passage; "" when the conversation is gone or another's."""
    try:
        transcript = await house.consultations.transcript(conversation, owner=owner)
    except ConversationNotFound:
        return ""
    events = (event for record in transcript.turns if record.turn.number == turn for event in record.events)
    return next((e.text for e in events if isinstance(e, Spoken) and e.number == said), "")


def _place(passage: Passage, language: str) -> str:
    """Write where in its document a passage stands; "" where the format has no places."""
    words = words_in(language)
    if passage.page is not None:
        return words["place_page"].format(number=passage.page)
    if passage.slide is not None:
        return words["place_slide"].format(number=passage.slide)
    if passage.start_seconds is not None:
        return words["place_time"].format(time=clock(passage.start_seconds))
    return " › ".join(passage.headings)


def _back(persona_id: str, conversation: str, turn: int) -> str:
    """Give the address of the answer that cited the passage; "" when none is named."""
    if not _CONVERSATION.fullmatch(conversation):
        return ""
    return f"/d/{persona_id}/c/{conversation}#t{turn}"
