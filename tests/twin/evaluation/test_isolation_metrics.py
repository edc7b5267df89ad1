"""Nothing of one persona appears in another's answers."""

from tests.twin.evaluation.answered import answered, cited, said
from twin.evaluation.answer import letters_of
from twin.evaluation.isolation_metrics import score_isolation


def test_a_citation_of_another_folder_is_counted() -> None:
    own = answered(said("Walk.", "E1"), citations=(cited("E1", "mine", "Walk."),))
    foreign = answered(said("Drink.", "E1"), citations=(cited("E1", "theirs", "Drink."),))

    score = score_isolation([own, foreign], {"p-mine"})

    assert (score.answers.hits, score.answers.total, score.citations, score.foreign) == (1, 2, 2, 1)


def test_a_sentence_that_stands_only_in_anothers_documents_is_not_the_personas() -> None:
    slipped = answered(said("Drink water at night.", "E1"), citations=(cited("E1", "mine", "Walk."),))

    score = score_isolation([slipped], {"p-mine"}, others_text=letters_of("Sleep. Drink water at night."))

    assert score.answers.hits == 0
