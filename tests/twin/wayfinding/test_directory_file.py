"""The directory is loaded whole and sound, or not at all."""

from pathlib import Path
from typing import Any

import pytest

from tests.twin.wayfinding.real_hospital import real_directory
from tests.twin.wayfinding.small_hospital import Files, both, room, small_directory
from twin.errors import DirectoryInvalid, PlaceNotFound
from twin.persona.clinic import Clinic
from twin.wayfinding.directory import CLINIC


def rooms_of(files: Files, level: int = 1) -> list[dict[str, Any]]:
    """Give the rooms of a floor of the house."""
    rooms: list[dict[str, Any]] = files["house.yaml"]["floors"][level - 1]["rooms"]
    return rooms


def faults(folder: Path, spoil: Any) -> str:
    """Give what is said of spoiled files."""
    with pytest.raises(DirectoryInvalid) as told:
        small_directory(folder, spoil)
    return str(told.value)


def physicians_clinic(room_name: str, campus: str = "Main, full") -> Clinic:
    """Give a clinic in the house, 2nd floor."""
    place = {
        "campus": both(campus),
        "building": both("House"),
        "floor": both("2nd floor"),
        "room": both(room_name),
    }
    text = {"register": both("r"), "bring": both("b"), "alternative": both("a")}
    hours = [{"days": ["fri"], "from": "13:00", "to": "15:00"}]
    return Clinic.model_validate({"id": "c", "name": both("Clinic"), "sessions": hours, **place, **text})


def test_the_hospital_has_two_campuses_every_department_and_more_than_a_hundred_rooms() -> None:
    directory = real_directory()

    assert len(directory.campuses) == 2
    assert len(directory.departments) == 45
    assert len(directory.rooms) >= 110
    assert directory.hospital.is_fictional


def test_every_department_has_a_clinic() -> None:
    directory = real_directory()

    for department in directory.departments:
        assert directory.goals(department)[0].kind == CLINIC


def test_every_physician_s_clinic_hangs_on_its_room_with_its_own_hours() -> None:
    directory = real_directory()

    hung = [one.clinic for found in directory.rooms.values() for one in found.clinics]

    assert len(hung) == 12
    assert directory.rooms["op-306"].clinics[0].clinic.id == "cardiology-general"
    assert directory.room_of_clinic("urology", "prostate-bladder") is directory.rooms["e3-407"]
    assert directory.department_of("urology") == "urology"
    assert directory.department_of("nobody") is None


def test_every_room_says_everything_in_both_languages() -> None:
    for one in real_directory().rooms.values():
        for words in (one.name, one.number):
            assert any("\u4e00" <= letter <= "\u9fff" for letter in words.zh), one.id
            assert words.en.isascii() or "é" in words.en, one.id


def test_a_sound_small_hospital_loads(tmp_path: Path) -> None:
    directory = small_directory(tmp_path)

    assert list(directory.rooms) == ["p1", "e1", "k1", "h1", "y1", "f1"]
    assert directory.place(directory.room("h1")).en == "Main campus, House, 2nd floor, Room h1"


def test_a_room_that_stands_twice_is_told(tmp_path: Path) -> None:
    told = faults(tmp_path, lambda files: rooms_of(files).append(dict(rooms_of(files)[0])))

    assert "Room 'p1' stands 2 times." in told


def test_two_rooms_on_one_spot_are_told(tmp_path: Path) -> None:
    told = faults(tmp_path, lambda files: rooms_of(files)[2].update(area=[10, 2, 4, 4], door=[12, 10]))

    assert "Rooms 'p1' and 'k1' lie over each other." in told


def test_a_room_whose_door_is_on_no_passage_is_told(tmp_path: Path) -> None:
    told = faults(tmp_path, lambda files: rooms_of(files)[0].update(door=[10, 9]))

    assert "Room 'p1' cannot be reached at all from 'gate'." in told


def test_a_floor_with_stairs_only_is_told(tmp_path: Path) -> None:
    told = faults(tmp_path, lambda files: files["house.yaml"]["connectors"].pop(0))

    assert "Room 'h1' cannot be reached without steps from 'gate'." in told
    assert "cannot be reached at all" not in told


def test_a_department_without_a_clinic_is_told(tmp_path: Path) -> None:
    told = faults(tmp_path, lambda files: rooms_of(files, 2).pop())

    assert "Department 'eye' has no clinic in any room." in told


def test_rooms_that_name_what_is_not_there_are_told_all_at_once(tmp_path: Path) -> None:
    def spoil(files: Files) -> None:
        rooms_of(files, 2)[0].update(department="liver", alternative="nowhere")
        files["hospital.yaml"]["closures"][0]["room"] = "nothing"
        files["hospital.yaml"]["campuses"][1]["emergency"] = "p1"

    told = faults(tmp_path, spoil)

    for words in (
        "unknown department 'liver'",
        "unknown alternative 'nowhere'",
        "closes 'nothing'",
        "Campus 'far' names 'p1'",
    ):
        assert words in told


