"""A draft sentence: what a chat model wrote, with its citations taken out, not yet judged."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """One generated sentence. Nobody reads it before the gate has judged it.

    `text` has no citation marks, but may hold markup and reference marks. `citations` are the keys cited in or right
    behind it, in order, each once. `paragraph` is true when a blank line stood before it. `too_long` marks a run
    that never ended within the bound; its text is empty.
    """

    text: str
    citations: tuple[str, ...] = ()
    paragraph: bool = False
    too_long: bool = False


def without_opening(
    draft: DraftSentence, phrases: Iterable[str]
) -> tuple[DraftSentence, DraftSentence] | None:
    """Cut a sentence behind a phrase that opens it ("Short answer first: …"), so that both are judged alone.

    Returns:
        The phrase and the rest with the citations; None when no phrase opens it.
    """
    for phrase in sorted(phrases, key=len, reverse=True):
        rest = draft.text[len(phrase) :].strip()
        if rest and draft.text.startswith(phrase) and phrase.endswith((":", "：", ",", "，")):
            return DraftSentence(phrase, (), draft.paragraph), DraftSentence(rest, draft.citations)
    return None
