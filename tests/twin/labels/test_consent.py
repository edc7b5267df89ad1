"""No name, face or voice without a signed, unexpired consent in scope; what is taken back is gone at once."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from twin.errors import PersonaNotFound, PolicyRefused, StaffInvalid
from twin.labels.consent import EVERYTHING, ConsentLedger, Use
from twin.labels.disclosure import first_notice, standing_notice, twin_name
from twin.labels.shown_personas import ShownPersonas
from twin.persona.persona import Persona
from twin.persona.shelf import PersonaShelf

REAL = Path(__file__).resolve().parents[3] / "personas" / "cardiology"
TODAY = date(2026, 11, 22)


@pytest.fixture
def personas(tmp_path: Path) -> Path:
    """Give a folder with the demo's cardiologist: signed on 12 January 2026 for two years."""
    folder = tmp_path / "cardiology"
    folder.mkdir()
    shutil.copy(REAL / "persona.yaml", folder)
    shutil.copytree(REAL / "consent", folder / "consent")
    return tmp_path


@pytest.fixture
def ledger(personas: Path) -> ConsentLedger:
    """Give its ledger."""
    return ConsentLedger(personas)


def lin(personas: Path) -> Persona:
    return PersonaShelf(personas, personas).persona("cardiology")


def shown(personas: Path) -> Persona:
    return ShownPersonas(PersonaShelf(personas, personas), ConsentLedger(personas)).persona("cardiology")


def test_a_signed_unexpired_consent_in_scope_allows_what_it_grants(
    ledger: ConsentLedger, personas: Path
) -> None:
    for duty in ("consultation", "education", "teaching", "lectures"):
        assert ledger.standing(lin(personas), duty=duty, today=TODAY).in_force == EVERYTHING
    ledger.require(lin(personas), Use.VOICE, duty="lectures")


@pytest.mark.parametrize("today", [date(2026, 1, 11), date(2028, 1, 11), date(2031, 1, 1)])
def test_before_its_signature_and_from_its_last_day_on_nothing_is_allowed(
    ledger: ConsentLedger, personas: Path, today: date
) -> None:
    assert not ledger.standing(lin(personas), today=today).in_force


def test_a_duty_outside_the_scope_has_neither_name_nor_face_nor_voice(
    ledger: ConsentLedger, personas: Path
) -> None:
    narrow = lin(personas).model_copy(
        update={"consent": lin(personas).consent.model_copy(update={"scope": ("consultation",)})}
    )

    with pytest.raises(PolicyRefused, match="voice for lectures"):
        ledger.require(narrow, Use.VOICE, duty="lectures")


@pytest.mark.parametrize("fault", ["gone", "empty", "outside"])
def test_without_the_signed_file_in_the_folder_nothing_is_allowed(
    ledger: ConsentLedger, personas: Path, fault: str
) -> None:
    persona = lin(personas)
    signature = personas / "cardiology" / persona.consent.signature_file
    if fault == "gone":
        signature.unlink()
    elif fault == "empty":
        signature.write_text("")
    else:
        (personas / "signature.md").write_text("signed")
        persona = persona.model_copy(
            update={"consent": persona.consent.model_copy(update={"signature_file": "../signature.md"})}
        )

    assert not ledger.standing(persona, today=TODAY).in_force


def test_a_revocation_counts_at_the_next_look_and_silences_the_twin(
    ledger: ConsentLedger, personas: Path
) -> None:
    path = ledger.revoke("cardiology", by="Dr. Lin", reason="I retire")

    assert ledger.standing(lin(personas), today=TODAY).is_withdrawn
    assert "I retire" in path.read_text(encoding="utf-8")
    house = ShownPersonas(PersonaShelf(personas, personas), ledger)
    assert house.is_withdrawn("cardiology") and house.listed(["cardiology"]) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [("revoked.md", "I withdraw."), ("REVOKED-2026.pdf", ""), ("revoked.yaml", ": :"), ("revoked.yaml", "")],
)
def test_any_file_that_says_revoked_takes_everything_back(
    ledger: ConsentLedger, personas: Path, name: str, text: str
) -> None:
    (personas / "cardiology" / "consent" / name).write_text(text)

    assert ledger.standing(lin(personas), today=TODAY).is_withdrawn


def test_revocations_add_up(ledger: ConsentLedger, personas: Path) -> None:
    ledger.revoke("cardiology", by="Dr. Lin", reason="no face", uses=[Use.LIKENESS])
    assert ledger.standing(lin(personas), today=TODAY).in_force == {Use.NAME, Use.VOICE}

    ledger.revoke("cardiology", by="Dr. Lin", reason="no name, no voice", uses=[Use.NAME, Use.VOICE])

    assert ledger.standing(lin(personas), today=TODAY).is_withdrawn


def test_without_consent_to_the_name_no_word_of_the_persona_holds_it(
    ledger: ConsentLedger, personas: Path
) -> None:
    ledger.revoke("cardiology", by="Dr. Lin", reason="no name", uses=[Use.NAME])
    persona = shown(personas)

    said = [
        text
        for language in ("en", "zh")
        for text in (
            twin_name(persona, language),
            standing_notice(persona, language),
            first_notice(persona, language),
            persona.greeting.in_language(language),
            persona.no_answer.in_language(language),
            persona.name.in_language(language),
            *persona.manner.openings.in_language(language),
            *persona.manner.closings.in_language(language),
        )
    ]

    assert not [text for text in said if "Lin" in text or "林" in text or "Wanqing" in text]
    assert persona.consent.likeness


def test_a_persona_with_everything_in_force_is_shown_as_it_is(personas: Path) -> None:
    assert shown(personas) == lin(personas)


def test_a_folder_that_is_not_there_cannot_be_revoked(ledger: ConsentLedger) -> None:
    with pytest.raises(PersonaNotFound, match="cardiology"):
        ledger.revoke("nobody", by="x", reason="y")


def test_where_the_folder_cannot_be_written_the_message_says_what_to_do(
    ledger: ConsentLedger, personas: Path
) -> None:
    shutil.rmtree(personas / "cardiology" / "consent")
    (personas / "cardiology" / "consent").write_text("a file in the way")

    with pytest.raises(StaffInvalid, match=r"revoked\.yaml cannot be written"):
        ledger.revoke("cardiology", by="x", reason="y")
