"""Which card stands over a conversation, and how its lines are shown."""

from dataclasses import replace
from datetime import UTC, datetime

from api.pages.urgency_view import LinePart, shown_card, standing_card
from tests.twin.triage_words import real_words
from twin.consultation.conversation import Conversation, Transcript, Turn, TurnRecord
from twin.consultation.kept_level import plain_level
from twin.consultation.triage_store import LOWERED, KeptTriage
from twin.persona.slots import Audience
from twin.triage.disposition import Disposition

NOW = datetime(2026, 11, 22, tzinfo=UTC)
CHEST = real_words().by_rules(["crushing chest pain and sweating for 20 minutes"], "en")
COFFEE = real_words().by_rules(["May I drink coffee?"], "en")


def told(*shown: object) -> Transcript:
    """Give a conversation whose turns begin with these judgements."""
    records = tuple(
        TurnRecord(Turn(f"t{number}", "c", number, "?", "answered", NOW), (event,))  # type: ignore[arg-type]
        for number, event in enumerate(shown, 1)
    )
    return Transcript(Conversation("c", "cardiology", Audience.PATIENT, "en", NOW), records)


def test_the_card_of_an_earlier_turn_stands_over_the_conversation() -> None:
    card = standing_card(told(CHEST, COFFEE))

    assert card is not None and card.number == "120" and card.way.startswith("/find/emergency")


def test_without_an_emergency_there_is_no_card() -> None:
    assert standing_card(told(COFFEE)) is None and shown_card(COFFEE) is None and shown_card(None) is None


def test_a_physician_s_decision_takes_the_card_away() -> None:
    level = plain_level(Disposition.ROUTINE, layer="physician", reason=LOWERED)

    assert standing_card(replace(told(CHEST), triage=KeptTriage(level))) is None


def test_help_lines_can_be_tapped() -> None:
    crisis = shown_card(real_words().by_rules(["我不想活了，想把攒的安眠药都吃了"], "zh"))

    assert crisis is not None and crisis.kind == "crisis"
    parts = [part for line in crisis.until_help for part in line]
    assert LinePart("12356", "12356") in parts and LinePart("116 123", "116123") in parts
