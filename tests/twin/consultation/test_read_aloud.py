"""What of an answer is read aloud."""

from twin.consultation.events import (
    Advised,
    Answered,
    Failed,
    Found,
    Spoken,
    Started,
    Triaged,
    Uncovered,
    Withheld,
)
from twin.consultation.read_aloud import COMPUTER_VOICE, has_card, is_complete, language_of, lines_to_read
from twin.triage.disposition import Disposition

BEGUN = Started(notice="I am a computer programme.", language="en")
DONE = Answered(covered=True, sentences=1, withheld=1, model="quoting")
CARD = Triaged(
    disposition=Disposition.EMERGENCY,
    form="card",
    level="Emergency",
    why=("Chest pain with sweating.",),
    do_now=("Call 120 now.",),
    until_help=("Sit down and rest.",),
    language="en",
)


def test_the_first_words_say_that_it_is_a_computer_voice_in_either_language() -> None:
    events = (BEGUN, Spoken(text="Rest.", origin="own_words"), DONE)

    assert lines_to_read(events, language="en") == [COMPUTER_VOICE.en, "Rest."]
    assert lines_to_read(events, language="zh")[0] == COMPUTER_VOICE.zh


def test_a_withheld_sentence_is_never_read() -> None:
    kept_back = Withheld(reason="number", notice="A sentence was left out.", words="Take 500 tablets.")

    lines = lines_to_read((BEGUN, Spoken(text="Rest.", origin="own_words"), kept_back, DONE), language="en")

    assert lines[1:] == ["Rest."]


def test_the_emergency_card_comes_before_everything_else_that_was_said() -> None:
    events = (BEGUN, Spoken(text="Coffee is fine.", origin="own_words"), CARD, DONE)

    lines = lines_to_read(events, language="en")

    assert lines[1:] == [
        "Emergency",
        "Chest pain with sweating.",
        "Call 120 now.",
        "Sit down and rest.",
        "Coffee is fine.",
    ]
    assert has_card(events) and not has_card((BEGUN, DONE))


def test_one_in_despair_is_told_what_to_do_first_and_no_level() -> None:
    crisis = CARD.model_copy(update={"card_kind": "crisis"})

    assert lines_to_read((crisis, DONE), language="en")[1] == "Call 120 now."


def test_what_is_open_and_what_to_do_is_read_behind_the_answer() -> None:
    advice = Advised(disposition=Disposition.SELF_CARE, form="light", lines=("See a doctor this week.",))
    open_part = Uncovered(parts=("dose",), notice="The dose is not covered.", route="Ask the clinic.")

    lines = lines_to_read(
        (BEGUN, advice, open_part, Spoken(text="Rest.", origin="own_words"), DONE), language="en"
    )

    assert lines[1] == "Rest." and set(lines[2:]) == {
        "See a doctor this week.",
        "The dose is not covered.",
        "Ask the clinic.",
    }


def test_a_broken_answer_says_so_aloud() -> None:
    failed = Failed(error="ChatModelUnavailable", notice="Please ask again.", retryable=True)

    assert lines_to_read((BEGUN, failed), language="en")[-1] == "Please ask again."


def test_reference_marks_and_empty_lines_are_not_read() -> None:
    events = (
        BEGUN,
        Spoken(text="Aim for less [1, 2].", origin="own_words"),
        Spoken(text="…", origin="manner"),
        DONE,
    )

    assert "[1" not in " ".join(lines_to_read(events, language="en"))
    assert len(lines_to_read(events, language="en")) == 2


def test_the_turn_says_its_language_and_whether_it_is_complete() -> None:
    found = Found(covered=True, citations=())

    assert language_of((Started(notice="n", language="zh"), found), otherwise="en") == "zh"
    assert language_of((found,), otherwise="en") == "en"
    assert is_complete((found, DONE)) and not is_complete((found,))
