"""The request for simpler words, rendered from its template."""

from twin.chat.model import Message
from twin.prompts.render import rendered_blocks


def lesson_prompt(*, language: str, title: str, statement: str, quote: str) -> tuple[Message, ...]:
    """Render the request: `statement` as the patient has read it, `quote` the physician's own words."""
    variables = {"title": title, "statement": statement, "quote": quote}
    system, user = rendered_blocks("lesson_chunk", language=language, variables=variables)
    return (Message("system", system), Message("user", user))
