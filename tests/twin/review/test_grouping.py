"""The same question of many patients is one thing to decide, and the most pressing stands first."""

from datetime import UTC, datetime, timedelta

from tests.twin.review.readers import question_reader
from twin.review.gaps import gaps_of
from twin.review.grouping import grouped
from twin.review.queue import Entry, Group, Kind, due_at, is_sampled
from twin.settings import ReviewSettings

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def entry(number: int, kind: Kind, question: str, *, minutes: int = 0, conversation: str = "") -> Entry:
    """Give an entry that came so many minutes after nine."""
    created = NOW + timedelta(minutes=minutes)
    return Entry(
        id=f"e{number}", kind=kind, persona="cardiology", conversation=conversation or f"c{number}", turn=f"t{number}",
        question=question, language="zh" if question[0] > "\u3000" else "en", words="", draft=(), created_at=created,
        due_at=due_at(kind, created, ReviewSettings()), reminded_at=None, passed_on_at=None,
    )  # fmt: skip


async def groups(*entries: Entry) -> list[Group]:
    """Group entries of a physician of grown-ups."""
    return await grouped(entries, question_reader(), about_children=lambda _: False)


async def test_an_emergency_stands_before_what_many_ask() -> None:
    many = [entry(n, Kind.NOT_COVERED, "Can I drink beer?") for n in range(1, 40)]

    found = await groups(*many, entry(99, Kind.EMERGENCY_SHOWN, "My chest hurts and coffee"))

    assert [one.first.id for one in found] == ["e99", "e1"]
    assert found[1].times_asked == 39


async def test_a_question_of_two_patients_in_two_languages_is_one_line() -> None:
    found = await groups(
        entry(1, Kind.NOT_COVERED, "coffee, atrial fibrillation?"), entry(2, Kind.NOT_COVERED, "coffee, AF?")
    )

    assert [len(one.entries) for one in found] == [2]


async def test_of_the_same_weight_the_oldest_stands_first() -> None:
    found = await groups(
        entry(1, Kind.NOT_COVERED, "Can I drink beer?", minutes=5),
        entry(2, Kind.NOT_COVERED, "Is a sauna good?"),
    )

    assert [one.first.id for one in found] == ["e2", "e1"]


async def test_one_patient_who_repeats_counts_once() -> None:
    found = await groups(
        *(entry(n, Kind.NOT_COVERED, "Can I drink beer?", conversation="c") for n in range(5))
    )

    assert found[0].times_asked == 1


async def test_questions_that_name_nothing_are_not_lumped_together() -> None:
    found = await groups(entry(1, Kind.ESCALATED, "And then?"), entry(2, Kind.ESCALATED, "And then?"))

    assert len(found) == 2


async def test_gaps_are_counted_by_language() -> None:
    found = gaps_of(
        await groups(
            entry(1, Kind.NOT_COVERED, "Can I drink beer?"),
            entry(2, Kind.NOT_COVERED, "Can I drink beer?"),
            entry(3, Kind.UNHAPPY, "Is a sauna good?"),
        )
    )

    assert [(one.question, one.english, one.chinese) for one in found] == [("Can I drink beer?", 2, 0)]


def test_the_random_share_is_chosen_by_a_seed_and_never_moves() -> None:
    settings = ReviewSettings(sample_share=0.2)
    turns = [f"turn {number}" for number in range(1_000)]

    chosen = [turn for turn in turns if is_sampled(turn, settings)]

    assert 150 < len(chosen) < 250
    assert chosen == [turn for turn in turns if is_sampled(turn, settings)]
    assert chosen != [t for t in turns if is_sampled(t, settings.model_copy(update={"sample_seed": "other"}))]
