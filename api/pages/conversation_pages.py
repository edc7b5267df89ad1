"""The conversation: asking, reading, stopping, deleting. Every form works without a script."""

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.requests import Request

from api.identity import Caller
from api.pages.desk_view import shown_replies
from api.pages.error_pages import PageRoute
from api.pages.history_view import shown_history
from api.pages.page_house import PageHouse, Pages
from api.pages.reader import reader_of
from api.pages.rendering import page
from api.pages.turn_view import ShownTurn, shown_turn
from api.pages.twin_pages import home_page
from api.pages.twin_view import shown_twin
from api.pages.urgency_view import ShownCard, shown_card, standing_card
from api.pages.wording import words_in
from api.rules_alone import triaged_by_rules
from twin.consultation.conversation import Conversation, Transcript
from twin.consultation.question import checked_question
from twin.errors import ConversationNotFound, QuestionInvalid, TurnInProgress
from twin.labels.disclosure import first_notice
from twin.labels.human_route import EXIT_WORDS
from twin.labels.reminding import reminded_turns

router = APIRouter(route_class=PageRoute, default_response_class=HTMLResponse, include_in_schema=False)
Question = Annotated[str, Form(max_length=100_000)]
Words = Annotated[str, Form(max_length=1_000)]
SEE_OTHER = 303
EVENTS = "/api/consultations/{conversation}/turns/{turn}/events"  # api/routes/consultations.py


@router.post("/d/{persona_id}")
async def ask_first(
    request: Request, persona_id: str, house: Pages, caller: Caller, question: Question = ""
) -> Response:
    """Open a conversation with a first question, and lead to its page."""
    house.persona(persona_id)
    alone = triaged_by_rules(house, [question])
    try:
        question = checked_question(question, limit=house.question_characters)
    except QuestionInvalid:
        fault = _fault(request, question, house.question_characters)
        card = shown_card(alone)
        return await home_page(request, house, persona_id, draft=question, question_fault=fault, card=card)
    conversation = await house.consultations.open(
        persona_id, owner=caller.owner, language=reader_of(request).language
    )
    await house.consultations.ask(conversation.id, question, owner=caller.owner)
    return caller.remembered(_to_turn(persona_id, conversation.id, 1, card=shown_card(alone)))


@router.get("/d/{persona_id}/c/{conversation_id}")
async def conversation(
    request: Request, persona_id: str, conversation_id: str, house: Pages, caller: Caller
) -> Response:
    """Show a conversation as far as it has come. Without scripts it renews itself until the answer is complete."""
    transcript = await _transcript(house, persona_id, conversation_id, caller.owner)
    return await _conversation_page(request, house, transcript)


@router.post("/d/{persona_id}/c/{conversation_id}")
async def ask_next(
    request: Request,
    *,
    persona_id: str,
    conversation_id: str,
    house: Pages,
    caller: Caller,
    question: Question = "",
) -> Response:
    """Ask the next question. What cannot be taken comes back with its reason and the patient's words."""
    transcript = await _transcript(house, persona_id, conversation_id, caller.owner)
    try:
        turn = await house.consultations.ask(conversation_id, question, owner=caller.owner)
    except QuestionInvalid:
        fault = _fault(request, question, house.question_characters)
        return await _conversation_page(request, house, transcript, draft=question, fault=fault, status=422)
    except TurnInProgress:
        fault = words_in(reader_of(request).language)["error_409_text"]
        return await _conversation_page(request, house, transcript, draft=question, fault=fault, status=409)
    card = standing_card(transcript) or shown_card(triaged_by_rules(house, [question]))
    return _to_turn(persona_id, conversation_id, turn.number, card=card)


@router.post("/d/{persona_id}/c/{conversation_id}/turns/{turn_id}/stop")
async def stop(persona_id: str, conversation_id: str, turn_id: str, house: Pages, caller: Caller) -> Response:
    """End the answer that is being written, and lead back to it."""
    transcript = await _transcript(house, persona_id, conversation_id, caller.owner)
    await house.consultations.stop(conversation_id, turn_id, owner=caller.owner)
    return _to_turn(persona_id, conversation_id, len(transcript.turns))


@router.post("/d/{persona_id}/c/{conversation_id}/turns/{turn_id}/not-helpful")
async def not_helpful(
    *, persona_id: str, conversation_id: str, turn_id: str, house: Pages, caller: Caller, words: Words = ""
) -> Response:
    """Tell the physician's desk that an answer did not help, and lead back to it."""
    await house.did_not_help(conversation_id, turn_id, owner=caller.owner, words=words)
    return await _back_to_turn(house, persona_id, conversation_id, turn_id, caller.owner)


@router.post("/d/{persona_id}/c/{conversation_id}/turns/{turn_id}/physician")
async def ask_physician(
    *, persona_id: str, conversation_id: str, turn_id: str, house: Pages, caller: Caller, words: Words = ""
) -> Response:
    """Ask for the physician's own answer, and lead back to where it will stand."""
    await house.ask_physician(conversation_id, turn_id, owner=caller.owner, words=words)
    return await _back_to_turn(house, persona_id, conversation_id, turn_id, caller.owner)


