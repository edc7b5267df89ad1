"""How often the passage that answers is among the first: whole retriever, its parts, and LangChain's stock one."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from twin.evaluation.dataset import CoveredQuestion, Dataset
from twin.evaluation.labels_in_text import answers
from twin.index.held_passage import HeldPassage
from twin.shares import Share, share_of

CUT_OFF = 5  # Recall@5: some labelled passage is among the first five

Search = Callable[[CoveredQuestion], Awaitable[Sequence[HeldPassage]]]


@dataclass(frozen=True, slots=True)
class RetrievalScore:
    """Recall@5 of one way to search, over all questions and by kind; `mrr` is the mean reciprocal rank (of ten)."""

    name: str
    groups: dict[str, Share]
    mrr: float
    missed: tuple[str, ...]


async def score_search(name: str, search: Search, dataset: Dataset) -> RetrievalScore:
    """Ask every covered question of one way to search.

    Args:
        name: What the report calls it.
        search: Gives passages, best first, at least ten where there are so many.
        dataset: The questions.
    """
    judged: dict[str, list[bool]] = {}
    reciprocal: list[float] = []
    missed = []
    for question in dataset.covered:
        labels = [(label.document, label.quote) for label in question.passages]
        found = [answers(one.passage.document, one.passage.text, labels) for one in await search(question)]
        hit = any(found[:CUT_OFF])
        reciprocal.append(next((1 / rank for rank, right in enumerate(found[:10], start=1) if right), 0.0))
        for group in groups_of(question):
            judged.setdefault(group, []).append(hit)
        if not hit:
            missed.append(question.id)
    groups = {group: share_of(judged[group]) for group in GROUPS if group in judged}
    return RetrievalScore(name, groups, sum(reciprocal) / max(1, len(reciprocal)), tuple(missed))


GROUPS = ("all", "en", "zh", "across languages", "follow-up", "clumsy or lay")


def groups_of(question: CoveredQuestion) -> list[str]:
    """Name the groups a question counts in."""
    groups = ["all"]
    groups.append("across languages" if question.cross_language else question.language)
    if question.turns:
        groups.append("follow-up")
    if question.register_of in {"clumsy", "lay"}:
        groups.append("clumsy or lay")
    return groups


def table(scores: Sequence[RetrievalScore]) -> str:
    """Give the scores side by side as Markdown."""
    groups = [group for group in GROUPS if any(group in score.groups for score in scores)]
    head = "| Recall@5 | " + " | ".join(groups) + " | MRR |"
    lines = [head, "|" + "---|" * (len(groups) + 2)]
    for score in scores:
        cells = [score.groups[group].to_text() if group in score.groups else "" for group in groups]
        lines.append(f"| {score.name} | " + " | ".join(cells) + f" | {score.mrr:.3f} |")
    return "\n".join(lines)
