from twin.conflicts.advice import direction, leaves_room
from twin.conflicts.stance import stance_of


def test_not_stopping_is_going_on_and_a_condition_is_no_advice() -> None:
    assert direction("do not stop the tablet") == 1
    assert direction("stop the tablet") == -1
    assert direction("call us if the fever does not go") == 1


def test_a_view_that_is_only_ones_own_leaves_room() -> None:
    assert leaves_room("in my view it may be used")
    assert not leaves_room("give it to everybody")


def test_doing_leaning_and_putting_off_are_told_apart() -> None:
    assert stance_of("i give it to everyone").lean > stance_of("i give it").lean > 0
    assert stance_of("it has no place").lean < 0
    assert stance_of("镁我从来不查").lean < 0 < stance_of("血镁必查").lean
    assert stance_of("wait until the fever is gone").lean < stance_of("start at once").lean


def test_what_is_no_denial_is_not_taken_for_one() -> None:
    assert stance_of("for no more than 7 days").denials == 0
    assert stance_of("不要紧").denials == 0
