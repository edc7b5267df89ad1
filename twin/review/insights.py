"""Insights: a few shares over the turns of a period, each with its definition in both languages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Select, select

from twin.persona.persona import Bilingual
from twin.review.queue import Kind
from twin.shares import Share
from twin.storage.database import Database
from twin.storage.review_tables import ReviewEntryRow
from twin.storage.tables import ConversationRow, EventRow, TurnRow

DAYS = 30


@dataclass(frozen=True, slots=True)
class Insight:
    """One number. `share` is of `of`, both as counted; `definition` says how, in words for the physician."""

    name: str
    title: Bilingual
    definition: Bilingual
    share: Share


_WORDS = {
    "alone": (
        ("Handled without the physician", "未经医生处理"),
        ("Questions that the twin answered and that nobody had to look at: covered, not held as a draft, no emergency "
         "card, no request for the physician, no thumb down; of all questions that were answered to the end.",
         "数字分身答完、无需医生处理的提问：资料里有、没有转为草稿、没有出急症卡、没有要求医生、没有点“没帮上忙”；占所有答完的提问。"),
    ),
    "not_covered": (
        ("Not covered", "资料里没有"),
        ("Questions to which the folder held no answer, of all questions that were answered to the end.",
         "资料里找不到答案的提问，占所有答完的提问。"),
    ),
    "withheld": (
        ("Something withheld", "有句子被扣下"),
        ("Answers in which the gate left out at least one sentence, of all questions that were answered to the end.",
         "至少有一句话没有通过核对的回答，占所有答完的提问。"),
    ),
    "corrected": (
        ("Answered by a physician's correction", "由医生的订正回答"),
        ("Questions that were answered with, or declined because of, a physician's decision; of all questions that were "
         "answered to the end.",
         "按医生的决定回答或不答的提问，占所有答完的提问。"),
    ),
    "emergency_shown": (
        ("Emergency cards", "急症卡"),
        ("Questions at which the emergency card was shown, of all questions that were answered to the end.",
         "出现急症卡的提问，占所有答完的提问。"),
    ),
    "unhappy": (
        ("Did not help", "没帮上忙"),
        ("Questions whose patient pressed “this did not help”, of all questions that were answered to the end.",
         "患者点了“没帮上忙”的提问，占所有答完的提问。"),
    ),
    "escalated": (
        ("Asked for the physician", "要求医生回答"),
        ("Questions whose patient asked for the physician, of all questions that were answered to the end.",
         "患者要求医生本人回答的提问，占所有答完的提问。"),
    ),
}  # fmt: skip
_NOT_ALONE = frozenset({Kind.ESCALATED, Kind.DRAFT, Kind.UNHAPPY, Kind.EMERGENCY_SHOWN})


async def insights_of(
    database: Database, personas: Iterable[str] | None, *, days: int = DAYS, now: datetime | None = None
) -> list[Insight]:
    """Count the answered turns of the last `days` days.

    Conversations that patients deleted, or that are past their keeping time, are not in it.
    """
    since = (now or datetime.now(UTC)) - timedelta(days=days)
    bound = None if personas is None else list(personas)
    async with database.reading() as session:
        turns = (await session.execute(_answered(since, bound))).all()
        kinds: dict[str, set[str]] = {}
        for turn, kind in (await session.execute(_queued(since, bound))).all():
            kinds.setdefault(turn, set()).add(kind)
    counts = dict.fromkeys(_WORDS, 0)
    for turn, covered, withheld, ending, decision in turns:
        of_turn = kinds.get(turn, set())
        counts["alone"] += bool(covered) and not ending and not of_turn & _NOT_ALONE
        counts["not_covered"] += not covered and not ending and not decision
        counts["withheld"] += bool(withheld)
        counts["corrected"] += bool(decision)
        for kind in ("emergency_shown", "unhappy", "escalated"):
            counts[kind] += kind in of_turn
    return [
        Insight(
            name,
            Bilingual(en=title[0], zh=title[1]),
            Bilingual(en=words[0], zh=words[1]),
            Share(counts[name], len(turns)),
        )
        for name, (title, words) in _WORDS.items()
    ]


def _answered(since: datetime, personas: list[str] | None) -> Select[str, bool, int, str, str]:
    """Ask for the answered turns since a moment: id, covered, withheld sentences, ending, decision."""
    body = EventRow.body
    query = (
        select(
            TurnRow.id,
            body["covered"].as_boolean(),
            body["withheld"].as_integer(),
            body["ending"].as_string(),
            body["decision"].as_string(),
        )
        .join(EventRow, EventRow.turn_id == TurnRow.id)
        .join(ConversationRow, ConversationRow.id == TurnRow.conversation_id)
        .where(EventRow.kind == "answered", TurnRow.asked_at >= since)
    )
    return query if personas is None else query.where(ConversationRow.persona.in_(personas))


def _queued(since: datetime, personas: list[str] | None) -> Select[str, str]:
    """Ask for the turns that came to the desk, with the kind of their entry."""
    query = (
        select(ReviewEntryRow.turn_id, ReviewEntryRow.kind)
        .join(TurnRow, TurnRow.id == ReviewEntryRow.turn_id)
        .where(TurnRow.asked_at >= since)
    )
    return query if personas is None else query.where(ReviewEntryRow.persona.in_(personas))
