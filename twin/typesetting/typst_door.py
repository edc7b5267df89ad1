"""The door to Typst: a template of ours and data in, a PDF or pictures out.

Templates are the `*.typ` files of `twin/typesetting/templates/`. Data goes in as one JSON string (`sys.inputs.data`), so a text can
never become markup: a template reads `#let data = json(bytes(sys.inputs.data))` and begins with
`#set text(font: json(bytes(sys.inputs.fonts)))`. Pictures go in as SVG text (`svg_of_picture` wraps a PNG or JPEG) and are shown by
`image(bytes(data.picture), format: "svg", alt: "…")`. A template that measures a text that cannot fit says
`panic("does not fit " + json.encode((part: "title", text: …), pretty: false))`. PDF/UA asks every template for `#set document(title: …)`, `#set text(lang: …)` and `alt` on images.

Never fork after this module has compiled anything: Typst keeps threads of its own, and a forked child waits for them for ever. Use
threads or spawned processes. Any thread may call; calls to one template wait for each other.
"""

import base64
import functools
import json
import re
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from twin.typesetting_errors import (
    FontMissing,
    GlyphMissing,
    TextDoesNotFit,
    TypesettingError,
    TypesettingFailed,
)

TEMPLATES = Path(__file__).parent / "templates"
CHINESE_FONTS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN")
# For English where no Chinese font is installed; the last one is built into Typst, so there is always one.
LATIN_FONTS = ("Noto Sans", "Liberation Sans", "DejaVu Sans", "Libertinus Serif")
SYMBOL_FONTS = ("DejaVu Sans", "Noto Sans Symbols", "Noto Sans Symbols 2", "New Computer Modern Math")
PPI = 144.0  # twice the point: a slide of 960 × 540 points becomes 1920 × 1080 pixels
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_UNSHOWN = re.compile(
    r'the text `(".*?")` could not be displayed|no font could be found for `?(".*?")`?', re.S
)
_TOO_LARGE = "does not fit "
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def compile_pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """Set a PDF/UA-1 document; equal data give equal bytes.

    Args:
        template: File name in `templates/`, such as `leaflet.typ`.
        data: What json.dumps takes; the template reads it from `sys.inputs.data`.

    Raises:
        FontMissing: For Chinese text without a Chinese font.
        GlyphMissing: When no font holds a character; it is named.
        TextDoesNotFit: When the template measured a text that is too large.
        TypesettingFailed: When Typst refuses the document otherwise.
    """
    return _Template.named(template).compile(data, format="pdf", pdf_standards=["ua-1"], timestamp=0)[0]


def compile_pictures(
    template: str, data: Mapping[str, Any], *, ppi: float = PPI, checked: bool = True
) -> tuple[bytes, ...]:
    """Set one opaque PNG a page, in page order; equal data give equal bytes.

    Args:
        ppi: Pixels an inch; a page is `points / 72 * ppi` pixels wide.
        checked: Also compile to PDF/UA, which alone names missing glyphs (a picture shows boxes). Pass False for drawings without
            text.

    Raises:
        TypesettingError: As `compile_pdf` says.
    """
    if checked:
        compile_pdf(template, data)
    return _Template.named(template).compile(data, format="png", ppi=ppi)


def svg_of_picture(picture: bytes, *, width: int, height: int) -> str:
    """Wrap a PNG or JPEG as SVG text of `width` × `height` units, which is how data carries a picture."""
    kind = "png" if picture.startswith(b"\x89PNG") else "jpeg"
    inside = base64.b64encode(picture).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" xlink:href="data:image/{kind};base64,{inside}"/></svg>'
    )


def font_families(text: str) -> list[str]:
    """Give the installed font families for a text, first choice first.

    Raises:
        FontMissing: When it holds Chinese and no Chinese font is installed.
    """
    installed = _installed()[1]
    chinese = [family for family in CHINESE_FONTS if family in installed]
    if not chinese and _HAN.search(text):
        raise FontMissing(CHINESE_FONTS)
    others = [family for family in (*LATIN_FONTS, *SYMBOL_FONTS) if family in installed]
    return chinese + list(dict.fromkeys(others))


@functools.cache
def _installed() -> tuple[Any, frozenset[str]]:
    """Give Typst's font book and the family names in it; looked for once a process (0.2 s)."""
    import typst

    fonts = typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)
    return fonts, frozenset(fonts.families())


class _Template:
    """One template with its compiler, which remembers what it has laid out and takes one caller at a time."""

    _known: "dict[str, _Template]" = {}  # noqa: RUF012 - the cache is the class's purpose
    _lock = threading.Lock()

    def __init__(self, name: str) -> None:
        import typst

        self._name = name
        self._busy = threading.Lock()
        self._refused = typst.TypstError
        path = TEMPLATES / name
        if path.parent != TEMPLATES or not path.is_file():
            raise TypesettingFailed(name, f"there is no such file in {TEMPLATES.name}/.")
        self._compiler = typst.Compiler(str(path), root=str(TEMPLATES), font_paths=_installed()[0])

    @classmethod
    def named(cls, name: str) -> "_Template":
        """Give the template of that name, with what it remembers."""
        with cls._lock:
            if name not in cls._known:
                cls._known[name] = cls(name)
            return cls._known[name]

    def compile(self, data: Mapping[str, Any], **how: Any) -> tuple[bytes, ...]:
        """Compile; a format with one file a page gives one item a page, else one item."""
        text = json.dumps(data, ensure_ascii=False, sort_keys=True)
        inputs = {"data": text, "fonts": json.dumps(font_families(text))}
        try:
            with self._busy:
                made = self._compiler.compile(sys_inputs=inputs, **how)
        except self._refused as refused:
            raise _in_our_words(self._name, refused) from None
        return tuple(made) if isinstance(made, list) else (made or b"",)


def _in_our_words(template: str, refused: Any) -> TypesettingError:
    """Give the error of ours for what Typst says."""
    said, _, large = str(refused.message).partition(_TOO_LARGE)
    if large:
        left_over = json.loads(large)
        return TextDoesNotFit(left_over["part"], left_over["text"])
    unshown = [_letters(one or other) for one, other in _UNSHOWN.findall(str(refused.diagnostic))]
    if unshown:
        return GlyphMissing(tuple(dict.fromkeys(unshown)))
    return TypesettingFailed(template, f"{said}.")


def _letters(quoted: str) -> str:
    """Give the letters that Typst names; it writes control characters as `\\u{7}`."""
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), quoted.strip('"').replace('\\"', '"'))
