"""The label in documents: PDF in its Info dictionary (`/AIGC`), DOCX and PPTX as a custom property.

GB 45438-2025 shows no place for Office files; a custom document property is where their own software shows it.
"""

import html
import re
import zipfile
from pathlib import Path

from twin.errors import LabelInvalid
from twin.labels.aigc_label import FIELD

_CUSTOM = "docProps/custom.xml"
_TYPES, _RELATIONS = "[Content_Types].xml", "_rels/.rels"
_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{properties}</Properties>'
)
# The format identifier is the one that Office gives to every custom property (ECMA-376, part 1, 22.3.2.2).
_PROPERTY = (
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{name}">'
    "<vt:lpwstr>{value}</vt:lpwstr></property>"
)
_HELD = re.compile(
    rf'<property\b[^>]*\bname="{FIELD}"[^>]*>\s*<vt:lpwstr>(.*?)</vt:lpwstr>\s*</property>', re.S
)
_ANY = re.compile(r"<property\b.*?</property>", re.S)
_OVERRIDE = f'<Override PartName="/{_CUSTOM}" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>'
_RELATION = (
    '<Relationship Id="rIdAigc" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties" '
    f'Target="{_CUSTOM}"/>'
)


def read_pdf(path: Path) -> list[str]:
    """Give the label of a PDF file."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        information = PdfReader(path).metadata
        held = information.get(f"/{FIELD}") if information is not None else None
    except (PyPdfError, OSError, ValueError) as error:
        raise LabelInvalid(f"the PDF cannot be read ({type(error).__name__})") from None
    return [str(held)] if held is not None else []


def write_pdf(path: Path, half: Path, label: str) -> None:
    """Write the labelled PDF to `half`; everything else stays as it was."""
    from pypdf import PdfWriter

    writer = PdfWriter(path, incremental=True)
    writer.add_metadata({f"/{FIELD}": label})
    writer.write(half)


def read_office(path: Path) -> list[str]:
    """Give every label of a DOCX or PPTX file."""
    try:
        with zipfile.ZipFile(path) as parts:
            custom = parts.read(_CUSTOM).decode("utf-8") if _CUSTOM in parts.namelist() else ""
    except (zipfile.BadZipFile, UnicodeDecodeError, OSError) as error:
        raise LabelInvalid(f"the document cannot be read ({type(error).__name__})") from None
    return [html.unescape(found) for found in _HELD.findall(custom)]


def write_office(path: Path, half: Path, label: str) -> None:
    """Write the labelled document to `half`; other custom properties stay."""
    with zipfile.ZipFile(path) as parts, zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as written:
        held = {info.filename: parts.read(info) for info in parts.infolist()}
        custom = held.pop(_CUSTOM, b"").decode("utf-8")
        held[_TYPES] = _with(held[_TYPES], _OVERRIDE, before="</Types>")
        held[_RELATIONS] = _with(
            held[_RELATIONS], _RELATION, before="</Relationships>", mark="custom-properties"
        )
        others = [one for one in _ANY.findall(custom) if not _HELD.fullmatch(one)]
        pids = [int(one) for one in re.findall(r'\bpid="(\d+)"', "".join(others))]
        own = _PROPERTY.format(pid=max([1, *pids]) + 1, name=FIELD, value=html.escape(label))
        held[_CUSTOM] = _PROPERTIES.format(properties="".join([*others, own])).encode()
        for name, content in held.items():
            # A fixed time, so that the same document gets the same bytes.
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(entry, content)


def _with(part: bytes, line: str, *, before: str, mark: str = _CUSTOM) -> bytes:
    text = part.decode("utf-8")
    return part if mark in text else text.replace(before, line + before).encode()
