"""Prompts: Jinja2 templates in files, rendered into messages. One file per duty, audience and language.

The environment is our own: sandboxed, strict about missing variables, and cached (LangChain's is built anew for
every prompt). Templates get plain dicts and strings; every text from outside passes `fence`.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from twin.chat.model import Message, Quotable
from twin.prompts.fence import attribute, fence
from twin.sentences import without_marks

TEMPLATES = Path(__file__).parent / "templates"
AUDIENCES = ("patient", "resident", "physician")
LANGUAGES = ("en", "zh")


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """Give the one environment; templates are read once a process."""
    made = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=False,  # a prompt is no HTML; `fence` is its escape
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(fence=fence, attribute=attribute, without_marks=without_marks)
    return made


def prompt_for(
    *,
    audience: str,
    language: str,
    persona: Mapping[str, Any],
    style_guide: str,
    question: str,
    evidence: Sequence[Quotable],
    memory: Sequence[Message] = (),
    already_said: Sequence[str] = (),
    preference: str = "",
) -> tuple[Message, ...]:
    """Render one question with its numbered evidence for a served model.

    Args:
        audience: patient, resident or physician; public reads as patient.
        language: en or zh, the language of the answer and of the prompt itself.
        persona: `Persona.model_dump(mode="json")`.
        style_guide: The persona's style_guide.md; may be empty.
        question: As asked, or made self-standing.
        evidence: E1 to En, at least one.
        memory: Earlier turns, oldest first, roles user and assistant alternating.
        already_said: Sentences released before an interruption; the model is told to go on behind them.
        preference: What a client program asked for (its system message). Preference only, never persona.

    Returns:
        One system message, the memory, and one user message with evidence and question.

    Raises:
        jinja2.UndefinedError: When the persona lacks a field that the template names.
    """
    template = f"consultation_{audience if audience in AUDIENCES else 'patient'}.{_known(language)}.jinja"
    system, user = _blocks(
        template,
        {
            "persona": persona,
            "style_guide": style_guide,
            "question": question,
            "evidence": [plain_evidence(item) for item in evidence],
            "already_said": list(already_said),
            "preference": preference,
        },
    )
    remembered = (Message(message.role, fence(message.content)) for message in memory)
    return (Message("system", system), *remembered, Message("user", user))


def follow_up_for(*, language: str, question: str, turns: Sequence[tuple[str, str]]) -> tuple[Message, ...]:
    """Render the request to make a follow-up question self-standing.

    `turns` are (question, answer) pairs before it, oldest first, at least one. The reply is the question alone.
    """
    earlier = [{"question": asked, "answer": answered} for asked, answered in turns]
    system, user = _blocks(f"follow_up.{_known(language)}.jinja", {"question": question, "turns": earlier})
    return (Message("system", system), Message("user", user))


def rendered_blocks(duty: str, *, language: str, variables: Mapping[str, Any]) -> tuple[str, str]:
    """Render the system and the user block of a duty's template in a language.

    Raises:
        jinja2.UndefinedError: When a variable of the template is missing.
    """
    return _blocks(f"{duty}.{_known(language)}.jinja", variables)


def _known(language: str) -> str:
    return language if language in LANGUAGES else "en"


def _blocks(name: str, variables: Mapping[str, Any]) -> tuple[str, str]:
    """Render the blocks `system` and `user` of one template."""
    template = environment().get_template(name)
    context = template.new_context(dict(variables))
    system, user = ("".join(template.blocks[block](context)).strip() for block in ("system", "user"))
    return system, user


def plain_evidence(item: Quotable) -> dict[str, Any]:
    """Give one piece of evidence as templates see it."""
    return {
        "key": item.key,
        "text": item.text,
        "title": item.title,
        "headings": list(item.headings),
        "language": item.language,
        "authority": item.authority,
        "date": item.date.isoformat() if item.date else "",
        "is_table": item.is_table,
        "questions": list(item.questions),
    }
