"""Below, at most, above, at least, after: how a number is meant, from the words before and behind it."""

import re

from twin.gate.number_words import SPELLED
from twin.gate.quantity import ABOVE, AFTER, AT_LEAST, AT_MOST, BELOW, DOWN, OVER, UP

_BEFORE_COMPARATORS = (
    (AT_MOST, r"(?:at most|no more than|not more than|not exceed(?:ing)?|not over|not above|(?<!add )(?<!adds )up to|at or below|at or under|within|"
              r"inside|maximum(?: of)?|max|until|no later than|no higher than|no longer than|never more than|≤|<=|"
              r"(?:不|不要|不能|不可|不得|不应|不宜|别|勿)(?:超过|高于|大于|多于|超出)|至多|最多|最高|顶多)"),
    (AT_LEAST, r"(?:at least|no less than|not less than|no fewer than|never less than|not below|not under|no sooner than|"
               r"no earlier than|at or above|at or over|minimum(?: of)?|≥|>=|至少|(?:不|不要|不能|不可|不得|不应|不宜|别|勿)(?:低于|少于|小于)|最少|起码|最低)"),
    (BELOW, r"(?:below|under|less than|lower than|fewer than|smaller than|younger than|shorter than|beneath|"
            r"before the age of|<|低于|小于|少于|不到|不足|不满|未满|未到)"),
    (ABOVE, r"(?:above|over|more than|greater than|higher than|larger than|exceed(?:s|ed|ing)?|beyond|older than|longer than|>|"
            r"高于|大于|超过|多于|超出|高过|年过|达到|到了|(?<![冲按等歇坐躺测量流])满|from)"),
    (AFTER, r"(?:after|since|过了)"),
)  # fmt: skip
# "reaches 6.5" and "from 6 months" include the number itself.
_INCLUDING = re.compile(r"(?:达到|到了|满|from)[^\d]*$")
_FILLING = (
    r"(?:正常)?(?:参考)?(?:值|上限|下限)?[\s的了等有在要按吃服喝补]*"
    rf"(?:about\s|around\s|the\s|an?\s|age\sof\s|first\s|last\s|of\s|约|大约)*{SPELLED}?$"
)
_BEFORE = tuple((sign, re.compile(rf"(?<![a-z]){words}{_FILLING}")) for sign, words in _BEFORE_COMPARATORS)
_AFTER = (
    (AT_MOST, re.compile(r"^\s?(?:or (?:less|lower|below|under|fewer|younger|shorter|smaller)|at most|and (?:below|under|less)|及以下|或以下|或更低|及以内|以内|之内|内(?![科镜分])|封顶)")),
    (AT_LEAST, re.compile(r"^\s?(?:(?:systolic |diastolic |of age )?or (?:more|higher|above|over|older|longer|greater|larger)|and (?:above|over|older|more)|\+|及以上|或以上|或更高|或更久|起步)")),
    (BELOW, re.compile(r"^\s?(?:以下|之下)")),
    (ABOVE, re.compile(r"^\s?(?:以上|之上|开外|多(?=[^少数次]))")),
    (AFTER, re.compile(r"^\s?(?:以后|之后|后(?![面背遗果])|later|afterwards)")),
)  # fmt: skip
_ASIDE = re.compile(r"^\s?[(（][^()（）]{1,40}[)）]")  # "133 µmol/L (1.5 mg/dL) or more"
_TURNING = re.compile(
    r"(?:avoid|never|do not|don't|should not|must not|not to|不要|避免|别|不能|不可|切勿|不应|不宜|防止)[^。，,.;；]{0,16}$|"
    r"\bno\s(?:\w+\s){1,5}(?:should|must|may|can)\s(?:be|exceed)\s$"
)
_AGE = re.compile(
    r"(?:under|younger|older|before the age|不满|未满|年过)"
)  # "never given under 12 months" forbids no age
_TURNED = {ABOVE: AT_MOST, AT_LEAST: BELOW, BELOW: AT_LEAST}


def comparator_of(before: str, after: str) -> str:
    """Read the comparator of a number from up to 64 characters before it and what follows its unit.

    Behind a word that forbids it is turned: "avoid more than 5 g" is at most 5 g.
    """
    tail = before[-64:]
    for sign, pattern in _BEFORE:
        found = pattern.search(tail[-40:])
        if found:
            phrase = max(0, len(tail) - 40) + found.start()
            if sign == ABOVE and _INCLUDING.match(tail[phrase:]):
                behind = _behind(after)
                return behind if behind in (AT_MOST, BELOW, ABOVE) else AT_LEAST
            if _AGE.match(tail[phrase:]):
                return sign
            return _TURNED.get(sign, sign) if _TURNING.search(tail[:phrase]) else sign
    return _behind(after)


def _behind(after: str) -> str:
    after = _ASIDE.sub("", after, count=1)
    return next((sign for sign, pattern in _AFTER if pattern.match(after)), "")


def comparator_allowed(claimed: str, held: str) -> bool:
    """Say whether a sentence may put a number so: it may drop a comparator, or soften < to <=; not turn or add one."""
    if not claimed or claimed == held:
        return True
    if claimed == OVER and not held:
        return True
    if claimed == AFTER:
        return held not in DOWN
    if claimed == AT_LEAST and held == AFTER:
        return True
    return (claimed in DOWN and held in DOWN) or (claimed in UP and held in UP)
