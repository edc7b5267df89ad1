"""How large a text may be in a box, estimated without setting it: for files whose text another programme sets."""

import unicodedata
from collections.abc import Sequence

# Widths in shares of the size, on the wide side, so that an estimate errs towards smaller text.
_LATIN_WIDTH, _CAPITAL_WIDTH, _WIDE_WIDTH = 0.54, 0.70, 1.02
LINE_HEIGHT = 1.25


def text_width(text: str, size: float) -> float:
    """Estimate the width in points of a text on one line."""
    return size * sum(
        _WIDE_WIDTH
        if unicodedata.east_asian_width(letter) in "WFA"
        else _CAPITAL_WIDTH
        if letter.isupper()
        else _LATIN_WIDTH
        for letter in text
    )


def fitting_size(
    paragraphs: Sequence[str],
    *,
    width: float,
    height: float,
    largest: float,
    smallest: float,
    gap: float = 0.0,
) -> float:
    """Give the largest size in whole points at which paragraphs fit a box; `smallest` where none does.

    Args:
        width, height: Of the box, in points, without its margins.
        gap: Between paragraphs, in shares of the size.
    """
    size = largest
    while size > smallest and _height(paragraphs, width, size, gap) > height:
        size -= 1
    return max(size, smallest)


def _height(paragraphs: Sequence[str], width: float, size: float, gap: float) -> float:
    """Estimate the height of paragraphs; a line ends a word early, so each is counted a little shorter."""
    lines = sum(max(1, -(-int(text_width(text, size)) // int(width * 0.94))) for text in paragraphs)
    return lines * size * LINE_HEIGHT + gap * size * max(len(paragraphs) - 1, 0)
