"""What the pages may see of the real house."""

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from api.pages.house_shelf import HouseShelf
from tests.api.pages.fake_documents import LEAFLET
from twin.assembly import House
from twin.labels.consent import ConsentLedger
from twin.labels.shown_personas import ShownPersonas
from twin.persona.shelf import PersonaShelf
from twin.persona.slots import Slot
from twin.settings import PathSettings, Settings


def shelf_in(folder: Path) -> HouseShelf:
    """Give the pages' view of a house with its folders in `folder`; nothing of it is opened."""
    paths = PathSettings(personas=folder / "personas", corpora=folder / "corpora", data=folder / "data")
    settings = Settings(paths=paths)
    shelf = PersonaShelf(paths.personas, paths.corpora)
    shown = ShownPersonas(shelf, ConsentLedger(paths.personas))
    house = SimpleNamespace(settings=settings, serve=settings.serve, shelf=shelf, shown=shown)
    return HouseShelf(cast(House, house))


def test_the_original_of_a_document_lies_in_the_persona_s_folder(tmp_path: Path) -> None:
    file = tmp_path / "personas" / LEAFLET.path
    file.parent.mkdir(parents=True)
    file.write_bytes(b"%PDF")

    assert shelf_in(tmp_path).original(LEAFLET) == file


def test_the_original_of_a_guideline_lies_in_the_corpora(tmp_path: Path) -> None:
    file = tmp_path / "corpora" / "guidelines" / "af.md"
    file.parent.mkdir(parents=True)
    file.touch()
    guideline = type(LEAFLET)(
        "af", Slot.GUIDELINES, "guidelines/af.md", "text/markdown", LEAFLET.metadata, "h", "t"
    )

    assert shelf_in(tmp_path).original(guideline) == file


@pytest.mark.parametrize("path", ["../../etc/passwd", "cardiology/gone.pdf", "/etc/passwd"])
def test_a_file_outside_the_folder_or_gone_is_no_original(tmp_path: Path, path: str) -> None:
    outside = type(LEAFLET)("x", Slot.LECTURES, path, "application/pdf", LEAFLET.metadata, "h", "t")

    assert shelf_in(tmp_path).original(outside) is None


def test_a_broken_persona_is_not_shown_in_the_gallery(tmp_path: Path) -> None:
    broken = tmp_path / "personas" / "broken"
    broken.mkdir(parents=True)
    (broken / "persona.yaml").write_text("id: broken\n", encoding="utf-8")

    assert shelf_in(tmp_path).personas() == ()
