"""Files of every kind a hospital has, and files made to do harm."""

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from twin.passages.document import Anchor, Document
from twin.persona.slots import DocumentFile, DocumentMetadata, Slot

MakeFile = Callable[..., DocumentFile]
MakeDocument = Callable[..., Document]


def metadata(title: str = "A talk", language: str = "en", **more: object) -> DocumentMetadata:
    """Give metadata as front matter would."""
    return DocumentMetadata(title=title, language=language, kind="lecture", **more)  # type: ignore[arg-type]


@pytest.fixture
def file_of(tmp_path: Path) -> MakeFile:
    """Write a file and say what the persona folder knows of it."""

    def make(
        name: str, content: bytes | str, *, slot: Slot = Slot.LECTURES, body_start: int = 0, **more: object
    ) -> DocumentFile:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return DocumentFile(path.stem, slot, path, f"demo/lectures/{name}", metadata(**more), body_start)  # type: ignore[arg-type]

    return make


@pytest.fixture
def document_of() -> MakeDocument:
    """Make a document from blocks `(text, anchor fields)`; blocks are joined by a blank line."""

    def make(
        *blocks: tuple[str, dict[str, object]], slot: Slot = Slot.LECTURES, name: str = "talk", **more: object
    ) -> Document:
        text, anchors = "", []
        for number, (words, place) in enumerate(blocks):
            whole = words + ("\n\n" if number + 1 < len(blocks) else "")
            anchors.append(Anchor(len(text), len(text) + len(whole), **place))  # type: ignore[arg-type]
            text += whole
        about = metadata(**more)  # type: ignore[arg-type]
        return Document(name, slot, f"demo/{name}.md", "text/markdown", about, "h" * 64, text, tuple(anchors))

    return make


def docx_bytes(fill: Callable[..., None]) -> bytes:
    """Make a Word file; `fill` gets the python-docx document."""
    from docx import Document as WordDocument

    document = WordDocument()
    fill(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def typst_pdf(source: str) -> bytes:
    """Set a PDF."""
    import typst

    made = typst.compile(source.encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def raw_pdf(content: bytes, *, filters: bytes = b"/FlateDecode", end: bytes = b"%%EOF\n") -> bytes:
    """Make a one-page PDF by hand around an already packed content stream."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (len(content), filters, content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + trailer + end


def token_bomb_pdf() -> bytes:
    """A few hundred kilobytes that ask for tens of millions of drawing steps."""
    return raw_pdf(zlib.compress(b"BT /F1 9 Tf 1 0 0 1 9 9 Tm (a) Tj ET\n" * 1_500_000, 9))


def deflate_bomb_pdf() -> bytes:
    """One page whose content is packed twice and inflates to a gigabyte."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(1024)) + packer.flush()
    return raw_pdf(zlib.compress(once, 9), filters=b"/FlateDecode /FlateDecode")


def zip_bomb_docx(mib: int = 400) -> bytes:
    """A Word file of a few hundred kilobytes that inflates to hundreds of megabytes."""
    return _docx_with(lambda part: [part.write(b" " * (1 << 20)) for _ in range(mib)])


def element_bomb_docx(mib: int) -> bytes:
    """A Word file within the inflated limit whose element tree needs many times its size."""
    return _docx_with(lambda part: [part.write(b"<w:p/>" * 170_000) for _ in range(mib)])


def entity_bomb_docx() -> bytes:
    """A Word file with the billion laughs in it."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<!DOCTYPE d [<!ENTITY e0 "ha">{levels}]>'
    return _docx_with(lambda part: part.write(b"<w:p><w:r><w:t>&e11;</w:t></w:r></w:p>"), head=head.encode())


def _docx_with(body: Callable[..., object], *, head: bytes = b"") -> bytes:
    honest = zipfile.ZipFile(io.BytesIO(docx_bytes(lambda d: d.add_paragraph("Rest."))))
    target = io.BytesIO()
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in honest.namelist():
            if name != "word/document.xml":
                archive.writestr(name, honest.read(name))
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            part.write(b'<?xml version="1.0"?>' + head + b"<w:document " + space + b"><w:body>")
            body(part)
            part.write(b"</w:body></w:document>")
    return target.getvalue()


def with_lying_sizes(archive: bytes) -> bytes:
    """Declare in the directory that every part is 100 bytes long."""
    raw = bytearray(archive)
    place = raw.find(b"PK\x01\x02")
    while place >= 0:
        raw[place + 24 : place + 28] = (100).to_bytes(4, "little")
        place = raw.find(b"PK\x01\x02", place + 4)
    return bytes(raw)
