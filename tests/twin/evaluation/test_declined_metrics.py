"""What is not held is declined, in the persona's words, with the nearest thing held."""

from tests.twin.evaluation.answered import answered, cited, said
from twin.evaluation.dataset import UncoveredQuestion
from twin.evaluation.declined_metrics import score_declined

NO_ANSWER = "I have not put this in writing, so I will not guess."
FAR = UncoveredQuestion(id="u1", text="Who won the cup?", language="en", kind="far")
NEAR = UncoveredQuestion(id="u2", text="A new heart at 80?", language="en", kind="near")


def test_a_decline_in_the_personas_words_with_a_pointer_counts_for_all_three() -> None:
    answer = answered(
        said(NO_ANSWER, origin="manner"),
        said("The nearest thing in the folder: Salt.", "E1", origin="notice"),
        citations=(cited("E1", "salt", "Salt."),),
        covered=False,
    )

    score = score_declined([(FAR, answer)], [NO_ANSWER])

    assert (score.declined["far"].value, score.in_manner.value, score.with_nearest.value) == (1.0, 1.0, 1.0)


def test_an_answer_to_what_is_not_held_is_named_as_false() -> None:
    answer = answered(said("Salt.", "E1"), citations=(cited("E1", "salt", "Salt."),))

    score = score_declined([(NEAR, answer)], [NO_ANSWER])

    assert score.false_answers == ("u2",) and score.declined["all"].hits == 0
    assert score.in_manner.total == 0
