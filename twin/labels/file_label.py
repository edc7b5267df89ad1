"""One door to the label of any file: written so that there is exactly one, read as the file holds it."""

from collections.abc import Callable
from pathlib import Path

from twin.errors import LabelInvalid
from twin.labels import (
    labelled_documents,
    labelled_pictures,
    labelled_sound,
    labelled_text,
    labelled_video,
)
from twin.labels.aigc_label import AigcLabel
from twin.media.finished_file import finished_file

_Read = Callable[[Path], list[str]]
_Write = Callable[[Path, Path, str], None]
_FORMATS: dict[str, tuple[_Read, _Write]] = {
    ".mp4": (labelled_video.read_mp4, labelled_video.write_mp4),
    ".mp3": (labelled_sound.read_mp3, labelled_sound.write_mp3),
    ".wav": (labelled_sound.read_wav, labelled_sound.write_wav),
    ".pdf": (labelled_documents.read_pdf, labelled_documents.write_pdf),
    ".docx": (labelled_documents.read_office, labelled_documents.write_office),
    ".pptx": (labelled_documents.read_office, labelled_documents.write_office),
    ".png": (labelled_pictures.read_png, labelled_pictures.write_png),
    ".md": (labelled_text.read_markdown, labelled_text.write_markdown),
    ".html": (labelled_text.read_html, labelled_text.write_html),
    ".vtt": (labelled_text.read_vtt, labelled_text.write_vtt),
}
WITHOUT_PLACE = frozenset({".srt", ".json", ".csv"})  # only the manifest speaks for these


def can_carry(path: Path) -> bool:
    """Say whether a file's format has a place for the label."""
    return path.suffix.lower() in _FORMATS


def write_label(path: Path, label: AigcLabel) -> None:
    """Put a label into a file, in place of any it has; the file is whole at every moment.

    Raises:
        LabelInvalid: If the format has no place for one, or the file is not of its format.
    """
    read, write = _format_of(path)
    if read(path) == [label.to_json()]:
        return
    with finished_file(path) as half:
        write(path, half, label.to_json())


def read_label(path: Path) -> AigcLabel | None:
    """Read the label of a file; None where it has none.

    Raises:
        LabelInvalid: If it holds more than one, or one that is not well-formed.
    """
    read, _ = _format_of(path)
    found = read(path)
    if len(found) > 1:
        raise LabelInvalid(f"{path.name} holds {len(found)} labels; there must be exactly one")
    return AigcLabel.from_json(found[0]) if found else None


def _format_of(path: Path) -> tuple[_Read, _Write]:
    try:
        return _FORMATS[path.suffix.lower()]
    except KeyError:
        raise LabelInvalid(
            f"{path.name} has no place for a label; labelled are {', '.join(sorted(_FORMATS))}"
        ) from None
