"""The label in sound: MP3 in ID3 user text, WAV in RIFF INFO (no public shape is known for WAV)."""

import struct
from collections.abc import Iterator
from pathlib import Path

from twin.errors import LabelInvalid
from twin.labels.aigc_label import FIELD

_OWN = FIELD.encode()


def read_mp3(path: Path) -> list[str]:
    """Give every label of an MP3 file."""
    from mutagen.id3 import ID3
    from mutagen.id3 import error as Id3Error

    try:
        tags = ID3(path)
    except Id3Error:
        return []
    return [str(text) for frame in tags.getall("TXXX") if frame.desc.upper() == FIELD for text in frame.text]


def write_mp3(path: Path, half: Path, label: str) -> None:
    """Write the labelled sound to `half`; chapters and other tags stay."""
    from mutagen.id3 import ID3, TXXX
    from mutagen.id3 import error as Id3Error

    half.write_bytes(path.read_bytes())
    try:
        tags = ID3(half)
    except Id3Error:
        tags = ID3()
    for key in [key for key, frame in tags.items() if key.startswith("TXXX") and frame.desc.upper() == FIELD]:
        del tags[key]
    tags.add(TXXX(encoding=3, desc=FIELD, text=[label]))
    tags.save(half, v2_version=3)


def read_wav(path: Path) -> list[str]:
    """Give every label of a WAV file."""
    return [
        data.rstrip(b"\x00").decode("utf-8", "replace")
        for kind, content in _chunks(path.read_bytes())
        if kind == b"LIST" and content[:4] == b"INFO"
        for name, data in _parts(content[4:])
        if name == _OWN
    ]


def write_wav(path: Path, half: Path, label: str) -> None:
    """Write the labelled sound to `half`."""
    kept = bytearray()
    for kind, content in _chunks(path.read_bytes()):
        if kind == b"LIST" and content[:4] == b"INFO":
            continue
        kept += _chunk(kind, content)
    kept += _chunk(b"LIST", b"INFO" + _chunk(_OWN, label.encode() + b"\x00"))
    half.write_bytes(b"RIFF" + struct.pack("<I", len(kept) + 4) + b"WAVE" + kept)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        raise LabelInvalid("this is no WAV sound")
    yield from _parts(content[12:])


def _parts(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(content):
        (length,) = struct.unpack("<I", content[at + 4 : at + 8])
        yield content[at : at + 4], content[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _chunk(kind: bytes, content: bytes) -> bytes:
    return kind + struct.pack("<I", len(content)) + content + b"\x00" * (len(content) % 2)
