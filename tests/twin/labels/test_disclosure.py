"""A reader is told that this is a computer programme, and whose."""

import pytest

from tests.twin.consultation.ward import physician
from twin.labels.disclosure import first_notice, standing_notice, twin_name


@pytest.mark.parametrize(("language", "programme"), [("en", "computer programme"), ("zh", "电脑程序")])
def test_every_notice_says_that_it_is_a_computer_programme_and_not_the_physician(
    language: str, programme: str
) -> None:
    persona = physician()

    for notice in (first_notice(persona, language), standing_notice(persona, language)):
        assert programme in notice and persona.name.in_language(language) in notice


def test_without_consent_to_the_name_the_post_stands_for_it() -> None:
    persona = physician()
    nameless = persona.model_copy(update={"consent": persona.consent.model_copy(update={"name": False})})

    assert twin_name(nameless, "en") == "Digital twin: Chief physician, Qinghe Hospital"
    assert twin_name(nameless, "zh") == "清禾医院主任医师的数字分身"
    assert "Lin" not in first_notice(nameless, "en") + standing_notice(nameless, "en")


def test_a_fictional_physician_is_called_fictional() -> None:
    assert "fictional" in first_notice(physician(), "en") and "虚构" in first_notice(physician(), "zh")
