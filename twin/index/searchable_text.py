"""What a passage is found by: more than its own words."""

from collections.abc import Sequence
from typing import TypedDict

from twin.sentences import sentences_of


class FoundBy(TypedDict):
    """What stands around a passage."""

    title: str
    headings: Sequence[str]
    questions: Sequence[str]


def searchable_text(
    text: str, *, title: str, headings: Sequence[str] = (), questions: Sequence[str] = ()
) -> str:
    """Give the document's title, the passage's headings, the questions it was written for, and its text.

    A passage seldom repeats what its heading says; a patient asks in the heading's words. Lines that repeat
    each other stand once. What is cited and shown is the passage alone.
    """
    return "\n".join(dict.fromkeys(part for part in (title, *headings, *questions, text) if part))


def sentence_texts(
    text: str, *, title: str, headings: Sequence[str] = (), questions: Sequence[str] = ()
) -> tuple[str, ...]:
    """Give what a passage's single sentences are found by: each under its heading, and each question alone.

    A question is as long as a sentence; beside a whole passage its vector blurs.
    """
    head = headings[-1] if headings else title
    return (*(f"{head}: {sentence}" for sentence in sentences_of(text)), *questions)
