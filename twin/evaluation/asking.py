"""Ask a persona as a patient would, through a real consultation that leaves nothing behind."""

from collections.abc import Sequence

from twin.assembly import House
from twin.evaluation.answer import Answer, answer_of

OWNER = "evaluation"


async def ask(
    house: House,
    persona_id: str,
    text: str,
    *,
    language: str,
    turns: Sequence[str] = (),
    kept_aside: bool = False,
) -> Answer:
    """Ask one question in a conversation of its own.

    Args:
        house: The open house.
        persona_id: Who is asked.
        text: The question.
        language: en or zh, for a question that does not tell its own.
        turns: The same patient's earlier questions, oldest first.
        kept_aside: To which part the question belongs.

    Raises:
        IndexMissing: If the persona has not been indexed.
    """
    consultations = house.consultations
    conversation = await consultations.open(
        persona_id, owner=OWNER, language=language, earlier_questions=turns
    )
    turn = await consultations.ask(conversation.id, text, owner=OWNER)
    events = [event async for event in consultations.events(turn.id, owner=OWNER)]
    await consultations.delete(conversation.id, owner=OWNER)
    return answer_of(text, events, kept_aside=kept_aside, language=language)
