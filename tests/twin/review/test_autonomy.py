"""A twin goes further alone on evidence only, and goes back at a word."""

import pytest

from twin.errors import PolicyRefused, StaffInvalid
from twin.review.autonomy import AutonomyStore, Level
from twin.review.pausing import PauseStore
from twin.review.topics import Duty, Topic
from twin.settings import ReinsSettings
from twin.storage.database import Database

ASK = Duty.CONSULTATION
LIN = "Dr. Lin"


@pytest.fixture
def store(database: Database) -> AutonomyStore:
    """Give a store in which twins begin at the first level."""
    return AutonomyStore(database, ReinsSettings(first_level=1))


async def judged(store: AutonomyStore, unedited: int, edited: int = 0, *, before: str = "") -> None:
    for number in range(unedited + edited):
        cause = f"{before}{number}"
        await store.reviewed(cause, "cardiology", ASK, Topic.LIVING, unedited=number < unedited, by=LIN)


async def changed(store: AutonomyStore, level: Level, topic: Topic = Topic.LIVING) -> Level:
    made = await store.change("cardiology", ASK, topic, level, by=LIN, reason="as agreed")
    return made.level


async def test_the_demo_s_twins_answer_information_alone(database: Database) -> None:
    store = AutonomyStore(database, ReinsSettings())

    levels = {topic: (await store.of("cardiology", ASK, topic)).level for topic in Topic}

    assert levels.pop(Topic.DIAGNOSIS) is Level.APPROVE and levels.pop(Topic.MEDICINES) is Level.APPROVE
    assert set(levels.values()) == {Level.ALONE}


@pytest.mark.parametrize("topic", [Topic.DIAGNOSIS, Topic.MEDICINES])
async def test_a_decision_about_one_person_never_goes_above_approve_each(
    store: AutonomyStore, topic: Topic
) -> None:
    for number in range(100):
        await store.reviewed(str(number), "cardiology", ASK, topic, unedited=True, by=LIN)

    with pytest.raises(PolicyRefused, match="never goes above"):
        await changed(store, Level.SAMPLED, topic)


async def test_fifteen_unedited_approvals_are_too_few_and_sixteen_enough_to_answer_alone_and_be_sampled(
    store: AutonomyStore,
) -> None:
    await judged(store, 15)
    with pytest.raises(PolicyRefused, match="15/15"):
        await changed(store, Level.SAMPLED)

    await judged(store, 1, before="one more ")

    assert await changed(store, Level.SAMPLED) is Level.SAMPLED
    assert (await store.of("cardiology", ASK, Topic.LIVING)).changed_by == LIN
    assert (await store.of("cardiology", ASK, Topic.TESTS)).level is Level.APPROVE
    assert (await store.of("urology", ASK, Topic.LIVING)).level is Level.APPROVE


async def test_edited_drafts_speak_against_more_autonomy(store: AutonomyStore) -> None:
    await judged(store, 20, edited=4)

    evidence = await store.evidence("cardiology", ASK, Topic.LIVING)

    assert evidence.approvals.hits == 20 and evidence.approvals.total == 24 and not evidence.suffices


async def test_the_same_answer_judged_twice_counts_once(store: AutonomyStore) -> None:
    await judged(store, 5)
    await judged(store, 0, edited=5)

    evidence = await store.evidence("cardiology", ASK, Topic.LIVING)

    assert (evidence.approvals.hits, evidence.approvals.total) == (0, 5)


async def test_nobody_skips_a_step(store: AutonomyStore) -> None:
    await judged(store, 60)

    with pytest.raises(PolicyRefused, match="the next is 2"):
        await changed(store, Level.ALONE)


async def test_a_serious_correction_takes_the_twin_back_at_once_and_the_evidence_begins_anew(
    store: AutonomyStore,
) -> None:
    await judged(store, 60)
    await changed(store, Level.SAMPLED)
    await changed(store, Level.ALONE)

    await store.corrected_seriously("cardiology", ASK, Topic.LIVING, by=LIN, reason="wrong dose of salt")

    now = await store.of("cardiology", ASK, Topic.LIVING)
    assert now.level is Level.APPROVE and now.reason == "wrong dose of salt"
    assert (await store.evidence("cardiology", ASK, Topic.LIVING)).approvals.total == 0


async def test_less_autonomy_needs_a_reason_and_nothing_else(store: AutonomyStore) -> None:
    assert await changed(store, Level.DRAFT) is Level.DRAFT

    with pytest.raises(StaffInvalid, match="Say why"):
        await store.change("cardiology", ASK, Topic.LIVING, Level.DRAFT, by=LIN, reason=" ")
    history = await store.history("cardiology", ASK)
    assert [(one.level, one.changed_by, one.reason) for one in history] == [(Level.DRAFT, LIN, "as agreed")]


async def test_a_pause_lasts_until_it_is_ended(database: Database) -> None:
    pauses = PauseStore(database)
    await pauses.pause("cardiology", by=LIN, reason="on leave")
    await pauses.pause("urology", by="Dr. Gu")
    await pauses.resume("urology", by="Dr. Gu")

    paused = await pauses.of("cardiology")

    assert paused is not None and paused.reason == "on leave" and paused.paused_by == LIN
    assert await pauses.of("urology") is None
    assert await pauses.paused() == {"cardiology"}
