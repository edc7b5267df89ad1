"""Whether an answer holds the points that a good answer contains, each in a sentence that its cited passage bears out.

The rule. A *supported* sentence stands, marks and blanks aside, in a passage it cites. A *point* is held when a supported
sentence contains it after the normalisation of `labels_in_text`; a point that is written in the one language is also held when a
labelled sentence of a document in the other language is said, because the point cannot stand there to the letter. An answer is
*grounded* when it holds all points. Beside it stands a weaker figure: half of the points, or one whole labelled sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from twin.evaluation.answer import Answer, letters_of
from twin.evaluation.dataset import CoveredQuestion
from twin.evaluation.labels_in_text import answers
from twin.passages.script import han_ratio
from twin.shares import Share, share_of

MOSTLY_HAN = 0.3  # of a text's letters; below it the text is English


class Missed(StrEnum):
    """Why an answer is not grounded, in words for the report."""

    DECLINED = "declined although held"
    NOT_FOUND = "the passage was not found"
    NOT_SAID = "the passage was found, another was quoted"
    PART = "the passage was quoted, a point is missing"


@dataclass(frozen=True, slots=True)
class GroundedScore:
    """The figures of covered questions. `missed` gives, for each question that is not grounded, why."""

    all_points: Share
    half_or_labelled: Share
    missed: dict[str, Missed]


def score_grounded(asked: Sequence[tuple[CoveredQuestion, Answer]]) -> GroundedScore:
    """Judge the answers to covered questions."""
    full, weaker = [], []
    missed: dict[str, Missed] = {}
    for question, answer in asked:
        held = [point_is_held(point, question, answer) for point in question.points]
        labelled = any(label_is_said(label.quote, answer) for label in question.passages)
        full.append(all(held) if held else labelled)
        weaker.append(labelled or (bool(held) and 2 * sum(held) >= len(held)))
        if not full[-1]:
            missed[question.id] = why_missed(question, answer)
    return GroundedScore(share_of(full), share_of(weaker), missed)


def point_is_held(point: str, question: CoveredQuestion, answer: Answer) -> bool:
    """Say whether an answer holds a point, by the rule above."""
    wanted = letters_of(point)
    if not answer.covered:
        return False
    if any(wanted in letters_of(sentence) for sentence in answer.supported()):
        return True
    foreign = [one.quote for one in question.passages if is_chinese(one.quote) != is_chinese(point)]
    return any(label_is_said(quote, answer) for quote in foreign)


def label_is_said(quote: str, answer: Answer) -> bool:
    """Say whether the supported sentences, one behind the other, hold a labelled sentence."""
    return answer.covered and letters_of(quote) in letters_of("".join(answer.supported()))


def why_missed(question: CoveredQuestion, answer: Answer) -> Missed:
    """Say at which step an answer lost its points."""
    labels = [(label.document, label.quote) for label in question.passages]
    if not any(answers(one.document, one.quote, labels) for one in answer.citations.values()):
        return Missed.NOT_FOUND
    if not answer.covered:
        return Missed.DECLINED
    used = {key for one in answer.stated() for key in one.citations}
    said = [answer.citations[key] for key in used if key in answer.citations]
    return Missed.PART if any(answers(one.document, one.quote, labels) for one in said) else Missed.NOT_SAID


def is_chinese(text: str) -> bool:
    """Say whether a text is in Chinese."""
    return han_ratio(text) >= MOSTLY_HAN
