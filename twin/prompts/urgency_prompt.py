"""The request for an opinion on urgency, rendered from its template."""

from collections.abc import Sequence

from twin.chat.model import Message
from twin.prompts.render import rendered_blocks

LONGEST = 4_000  # characters of the newest messages; an opinion is wanted in two seconds


def urgency_prompt(*, language: str, messages: Sequence[str]) -> tuple[Message, ...]:
    """Render the request; `messages` are everything the patient wrote, oldest first."""
    kept: list[str] = []
    left = LONGEST
    for message in reversed(messages):
        if left <= 0:
            break
        kept.insert(0, message[-left:])
        left -= len(message)
    system, user = rendered_blocks("urgency", language=language, variables={"messages": kept})
    return (Message("system", system), Message("user", user))
