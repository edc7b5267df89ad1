"""A leaflet says on paper what the lesson says: its sources, its label, who it is for, and a code back to it."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.api.pages.fake_lessons import PERSONAS, real_lessons
from twin.education.leaflet import Leaflet, leaflet_of
from twin.education.opening import EducationRooms
from twin.labels.verifying import verify
from twin.persona.folder import load_persona


async def leaflet_in(language: str, rooms: EducationRooms, *, for_carers: bool = False) -> Leaflet:
    return leaflet_of(
        await rooms.education.lesson("cardiology", "heart-failure", language=language),
        load_persona(PERSONAS, "cardiology"),
        explainer=rooms.explainer,
        public_url="https://twin.example.org/",
        emergency_number="120",
        for_carers=for_carers,
    )


def words_of(pdf: bytes) -> str:
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return plain(text)


def plain(text: str) -> str:
    """Leave letters, figures and marks; a Chinese font draws the middle dot as another character."""
    return "".join(text.translate({ord(dot): None for dot in "·・‧•"}).split())


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("is_large", [False, True])
async def test_every_statement_every_source_and_the_label_stand_on_paper(
    language: str, is_large: bool
) -> None:
    leaflet = await leaflet_in(language, real_lessons())

    words = words_of(leaflet.pdf(is_large=is_large))

    told = [one.text for chunk in leaflet.lesson.chunks for one in chunk.statements]
    told += [one.line for one in leaflet.lesson.sources]
    assert not [one for one in told if plain(one) not in words]
    assert ("AI-generated" if language == "en" else "AI生成") in words
    assert "120" in words


async def test_large_print_is_larger() -> None:
    leaflet = await leaflet_in("en", real_lessons())

    def largest_and_pages(pdf: bytes) -> int:
        return len(PdfReader(io.BytesIO(pdf)).pages)

    assert largest_and_pages(leaflet.pdf(is_large=True)) > largest_and_pages(leaflet.pdf())


async def test_carers_are_spoken_to_where_the_patient_depends_on_them() -> None:
    rooms = real_lessons()
    for_patient = await leaflet_in("en", rooms)
    elder = replace(for_patient.lesson, dependents="elder")

    theirs = leaflet_of(
        elder,
        load_persona(PERSONAS, "cardiology"),
        explainer=rooms.explainer,
        public_url="https://twin.example.org",
        emergency_number="120",
        for_carers=True,
    )

    assert for_patient.carers == ""
    assert "familyandcarers" in words_of(theirs.pdf())


async def test_the_code_leads_to_the_lesson_in_its_language() -> None:
    leaflet = await leaflet_in("zh", real_lessons())

    assert leaflet.address == "https://twin.example.org/d/cardiology/learn/heart-failure?lang=zh"


async def test_a_leaflet_that_was_downloaded_is_known_by_its_label(tmp_path: Path) -> None:
    rooms = real_lessons()
    path = tmp_path / "leaflet.pdf"

    path.write_bytes(rooms.leaflet_pdf(await leaflet_in("en", rooms)))
    genuine = verify(path, sealing=rooms.sealing).is_genuine
    path.write_bytes(path.read_bytes() + b"\n")

    assert genuine
    assert not verify(path, sealing=rooms.sealing).is_genuine
