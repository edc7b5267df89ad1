"""Text files: UTF-8 only, and a clear word on anything else."""

import re
from pathlib import Path

from twin.errors import DocumentUnreadable

_MARKED = {b"\xff\xfe": "UTF-16LE", b"\xfe\xff": "UTF-16BE"}
# Bytes that no text file holds; a tab, line ends, form feed and escape may stand.
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}
_MOSTLY_PAIRED = 0.7
_ENOUGH_HAN = 0.3  # share of ideographs among the characters that are not ASCII, to believe in GB18030


def decoded_text(path: Path) -> str:
    """Read a UTF-8 text file; a byte order mark is dropped and line ends become `\\n`.

    Another encoding is refused rather than guessed: a wrong guess would change a dose or a name unseen.

    Raises:
        DocumentUnreadable: Naming the encoding it seems to have and the command that converts it.
    """
    raw = path.read_bytes()
    if not raw.strip():
        raise DocumentUnreadable("the file is empty. Put the text in, or remove the file")
    for mark, encoding in _MARKED.items():
        if raw.startswith(mark):
            raise DocumentUnreadable(_convert(encoding, path))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentUnreadable(_fault(raw, error, path)) from error
    if "\x00" in text or sum(ord(c) in _CONTROLS for c in text) > len(text) / 100:
        raise DocumentUnreadable("this is no text file but binary data. Check what the file really is")
    if text.count("\ufffd") > max(2, len(text) / 1000):
        raise DocumentUnreadable(
            "it holds replacement characters (U+FFFD): it was converted from a wrong encoding once. "
            "Convert the original again, e.g. `iconv -f GB18030 -t UTF-8`"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _fault(raw: bytes, error: UnicodeDecodeError, path: Path) -> str:
    if error.end >= len(raw) and error.reason == "unexpected end of data" and error.start >= len(raw) - 3:
        return "the file is truncated: it ends in the middle of a character. Copy it again"
    if raw[:4096].count(0) > len(raw[:4096]) / 10:
        return "this is no text file but binary data. Check what the file really is"
    return _convert(_likely_encoding(raw), path)


def _likely_encoding(raw: bytes) -> str:
    """Guess the encoding for the error message: Chinese bytes above 127 come in pairs, Western ones mostly alone."""
    paired = sum(len(run) for run in re.findall(rb"[\x80-\xff]{2,}", raw))
    if paired > _MOSTLY_PAIRED * sum(byte > 127 for byte in raw):
        for encoding in ("gb18030", "big5"):
            try:
                foreign = [c for c in raw.decode(encoding) if ord(c) > 127]
            except UnicodeDecodeError:
                continue
            if sum("\u4e00" <= c <= "\u9fa5" for c in foreign) > _ENOUGH_HAN * len(foreign):
                return encoding.upper()
    return "WINDOWS-1252"


def _convert(encoding: str, path: Path) -> str:
    return (
        f"the text is not UTF-8; it looks like {encoding}. "
        f"Convert it: `iconv -f {encoding} -t UTF-8 {path.name} > new && mv new {path.name}`"
    )
