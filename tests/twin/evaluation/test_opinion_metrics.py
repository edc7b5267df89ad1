"""The physician's view is given, dated, and the later of two."""

import datetime
from dataclasses import replace

from tests.twin.evaluation.answered import answered, cited, said
from tests.twin.index.folder import read
from twin.evaluation.opinion_metrics import later_questions, score_opinion, view_questions
from twin.passages.document import Document


def document(name: str, *questions: str, is_view: bool = False, supersedes: tuple[str, ...] = ()) -> Document:
    """Make a document of 2 March 2026."""
    made, _ = read(name, "Walk before you buy.", supersedes=supersedes)
    metadata = replace(made.metadata, questions=questions, is_view=is_view, date=datetime.date(2026, 3, 2))
    return replace(made, metadata=metadata)


def test_a_view_is_asked_for_by_its_questions_or_by_its_title() -> None:
    asked = list(
        view_questions(
            [
                document("wine", "One glass?", is_view=True),
                document("oil", is_view=True),
                document("tea", "Tea?"),
            ]
        )
    )

    assert [(one.text, one.is_title) for one in asked] == [("One glass?", False), ("Oil", True)]


def test_a_view_counts_as_dated_only_when_its_source_line_shows_the_date() -> None:
    question = next(view_questions([document("wine", "One glass?", is_view=True)]))
    dated = answered(said("Walk.", "E1"), citations=(cited("E1", "wine", "Walk."),))
    undated = answered(said("Walk.", "E1"), citations=(cited("E1", "wine", "Walk.", day=""),))

    score = score_opinion([(question, dated), (question, undated)], [])

    assert (score.view.hits, score.dated.hits) == (2, 1)


def test_the_later_text_must_speak_and_the_older_must_not() -> None:
    old, new = document("risk-2021", "My risk?"), document("risk", "Which score?", supersedes=("risk-2021",))
    question = next(later_questions([old, new]))
    quotes = (cited("E1", "risk", "Walk."), cited("E2", "risk-2021", "Run."))
    right = answered(said("Walk.", "E1"), citations=quotes)
    both = answered(said("Walk.", "E1"), said("Run.", "E2"), citations=quotes)

    assert [one.text for one in later_questions([old, new])] == ["Which score?", "My risk?"]
    assert score_opinion([], [(question, right), (question, both)]).later.hits == 1
