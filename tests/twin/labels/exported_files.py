"""Small real files of every format that the house exports."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from twin.media.ffmpeg_door import output, run, source

FORMATS = ("mp4", "mp3", "wav", "pdf", "docx", "pptx", "png", "md", "html", "vtt", "srt")


def make(path: Path, number: int) -> Path:
    """Write a small file of the format of its name; another number gives other content."""
    _MAKERS[path.suffix[1:]](path, number)
    return path


def _film(path: Path, number: int) -> None:
    seconds = 0.4 + number / 25
    picture = source(f"testsrc=d={seconds}:s=64x64:r=25", f="lavfi")
    sound = source(f"sine=d={seconds}:f={300 + number}", f="lavfi")
    run(output(picture, sound, path=path, vcodec="libx264", pix_fmt="yuv420p", acodec="aac"), what=path.name)


def _sound(path: Path, number: int) -> None:
    run(output(source(f"sine=d=0.5:f={300 + number}", f="lavfi"), path=path), what=path.name)


def _page(path: Path, number: int) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(width=200 + number, height=300)
    writer.add_metadata({"/Title": f"Leaflet {number}"})
    writer.write(path)


def _document(path: Path, number: int) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph(f"Leaflet {number}")
    document.save(str(path))


def _slides(path: Path, number: int) -> None:
    from pptx import Presentation

    slides = Presentation()
    slides.core_properties.title = f"Talk {number}"
    slides.save(str(path))


def _picture(path: Path, number: int) -> None:
    Image.new("RGB", (32, 32), (number % 256, 80, 120)).save(path)


def _written(text: str) -> Callable[[Path, int], None]:
    def write(path: Path, number: int) -> None:
        path.write_text(text.format(number=number), encoding="utf-8")

    return write


_MAKERS: dict[str, Callable[[Path, int], None]] = {
    "mp4": _film,
    "mp3": _sound,
    "wav": _sound,
    "pdf": _page,
    "docx": _document,
    "pptx": _slides,
    "png": _picture,
    "md": _written("---\ntitle: Talk {number}\n---\n\n# 房颤 {number}\n"),
    "html": _written(
        "<!doctype html>\n<html><head>\n<title>{number}</title></head><body>房颤</body></html>\n"
    ),
    "vtt": _written("WEBVTT\n\n00:00.000 --> 00:01.000\nSentence {number}\n"),
    "srt": _written("1\n00:00:00,000 --> 00:00:01,000\nSentence {number}\n"),
}


def without_custom_properties(path: Path) -> None:
    """Take the custom properties out of an Office file, as "remove personal information" does."""
    with zipfile.ZipFile(path) as parts:
        held = {name: parts.read(name) for name in parts.namelist() if name != "docProps/custom.xml"}
    with zipfile.ZipFile(path, "w") as written:
        for name, content in held.items():
            written.writestr(name, content)