@router.post("/d/{persona_id}/c/{conversation_id}/delete")
async def delete(
    request: Request, persona_id: str, conversation_id: str, house: Pages, caller: Caller
) -> Response:
    """Remove the conversation, and say so."""
    await _transcript(house, persona_id, conversation_id, caller.owner)
    await house.consultations.delete(conversation_id, owner=caller.owner)
    twin = shown_twin(house.persona(persona_id), reader_of(request).language)
    return page(
        request,
        "deleted.html",
        emergency_number=house.emergency_number,
        address=f"/d/{persona_id}",
        standing=twin.standing_notice,
        twin=twin,
    )


@router.post("/d/{persona_id}/c/{conversation_id}/history/delete")
async def delete_history(persona_id: str, conversation_id: str, house: Pages, caller: Caller) -> Response:
    """Delete the answers to our questions, and lead back to the conversation."""
    transcript = await _transcript(house, persona_id, conversation_id, caller.owner)
    await house.consultations.forget_history(conversation_id, owner=caller.owner)
    return _to_turn(persona_id, conversation_id, len(transcript.turns))


async def _transcript(house: PageHouse, persona_id: str, conversation_id: str, owner: str) -> Transcript:
    """Give the caller's conversation with this very twin."""
    transcript = await house.consultations.transcript(conversation_id, owner=owner)
    if transcript.conversation.persona != persona_id:
        raise ConversationNotFound(conversation_id)
    return transcript


async def _conversation_page(
    request: Request,
    house: PageHouse,
    transcript: Transcript,
    *,
    draft: str = "",
    fault: str = "",
    status: int = 200,
) -> Response:
    """Render the conversation."""
    told = transcript.conversation
    language = reader_of(request).language
    persona = house.persona(told.persona)
    twin = shown_twin(persona, language)
    turns = _shown_turns(transcript)
    running = turns[-1] if turns and not turns[-1].ended else None
    card = _card(house, transcript, draft=draft, is_judged=running is None or running.triaged is not None)
    return page(
        request,
        "conversation.html",
        emergency_number=house.emergency_number,
        status_code=status,
        standing=twin.standing_notice,
        red_card=card,
        history=shown_history(transcript.triage, house.urgency, language),
        twin=twin,
        conversation=told.id,
        turns=turns,
        first_notice=first_notice(persona, language),
        reminded=reminded_turns(told.created_at, [record.turn.asked_at for record in transcript.turns]),
        exit_words=EXIT_WORDS.in_language(language),
        running=running,
        replies=shown_replies(await house.replies_to(transcript)),
        events=EVENTS.format(conversation=told.id, turn=running.id) if running else "",
        renewed=_renewed(request, told, "emergency" if card else f"t{len(turns)}"),
        keep_days=house.keep_days,
        limit=house.question_characters,
        draft=draft,
        question_fault=fault,
    )


def _card(house: PageHouse, transcript: Transcript, *, draft: str, is_judged: bool) -> ShownCard | None:
    """Give the card that stands, or the one of words that no turn has judged yet: a draft, a turn just begun."""
    standing = standing_card(transcript)
    if standing is not None or (is_judged and not draft):
        return standing
    if draft:
        return shown_card(triaged_by_rules(house, [draft]))
    return shown_card(triaged_by_rules(house, [record.turn.question for record in transcript.turns]))


def _shown_turns(transcript: Transcript) -> list[ShownTurn]:
    """Fold every turn's events into what is shown."""
    told = transcript.conversation
    return [
        shown_turn(
            record.events,
            turn_id=record.turn.id,
            number=record.turn.number,
            question=record.turn.question,
            persona=told.persona,
            conversation=told.id,
            language=told.language,
        )
        for record in transcript.turns
    ]


def _renewed(request: Request, told: Conversation, place: str) -> str:
    """Give the conversation's address, different from the request's.

    A browser that is sent to the very address it shows, with a `#`, only scrolls; so the looks are counted.
    """
    look = request.query_params.get("look", "")
    count = int(look) % 1_000 if look.isascii() and look.isdigit() else 0
    return f"/d/{told.persona}/c/{told.id}?look={count + 1}#{place}"


def _fault(request: Request, question: str, limit: int) -> str:
    """Say in the reader's language why a question cannot be taken."""
    words = words_in(reader_of(request).language)
    if not question.strip():
        return words["question_empty"]
    return words["question_too_long"].format(limit=limit)


async def _back_to_turn(
    house: PageHouse, persona_id: str, conversation_id: str, turn_id: str, owner: str
) -> Response:
    """Lead back to the turn something was said about."""
    transcript = await _transcript(house, persona_id, conversation_id, owner)
    number = next((one.turn.number for one in transcript.turns if one.turn.id == turn_id), 1)
    return _to_turn(persona_id, conversation_id, number)


def _to_turn(
    persona_id: str, conversation_id: str, number: int, *, card: ShownCard | None = None
) -> RedirectResponse:
    """Lead to one turn of a conversation, or to the card that stands over it."""
    place = "emergency" if card else f"t{number}"
    return RedirectResponse(f"/d/{persona_id}/c/{conversation_id}#{place}", SEE_OTHER)
