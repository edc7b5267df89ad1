"""The words of a spoken text: a run of letters and digits, or one Chinese character."""

import re

_TOKEN = re.compile(r"[\u3400-\u9fff]|(?:(?![\u3400-\u9fff])[^\W_])+(?:['’-](?:(?![\u3400-\u9fff])[^\W_])+)*")


def spoken_tokens(spoken: str) -> list[tuple[int, int]]:
    """Give each word as half-open character offsets, in order."""
    return [found.span() for found in _TOKEN.finditer(spoken)]
