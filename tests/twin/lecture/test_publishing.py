"""Published whole or not at all."""

import os
import time
from pathlib import Path

import pytest

from twin.lecture.publishing import publish, sweep_halves


def folder(path: Path, **files: str) -> Path:
    path.mkdir()
    for name, text in files.items():
        (path / name).write_text(text)
    return path


def test_a_new_talk_takes_the_place_of_the_old_one_whole(tmp_path: Path) -> None:
    publish(folder(tmp_path / "old", film="old", words="old"), tmp_path / "out")

    publish(folder(tmp_path / "new", film="new"), tmp_path / "out")

    assert {path.name: path.read_text() for path in (tmp_path / "out").iterdir()} == {"film": "new"}
    assert not list(tmp_path.glob(".out.*"))


def test_when_publishing_fails_the_old_talk_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(folder(tmp_path / "old", film="old"), tmp_path / "out")
    rename = Path.rename

    def refused(self: Path, target: Path) -> Path:
        if self.name.endswith(".new"):
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refused)

    with pytest.raises(OSError, match="No space"):
        publish(folder(tmp_path / "new", film="new"), tmp_path / "out")
    assert (tmp_path / "out" / "film").read_text() == "old"


def test_only_halves_that_nobody_writes_any_more_are_swept(tmp_path: Path) -> None:
    old, fresh, whole = tmp_path / ".a.mp4", tmp_path / ".b.mp4", tmp_path / "c.mp4"
    for path in (old, fresh, whole):
        path.write_text("x")
    yesterday = time.time() - 86_400
    os.utime(old, (yesterday, yesterday))

    sweep_halves(tmp_path)

    assert not old.exists() and fresh.exists() and whole.exists()
