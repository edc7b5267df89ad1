"""Departments and rooms by name: what a visitor already knows how to call."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from twin.wayfinding.directory import Directory
from twin.wayfinding.places import Department, Room

EXACT, WHOLE, BEGINS, PART = 1.0, 0.9, 0.8, 0.6
SHORTEST_LATIN, SHORTEST_CHINESE = (
    3,
    2,
)  # characters; shorter names are found only when they are all that is asked
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_GAPS = re.compile(r"[\s,.;:!?()'’\"/\-·，。；：！？（）、“”]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A place whose name was found; `place` is a department or a room, `score` is at most 1."""

    place: Department | Room
    score: float


class NameIndex:
    """Every name of a directory, folded once."""

    def __init__(self, directory: Directory) -> None:
        """Read the names: departments before rooms, each in the directory's order."""
        self._names = list(_names(directory))

    def find(self, text: str, *, most: int = 40) -> list[Named]:
        """Find departments and rooms by name, best first; nothing is no error.

        A name fits when it is the text, when it stands in the text as a whole word, or when the text is the beginning
        or a part of it. Numbers on doors count as names. Equal scores keep the directory's order, departments first.
        """
        asked = folded(text)
        if not asked:
            return []
        found = [
            Named(place, score)
            for place, names in self._names
            if (score := max((_score(asked, name) for name in names), default=0.0))
        ]
        return sorted(found, key=lambda one: -one.score)[:most]


def folded(text: str) -> str:
    """Fold full-width and capital letters, and make every gap one space."""
    return _GAPS.sub(" ", unicodedata.normalize("NFKC", text).lower()).strip()


def _names(directory: Directory) -> Iterator[tuple[Department | Room, set[str]]]:
    """Give each place with all its names, folded."""
    for department in directory.departments.values():
        yield (
            department,
            _folded((department.name.en, department.name.zh, *department.also.en, *department.also.zh)),
        )
    for room in directory.rooms.values():
        building = directory.buildings[room.building].name
        numbers = (
            room.number.en,
            room.number.zh,
            f"{building.en} {room.number.en}",
            f"{building.zh}{room.number.zh}",
        )
        digits = (re.sub(r"\D", "", room.number.en), room.id)
        names = (room.name.en, room.name.zh, *room.also.en, *room.also.zh)
        yield room, _folded((*names, *numbers, *digits))


def _folded(names: Iterable[str]) -> set[str]:
    """Fold every name."""
    return {folded(name) for name in names} - {""}


def _score(asked: str, name: str) -> float:
    """Say how well a name fits what was asked; 0 where it does not."""
    if asked == name:
        return EXACT
    shorter = min(len(asked), len(name))
    is_chinese = bool(_CHINESE.search(asked) and _CHINESE.search(name))
    if shorter < (SHORTEST_CHINESE if is_chinese else SHORTEST_LATIN) or name.isdigit() or asked.isdigit():
        return 0.0
    if is_chinese:
        inside, begins, part = name in asked, name.startswith(asked), asked in name
    else:
        inside, begins = f" {name} " in f" {asked} ", name.startswith(asked)
        part = f" {asked}" in f" {name}"
    # Of two names that both stand in the text, the longer one says more.
    longer = 0.05 * min(len(name), 20) / 20
    return WHOLE + longer if inside else BEGINS if begins else PART if part else 0.0
