"""Short answers read in the light of what was asked: "65" after "How old?", "不是" after "怀孕了吗？"."""

import re
from collections.abc import Callable, Mapping, Sequence

from twin.triage.person import DAY, MONTH, WEEK, YEAR
from twin.triage.quantities import NUMBER, durations, value_of

LONGEST = 160  # characters; more than that is a message of its own, and is read as one
LONGEST_YES_OR_NO = 60
Value = float | bool | str
_AGE_UNITS: Mapping[str, float] = {
    "岁": YEAR,
    "周岁": YEAR,
    "year": YEAR,
    "yr": YEAR,
    "yo": YEAR,
    "个月": MONTH,
    "月": MONTH,
    "month": MONTH,
    "周": WEEK,
    "week": WEEK,
    "天": DAY,
    "day": DAY,
}
_AGE = re.compile(
    rf"(?P<number>{NUMBER})\s*-?\s*(?P<unit>周?岁|个月|月|周|天|years?|yrs?|y/?o|months?|weeks?|days?)?(?P<old>\s*old|大)?",
    re.IGNORECASE,
)
_SINCE_WORDS: tuple[tuple[re.Pattern[str], float], ...] = (
    (re.compile(r"just now|a moment ago|minutes? ago|刚刚|刚才|刚开始"), 0.2),
    (
        re.compile(
            r"this morning|this afternoon|tonight|today|hours? ago|今天|今早|早上|上午|中午|下午|今晚"
        ),
        6.0,
    ),
    (re.compile(r"last night|yesterday|昨天|昨晚|昨夜"), 24.0),
    (re.compile(r"day before yesterday|前天|大前天"), 48.0),
    (re.compile(r"last week|a week|上周|上个?星期|上个?礼拜"), 168.0),
    (re.compile(r"last month|a month|上个?月"), 730.0),
    (re.compile(r"last year|a year|for years|many years|去年|好几年|多年"), 8766.0),
    (re.compile(r"a few days|several days|some days|这几天|好几天|最近几天"), 72.0),
    (re.compile(r"a long time|always|ages|很久|一直|好久"), 4383.0),
)
_NO_OR_YES = re.compile(
    r"(?P<unknown>don'?t know|do not know|not sure|no idea|unsure|不知道|不清楚|不确定|说不好|不晓得)"
    r"|(?P<no>\b(?:no|nope|nah|never|none|not|n't|isn't|don't|doesn't|didn't)\b|没有|不是|不会|没|不|否|无)"
    r"|(?P<yes>\b(?:yes|yeah|yep|yup|sure|definitely|correct|(?:i am|she is|he is|i do)(?! not)|a bit|a little)\b|有|是|对|嗯|会|怀了|怀孕)",
    re.IGNORECASE,
)
_FEMALE = re.compile(r"\b(?:female|woman|girl|f|she)\b|女", re.IGNORECASE)
_MALE = re.compile(r"\b(?:male|man|boy|m|he)\b|男", re.IGNORECASE)
_SCORE = re.compile(
    r"(?<![\d.])(?P<number>10|\d(?:\.\d)?|[零一二两三四五六七八九十])"
    r"(?:(?P<scale>\s*(?:/\s*10|分(?!钟)|out of (?:10|ten)))|(?P<unit>\s*个?(?:second|minute|hour|day|night|week|month|year|秒|分钟|小时|天|日|周|星期|礼拜|月|年|岁)))?"
    r"(?![\d.])"
)
_SEVERITY_WORDS: tuple[tuple[re.Pattern[str], float], ...] = (
    (re.compile(r"不重|不严重|不厉害|\bnot (?:too |so |very )?(?:bad|severe)", re.IGNORECASE), 3.0),
    (re.compile(r"unbearable|worst|excruciating|受不了|剧烈|忍不了", re.IGNORECASE), 9.0),
    (re.compile(r"\bsevere|very bad|really bad|厉害|很重|严重|很疼|很痛", re.IGNORECASE), 8.0),
    (re.compile(r"moderate|medium|so-so|中等|一般|还行", re.IGNORECASE), 5.0),
    (re.compile(r"\bmild|slight|a little|a bit|轻|有点|一点", re.IGNORECASE), 2.0),
)
_NUMBERED = frozenset({"age", "since_when", "severity"})


