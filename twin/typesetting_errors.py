"""What can go wrong when a page is set.

TypesettingError
├── FontMissing       no font for the text's writing system is installed      (exit 3)
├── GlyphMissing      no installed font holds a character
├── TextDoesNotFit    a text or table is too large for its page even at the smallest size
└── TypesettingFailed anything else that Typst says
"""

from twin.twin_error import TwinError

__all__ = [
    "FontMissing",
    "GlyphMissing",
    "TextDoesNotFit",
    "TypesettingError",
    "TypesettingFailed",
]


class TypesettingError(TwinError):
    """Something about setting a page."""


class FontMissing(TypesettingError):
    """No font for the text's writing system is installed."""

    exit_code = 3

    def __init__(self, looked_for: tuple[str, ...]) -> None:
        super().__init__(
            f"The text holds Chinese, and no Chinese font is installed (looked for: {', '.join(looked_for)}). "
            "Install one: `apt-get install -y fonts-noto-cjk`."
        )


class GlyphMissing(TypesettingError):
    """No installed font holds a character. `characters` are in order of appearance, each once."""

    def __init__(self, characters: tuple[str, ...]) -> None:
        shown = ", ".join(
            f"{run!r} ({' '.join(f'U+{ord(letter):04X}' for letter in run)})" for run in characters
        )
        super().__init__(
            f"No installed font can show {shown}. Write it otherwise, or install a font that holds it, such as "
            "`apt-get install -y fonts-noto-cjk fonts-dejavu-core`."
        )
        self.characters = characters


class TextDoesNotFit(TypesettingError):
    """A text or table is too large for its page even at the smallest size that can be read. `part` names it."""

    def __init__(self, part: str, text: str) -> None:
        beginning = f"{text[:60]}…" if len(text) > 60 else text
        super().__init__(f"The {part} does not fit its page: {beginning!r}. Shorten it, or divide it in two.")
        self.part, self.text = part, text


class TypesettingFailed(TypesettingError):
    """Typst refused the document for a reason of its own."""

    def __init__(self, template: str, said: str) -> None:
        super().__init__(
            f"Typst could not set {template!r}: {said} Report it with the data; a template is at fault."
        )
