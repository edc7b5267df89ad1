"""The label in an MP4: the metadata key `AIGC` of the movie, beside its other tags."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from twin.errors import LabelInvalid
from twin.labels.aigc_label import FIELD
from twin.media.ffmpeg_door import command_of, output, run_command, source

_LARGEST_HEADER = 64 * 1024 * 1024  # bytes of a `moov` box that are read; an hour of talk has 2 MB


def read_mp4(path: Path) -> list[str]:
    """Give every label of an MP4 file: the values of `AIGC` in `moov/meta` and `moov/udta/meta`."""
    with path.open("rb") as file:
        movie = _movie(file, path.stat().st_size)
    found: list[str] = []
    for kind, box in _boxes(movie):
        if kind == b"meta":
            found += _labels_of(box)
        elif kind == b"udta":
            found += [label for inner, held in _boxes(box) if inner == b"meta" for label in _labels_of(held)]
    return found


def write_mp4(path: Path, half: Path, label: str) -> None:
    """Write the labelled film to `half`: nothing is encoded again, chapters, captions and tags stay."""
    options: dict[str, object] = {
        "c": "copy",
        "map_metadata": 0,
        "map_chapters": 0,
        "movflags": "+faststart+use_metadata_tags",
        "metadata:g:0": f"{FIELD}={label}",
        # ffmpeg would write the container's own brands among the tags, once more at every run.
        "metadata:g:1": "major_brand=",
        "metadata:g:2": "minor_version=",
        "metadata:g:3": "compatible_brands=",
        "fflags": "+bitexact",
    }
    film = source(path)
    command = command_of(output(film, path=half, **options))
    mapped = ["-map", "0:v?", "-map", "0:a?", "-map", "0:s?"]
    at = command.index("-i") + 2
    run_command([*command[:at], *mapped, *_without_maps(command[at:])], what=path.name)


def _without_maps(words: list[str]) -> list[str]:
    kept: list[str] = []
    skip = False
    for word in words:
        if skip:
            skip = False
        elif word == "-map":
            skip = True
        else:
            kept.append(word)
    return kept


def _movie(file: BinaryIO, size: int) -> bytes:
    at = 0
    while at + 8 <= size:
        file.seek(at)
        head = file.read(16)
        length, kind = struct.unpack(">I4s", head[:8])
        header = 8
        if length == 1:
            (length,) = struct.unpack(">Q", head[8:16])
            header = 16
        if kind == b"moov":
            if length > _LARGEST_HEADER:
                raise LabelInvalid(f"the film's header has {length} bytes, more than {_LARGEST_HEADER}")
            file.seek(at + header)
            return file.read(length - header)
        if length < header:
            break
        at += length
    raise LabelInvalid("this is no MP4 film")


def _boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        if length < 8:
            return
        yield kind, content[at + 8 : at + length]
        at += length


def _labels_of(meta: bytes) -> list[str]:
    """Read `keys` and `ilst`: the n-th key names the values of item n."""
    # QuickTime's `meta` begins with its first box, ISO's with four bytes of version and flags.
    inner = dict(_boxes(meta if meta[4:8] == b"hdlr" else meta[4:]))
    keys, items = inner.get(b"keys", b""), inner.get(b"ilst", b"")
    names = [name for _, name in _boxes(keys[8:])]
    found = []
    for kind, item in _boxes(items):
        number = int.from_bytes(kind, "big")
        if 1 <= number <= len(names) and names[number - 1].decode("utf-8", "replace") == FIELD:
            found += [data[8:].decode("utf-8", "replace") for name, data in _boxes(item) if name == b"data"]
    return found
