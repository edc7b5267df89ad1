"""Small copies of the demo's physicians, and a house over them without a model."""

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
import yaml

from tests.twin.index.folder import WordEmbedder
from twin.assembly import House, open_house
from twin.settings import PathSettings, Settings

REAL = Path(__file__).resolve().parents[3] / "personas"
ANSWERS = 12  # of each physician, the first of the folder's Markdown answers
OpenHouse = Callable[[], AbstractAsyncContextManager[House]]


def small_copy(personas: Path, persona_id: str) -> Path:
    """Copy a physician with a dozen approved answers, and the questions that these answer."""
    real, copy = REAL / persona_id, personas / persona_id
    shutil.copytree(real / "consent", copy / "consent")
    for name in ("persona.yaml", "clinic.yaml", "references.yaml", "style_guide.md"):
        shutil.copy(real / name, copy / name)
    (copy / "answers").mkdir()
    kept = sorted((real / "answers").glob("*.md"))[:ANSWERS]
    for path in kept:
        shutil.copy(path, copy / "answers" / path.name)
    questions = yaml.safe_load((real / "questions/covered.yaml").read_text(encoding="utf-8"))
    names = {path.stem for path in kept}
    mine = [one for one in questions if any(label["document"] in names for label in one["passages"])]
    (copy / "questions").mkdir()
    (copy / "questions/covered.yaml").write_text(yaml.safe_dump(mine, allow_unicode=True), encoding="utf-8")
    return copy


@pytest.fixture
def personas(tmp_path: Path) -> Path:
    """Give a personas folder with a small cardiology and a small urology."""
    folder = tmp_path / "personas"
    folder.mkdir()
    small_copy(folder, "cardiology")
    small_copy(folder, "urology")
    (tmp_path / "corpora").mkdir()
    return folder


@pytest.fixture
def house_over(personas: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenHouse]:
    """Give a way to open a house over these folders; its embedder counts words."""
    monkeypatch.setattr("twin.index_rooms.chosen_embedder", lambda _: WordEmbedder())
    paths = PathSettings(personas=personas, corpora=tmp_path / "corpora", data=tmp_path / "data")

    @asynccontextmanager
    async def opened() -> AsyncIterator[House]:
        async with open_house(Settings(paths=paths)) as house:
            yield house

    yield opened
