"""Whether anything of one persona appears in another's answers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from twin.evaluation.answer import Answer, letters_of
from twin.shares import Share, share_of

SHORTEST = 12  # letters of a sentence that can be told to be another's; below that many say the same


@dataclass(frozen=True, slots=True)
class IsolationScore:
    """Over every question of every other persona, asked of this one.

    `answers` are the answers without a citation or a sentence of another folder; shared guidelines belong to all who may cite them.
    `citations` counts the citations looked at, `foreign` those that lead elsewhere, `answered` the questions that were answered all the
    same, from the own folder.
    """

    answers: Share
    citations: int
    foreign: int
    answered: int


def score_isolation(
    answers: Sequence[Answer], own_passages: Collection[str], *, others_text: str = ""
) -> IsolationScore:
    """Judge answers by the passages they show and the sentences they say.

    Args:
        answers: This persona's answers to the others' questions.
        own_passages: Ids of all passages of this persona's folder and of the guidelines it may cite.
        others_text: The other personas' own documents, as `letters_of` gives them.
    """
    shown = [one for answer in answers for one in answer.citations.values()]
    return IsolationScore(
        answers=share_of([_is_own(answer, own_passages, others_text) for answer in answers]),
        citations=len(shown),
        foreign=sum(one.passage not in own_passages for one in shown),
        answered=sum(answer.covered for answer in answers),
    )


def _is_own(answer: Answer, own_passages: Collection[str], others_text: str) -> bool:
    """Say whether all that is shown is the persona's, and nothing said stands in another's documents only."""
    loose = [letters_of(one.text) for one in answer.stated() if not answer.is_supported(one)]
    shown = all(one.passage in own_passages for one in answer.citations.values())
    return shown and not any(len(words) >= SHORTEST and words in others_text for words in loose)
