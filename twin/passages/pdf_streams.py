"""How much a PDF's packed streams really inflate to, counted before a PDF library sees them.

PDFium gives neither a count nor a limit: a hundred kilobytes can keep it busy for a minute. Streams are found by their
keyword, so a damaged or lying cross-reference table hides nothing. Pictures and fonts are counted only in the total.
"""

import mmap
import re
import zlib
from pathlib import Path

from twin.errors import DocumentTooLarge

DRAWING_BYTES = (
    16 << 20
)  # drawing instructions of one stream; a dense page of text has 0.1 MiB, a detailed map 5
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_NOT_DRAWN = re.compile(
    rb"/Subtype\s*/(?:Image|Type1C|CIDFontType0C|OpenType)|/Length[123]\b|/Type\s*/(?:XRef|Metadata)"
)
_DICTIONARY = 4096  # bytes before the keyword in which the stream's dictionary stands
_CHUNK = 1 << 18
_MOST_LAYERS = 4  # times one stream may be packed; more is no document


def check_streams(path: Path, *, inflated_bytes: int) -> None:
    """Inflate every stream piece by piece, counting; nothing is kept.

    Raises:
        DocumentTooLarge: If one page's drawing or the whole file inflates beyond its limit.
    """
    left = inflated_bytes
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as raw:
        for found in _STREAM.finditer(raw):
            head = raw[max(found.start() - _DICTIONARY, 0) : found.start()]
            head = head[max(head.rfind(b" obj"), 0) :]
            layers = len(_FLATE.findall(head))
            if layers > _MOST_LAYERS:
                raise DocumentTooLarge(f"a part is packed {layers} times over. Export the PDF again")
            drawn = not _NOT_DRAWN.search(head)
            end = raw.find(b"endstream", found.end())
            stop = end if end >= 0 else len(raw)
            most = min(left, DRAWING_BYTES) if drawn else left
            size = _inflated(raw, found.end(), stop, layers, most) if layers else stop - found.end()
            if size > most:
                raise DocumentTooLarge(
                    "a page inflates to more drawing instructions than any document needs, or the file "
                    "beyond the setting passages.inflated_mib. Export the PDF again, or divide it"
                )
            left -= size


def _inflated(raw: mmap.mmap, start: int, stop: int, layers: int, most: int) -> int:
    """Count what the last layer gives, or stop behind `most`; damaged streams count as far as they go."""
    inflaters = [zlib.decompressobj() for _ in range(layers)]
    # `endstream` may stand by chance inside packed bytes; the packer's own end mark decides where it is Flate.
    position = start
    size = 0
    while position < len(raw) and size <= most and not inflaters[0].eof and (position < stop or size):
        piece = raw[position : position + _CHUNK // 16]
        position += len(piece)
        try:
            size += _through(inflaters, piece, most - size)
        except zlib.error:
            return size
    return size


def _through(inflaters: list["zlib._Decompress"], piece: bytes, most: int) -> int:
    """Send packed bytes through the layers; gives the size of what comes out, counted no further than `most`."""
    if not inflaters:
        return len(piece)
    size = 0
    first, behind = inflaters[0], inflaters[1:]
    while piece and size <= most:
        size += _through(behind, first.decompress(piece, _CHUNK), most - size)
        piece = first.unconsumed_tail
    return size
