"""Characters that make a text look other than it reads: invisible ones, look-alikes of other alphabets, digits of other scripts."""

import html
import re
import unicodedata

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e007f]"
)
# Letters of Cyrillic, Greek and Armenian that look like Latin ones (Unicode's confusables, the ones in common fonts).
_ALIKE = str.maketrans(
    "аАВеЕЗіІјЈкКМНоОрРсСТуУхХѕЅһԁԛԝԍӏαΑΒΕΗιΙκΚΜΝοΟρΡτΤυΥΧΖɡ",
    "aABeE3iIjJkKMHoOpPcCTyYxXsShdqwGlaABEHiIkKMNoOpPtTuYXZg",
)
_MIXED_WORD = re.compile(
    r"[A-Za-z]*[\u0370-\u03ff\u0400-\u052f\u0531-\u058f]+[A-Za-z]+|[A-Za-z]+[\u0370-\u03ff\u0400-\u052f\u0531-\u058f]+[A-Za-z]*"
)
_GREEK_NAME = re.compile(
    r"^(?:[αβγδκλμω]-?[A-Za-z]+|[A-Za-z0-9]+-?[αβγδκλμω]\d*|μ[gGlLmM]\w*)$"
)  # β-blocker, μg, IFN-γ
_CYRILLIC = re.compile(r"[\u0400-\u052f\u0531-\u058f]")
# Letters and digits in circles, in mathematical alphabets, with a full stop in them; raised digits that are no exponent.
_DRESSED = re.compile("[\u2460-\u249b\u249c-\u24ff\u2776-\u2793\U0001d400-\U0001d7ff\U0001f100-\U0001f16f]")
_BULLET = re.compile(r"^\s*[①-⑳❶-❿]")
_RAISED = re.compile(r"(?<![A-Za-z\u4e00-\u9fff)])[⁰¹²³⁴-⁹₀-₉]|[⁰¹²³⁴-⁹]{2}")


def undisguised(text: str) -> str:
    """Give the text as it reads: without invisible characters, look-alikes and other scripts' digits made plain."""
    text = _UNSEEN.sub("", html.unescape(text))
    text = _MIXED_WORD.sub(
        lambda m: m.group(0) if _GREEK_NAME.match(m.group(0)) else m.group(0).translate(_ALIKE), text
    )
    return "".join(_plain(character) for character in text)


def is_disguised(text: str) -> bool:
    """Say whether a text uses such characters where an honest one has none.

    Full-width letters and digits, Roman numerals, Greek letters of names, and a circled number before a list's item are honest.
    """
    text = _BULLET.sub("", text)
    if _UNSEEN.search(text) or _DRESSED.search(text) or _RAISED.search(text) or _CYRILLIC.search(text):
        return True
    if any(not _GREEK_NAME.match(word) for word in _MIXED_WORD.findall(text)):
        return True
    return any(character.isdigit() and _digit_of_another_script(character) for character in text)


def _plain(character: str) -> str:
    return str(unicodedata.digit(character)) if _digit_of_another_script(character) else character


def _digit_of_another_script(character: str) -> bool:
    if not character.isdecimal() or character.isascii() or "０" <= character <= "９":
        return False
    return not unicodedata.normalize("NFKC", character).isascii() or character.isdecimal()
