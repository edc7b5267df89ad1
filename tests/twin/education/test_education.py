"""Patient education as its callers see it, over the real plan, the real gate and the real red flags."""

from pathlib import Path

import pytest

from tests.api.pages.fake_lessons import CORPORA, real_lessons
from twin.education.alarm import Alarm
from twin.education.lesson_store import LessonStore
from twin.education.teach_back import Progress, Step
from twin.errors import LessonSessionNotFound, LessonSessionOver, QuestionInvalid, TopicNotFound
from twin.front_door import triage_of
from twin.key_points.judgement import Said
from twin.storage.database import Database, sqlite_url
from twin.storage.tables import Table

ALARM = Alarm(lambda: triage_of(CORPORA))
TAUGHT = "Call 120 if you cannot breathe lying down, or wake up fighting for breath.\n躺不平、夜里憋醒坐起，打120。"


async def test_a_misunderstanding_is_repaired_and_nothing_the_patient_wrote_is_kept() -> None:
    education = real_lessons().education
    begun = await education.begin("cardiology", "heart-failure", language="en", owner="me")

    wrong = await education.reply(begun.id, "I weigh myself once a week.", owner="me")
    right = await education.reply(
        begun.id,
        "Every morning after the toilet, before breakfast, I weigh myself on the same scales.",
        owner="me",
    )

    assert [repair.said for repair in wrong.repairs] == [Said.WRONG] and not wrong.is_first_round
    assert right.progress.place == 1 and right.praised
    assert "week" not in str(right.session.progress.to_json())


async def test_another_browser_finds_no_lesson_and_an_unknown_topic_is_named_with_the_known_ones() -> None:
    education = real_lessons().education
    begun = await education.begin("cardiology", "heart-failure", language="zh", owner="me")

    with pytest.raises(LessonSessionNotFound):
        await education.standing(begun.id, owner="somebody else")
    with pytest.raises(TopicNotFound, match="heart-failure"):
        await education.lesson("cardiology", "gardening", language="en")


async def test_an_emergency_in_a_reply_stops_the_lesson() -> None:
    education = real_lessons().education
    begun = await education.begin("cardiology", "heart-failure", language="en", owner="me")

    stopped = await education.reply(begun.id, "crushing chest pain right now and cold sweat", owner="me")

    assert stopped.progress.step is Step.STOPPED
    with pytest.raises(LessonSessionOver):
        await education.reply(begun.id, "I weigh myself every day", owner="me")
    assert (await education.skip(begun.id, owner="me")).progress.step is Step.ASKING


@pytest.mark.parametrize("reply", ["", "   ", "a" * 2_001])
async def test_an_empty_or_endless_reply_is_refused(reply: str) -> None:
    education = real_lessons().education
    begun = await education.begin("cardiology", "heart-failure", language="en", owner="me")

    with pytest.raises(QuestionInvalid):
        await education.reply(begun.id, reply, owner="me")


@pytest.mark.parametrize(
    "reply",
    [
        "If I cannot breathe lying down I call 120.",
        "When I wake up fighting for breath I ring the ambulance.",
        "如果夜里憋醒躺不平，就打120。",
    ],
)
def test_saying_back_when_to_call_is_no_emergency(reply: str) -> None:
    assert not ALARM.rings(reply, TAUGHT)


@pytest.mark.parametrize(
    "reply",
    [
        "I have crushing chest pain right now and I am sweating, should I call 120?",
        "crushing chest pain since an hour, cold sweat",
        "我现在胸口压着痛，出冷汗，要打120吗",
        "我爸突然嘴歪了，手没力，说话不清",
    ],
)
def test_what_is_so_now_is_an_emergency(reply: str) -> None:
    assert ALARM.rings(reply, TAUGHT)


async def test_results_are_shown_only_with_consent_and_are_gone_when_deleted(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path))
    async with database.engine.begin() as connection:
        await connection.run_sync(Table.metadata.create_all)
    store = LessonStore(database)
    told = await store.add("cardiology", "heart-failure", "en", owner="me")

    assert await store.shown(None) == []
    await store.show(told.id, owner="me", is_shown=True)
    assert [one.id for one in await store.shown({"cardiology"})] == [told.id]
    assert await store.shown({"urology"}) == []
    await store.save(told, Progress(place=1))
    with pytest.raises(LessonSessionOver):
        await store.save(told, Progress(place=2))
    await store.delete(told.id, owner="me")
    with pytest.raises(LessonSessionNotFound):
        await store.session(told.id, owner="me")
    await database.close()