def test_rooms_without_a_department_of_their_own_name_or_alternative_are_told(tmp_path: Path) -> None:
    def spoil(files: Files) -> None:
        rooms_of(files)[0].update(id="eye")
        rooms_of(files)[2].update(kind="clinic", alternative="k1", number=both("Room e1"))
        files["hospital.yaml"]["campuses"][0]["information"] = "eye"

    told = faults(tmp_path, spoil)

    for words in (
        "Room 'eye' has the id of a department or entrance.",
        "Room 'k1' is a clinic of no department.",
        "Room 'k1' is its own alternative.",
        "'Room e1' stands 2 times on floor 'house-1'.",
    ):
        assert words in told


def test_a_campus_without_a_gate_and_a_building_without_a_campus_are_told(tmp_path: Path) -> None:
    def spoil(files: Files) -> None:
        files["far.yaml"]["entrances"] = []
        files["hut.yaml"]["building"]["campus"] = "moon"

    told = faults(tmp_path, spoil)

    assert "Campus 'far' has no entrance." in told
    assert "Building 'hut' stands on the unknown campus 'moon'." in told


def test_an_escalator_is_neither_lift_nor_stairs_and_a_list_is_no_hospital(tmp_path: Path) -> None:
    assert "neither lift nor stairs" in faults(
        tmp_path, lambda files: files["house.yaml"]["connectors"][0].update(kind="escalator")
    )
    assert "holds no mapping" in faults(tmp_path, lambda files: files.update({"hut.yaml": []}))


def test_campuses_that_no_bus_joins_are_told(tmp_path: Path) -> None:
    told = faults(tmp_path, lambda files: files["hospital.yaml"].pop("shuttle"))

    assert "No shuttle stops at campus 'far'" in told


def test_an_emergency_department_with_closing_hours_is_told(tmp_path: Path) -> None:
    told = faults(tmp_path, lambda files: rooms_of(files)[1].update(hours="mornings"))

    assert "The emergency department 'e1' must be open day and night." in told


def test_doors_lifts_and_bridges_to_nowhere_are_told(tmp_path: Path) -> None:
    def spoil(files: Files) -> None:
        files["main.yaml"]["doors"].append({"building": "tower", "at": [0, 20], "name": both("x")})
        files["house.yaml"]["connectors"][0]["levels"] = [1, 2, 7]
        files["hospital.yaml"]["shuttle"]["stops"].append({"campus": "moon", "at": [0, 0]})

    told = faults(tmp_path, spoil)

    for words in ("leads to 'tower'", "goes to level 7", "unknown campus 'moon'"):
        assert words in told


def test_a_missing_file_or_a_wrong_hour_is_told_with_the_way_out(tmp_path: Path) -> None:
    def late(files: Files) -> None:
        files["hospital.yaml"]["timetables"]["mornings"]["sessions"][0]["to"] = "07:00"

    assert "end before they begin" in faults(tmp_path, late)
    assert "TWIN_WAYFINDING__FOLDER" in faults(
        tmp_path, lambda files: files["hospital.yaml"]["files"].append("no.yaml")
    )


def test_a_physician_s_clinic_in_no_room_is_told_and_one_of_another_hospital_is_left_alone(
    tmp_path: Path,
) -> None:
    with pytest.raises(DirectoryInvalid, match="Clinic 'c' of 'lin' is in no room"):
        small_directory(tmp_path, clinics={"lin": (physicians_clinic("Room 99"),)})

    small_directory(tmp_path, clinics={"lin": (physicians_clinic("Room 99", campus="Elsewhere"),)})


def test_a_physician_s_hours_replace_the_room_s_own(tmp_path: Path) -> None:
    directory = small_directory(tmp_path, clinics={"lin": (physicians_clinic("Room h1"),)})

    hours = directory.room("h1").hours

    assert hours is not None
    assert [(set(one.days), one.from_minute) for one in hours.sessions] == [({4}, 13 * 60)]


def test_what_is_not_there_is_named_with_what_is(tmp_path: Path) -> None:
    directory = small_directory(tmp_path)

    with pytest.raises(PlaceNotFound, match="No room 'h9' in the hospital directory \\(such as h1\\)"):
        directory.room("h9")
    with pytest.raises(PlaceNotFound, match="entrance or room 'roof'"):
        directory.start("roof")
    with pytest.raises(PlaceNotFound, match="department or room 'liver'"):
        directory.goals("liver")


def test_a_room_keeps_the_day_from_which_it_is_valid(tmp_path: Path) -> None:
    directory = small_directory(
        tmp_path,
        lambda files: rooms_of(files).append(
            room("n1", "New", [34, 0, 4, 8], [36, 10], valid_from="2027-01-04")
        ),
    )

    hours = directory.room("n1").hours

    assert hours is not None
    assert hours.valid_from.isoformat() == "2027-01-04"
