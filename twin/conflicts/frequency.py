"""How often something is done, as far as words like "daily" and "once a week" say it."""

import re

_OFTEN = {
    "day": r"\bdaily\b|\b(?:every|each|once a|once per) (?:day|morning|evening|night)\b|每[天日晚]|天天",
    "week": r"\bweekly\b|\b(?:every|each|once a|once per|once every) week\b|每周一次|一周一次|一周\S{1,2}一次|一个?(?:星期|礼拜)\S{0,2}一次",
    "month": r"\bmonthly\b|\b(?:every|each|once a|once per) month\b|每月一次|一个?月\S{0,2}一次",
    "year": r"\byearly\b|\bannual(?:ly)?\b|\b(?:every|each|once a|once per) year\b|每年|一年\S{0,2}一次",
}
_PATTERNS = {name: re.compile(words) for name, words in _OFTEN.items()}


def differ_in_frequency(passage: str, guideline: str) -> bool:
    """Say whether both texts say how often, and nothing in common."""
    mine, its = _often(passage.lower()), _often(guideline.lower())
    return bool(mine and its and not mine & its)


def _often(text: str) -> set[str]:
    return {name for name, pattern in _PATTERNS.items() if pattern.search(text)}
