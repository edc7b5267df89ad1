"""The request for other words of a tutor's move, rendered from its template. The case is not in it."""

from collections.abc import Sequence

from twin.chat.model import Message
from twin.prompts.render import rendered_blocks


def tutor_prompt(*, language: str, move: str, text: str, found: Sequence[str]) -> tuple[Message, ...]:
    """Render the request.

    Args:
        language: en or zh.
        move: What the tutor does: nudge, why, said, try_first or deflected.
        text: The words of the case file, which say all that may be said.
        found: What the learner has said already in this phase; may be empty.
    """
    variables = {"move": move, "text": text, "found": list(found)}
    system, user = rendered_blocks("tutor_move", language=language, variables=variables)
    return (Message("system", system), Message("user", user))
