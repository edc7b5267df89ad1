"""Levels in words: the card, the end of an answer, with and without a directory."""

import pytest

from tests.twin.triage_words import real_triage, real_words
from twin.consultation.conversation_triage import triage_of_conversation
from twin.consultation.urgency_words import UrgencyWords
from twin.errors import DirectoryInvalid
from twin.triage.disposition import Disposition
from twin.wayfinding.directory import Directory
from twin.wayfinding.wayfinder import Wayfinder

CHEST = "crushing chest pain and sweating for 20 minutes"


def test_the_local_number_of_the_settings_stands_in_every_line() -> None:
    card = real_words("112").by_rules([CHEST], "en")

    words = " ".join((*card.do_now, *card.until_help, *card.come_back_if))
    assert card.emergency_number == "112" and "112" in words and "120" not in words
    assert "{" not in words


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        (
            "I have had a cough for 3 days",
            "en",
            ("How soon:", "What to do:", "Come back or call if:", "Where:"),
        ),
        ("咳嗽三天了", "zh", ("多急：", "怎么做：", "什么时候要再来或打电话：", "看哪个科：")),
    ],
)
def test_the_end_of_an_answer_says_how_soon_what_when_and_where(
    text: str, language: str, parts: tuple[str, ...]
) -> None:
    words = real_words()

    lines = "\n".join(words.lines(words.by_rules([text], language)))

    assert all(part in lines for part in parts)


def test_an_emergency_goes_to_the_emergency_department_alone() -> None:
    card = real_words().by_rules([CHEST], "en")

    assert [one.id for one in card.departments] == ["emergency"]


def test_every_department_comes_from_the_directory_with_its_way() -> None:
    words = real_words()

    shown = words.by_rules(["my knee hurts when I climb stairs"], "en")

    assert 1 <= len(shown.departments) <= 3
    assert all(one.address == f"/find/{one.id}?from=east-gate" for one in shown.departments)


@pytest.mark.parametrize(("text", "language"), [("how do I book an appointment", "en"), ("怎么挂号", "zh")])
def test_who_asks_how_to_come_is_led_to_the_physicians_own_department(text: str, language: str) -> None:
    words = real_words()
    level = triage_of_conversation(words.engine(), [text]).level

    shown = words.triaged(level, [text], language, persona="urology")

    assert [one.id for one in shown.departments] == ["urology"]
    assert shown.form == "light"


@pytest.mark.parametrize(
    ("text", "language", "persona", "first"),
    [
        ("What does Gleason 3+4 mean?", "en", "pathology", "pathology"),
        ("我妈血压早上150晚上130，要不要加药？", "zh", "cardiology", "cardiology"),
        ("What does LDL 3.4 mean?", "en", "cardiology", "cardiology"),
        ("脸上长痘痘用什么药膏？", "zh", "cardiology", "dermatology"),
        ("My ear has hurt since Monday", "en", "urology", "ent"),
        ("I have trouble hearing in my left ear", "en", "urology", "ent"),
        ("My knee hurts when I climb stairs, for two months now", "en", "cardiology", "orthopaedics"),
        ("膝盖爬楼的时候疼，两个月了", "zh", "cardiology", "orthopaedics"),
    ],
)
def test_what_could_belong_anywhere_belongs_to_the_physician_who_is_asked(
    text: str, language: str, persona: str, first: str
) -> None:
    words = real_words()
    level = triage_of_conversation(words.engine(), [text]).level

    shown = words.triaged(level, [text], language, persona=persona)

    assert shown.departments[0].id == first


def test_who_writes_in_a_language_that_is_not_read_gets_a_number_to_call_and_no_level() -> None:
    words = real_words()
    said = ["J'ai une douleur dans la poitrine depuis ce matin"]
    level = triage_of_conversation(words.engine(), said).level

    shown = words.triaged(level, said, "en")

    assert shown.unread[0].startswith("Je ne lis que") and not shown.departments
    assert words.lines(shown) == shown.unread


def test_a_complaint_beside_it_goes_where_the_complaint_belongs() -> None:
    words = real_words()
    said = ["my ear hurts since monday, which day can I get an appointment?"]
    level = triage_of_conversation(words.engine(), said).level

    shown = words.triaged(level, said, "en", persona="urology")

    assert "ent" in [one.id for one in shown.departments]


def test_a_directory_out_of_order_takes_the_way_away_and_never_the_card() -> None:
    def broken() -> Directory:
        raise DirectoryInvalid(["no file"])

    words = UrgencyWords(real_triage, Wayfinder(broken, default_entrance="east-gate"), emergency_number="120")

    card = words.by_rules([CHEST], "zh")

    assert card.disposition is Disposition.EMERGENCY and card.form == "card" and card.do_now
    assert card.departments == () and card.way == ""
