"""Whether the twin gives the physician's view where there is one, dated, and the later of two texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twin.evaluation.answer import Answer
from twin.passages.document import Document
from twin.shares import Share, share_of


@dataclass(frozen=True, slots=True)
class OpinionQuestion:
    """A question that a document says it answers.

    `document` holds the view, or supersedes `older`. `date` is the document's, as a source line shows it. A document that names no
    questions is asked for by its title: `is_title` is then true.
    """

    id: str
    text: str
    language: str
    document: str
    date: str
    older: frozenset[str] = frozenset()
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class OpinionScore:
    """`view` and `dated` are over questions about views; `later` over questions where one text replaces another.

    `view`: a sentence of the view is said. `dated`: it is, and its source shows its date. `later`: a sentence of the later text is said and
    none of the older one. `missed` names the questions.
    """

    view: Share
    dated: Share
    later: Share
    missed: tuple[str, ...]


def view_questions(documents: Sequence[Document]) -> Iterator[OpinionQuestion]:
    """Derive questions from the documents that hold a view, with those of `questions:`, else with the title."""
    for document in documents:
        if document.metadata.is_view:
            yield from _questions(document, document.metadata.questions, frozenset())


def later_questions(documents: Sequence[Document]) -> Iterator[OpinionQuestion]:
    """Derive questions from the documents that supersede others: their own, and those of what they replace."""
    named = {document.name: document for document in documents}
    for document in documents:
        older = [named[name] for name in document.metadata.supersedes if name in named]
        if older:
            asked = dict.fromkeys(document.metadata.questions)
            asked |= dict.fromkeys(question for old in older for question in old.metadata.questions)
            yield from _questions(document, tuple(asked), frozenset(old.name for old in older))


def _questions(document: Document, asked: Sequence[str], older: frozenset[str]) -> Iterator[OpinionQuestion]:
    """Give the questions of one document."""
    date = document.metadata.date.isoformat() if document.metadata.date else ""
    for number, text in enumerate(asked or (document.metadata.title,), start=1):
        id_ = f"{document.name}/{number}"
        yield OpinionQuestion(
            id_, text, document.metadata.language, document.name, date, older, is_title=not asked
        )


def score_opinion(
    views: Sequence[tuple[OpinionQuestion, Answer]], laters: Sequence[tuple[OpinionQuestion, Answer]]
) -> OpinionScore:
    """Judge the answers about views, and those where a later text replaces an older one."""
    given = [question.document in answer.cited_documents() for question, answer in views]
    dated = [_is_dated(question, answer) for question, answer in views]
    later = [
        question.document in answer.cited_documents() and not question.older & answer.cited_documents()
        for question, answer in laters
    ]
    missed = [question.id for (question, _), right in zip(views, dated, strict=True) if not right]
    missed += [question.id for (question, _), right in zip(laters, later, strict=True) if not right]
    return OpinionScore(share_of(given), share_of(dated), share_of(later), tuple(missed))


def _is_dated(question: OpinionQuestion, answer: Answer) -> bool:
    """Say whether a sentence of the view was said from a source that shows its date."""
    keys = {key for one in answer.stated() for key in one.citations}
    sources = [
        answer.citations[key].source
        for key in keys
        if key in answer.citations and answer.citations[key].document == question.document
    ]
    return bool(question.date) and any(question.date in source for source in sources)
