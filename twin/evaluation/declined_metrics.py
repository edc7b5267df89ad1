"""Whether what the folder does not hold is declined, in the persona's words, with the nearest thing held."""

from collections.abc import Sequence
from dataclasses import dataclass

from twin.evaluation.answer import Answer
from twin.evaluation.dataset import UncoveredQuestion
from twin.gate.verdict import Origin
from twin.persona.phrasings import squeezed
from twin.shares import Share, share_of


@dataclass(frozen=True, slots=True)
class DeclinedScore:
    """The figures of uncovered questions.

    `declined` is by kind of distance, with `all`. `in_manner` and `with_nearest` are shares of the declined: said in the persona's
    no-answer words, and pointing to the nearest thing held. `false_answers` are the ids of questions answered all the same.
    """

    declined: dict[str, Share]
    in_manner: Share
    with_nearest: Share
    false_answers: tuple[str, ...]


def score_declined(
    asked: Sequence[tuple[UncoveredQuestion, Answer]], no_answer: Sequence[str]
) -> DeclinedScore:
    """Judge the answers to uncovered questions.

    Args:
        asked: Questions with their answers.
        no_answer: The persona's no-answer words, in each language.
    """
    kinds: dict[str, list[bool]] = {"all": []}
    manner, nearest, false_answers = [], [], []
    wordings = [squeezed(words) for words in no_answer]
    for question, answer in asked:
        kinds["all"].append(not answer.covered)
        kinds.setdefault(question.kind, []).append(not answer.covered)
        if answer.covered:
            false_answers.append(question.id)
            continue
        said = squeezed("".join(one.text for one in answer.sentences))
        manner.append(any(words in said for words in wordings))
        nearest.append(any(one.origin == Origin.NOTICE and one.citations for one in answer.sentences))
    return DeclinedScore(
        declined={kind: share_of(found) for kind, found in kinds.items()},
        in_manner=share_of(manner),
        with_nearest=share_of(nearest),
        false_answers=tuple(false_answers),
    )