def answers_in(message: str, asked: Sequence[str]) -> dict[str, Value]:
    """Give the values a message holds for the facts that were asked just before; none for a message of its own.

    Args:
        message: The patient's words.
        asked: Facts that wait for an answer, in the order of the questions.
    """
    text = message.strip().casefold()
    if not asked or len(text) > LONGEST:
        return {}
    found: dict[str, Value] = {}
    rest = text
    if "age" in asked:
        age, rest = _age(text, beside_duration="since_when" in asked)
        if age is not None:
            found["age"] = age
    if "severity" in asked:
        score, rest = _severity(rest)
        if score is not None:
            found["severity"] = score
    readers: Mapping[str, Callable[[str], Value | None]] = {"since_when": _since, "sex": _sex}
    for fact, read in readers.items():
        value = read(rest) if fact in asked else None
        if value is not None:
            found[fact] = value
    return found | _yes_or_no(rest, [fact for fact in asked if fact not in _NUMBERED | {"sex"}])


def says_unknown(message: str) -> bool:
    """Say whether a whole short message means: I do not know."""
    match = _NO_OR_YES.search(message.strip().casefold())
    return len(message) <= LONGEST_YES_OR_NO and match is not None and match["unknown"] is not None


def _age(text: str, *, beside_duration: bool) -> tuple[float | None, str]:
    """Give an age in days, and the text without it. A bare number is years; a number with a unit of days may be a duration."""
    candidates = []
    for match in _AGE.finditer(text):
        unit = (match["unit"] or "").rstrip("s").replace("/", "")
        is_years = unit in ("岁", "周岁", "year", "yr", "yo")
        is_told = is_years or bool(match["old"])
        if unit and not is_told and beside_duration:
            continue
        rank = 0 if is_told else 1 if not unit else 2
        days = value_of(match["number"]) * _AGE_UNITS.get(unit, YEAR)
        if 0 < days < 120 * YEAR:
            candidates.append((rank, match.start(), match.end(), days))
    if not candidates:
        return None, text
    _, start, end, days = min(candidates)
    return days, f"{text[:start]} {text[end:]}"


def _since(text: str) -> float | None:
    """Give how long it has lasted, in hours."""
    counted = [hours for hours, _, _ in durations(text)]
    if counted:
        return max(counted)
    return next((hours for pattern, hours in reversed(_SINCE_WORDS) if pattern.search(text)), None)


def _severity(text: str) -> tuple[float | None, str]:
    """Give a score from 0 to 10, and the text without it: "6分" is no duration then."""
    scores = list(_SCORE.finditer(text))
    told = next((one for one in scores if one["scale"]), None)
    match = told or next((one for one in scores if not one["unit"]), None)
    if match is not None:
        return value_of(match["number"]), f"{text[: match.start()]} {text[match.end() :]}"
    return next((score for pattern, score in _SEVERITY_WORDS if pattern.search(text)), None), text


def _sex(text: str) -> str | None:
    if _FEMALE.search(text):
        return "female"
    return "male" if _MALE.search(text) else None


def _yes_or_no(text: str, facts: Sequence[str]) -> dict[str, Value]:
    """Give the answers to questions of yes or no: one word for all of them, or one for each in their order."""
    if not facts or len(text) > LONGEST_YES_OR_NO:
        return {}
    said = [match for match in _NO_OR_YES.finditer(text) if not _is_inside_denial(text, match)]
    if not said:
        return {}
    if len(said) < len(facts):
        said = [said[0]] * len(facts)
    return {
        fact: match["yes"] is not None
        for fact, match in zip(facts, said, strict=False)
        if match["unknown"] is None
    }


def _is_inside_denial(text: str, match: re.Match[str]) -> bool:
    """Say whether a "yes" only belongs to a "no" right before it: "not a bit", "没有怀孕"."""
    before = _NO_OR_YES.match(text, max(0, match.start() - 2))
    return match["yes"] is not None and bool(
        re.search(r"(?:没有?|不|\bno|\bnot)\s*$", text[: match.start()])
        or (before and before["no"] and before.end() > match.start())
    )
