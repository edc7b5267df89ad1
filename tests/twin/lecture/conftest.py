"""What the tests of the lecture studio share: a database of either kind, and a persona folder with its consent."""

import shutil
from pathlib import Path

import pytest

from tests.twin.storage.either_database import database, database_url, postgres_server, postgres_url

__all__ = ["database", "database_url", "personas", "postgres_server", "postgres_url"]
REAL = Path(__file__).resolve().parents[3] / "personas" / "cardiology"


@pytest.fixture
def personas(tmp_path: Path) -> Path:
    """Give a folder with the demo's cardiologist and her signed consent."""
    folder = tmp_path / "personas" / "cardiology"
    folder.mkdir(parents=True)
    shutil.copy(REAL / "persona.yaml", folder)
    shutil.copytree(REAL / "consent", folder / "consent")
    return tmp_path / "personas"
