"""The label in a PNG: an XMP packet with `TC260:AIGC`, in the iTXt chunk that XMP has there (ISO 16684-1)."""

import html
import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from twin.errors import LabelInvalid

NAMESPACE = "http://www.tc260.org.cn/ns/AIGC/1.0/"
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEYWORD = b"XML:com.adobe.xmp\x00"
_PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:TC260="{namespace}" TC260:AIGC="{label}"/>'
    '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
)
_HELD = re.compile(r'TC260:AIGC="([^"]*)"')


def png_labels(content: bytes) -> list[str]:
    """Give every label a PNG holds."""
    return [
        html.unescape(found)
        for kind, data in _chunks(content)
        if kind == b"iTXt" and data.startswith(_KEYWORD)
        for found in _HELD.findall(data.decode("utf-8", "replace"))
    ]


def labelled_png(content: bytes, label: str) -> bytes:
    """Give the same picture with this label and no other."""
    packet = _PACKET.format(namespace=NAMESPACE, label=html.escape(label, quote=True)).encode()
    own = _KEYWORD + b"\x00\x00\x00\x00" + packet
    written = bytearray(_SIGNATURE)
    for kind, data in _chunks(content):
        if kind == b"iTXt" and data.startswith(_KEYWORD):
            continue
        written += _chunk(kind, data)
        if kind == b"IHDR":
            written += _chunk(b"iTXt", own)
    return bytes(written)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not content.startswith(_SIGNATURE):
        raise LabelInvalid("this is no PNG picture")
    at = len(_SIGNATURE)
    while at + 12 <= len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        yield content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        at += 12 + length


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def read_png(path: Path) -> list[str]:
    """Give every label of a PNG file."""
    return png_labels(path.read_bytes())


def write_png(path: Path, half: Path, label: str) -> None:
    """Write the labelled picture to `half`."""
    half.write_bytes(labelled_png(path.read_bytes(), label))
