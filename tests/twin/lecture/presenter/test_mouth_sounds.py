"""Every sound of both voices has a mouth."""

import struct
from pathlib import Path

import espeakng_loader
import pytest

from twin.lecture.presenter.mouth_sounds import WEAK, bare_sound, is_stressed, mouth_shapes
from twin.portrait.moving_parts import Mouth

_STRESS_OR_TONE, _PAUSE_KIND, _VIRTUAL = 1, 0, 9


def sounds_of(voice: str) -> dict[str, int]:
    """Read the sounds of a voice and of what it includes from espeak-ng's own table, each with its kind."""
    data = (Path(espeakng_loader.get_data_path()) / "phontab").read_bytes()
    tables: list[tuple[str, int, dict[str, int]]] = []
    at = 4
    for _ in range(data[0]):
        count, included = data[at], data[at + 1]
        name = data[at + 4 : at + 36].split(b"\0")[0].decode()
        at += 36
        sounds = {}
        for number in range(count):
            one = data[at + 16 * number : at + 16 * number + 16]
            sounds[one[:4].rstrip(b"\0").decode("latin1")] = struct.unpack("<IIHBB", one[:12])[4]
        at += 16 * count
        tables.append((name, included, sounds))
    number = next(index for index, table in enumerate(tables) if table[0] == voice)
    found = dict(tables[number][2])
    while tables[number][1]:
        number = tables[number][1] - 1
        found = tables[number][2] | found
    return found


@pytest.mark.parametrize("voice", ["en-us", "cmn"])
def test_every_sound_of_the_voice_has_its_own_line_in_the_table(voice: str) -> None:
    heard = {
        name
        for name, kind in sounds_of(voice).items()
        if name and kind not in (_STRESS_OR_TONE, _PAUSE_KIND, _VIRTUAL)
    }

    unknown = {name for name in heard if not mouth_shapes(name) and name not in WEAK}

    assert len(heard) > 90 and not unknown


def test_lips_touch_for_m_and_b_and_teeth_touch_the_lip_for_f() -> None:
    assert [mouth_shapes(sound) for sound in ("m", "b", "ph", "f")] == [
        (Mouth.CLOSED,),
        (Mouth.CLOSED,),
        (Mouth.CLOSED,),
        (Mouth.TEETH,),
    ]


def test_a_diphthong_glides() -> None:
    assert mouth_shapes("'aU") == (Mouth.OPEN, Mouth.PURSED)
    assert mouth_shapes("iou55") == (Mouth.WIDE, Mouth.ROUND, Mouth.PURSED)


def test_marks_of_stress_and_tone_are_no_sounds() -> None:
    assert bare_sound("'a51") == "a" and bare_sound(",I2") == "I2"
    assert is_stressed("'a") and not is_stressed(",a")
    assert mouth_shapes("'") == mouth_shapes("35") == ()


def test_an_unknown_sound_takes_the_shape_of_its_class() -> None:
    assert mouth_shapes("mQx") == (Mouth.CLOSED,) and mouth_shapes("uQx") == (Mouth.PURSED,)
    assert mouth_shapes("€") == (Mouth.MIDDLE,) and mouth_shapes("_:") == (Mouth.REST,)
