"""The question as it came: checked, and its language told."""

import re

from twin.errors import QuestionInvalid
from twin.evidence.language import language_of

_LONE_WORD = re.compile(r"[A-Za-z0-9\-]{1,8}\s*[?？]?")


def checked_question(text: str, *, limit: int) -> str:
    """Give the question without control characters and blank edges.

    Raises:
        QuestionInvalid: When nothing is left, or more than `limit` characters are.
    """
    question = "".join(c for c in text if c.isprintable() or c in "\n\t").strip()
    if not question:
        raise QuestionInvalid(
            "The question is empty. Write what you would like to ask, in English or Chinese."
        )
    if len(question) > limit:
        raise QuestionInvalid(
            f"The question has {len(question)} characters; at most {limit} are read. Ask one thing at a time."
        )
    return question


def question_language(question: str, *, otherwise: str) -> str:
    """Tell the language of a question, zh or en, by its script.

    A single short Latin word ("INR?") stands in Chinese questions as well; it takes the conversation's language.
    """
    if _LONE_WORD.fullmatch(question.strip()):
        return otherwise
    return language_of(question, fallback=otherwise)
