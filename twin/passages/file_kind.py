"""What a file really is, by its first bytes, and whether its archive may be unpacked."""

import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

from twin.errors import DocumentEncrypted, DocumentTooLarge, DocumentUnreadable

MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".md": "text/markdown",
    ".vtt": "text/vtt",
    ".srt": "application/x-subrip",
    ".yaml": "application/yaml",
}
MAX_ENTRIES = 5_000  # a presentation of 500 slides has about 2,500 parts
_CHUNK = 1 << 20
_MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", ".rtf"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
_MAIN_PARTS = {"word/document.xml": ".docx", "ppt/presentation.xml": ".pptx", "xl/workbook.xml": ".xlsx"}


def check_kind(path: Path) -> None:
    """Compare a file's content with its extension.

    Raises:
        DocumentEncrypted: If it is an office file behind a password.
        DocumentUnreadable: If it is empty or is something else than its name says.
    """
    suffix = path.suffix.lower()
    with path.open("rb") as file:
        head = file.read(1024)
    if not head.strip(b"\x00 \t\r\n"):
        raise DocumentUnreadable("the file is empty. Put the content in, or remove the file")
    found = next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)
    if b"%PDF-" in head:
        found = ".pdf"
    elif head.lstrip(b"\xef\xbb\xbf \t\r\n")[:14].lower().startswith((b"<!doctype html", b"<html")):
        found = "a web page"
    if found == "ole":
        found = _ole_kind(path)
    elif found == "zip":
        found = _office_kind(path)
    if suffix in (".pdf", ".docx", ".pptx"):
        if found != suffix:
            raise DocumentUnreadable(_named_wrongly(suffix, found or "a file of another kind"))
    elif found is not None:
        raise DocumentUnreadable(_named_wrongly(suffix, found))


def _named_wrongly(suffix: str, found: str) -> str:
    if found in MEDIA_TYPES:
        return f"it is named {suffix} but its content is {found}. Rename it to end in {found}"
    return f"it is named {suffix} but its content is {found}. Export it as {suffix} from its original program"


def _ole_kind(path: Path) -> str:
    """Tell old Office files from new ones that are encrypted; both lie in the same container."""
    with path.open("rb") as file:
        if "EncryptedPackage".encode("utf-16-le") in file.read(4 * _CHUNK):
            raise DocumentEncrypted("the file needs a password. Save a copy without password protection")
    return "an old Office file (.doc, .ppt)"


def _office_kind(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise DocumentUnreadable(
            "the file is truncated or damaged: its directory is missing. Copy it again"
        ) from error
    return next((suffix for part, suffix in _MAIN_PARTS.items() if part in names), "a zip archive")


def check_archive(path: Path, *, inflated_bytes: int) -> None:
    """Inflate every entry of an office file piece by piece, counting; nothing is kept.

    The sizes that the archive declares are not believed: a reader that trusts them can be made to fill
    the memory, or to see other content than a scanner saw.

    Raises:
        DocumentEncrypted: If an entry is encrypted.
        DocumentTooLarge: If the entries inflate to more than `inflated_bytes`.
        DocumentUnreadable: If a declared size is wrong, or an entry is damaged or packed unusually.
    """
    left = inflated_bytes
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as file:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES:
                raise DocumentTooLarge(f"{len(entries)} parts in the file; at most {MAX_ENTRIES} are read")
            for entry in entries:
                left -= _inflated_size(file, entry, most=left)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise DocumentUnreadable(f"the file is truncated or damaged ({error}). Copy it again") from error


def _inflated_size(file: BinaryIO, entry: zipfile.ZipInfo, *, most: int) -> int:
    """Count the bytes that one entry really holds."""
    if entry.flag_bits & 1:
        raise DocumentEncrypted("the file needs a password. Save a copy without password protection")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise DocumentUnreadable(
            "its parts are packed in an unusual way. Save it again with Office or LibreOffice"
        )
    file.seek(entry.header_offset)
    header = file.read(30)
    if len(header) < 30 or header[:4] != b"PK\x03\x04":
        raise EOFError("a part is missing")
    file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    size = 0
    packed_left = entry.compress_size
    inflater = zlib.decompressobj(-zlib.MAX_WBITS) if entry.compress_type == zipfile.ZIP_DEFLATED else None
    while packed_left > 0:
        packed = file.read(min(packed_left, _CHUNK // 4))
        if not packed:
            raise EOFError("a part ends too early")
        packed_left -= len(packed)
        if inflater is None:
            size += len(packed)
        while inflater is not None and packed:
            size += len(inflater.decompress(packed, _CHUNK))
            packed = inflater.unconsumed_tail
            if size > most:
                break
        if size > most:
            raise DocumentTooLarge(
                "it inflates beyond the limit (setting passages.inflated_mib). Divide the document"
            )
    if size != entry.file_size:
        raise DocumentUnreadable(
            "its directory declares wrong sizes. Save it again with Office or LibreOffice"
        )
    return size
