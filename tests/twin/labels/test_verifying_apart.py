"""A file of a stranger is opened in a process of its own, and one that cannot be read is not genuine."""

from pathlib import Path

import pytest

from tests.twin.labels.exported_files import make
from twin.labels import verifying_apart
from twin.labels.manifest import Facts
from twin.labels.sealing import Sealing
from twin.labels.verifying_apart import VerifyingApart

FACTS = Facts(
    kind="leaflet", title="Weigh yourself", language="en", persona_id="p", made_from="a", made_on="2026-11-22"
)


async def test_it_says_what_verify_says(tmp_path: Path) -> None:
    sealing = Sealing(tmp_path / "data", producer="House")
    file = make(tmp_path / "leaflet.md", 1)
    sealing.seal([file], FACTS)
    copy = tmp_path / "elsewhere" / "file.md"
    copy.parent.mkdir()
    copy.write_bytes(file.read_bytes())

    found = await VerifyingApart(sealing).verify(copy, name="leaflet.md")

    assert found["genuine"] is True
    assert found["facts"]["title"] == "Weigh yourself"


async def test_a_file_that_takes_too_long_is_not_genuine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying_apart, "SECONDS", 0.001)
    file = make(tmp_path / "leaflet.md", 1)

    found = await VerifyingApart(Sealing(tmp_path / "data", producer="House")).verify(file, name="x.md")

    assert found["genuine"] is False
    assert "cannot be read" in found["checks"][0]["words"]


async def test_a_file_over_which_the_process_falls_is_not_genuine(tmp_path: Path) -> None:
    absent = tmp_path / "gone.srt"

    found = await VerifyingApart(Sealing(tmp_path / "data", producer="House")).verify(absent, name="gone.srt")

    assert found["genuine"] is False
