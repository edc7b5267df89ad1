"""An answer is grounded when it holds all points, each in a sentence that its cited passage bears out."""

from tests.twin.evaluation.answered import answered, cited, said
from twin.evaluation.dataset import CoveredQuestion, PassageLabel
from twin.evaluation.grounded_metrics import Missed, point_is_held, score_grounded

SALT = "Adults eat less than 5 g of salt a day [1]. Soy sauce counts too [2]."
QUESTION = CoveredQuestion(
    id="c1",
    text="How much salt?",
    language="en",
    register="plain",
    passages=(
        PassageLabel(document="salt", quote="less than 5 g of salt a day"),
        PassageLabel(document="yan", quote="成年人每天食盐不超过5克"),
    ),
    points=("less than 5 g of salt", "soy sauce counts"),
)


def test_an_answer_with_all_points_is_grounded_whatever_its_marks_and_case() -> None:
    answer = answered(
        said("Adults eat less than 5 g of salt a day.", "E1"),
        said("Soy sauce counts too.", "E1"),
        citations=(cited("E1", "salt", SALT),),
    )

    assert score_grounded([(QUESTION, answer)]).all_points.value == 1.0


def test_half_of_the_points_is_the_weaker_figure_only() -> None:
    answer = answered(said("Soy sauce counts too.", "E1"), citations=(cited("E1", "salt", SALT),))

    score = score_grounded([(QUESTION, answer)])

    assert score.all_points.value == 0.0 and score.half_or_labelled.value == 1.0
    assert score.missed == {"c1": Missed.PART}


def test_a_point_in_a_sentence_that_its_passage_does_not_hold_is_not_held() -> None:
    answer = answered(
        said("Adults eat less than 5 g of salt a day.", "E1"), citations=(cited("E1", "tea", "Tea is fine."),)
    )

    assert not point_is_held("less than 5 g of salt", QUESTION, answer)


def test_a_point_is_held_when_the_labelled_sentence_of_the_other_language_is_said() -> None:
    answer = answered(
        said("成年人每天食盐不超过5克。", "E1"),
        citations=(cited("E1", "yan", "成年人每天食盐不超过5克 [1]。"),),
    )

    assert point_is_held("less than 5 g of salt", QUESTION, answer)


def test_a_row_of_a_table_is_supported_by_its_table() -> None:
    row = said("salt · less than 5 g of salt", "E1")
    answer = answered(row, citations=(cited("E1", "table", "what | how much\nsalt | less than 5 g of salt"),))

    assert answer.supported() == (row.text,)


def test_the_report_says_at_which_step_an_answer_was_lost() -> None:
    found, other = cited("E1", "salt", SALT), cited("E2", "tea", "Tea is fine.")
    declined = answered(said("I have not written this.", origin="manner"), citations=(found,), covered=False)
    not_found = answered(said("Tea is fine.", "E2"), citations=(other,))
    not_said = answered(said("Tea is fine.", "E2"), citations=(found, other))

    reasons = [score_grounded([(QUESTION, one)]).missed["c1"] for one in (declined, not_found, not_said)]

    assert reasons == [Missed.DECLINED, Missed.NOT_FOUND, Missed.NOT_SAID]
