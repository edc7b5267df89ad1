"""One AIGC label in every file, of the shape GB 45438-2025 asks for."""

import json
from pathlib import Path

import pytest

from tests.twin.labels.exported_files import FORMATS, make
from twin.errors import LabelInvalid
from twin.labels.aigc_label import AigcLabel, label_for
from twin.labels.file_label import can_carry, read_label, write_label
from twin.media.probe import probed

CARRYING = [one for one in FORMATS if one != "srt"]


@pytest.mark.parametrize("suffix", CARRYING)
def test_a_label_is_read_as_it_was_written_and_stands_there_once(tmp_path: Path, suffix: str) -> None:
    path = make(tmp_path / f"talk.{suffix}", 1)
    first, second = label_for("上海清禾医院", "a"), label_for("上海清禾医院", "b")

    write_label(path, first)
    write_label(path, second)
    once = path.read_bytes()
    write_label(path, second)

    assert read_label(path) == second
    assert path.read_bytes() == once


@pytest.mark.parametrize("suffix", CARRYING)
def test_a_file_without_a_label_has_none(tmp_path: Path, suffix: str) -> None:
    assert read_label(make(tmp_path / f"talk.{suffix}", 1)) is None


def test_it_has_seven_keys_and_every_value_is_a_string() -> None:
    held = json.loads(label_for("Hospital", "script").to_json())

    assert list(held) == [
        "Label",
        "ContentProducer",
        "ProduceID",
        "ReservedCode1",
        "ContentPropagator",
        "PropagateID",
        "ReservedCode2",
    ]
    assert all(isinstance(value, str) for value in held.values())
    assert held["Label"] == "1"


def test_the_same_content_gets_the_same_number() -> None:
    assert label_for("Hospital", "script") == label_for("Hospital", "script")
    assert label_for("Hospital", "script").produce_id != label_for("Hospital", "other").produce_id


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"Label":"1"}', "no json"])
def test_what_is_no_label_is_said_to_be_none(text: str) -> None:
    with pytest.raises(LabelInvalid):
        AigcLabel.from_json(text)


def test_a_number_in_place_of_a_string_is_refused() -> None:
    held = json.loads(label_for("Hospital", "script").to_json()) | {"Label": 1}

    with pytest.raises(LabelInvalid, match="string"):
        AigcLabel.from_json(json.dumps(held))


def test_captions_as_srt_have_no_place_for_it(tmp_path: Path) -> None:
    path = make(tmp_path / "talk.srt", 1)

    assert not can_carry(path)
    with pytest.raises(LabelInvalid, match="no place"):
        write_label(path, label_for("Hospital", "script"))


def test_a_labelled_film_keeps_its_streams(tmp_path: Path) -> None:
    path = make(tmp_path / "talk.mp4", 1)
    before = probed(path)

    write_label(path, label_for("Hospital", "script"))

    after = probed(path)
    assert [one.codec for one in after.streams] == [one.codec for one in before.streams]
    assert after.seconds == pytest.approx(before.seconds, abs=0.05)
