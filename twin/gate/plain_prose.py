"""Turns a model's markup into plain prose, or refuses what prose cannot carry."""

import re

_LINK = re.compile(r"!?\[([^\[\]]{1,300})\]\((?:[^()\s]|\([^()]*\)){1,500}(?:\s+\"[^\"]*\")?\)")
_BULLET = re.compile(r"^\s*(?:[-*+•·▪◦‣]\s+|\d{1,2}[.)、]\s+|\(\d{1,2}\)\s*|[①-⑳]\s*)")
_HEADING = re.compile(r"^\s*#{1,6}\s")
_QUOTE_LINE = re.compile(r"^\s*>+\s?")
_HARMLESS_TAG = re.compile(r"</?(?:b|i|em|strong|u|p|br|span|li|ul|ol|mark|sub|sup)\s*/?>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[/!?]?[a-zA-Z][^<>]{0,400}>?|<!--")
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|__|~~)")
_SINGLE_STAR = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,300}?)(?<=\S)\*(?![\w*])")
_SINGLE_UNDERSCORE = re.compile(r"(?<!\w)_(?=\S)([^_\n]{1,300}?)(?<=\S)_(?!\w)")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b-\x1f]")
_ADDRESS = re.compile(r"(?:https?|ftp|javascript|data):|www\.", re.IGNORECASE)


def plain_prose(text: str) -> str | None:
    """Give the sentence as plain prose, on one line.

    A table's row becomes its cells, set apart by a middle dot.

    Returns:
        None where the sentence is no prose: a heading, code, an unknown HTML tag, an image or
        a web address (a model has no addresses of its own; citations are the only links).
    """
    if _HEADING.match(text) or "```" in text or "![" in text:
        return None
    text = _INVISIBLE.sub("", text)
    text = _QUOTE_LINE.sub("", text)
    text = _BULLET.sub("", text)
    text = _LINK.sub(r"\1", text)
    text = _HARMLESS_TAG.sub("", text)
    text = _EMPHASIS.sub("", text)
    text = _SINGLE_STAR.sub(r"\1", text)
    text = _SINGLE_UNDERSCORE.sub(r"\1", text)
    text = text.replace("`", "")
    if text.count("|") > 1:
        text = " · ".join(cell.strip() for cell in text.split("|") if cell.strip(" -:"))
    if _ANY_TAG.search(text) or _ADDRESS.search(text):
        return None
    return re.sub(r"\s+", " ", text).strip()
