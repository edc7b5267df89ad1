from twin.conflicts.present import of_today, quotes_a_belief, told_as_past
from twin.conflicts.sides import guideline_sides, own_sides


def test_what_was_done_once_is_left_out() -> None:
    assert of_today("we used to keep them in bed; now they walk next day") == "now they walk next day"
    assert of_today("以前先饿一天，现在照常吃奶。").startswith("现在")
    assert told_as_past("when i was a houseman")


def test_a_joke_is_no_past() -> None:
    assert "sixty" in of_today("i used to joke that it stops at sixty")


def test_what_others_believe_is_left_out_and_the_answer_kept() -> None:
    told = of_today("people say you must starve a fever. nonsense, feed the child.")

    assert "starve" not in told
    assert "feed the child" in told
    assert quotes_a_belief("很多人说要输液，其实不用")


def test_a_passage_that_is_all_past_is_still_read() -> None:
    assert [words for words, _ in own_sides("We used to keep them in bed.")] == [
        "We used to keep them in bed."
    ]


def test_a_question_is_read_with_its_answer_and_a_few_words_with_what_they_follow() -> None:
    assert (
        len(own_sides("Beta-blockers in a weak heart? Like a brake on a tired horse. Not on my ward.")) == 1
    )


def test_a_title_stands_around_every_sentence_of_a_guideline() -> None:
    [(words, side)] = guideline_sides("Treat for 5 days.", "Summary: 2024 guideline on pneumonia")

    assert words == "Treat for 5 days."
    assert "pneumonia" in side.around
    assert "2024" not in side.around
