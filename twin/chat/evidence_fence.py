"""Reads our rendered prompts back: the fenced evidence and the question, for a model that only gets messages.

The fence is written by twin/prompts/templates/_evidence.jinja. A text that passed it holds no tag of its own, so
plain patterns are enough.
"""

import re
from collections.abc import Sequence
from datetime import date

from twin.chat.model import Manner, Message, Prompt, Quotable

_PIECE = re.compile(r"<evidence (?P<attributes>[^<>]*)>\n?(?P<text>.*?)\n?</evidence>", re.DOTALL)
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_ALREADY_SAID = re.compile(r"<already_said>\n?(.*?)\n?</already_said>", re.DOTALL)
_BESIDE = re.compile(r"<(preference|already_said)>.*?</\1>", re.DOTALL)
_QUESTION = re.compile(r"^(?:Question:|问题：)\s*(.*)\Z", re.DOTALL | re.MULTILINE)
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def prompt_from(messages: Sequence[Message], *, manner: Manner) -> Prompt:
    """Give the prompt that a list of messages stands for.

    The question is what follows the last user message's evidence; without a fence, the whole of it. Its language is
    zh when it holds a Chinese character. Evidence may stand in any message.
    """
    asked = next((m.content for m in reversed(messages) if m.role == "user"), "")
    behind = _BESIDE.sub("", asked.rpartition("</evidence>")[2])
    marked = _QUESTION.search(behind)
    question = (marked.group(1) if marked else behind).strip()
    everything = "\n".join(message.content for message in messages)
    said = _ALREADY_SAID.search(asked)
    return Prompt(
        question=question,
        language="zh" if _CHINESE.search(question) else "en",
        evidence=quotables_in(everything),
        messages=tuple(messages),
        manner=manner,
        already_said=tuple(said.group(1).splitlines()) if said else (),
    )


def quotables_in(text: str) -> tuple[Quotable, ...]:
    """Give the numbered evidence of a rendered prompt, in its order; the earlier is taken for the more relevant."""
    pieces = []
    for place, match in enumerate(_PIECE.finditer(text)):
        given = dict(_ATTRIBUTE.findall(match["attributes"]))
        title, *headings = given.get("source", "").split(" › ")
        authority = given.get("authority", "")
        pieces.append(
            Quotable(
                key=given.get("key", f"E{place + 1}"),
                text=match["text"],
                title=title,
                language=given.get("language") or ("zh" if _CHINESE.search(match["text"]) else "en"),
                authority=int(authority) if authority.isdecimal() else 3,
                relevance=1 / (1 + place),
                date=_date(given.get("date", "")),
                headings=tuple(headings),
                is_table=given.get("table") == "yes",
                questions=tuple(filter(None, given.get("answers", "").split(" | "))),
            )
        )
    return tuple(pieces)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
