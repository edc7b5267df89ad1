"""Files from outside: each bad one is one clear error, and the rest of the folder goes on."""

import io
import os
import re
import resource
import struct
from pathlib import Path

import pytest

from tests.twin.passages.conftest import (
    MakeFile,
    deflate_bomb_pdf,
    docx_bytes,
    element_bomb_docx,
    entity_bomb_docx,
    raw_pdf,
    token_bomb_pdf,
    typst_pdf,
    with_lying_sizes,
    zip_bomb_docx,
)
from twin.errors import DocumentEncrypted, DocumentError, DocumentTooLarge, DocumentUnreadable
from twin.passages.document import Document
from twin.passages.reading import Refused, content_hash, read_document, read_documents
from twin.settings import PassageSettings

SETTINGS = PassageSettings()
HASTY = PassageSettings(seconds=2.0, memory_mib=256, inflated_mib=64, file_mib=4)
MIB = 1 << 20


def memory_mib(field: str) -> float:
    status = Path("/proc/self/status").read_text()
    return int(re.findall(rf"{field}:\s+(\d+)", status)[0]) / 1024


def resident_mib() -> float:
    """Give what this process holds now, and forget its peak so far."""
    Path("/proc/self/clear_refs").write_text("5")
    return memory_mib("VmRSS")


def peak_mib() -> float:
    return memory_mib("VmHWM")


def a_word_file() -> bytes:
    return docx_bytes(lambda document: document.add_paragraph("Walk every day."))


def a_pdf() -> bytes:
    return typst_pdf("Walk every day.")


def a_locked_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(a_pdf())))
    writer.encrypt("secret", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def a_scan() -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(400, 400)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def a_locked_word_file() -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(600)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(2000)
    )


CHINESE = "血压高的人要少吃盐，每天量血压，按时吃药，不要自己停药。" * 5

BAD_FILES = {
    "empty.md": (b"", DocumentUnreadable, "empty"),
    "blank.md": (b" \n\n ", DocumentUnreadable, "empty"),
    "empty.pdf": (b"", DocumentUnreadable, "empty"),
    "wordless.docx": (docx_bytes(lambda document: None), DocumentUnreadable, "no text"),
    "scanned.pdf": (a_scan(), DocumentUnreadable, "OCR"),
    "cut.pdf": (a_pdf()[:-1500], DocumentUnreadable, "truncated"),
    "cut.docx": (a_word_file()[:-900], DocumentUnreadable, "truncated"),
    "broken.pdf": (b"%PDF-1.7\n" + os.urandom(900) + b"%%EOF", DocumentUnreadable, "again"),
    "really-word.pdf": (a_word_file(), DocumentUnreadable, "Rename it to end in .docx"),
    "really-pdf.docx": (a_pdf(), DocumentUnreadable, "Rename it to end in .pdf"),
    "really-pdf.md": (a_pdf(), DocumentUnreadable, "Rename it to end in .pdf"),
    "picture.pptx": (b"\x89PNG\r\n\x1a\n" + bytes(99), DocumentUnreadable, "PNG"),
    "page.md": (b"<!DOCTYPE html><p>Hello</p>", DocumentUnreadable, "web page"),
    "binary.md": (b"abc\x00\x01\x02\x00\x00" * 50, DocumentUnreadable, "binary"),
    "gb.md": (CHINESE.encode("gb18030"), DocumentUnreadable, "GB18030"),
    "gb.srt": (f"1\n00:00:01,000 --> 00:00:02,000\n{CHINESE}\n".encode("gbk"), DocumentUnreadable, "iconv"),
    "wide.md": (CHINESE.encode("utf-16"), DocumentUnreadable, "UTF-16"),
    "western.md": ("Ménière’s".encode("cp1252"), DocumentUnreadable, "WINDOWS-1252"),
    "cut.md": (CHINESE.encode()[:-1], DocumentUnreadable, "truncated"),
    "mojibake.md": ("药\ufffd\ufffd量\ufffd\ufffd" * 3, DocumentUnreadable, "U+FFFD"),
    "untimed.vtt": (b"WEBVTT\n\nnothing here\n", DocumentUnreadable, "timed"),
    "headless.vtt": (b"1\n00:01.000 --> 00:02.000\nHi\n", DocumentUnreadable, "WEBVTT"),
    "program.exe": (b"MZ" + bytes(99), DocumentUnreadable, ".exe"),
    "locked.pdf": (a_locked_pdf(), DocumentEncrypted, "password"),
    "locked.docx": (a_locked_word_file(), DocumentEncrypted, "password"),
    "lying.docx": (with_lying_sizes(a_word_file()), DocumentUnreadable, "wrong sizes"),
    "big.md": (b"Rest. " * MIB, DocumentTooLarge, "file_mib"),
    "long.md": (b"Rest.\n\n" * 500_000, DocumentTooLarge, "Divide"),
}


