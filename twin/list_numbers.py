"""The number before an item of a list, in figures or in words: `2.`, `(3)`, `Two:`, `第二，`, and `2. Two:` together.

Ground floor: the quoting model takes it off an item that is quoted alone, and the gate knows the item without it.
"""

import re

_ORDINAL = (
    r"第?[一二三四五六七八九十]{1,2}[，、：:]\s*|(?:one|two|three|four|five|six|seven|eight|nine|ten):\s+"
)
_NUMBER = re.compile(
    rf"^\s*(?:(?:[-*•·]|\d{{1,2}}[.)、](?!\d)|[(（]\d{{1,2}}[)）])\s*(?:{_ORDINAL})?|{_ORDINAL})",
    re.IGNORECASE,
)
_FIRST = re.compile(r"^\s*(?:1[.)、](?!\d)|[(（]1[)）]|第?一[，、：:]|one:)", re.IGNORECASE)


def has_list_number(text: str) -> bool:
    """Say whether a sentence is an item of a list."""
    return bool(_NUMBER.match(text))


def begins_list(text: str) -> bool:
    """Say whether it is the first item."""
    return bool(_FIRST.match(text))


def without_list_number(text: str) -> str:
    """Give the sentence without its number, with a capital where it now begins; without a number, as it is."""
    bare = _NUMBER.sub("", text)
    return bare[:1].upper() + bare[1:] if bare != text else text
