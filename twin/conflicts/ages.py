"""Ages in a piece of advice: for whom it holds, not how long or how much."""

import re

_NUMBER = r"(?:\d+|one|two|three|four|five|six|nine|twelve)(?:\s?(?:to|and|[-–~])\s?\d+)?"
_SPAN = rf"{_NUMBER}\s?-?(?:years?|months?|weeks?|days?)"
_PEOPLE = (
    r"(?:bab(?:y|ies)|infants?|child(?:ren)?|toddlers?|people|adults?|(?:wo)?m[ae]n|newborns?|boys?|girls?)"
)
_AGE = re.compile(
    rf"\b(?:aged?|(?:the )?age of|from the age of)\s(?:{_SPAN}|\d+)(?:\sor\s(?:more|older|over))?"
    rf"|\b(?:(?:from|until|till|over|under|above|below)\s)?{_SPAN}[\s-](?:of age|old)\b|\b(?:under|below)\s{_NUMBER}\s(?:years|months)\b"
    rf"|\b{_PEOPLE}\s(?:of|from|under|over|above|below|aged)\s(?:age\s)?{_SPAN}"
    r"|(?:不满|未满|满)?\d+(?:\s?[~～–-]\s?\d+)?\s?(?:周岁|岁|月龄)(?:以[上下内])?"
    r"|(?:不满|未满|满)\d+\s?个月|\d+(?:\s?[~～–-]\s?\d+)?\s?个月(?:以[上下内])?的?(?=婴|宝宝|儿童|孩子|患儿)",
    re.IGNORECASE,
)
# "Until 6 months", "from six weeks" may be either.
_PERHAPS = re.compile(
    rf"\b(?:from|until|till|by|at)\s{_SPAN}\b|宝宝\d+\s?个月|\d+\s?个月(?=就|的宝宝|以上|起)", re.IGNORECASE
)


def without_ages(text: str) -> str:
    """Give the text without the ages it surely names."""
    return _AGE.sub(" ", text)


def ages_of(text: str) -> str:
    """Give what may be an age in the text, as text; "" where nothing is."""
    sure = [match.group() for match in _AGE.finditer(text)]
    return " ; ".join(sure + [match.group() for match in _PERHAPS.finditer(without_ages(text))])
