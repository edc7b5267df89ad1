"""The label in text: Markdown in its front matter, HTML in a meta element, WebVTT in a note. SRT has no place for one."""

import html
import re
from pathlib import Path

from twin.labels.aigc_label import FIELD

_FRONT = re.compile(r"\A---\n(.*?\n)---\n", re.S)
_FRONT_LINE = re.compile(rf"^{FIELD}: '(.*)'\n", re.M)
_META = re.compile(rf'<meta name="{FIELD}" content="([^"]*)">\n?')
_NOTE = re.compile(rf"^NOTE {FIELD} (.*)\n\n?", re.M)


def read_markdown(path: Path) -> list[str]:
    """Give every label of a Markdown file."""
    front = _FRONT.match(path.read_text(encoding="utf-8"))
    return [found.replace("''", "'") for found in _FRONT_LINE.findall(front[1])] if front else []


def write_markdown(path: Path, half: Path, label: str) -> None:
    """Write the labelled text to `half`; the rest of its front matter stays."""
    text = path.read_text(encoding="utf-8")
    line = f"{FIELD}: '{label.replace(chr(39), chr(39) * 2)}'\n"
    front = _FRONT.match(text)
    if front:
        kept = _FRONT_LINE.sub("", front[1])
        half.write_text(f"---\n{kept}{line}---\n{text[front.end() :]}", encoding="utf-8")
    else:
        half.write_text(f"---\n{line}---\n\n{text}", encoding="utf-8")


def read_html(path: Path) -> list[str]:
    """Give every label of a page."""
    return [html.unescape(found) for found in _META.findall(path.read_text(encoding="utf-8"))]


def write_html(path: Path, half: Path, label: str) -> None:
    """Write the labelled page to `half`."""
    text = _META.sub("", path.read_text(encoding="utf-8"))
    line = f'<meta name="{FIELD}" content="{html.escape(label, quote=True)}">\n'
    head = re.search(r"<head[^>]*>\n?", text)
    at = head.end() if head else 0
    half.write_text(text[:at] + line + text[at:], encoding="utf-8")


def read_vtt(path: Path) -> list[str]:
    """Give every label of a WebVTT file."""
    return _NOTE.findall(path.read_text(encoding="utf-8"))


def write_vtt(path: Path, half: Path, label: str) -> None:
    """Write the labelled captions to `half`; the note stands behind the header, where no player shows it."""
    text = _NOTE.sub("", path.read_text(encoding="utf-8"))
    head, _, rest = text.partition("\n\n")
    half.write_text(f"{head}\n\nNOTE {FIELD} {label}\n\n{rest}", encoding="utf-8")