@pytest.mark.parametrize("name", list(BAD_FILES))
def test_a_bad_file_is_one_clear_error_that_names_the_file_and_the_way_out(
    name: str, file_of: MakeFile
) -> None:
    content, kind, hint = BAD_FILES[name]
    file = file_of(name, content)

    with pytest.raises(DocumentError) as caught:
        read_document(file, HASTY)

    assert type(caught.value) is kind
    assert str(caught.value).startswith(f"demo/lectures/{name}: ")
    assert hint in str(caught.value)


def test_a_folder_of_bombs_is_refused_file_by_file_and_the_good_files_are_read(file_of: MakeFile) -> None:
    good = [file_of(f"good{n}.md", f"# Advice\n\nWalk {n} times.") for n in range(3)]
    bombs = [
        file_of("zip.docx", zip_bomb_docx()),
        file_of("lying.docx", with_lying_sizes(zip_bomb_docx(100))),
        file_of("elements.docx", element_bomb_docx(40)),
        file_of("tokens.pdf", token_bomb_pdf()),
        file_of("deflate.pdf", deflate_bomb_pdf()),
        file_of("nested.pdf", raw_pdf(b"[" * 3_000_000, filters=b"")),
    ]
    before = resident_mib()

    outcomes = list(read_documents([good[0], *bombs[:3], good[1], *bombs[3:], good[2]], HASTY))

    grown_mib = peak_mib() - before
    read = [outcome.name for outcome in outcomes if isinstance(outcome, Document)]
    refused = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    assert read == ["good0", "good1", "good2"]
    assert [r.file for r in refused] == bombs
    assert all(isinstance(r.error, DocumentTooLarge | DocumentUnreadable) for r in refused)
    assert grown_mib < 50


def test_the_billion_laughs_are_not_told(file_of: MakeFile) -> None:
    file = file_of("laughs.docx", entity_bomb_docx())

    outcome = next(iter(read_documents([file], HASTY)))

    assert isinstance(outcome, Refused) or len(outcome.text) < 1000


def test_a_missing_file_or_a_pipe_is_refused_without_waiting(file_of: MakeFile) -> None:
    gone, pipe = file_of("gone.md", "x"), file_of("pipe.md", "x")
    gone.path.unlink()
    pipe.path.unlink()
    os.mkfifo(pipe.path)

    outcomes = list(read_documents([gone, pipe], SETTINGS))

    assert all(isinstance(outcome, Refused) for outcome in outcomes)


def test_a_very_long_document_costs_the_parent_little_memory(file_of: MakeFile) -> None:
    file = file_of("long.md", "每天量血压，记下来。" * 150_000)
    before = resident_mib()

    document = read_document(file, PassageSettings(seconds=60))

    assert len(document.text) == 1_500_000
    assert peak_mib() - before < 50


def test_many_files_share_one_child(file_of: MakeFile) -> None:
    files = [file_of(f"f{n}.md", f"Walk {n} times.") for n in range(40)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime

    documents = list(read_documents(files, SETTINGS))

    assert [d.text for d in documents if isinstance(d, Document)] == [f"Walk {n} times." for n in range(40)]
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 5


def test_the_content_hash_changes_with_content_metadata_and_name_only(file_of: MakeFile) -> None:
    first = content_hash(file_of("a.md", "Walk."))

    assert first == content_hash(file_of("a.md", "Walk."))
    assert first != content_hash(file_of("a.md", "Run."))
    assert first != content_hash(file_of("a.md", "Walk.", title="Another"))
    assert first != content_hash(file_of("b.md", "Walk."))
    assert len(first) == 64 and struct.calcsize("32s") * 2 == 64


def test_a_read_document_is_covered_by_its_anchors_without_gap(file_of: MakeFile) -> None:
    document = read_document(
        file_of("a.md", "# T\n\nOne.\n\n- two\n- three\n\n| a | b |\n|-|-|\n| 1 | 2 |\n"), SETTINGS
    )

    assert document.anchors[0].start == 0 and document.anchors[-1].end == len(document.text)
    assert all(a.end == b.start for a, b in zip(document.anchors, document.anchors[1:], strict=False))
    assert document.media_type == "text/markdown" and document.path == "demo/lectures/a.md"
