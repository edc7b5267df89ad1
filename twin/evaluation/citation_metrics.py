"""Whether answers lead where they say, hold the sentence that answers, and whether what is not held is declined."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from twin.consultation.events import Answered, CitationShown, ConsultationEvent, Found, Spoken, Triaged
from twin.evaluation.dataset import CoveredQuestion, Dataset, UncoveredQuestion
from twin.evaluation.labels_in_text import answers, holds
from twin.shares import Share, share_of
from twin.triage.disposition import Disposition

Ask = Callable[[CoveredQuestion | UncoveredQuestion], Awaitable[Sequence[ConsultationEvent]]]
SpanText = Callable[[CitationShown], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class CitationScore:
    """The figures of one persona; covered and declined are always read together.

    `resolve`: citations whose span of the stored document is, byte for byte, the quote. `right_passage`: covered questions
    answered with a cited passage that answers. `right_sentence`: answers that hold a labelled sentence. `declined`: uncovered questions
    declined, by kind of distance. `carded`: covered questions that got the emergency card instead of an answer; they count as not
    answered.
    """

    resolve: Share
    right_passage: Share
    right_sentence: Share
    declined: dict[str, Share]
    carded: tuple[str, ...]
    not_answered: tuple[str, ...]
    wrong_passage: tuple[str, ...]
    wrong_sentence: tuple[str, ...]
    not_declined: tuple[str, ...]


async def score_citations(ask: Ask, span_text: SpanText, dataset: Dataset) -> CitationScore:
    """Ask every question, covered and not, and judge the events of each answer.

    Args:
        ask: Gives the events of one turn.
        span_text: Gives the stored document's text between a citation's offsets.
        dataset: The questions.
    """
    resolve: list[bool] = []
    passage: dict[str, bool] = {}
    sentence: dict[str, bool] = {}
    declined: dict[str, list[bool]] = {}
    silent, carded, false_answers = [], [], []
    for question in dataset.covered:
        events = await ask(question)
        citations = _citations(events)
        resolve += [await span_text(one) == one.quote for one in citations.values()]
        if not _covered(events):
            silent.append(question.id)
        if any(isinstance(event, Triaged) and event.disposition is Disposition.EMERGENCY for event in events):
            carded.append(question.id)
        labels = [(label.document, label.quote) for label in question.passages]
        said = [event for event in events if isinstance(event, Spoken)] if _covered(events) else []
        used = [citations[key] for event in said for key in event.citations]
        passage[question.id] = any(answers(one.document, one.quote, labels) for one in used)
        whole = " ".join(event.text for event in said)
        sentence[question.id] = any(holds(whole, quote) for _, quote in labels)
    for uncovered in dataset.uncovered:
        events = await ask(uncovered)
        resolve += [await span_text(one) == one.quote for one in _citations(events).values()]
        right = not _covered(events)
        declined.setdefault("all", []).append(right)
        declined.setdefault(uncovered.kind, []).append(right)
        if not right:
            false_answers.append(uncovered.id)
    return CitationScore(
        resolve=share_of(resolve),
        right_passage=share_of(list(passage.values())),
        right_sentence=share_of(list(sentence.values())),
        declined={kind: share_of(found) for kind, found in declined.items()},
        carded=tuple(carded),
        not_answered=tuple(silent),
        wrong_passage=tuple(key for key, right in passage.items() if not right and key not in silent),
        wrong_sentence=tuple(key for key, right in sentence.items() if not right and key not in silent),
        not_declined=tuple(false_answers),
    )


def _citations(events: Sequence[ConsultationEvent]) -> dict[str, CitationShown]:
    """Give the citations of a turn by key."""
    return {one.key: one for event in events if isinstance(event, Found) for one in event.citations}


def _covered(events: Sequence[ConsultationEvent]) -> bool:
    """Say whether the turn ended as an answer from the folder."""
    return any(isinstance(event, Answered) and event.covered for event in events)


def to_text(score: CitationScore) -> str:
    """Give the figures as Markdown."""
    lines = [
        "| figure | value |",
        "|---|---|",
        f"| citations that resolve and byte-match | {score.resolve.to_text()} |",
        f"| covered, answered with the right passage | {score.right_passage.to_text()} |",
        f"| covered, answer holds the sentence that answers | {score.right_sentence.to_text()} |",
    ]
    lines += [f"| uncovered declined, {kind} | {share.to_text()} |" for kind, share in score.declined.items()]
    lines.append(f"\nGiven the emergency card: {', '.join(score.carded) or 'none'}")
    lines.append(f"Not answered: {', '.join(score.not_answered) or 'none'}")
    lines.append(f"Another passage: {', '.join(score.wrong_passage) or 'none'}")
    lines.append(f"Another sentence: {', '.join(score.wrong_sentence) or 'none'}")
    lines.append(f"Not declined: {', '.join(score.not_declined) or 'none'}")
    return "\n".join(lines)
