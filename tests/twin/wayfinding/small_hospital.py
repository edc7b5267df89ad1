"""A hospital of two campuses small enough to check by hand, as files that a test may spoil before it loads them.

Main campus, metres [east, south], one corridor along south 10 on both floors:

    gate (0, 20) --- (20, 20) --- door (20, 14) --- (20, 10)
    floor 1: pharmacy (north, door 10), hall (door 20), lift (north, door 30), stairs (south, door 40)
    floor 2: heart clinic (south, door 10), eye clinic (north, door 40)
"""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from twin.persona.clinic import Clinic
from twin.wayfinding.directory import Directory
from twin.wayfinding.directory_file import load_directory

Files = dict[str, dict[str, Any]]


def both(text: str) -> dict[str, str]:
    """Give a name in both languages."""
    return {"en": text, "zh": f"{text}（中）"}


def room(room_id: str, name: str, area: list[float], door: list[float], **more: Any) -> dict[str, Any]:
    """Give a room; a clinic where a department is named."""
    kind = "clinic" if "department" in more else "service"
    entry = {"id": room_id, "number": both(f"Room {room_id}"), "name": both(name), "kind": kind}
    return entry | {"area": area, "door": door, "hours": "mornings"} | more


FILES: Files = {
    "hospital.yaml": {
        "name": both("Small hospital"),
        "fictional": True,
        "valid_from": "2026-01-01",
        "campuses": [
            {"id": "main", "name": both("Main campus"), "full": both("Main, full"), "emergency": "e1", "information": "p1"},
            {"id": "far", "name": both("Far campus"), "full": both("Far, full"), "emergency": "f1", "information": "f1"},
        ],
        "files": ["main.yaml", "house.yaml", "far.yaml", "hut.yaml"],
        "shuttle": {
            "name": both("bus"),
            "minutes": 10,
            "stops": [{"campus": "main", "at": [0, 20]}, {"campus": "far", "at": [0, 5]}],
        },
        "holidays": [{"from": "2026-10-01", "to": "2026-10-02", "reason": both("Holiday")}],
        "timetables": {
            "mornings": {"sessions": [{"days": ["mon", "wed"], "from": "08:00", "to": "11:30"}]},
            "always": {
                "on_holidays": True,
                "sessions": [
                    {"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "from": "00:00", "to": "24:00"}
                ],
            },
        },
        "closures": [{"room": "h1", "from": "2026-05-04", "to": "2026-05-04", "reason": both("Painting")}],
    },
    "departments.yaml": {
        "departments": [
            {"id": "heart", "name": both("Heart"), "also": {"en": ["cardiology"], "zh": ["心内科"]}},
            {"id": "eye", "name": both("Eyes")},
            {"id": "emergency", "name": both("Emergency")},
        ]
    },
    "main.yaml": {
        "campus": "main",
        "size": [60, 30],
        "entrances": [{"id": "gate", "name": both("Gate"), "at": [0, 20]}],
        "passages": [{"from": [0, 20], "to": [20, 20]}, {"from": [20, 20], "to": [20, 14]}],
        "doors": [{"building": "house", "at": [20, 14], "name": both("the door")}],
        "bridges": [],
    },
    "house.yaml": {
        "building": {"id": "house", "campus": "main", "name": both("House"), "outline": [0, 0, 50, 14]},
        "connectors": [
            {"id": "lift", "kind": "lift", "name": both("the lift"), "area": [28, 0, 4, 8], "door": [30, 10], "levels": [1, 2]},
            {"id": "stairs", "kind": "stairs", "name": both("the stairs"), "area": [38, 12, 4, 2], "door": [40, 10], "levels": [1, 2]},
        ],
        "floors": [
            {
                "level": 1,
                "name": both("1st floor"),
                "passages": [{"from": [0, 10], "to": [50, 10]}, {"from": [20, 10], "to": [20, 14]}],
                "rooms": [
                    room("p1", "Pharmacy", [8, 0, 4, 8], [10, 10], landmark=True),
                    room("e1", "Emergency room", [44, 0, 4, 8], [46, 10], department="emergency", hours="always"),
                    room("k1", "Kiosk", [24, 0, 4, 8], [26, 10], landmark=True),
                ],
            },
            {
                "level": 2,
                "name": both("2nd floor"),
                "passages": [{"from": [0, 10], "to": [50, 10]}],
                "rooms": [
                    room("h1", "Heart clinic", [8, 12, 4, 2], [10, 10], department="heart"),
                    room("y1", "Eye clinic", [38, 0, 4, 8], [40, 10], department="eye", alternative="p1"),
                ],
            },
        ],
    },
    "far.yaml": {
        "campus": "far",
        "size": [20, 20],
        "entrances": [{"id": "far-gate", "name": both("Far gate"), "at": [0, 5]}],
        "passages": [{"from": [0, 5], "to": [10, 5]}],
        "doors": [{"building": "hut", "at": [10, 5], "name": both("the hut's door")}],
        "bridges": [],
    },
    "hut.yaml": {
        "building": {"id": "hut", "campus": "far", "name": both("Hut"), "outline": [10, 0, 10, 10]},
        "connectors": [],
        "floors": [
            {
                "level": 1,
                "name": both("1st floor"),
                "passages": [{"from": [10, 5], "to": [20, 5]}],
                "rooms": [room("f1", "Far emergency", [14, 6, 4, 4], [16, 5], department="emergency", hours="always")],
            }
        ],
    },
}  # fmt: skip


def small_directory(
    folder: Path,
    spoil: Callable[[Files], object] = lambda files: None,
    clinics: dict[str, tuple[Clinic, ...]] | None = None,
) -> Directory:
    """Write the files, spoiled as a test wants, and load them."""
    files = deepcopy(FILES)
    spoil(files)
    for name, content in files.items():
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        # Dates stand in YAML without quotes.
        dated = "\n".join(
            line.replace("'", "")
            if line.split(":")[0].strip(" -") in {"valid_from", "from", "to"} and "-" in line[-8:]
            else line
            for line in text.splitlines()
        )
        (folder / name).write_text(dated, encoding="utf-8")
    return load_directory(folder, clinics)
