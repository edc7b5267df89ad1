"""Text from outside, made unable to leave its fence or to pass for one of ours."""

import re

# Characters nobody sees: they hide a tag from the eye and from a plain search.
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
# `<` before a letter, a slash or a bar looks like a tag (`</evidence>`, `<|im_start|>`); `< 130` and `<1.8` do not.
_TAG_OPENER = re.compile(r"[<＜﹤〈](?=\s*[/／!?|｜]|\s*[^\W\d_])")
_EVIDENCE_MARK = re.compile(
    r"[\[［【]\s*([EeＥｅ]\s*\d{1,3}(?:\s*[,，、]\s*[EeＥｅ]?\s*\d{1,3})*)\s*[\]］】]"
)


def fence(text: str) -> str:
    """Give a text that may stand inside `<evidence>` or beside it.

    Unseen and control characters go; the opener of anything that looks like a tag becomes `‹`; a mark that looks
    like one of our citations (`[E1]`) gets round brackets. Numbers and signs such as `< 130` stay to the letter.
    """
    text = _CONTROLS.sub("", _UNSEEN.sub("", text.replace("\r\n", "\n")))
    return _EVIDENCE_MARK.sub(r"(\1)", _TAG_OPENER.sub("‹", text))


def attribute(text: str) -> str:
    """Give a text that may stand in a tag's attribute: fenced, on one line, without quotation marks that close it."""
    return " ".join(fence(text).split()).replace('"', "”").replace("<", "‹").replace(">", "›")
