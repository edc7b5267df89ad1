"""Production with everything slow left out: no pictures, no coding, but the real gate, the real ledger and the real order of steps."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.twin.lecture.making import Studio
from twin.lecture.production import Production
from twin.lecture.segments import PieceOfFilm
from twin.lecture.talk_order import TalkOrder
from twin.media.finished_file import keep
from twin.media.loudness_meter import Loudness

Hook = Callable[[str], Awaitable[None]]


class Run:
    """A run of a job that keeps no book; `before` is awaited before each step, by its name."""

    id = "try"

    def __init__(self, before: Hook) -> None:
        self._loop, self._before = asyncio.get_running_loop(), before

    def step(self, name: str, work: Callable[[], Any]) -> Any:
        """Do one step in the loop."""

        async def done() -> Any:
            await self._before(name)
            return await work()

        return asyncio.run_coroutine_threadsafe(done(), self._loop).result()

    def report(self, part: int, parts: int) -> None:
        """Tell nobody."""


async def produced(studio: Studio, order: TalkOrder, before: Hook) -> Any:
    """Make a talk in this process."""
    production = Production(studio.rooms, Run(before), order)
    return await asyncio.to_thread(production.produce)


def _kept_piece(piece: PieceOfFilm, folder: Path) -> Path:
    return keep(folder / f"{piece.key}.mp4", b"film")


def _written(path: Path, *_: object, **__: object) -> None:
    keep(path, b"made")


def without_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what draws and codes; files still come to be."""
    here = "twin.lecture.production"
    monkeypatch.setattr(f"{here}.pieces_of", lambda *_, **__: ())
    monkeypatch.setattr(f"{here}.kept_piece", _kept_piece)
    for name in ("write_sound", "write_video", "write_podcast", "write_thumbnail"):
        monkeypatch.setattr(f"{here}.{name}", _written)
    for name in ("handout_pdf", "editable_slides"):
        monkeypatch.setattr(f"{here}.{name}", lambda *_, **__: b"made")
    monkeypatch.setattr(f"{here}.kept_scene", lambda *_: Path("scene.mp4"))
    monkeypatch.setattr(f"{here}.check_video", lambda *_, **__: Loudness(-16.0, -2.0))
    monkeypatch.setattr("twin.lecture.talk_in_making.slide_pictures", _no_slides)
    monkeypatch.setattr("twin.lecture.talk_in_making.levelled", _as_it_is)


def _as_it_is(track: "np.ndarray[Any, Any]", *, sample_rate: int) -> "np.ndarray[Any, Any]":
    return track


class _Slide:
    png, hash, scene_id = b"png", "hash", ""


def _no_slides(script: Any, **_: object) -> tuple[_Slide, ...]:
    return tuple(_Slide() for _ in script.scenes)


class NoLabel:
    """Labels nothing; what is asked here is whether there are files at all."""

    def tags(self, facts: object) -> dict[str, str]:
        """Give no tags."""
        return {}

    def label(self, folder: Path, facts: object) -> None:
        """Write nothing."""
