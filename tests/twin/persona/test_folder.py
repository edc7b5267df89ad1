"""What a persona folder holds, and how it is loaded."""

from pathlib import Path

import pytest

from twin.errors import PersonaInvalid, PersonaNotFound
from twin.persona.folder import folder_content, load_clinic, load_persona, persona_ids
from twin.persona.scaffold import scaffold
from twin.persona.slots import Slot

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def personas(tmp_path: Path) -> Path:
    scaffold(tmp_path, "geriatrics")
    return tmp_path


def test_a_new_folder_is_listed_and_loads(personas: Path) -> None:
    persona = load_persona(personas, "geriatrics")

    assert persona_ids(personas) == ["geriatrics"]
    assert persona.fictional
    assert load_clinic(personas, "geriatrics").clinics[0].room.en == "Room 101"


def test_an_unknown_persona_is_named_with_those_that_exist(personas: Path) -> None:
    with pytest.raises(PersonaNotFound, match="No persona 'oncology'.*geriatrics"):
        load_persona(personas, "oncology")


def test_documents_come_in_order_of_authority(personas: Path) -> None:
    answer = personas / "geriatrics/answers/falls.md"
    answer.write_text(
        "---\ntitle: Falls\ndate: 2026-01-02\nlanguage: en\naudience: patient\nkind: answer\n---\nStand up slowly.\n",
        encoding="utf-8",
    )

    content = folder_content(personas, personas / "corpora", load_persona(personas, "geriatrics"))

    assert [file.slot for file in content.files] == [Slot.CLINIC, Slot.ANSWERS, Slot.LECTURES]
    assert not content.findings


def test_a_guideline_reaches_only_the_personas_it_names(personas: Path) -> None:
    corpora = personas / "corpora"
    (corpora / "guidelines").mkdir(parents=True)
    for name, specialty in (("frailty", "geriatrics"), ("asthma", "paediatrics")):
        (corpora / f"guidelines/{name}.md").write_text(
            f"---\ntitle: {name}\ndate: 2026-01-02\nlanguage: en\naudience: physician\nkind: guideline\n"
            f"specialties: [{specialty}]\n---\nText of the summary.\n",
            encoding="utf-8",
        )

    content = folder_content(personas, corpora, load_persona(personas, "geriatrics"))

    assert "frailty" in {file.name for file in content.files}
    assert "asthma" not in {file.name for file in content.files}


def test_a_folder_is_not_made_over_an_existing_one(personas: Path) -> None:
    with pytest.raises(PersonaInvalid, match="exists already"):
        scaffold(personas, "geriatrics")


def test_an_id_with_a_blank_is_refused_before_anything_is_made(personas: Path) -> None:
    with pytest.raises(PersonaInvalid, match="no persona id"):
        scaffold(personas, "my clinic")

    assert persona_ids(personas) == ["geriatrics"]


def test_the_demo_cardiologist_is_fictional_and_speaks_both_languages() -> None:
    persona = load_persona(ROOT / "personas", "cardiology")

    assert persona.fictional
    assert set(persona.languages) == {"en", "zh"}
    assert len(persona.hard_rules) <= 5
