"""Missed points come back when FSRS says so; a card whose source is gone is never due again."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from twin.errors import CardNotFound
from twin.storage.database import Database, sqlite_url
from twin.storage.migrating import upgrade
from twin.teaching.review_deck import ReviewDeck
from twin.teaching.spacing import Recall


@pytest.fixture
async def deck(tmp_path: Path) -> AsyncIterator[ReviewDeck]:
    database = Database(sqlite_url(tmp_path))
    await upgrade(database)
    yield ReviewDeck(database)
    await database.close()


async def test_a_missed_point_is_one_card_however_often_it_is_missed(deck: ReviewDeck) -> None:
    await deck.add("ada", "cardiology", "uneven-pulse", {"kp-faint": "p1"})
    await deck.add("ada", "cardiology", "uneven-pulse", {"kp-faint": "p1", "kp-ecg": "p2"})

    due = await deck.due("ada")

    assert {card.point for card in due} == {"kp-faint", "kp-ecg"}


async def test_what_is_easy_comes_later_than_what_is_hard(deck: ReviewDeck) -> None:
    await deck.add("ada", "cardiology", "uneven-pulse", {"kp-faint": "p1", "kp-ecg": "p2"})
    now = datetime.now(UTC)
    cards = {card.point: card.id for card in await deck.due("ada")}

    easy = await deck.reviewed(cards["kp-faint"], Recall.EASY, learner="ada", now=now)
    forgotten = await deck.reviewed(cards["kp-ecg"], Recall.AGAIN, learner="ada", now=now)

    assert easy.due_at > now + timedelta(days=2) > forgotten.due_at > now
    assert await deck.due("ada", now=now) == []


async def test_a_retired_card_is_neither_due_nor_reviewed(deck: ReviewDeck) -> None:
    await deck.add("ada", "cardiology", "uneven-pulse", {"kp-faint": "p1"})
    card = (await deck.due("ada"))[0]

    await deck.retire([card.id])

    assert await deck.due("ada") == []
    with pytest.raises(CardNotFound):
        await deck.reviewed(card.id, Recall.GOOD, learner="ada")


async def test_anothers_card_is_not_found(deck: ReviewDeck) -> None:
    await deck.add("ada", "cardiology", "uneven-pulse", {"kp-faint": "p1"})
    card = (await deck.due("ada"))[0]

    with pytest.raises(CardNotFound):
        await deck.card(card.id, learner="ben")
