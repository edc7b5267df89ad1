"""The question as it came: checked, and its language told."""

from twin.errors import QuestionInvalid
from twin.sentences import is_cjk

# Chinese questions carry Latin names (INR, CHA2DS2-VASc, brand names); English ones hardly ever an ideograph.
MIN_IDEOGRAPH_SHARE = 0.2


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


def language_of(question: str, *, otherwise: str) -> str:
    """Tell the language of a question by its script: zh, en, or `otherwise` where there is no word to tell by.

    A question of a single short Latin word ("INR?") says nothing either, and takes the conversation's language.
    """
    ideographs = sum(is_cjk(c) for c in question)
    letters = sum(c.isalpha() for c in question)
    if ideographs and ideographs / max(letters, 1) >= MIN_IDEOGRAPH_SHARE:
        return "zh"
    if letters - ideographs < 4 or (len(question.split()) == 1 and letters < 8):
        return otherwise
    return "en"
