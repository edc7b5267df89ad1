"""Every file the house exports is known again; one that was stripped, edited or cut anew is not."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.twin.labels.exported_files import FORMATS, make, without_custom_properties
from twin.labels import labelled_pictures
from twin.labels.aigc_label import AigcLabel
from twin.labels.file_label import can_carry, write_label
from twin.labels.manifest import Facts, read_manifest
from twin.labels.sealing import Sealing
from twin.labels.signing_key import SigningKey
from twin.labels.verifying import Verified, verify
from twin.media.ffmpeg_door import output, run, source

FACTS = Facts(
    kind="talk",
    title="Living with atrial fibrillation",
    language="en",
    persona_id="cardiology",
    is_fictional=True,
    made_from="script+slides+voice",
    made_on="2026-11-22",
)


@pytest.fixture
def sealing(tmp_path: Path) -> Sealing:
    return Sealing(tmp_path / "data", producer="Hospital")


def sealed(folder: Path, sealing: Sealing, names: list[str], *, number: int = 1) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    files = [make(folder / name, number) for name in names]
    sealing.seal(files, FACTS.model_copy(update={"made_from": f"{folder.name}"}))
    return files


def looked_at(path: Path, sealing: Sealing) -> Verified:
    return verify(path, sealing=sealing)


def test_a_hundred_exports_of_every_format_are_genuine(tmp_path: Path, sealing: Sealing) -> None:
    genuine = []
    for number in range(10):
        files = sealed(tmp_path / f"talk{number}", sealing, [f"talk.{one}" for one in FORMATS], number=number)
        genuine += [looked_at(path, sealing).is_genuine for path in files]

    assert len(genuine) >= 100
    assert all(genuine)


def test_a_file_that_was_downloaded_alone_is_known_by_its_number(tmp_path: Path, sealing: Sealing) -> None:
    (film,) = sealed(tmp_path / "talk", sealing, ["talk.mp4"])
    alone = tmp_path / "downloads" / "renamed.mp4"
    alone.parent.mkdir()
    alone.write_bytes(film.read_bytes())

    found = looked_at(alone, sealing)

    assert found.is_genuine
    assert found.manifest is not None
    assert found.manifest.facts.title == "Living with atrial fibrillation"


def strip(path: Path) -> None:
    """Take the label out, as tools that drop metadata do."""
    if path.suffix == ".mp4":
        _again(path, map_metadata=-1)
    elif path.suffix in (".mp3", ".wav"):
        _again(path, map_metadata=-1, fflags="+bitexact")
    elif path.suffix in (".docx", ".pptx"):
        without_custom_properties(path)
    elif path.suffix == ".png":
        kept = b"".join(
            labelled_pictures._chunk(kind, data)
            for kind, data in labelled_pictures._chunks(path.read_bytes())
            if kind != b"iTXt"
        )
        path.write_bytes(labelled_pictures._SIGNATURE + kept)
    elif path.suffix == ".pdf":
        make(path, 1)
    else:
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if "AIGC" not in line), encoding="utf-8")


def edit(path: Path) -> None:
    """Change one byte in the middle."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def cut(path: Path) -> None:
    """Shorten the content and keep the label."""
    if path.suffix in (".mp4", ".mp3", ".wav"):
        _again(path, t=0.2, map_metadata=0, movflags="+use_metadata_tags")
    else:
        path.write_bytes(path.read_bytes()[:-1])


def exchange(path: Path) -> None:
    """Put other content under the same name, with the very label of the first."""
    text = json.loads((path.parent / "manifest.json").read_text(encoding="utf-8"))["label"]
    make(path, 7)
    if can_carry(path):
        write_label(path, AigcLabel.from_json(json.dumps(text)))


def _again(path: Path, **options: object) -> None:
    half = path.with_name(f"again{path.suffix}")
    run(output(source(path), path=half, **({"c": "copy"} | options)), what=path.name)
    half.replace(path)


@pytest.mark.parametrize("tamper", [strip, edit, cut, exchange], ids=lambda one: one.__name__)
@pytest.mark.parametrize("suffix", FORMATS)
def test_a_tampered_file_is_not_genuine(
    tmp_path: Path, sealing: Sealing, suffix: str, tamper: Callable[[Path], None]
) -> None:
    if tamper is strip and suffix == "srt":
        pytest.skip("SRT has no place for a label; its bytes are judged by the manifest")
    (path,) = sealed(tmp_path / "talk", sealing, [f"talk.{suffix}"])

    tamper(path)

    assert not looked_at(path, sealing).is_genuine


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_manifest_that_was_rewritten_does_not_vouch(tmp_path: Path, sealing: Sealing, suffix: str) -> None:
    (path,) = sealed(tmp_path / "talk", sealing, [f"talk.{suffix}"])
    side_car = path.parent / "manifest.json"
    side_car.write_text(side_car.read_text(encoding="utf-8").replace('"is_draft": false', '"is_draft": true'))

    found = looked_at(path, sealing)

    assert [check.name for check in found.checks if not check.is_good] == ["signature"]


@pytest.mark.parametrize("suffix", FORMATS)
def test_somebody_elses_signature_is_not_believed(tmp_path: Path, sealing: Sealing, suffix: str) -> None:
    (path,) = sealed(tmp_path / "talk", sealing, [f"talk.{suffix}"])
    side_car = path.parent / "manifest.json"
    forged = read_manifest(side_car).signed_with(SigningKey(tmp_path / "elsewhere"))
    side_car.write_text(forged.to_json(), encoding="utf-8")

    found = looked_at(path, sealing)

    assert [check.name for check in found.checks if not check.is_good] == ["key"]


def test_a_key_that_was_put_into_the_trusted_folder_is_believed(tmp_path: Path) -> None:
    theirs = Sealing(tmp_path / "theirs", producer="Other hospital")
    (path,) = sealed(tmp_path / "talk", theirs, ["talk.png"])
    trusted = tmp_path / "data" / "trusted_keys"
    trusted.mkdir(parents=True)
    (trusted / "other").write_text(SigningKey(tmp_path / "theirs").public, encoding="utf-8")

    found = looked_at(path, Sealing(tmp_path / "data", producer="Hospital"))

    assert found.is_genuine


def test_a_manifest_is_judged_by_its_own_signature(tmp_path: Path, sealing: Sealing) -> None:
    (path,) = sealed(tmp_path / "talk", sealing, ["talk.png"])
    side_car = path.parent / "manifest.json"

    signed = looked_at(side_car, sealing).is_genuine
    side_car.write_text(
        side_car.read_text(encoding="utf-8").replace("cardiology", "urology"), encoding="utf-8"
    )

    assert signed
    assert not looked_at(side_car, sealing).is_genuine


def test_two_labels_in_one_file_are_one_too_many(tmp_path: Path, sealing: Sealing) -> None:
    (page,) = sealed(tmp_path / "talk", sealing, ["talk.html"])
    text = page.read_text(encoding="utf-8")
    label = text[text.index("<meta") : text.index(">", text.index("<meta")) + 1]
    page.write_text(text.replace(label, label * 2), encoding="utf-8")

    found = looked_at(page, sealing)

    assert any("holds 2 labels" in check.words for check in found.checks)
