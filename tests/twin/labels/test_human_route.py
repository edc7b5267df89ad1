"""When the twin does not speak, the reader learns honestly why, and how to reach a person."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from twin.labels.exit_words import wants_a_person
from twin.labels.human_route import EXIT_WORDS, HumanRoute
from twin.persona.folder import load_clinic

PLAN = load_clinic(Path(__file__).resolve().parents[3] / "personas", "cardiology")
ROUTE = HumanRoute("999")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_way_out_names_the_clinic_s_room_and_the_emergency_number(language: str) -> None:
    for words in (ROUTE.left(PLAN, language), ROUTE.paused(PLAN, language), ROUTE.held(PLAN, language)):
        assert "306" in " ".join(words) and "999" in words[-1]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_withdrawn_twin_names_no_clinic_of_its_physician(language: str) -> None:
    assert "306" not in " ".join(ROUTE.withdrawn(PLAN, language))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_who_answers_and_when_is_promised_only_where_somebody_reads(language: str) -> None:
    promised = ROUTE.held(PLAN, language, who="Dr. Lin", by=datetime(2026, 11, 23, 12, tzinfo=UTC))

    assert "Dr. Lin" in promised[0] and "2026-11-23" in promised[0]
    assert "Dr. Lin" not in " ".join(ROUTE.held(PLAN, language))


def test_without_a_clinic_the_registration_desk_is_named() -> None:
    assert "registration desk" in " ".join(ROUTE.left(None, "en"))


@pytest.mark.parametrize("word", ["human", "stop", "人工", "退出"])
def test_the_words_that_are_offered_are_heard(word: str) -> None:
    assert word in EXIT_WORDS.en + EXIT_WORDS.zh and wants_a_person(word)
