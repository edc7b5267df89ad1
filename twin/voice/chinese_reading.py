"""How Chinese is read aloud: rules in their order, each with what it is for."""

import re

from twin.voice.abbreviation_reading import CHINESE, ROMAN, SAID_AS_WORDS, spelled
from twin.voice.chinese_measures import MEASURE, TWO_UNITS
from twin.voice.number_reading import chinese_digits, chinese_number
from twin.voice.reading_rule import NUMBER, ROMAN_NUMERAL, ReadingRule, listed_rule, rule
from twin.voice.unit_reading import POWER_OF_TEN, UNIT, chinese_unit, power_of_ten

_TO = r"(?<=[\d%％‰IVXⅠ-ⅥabcABC])\s?(?:[–—~～-]|至|到)\s?"
_CODE_TO = r"\s?[–—~～-]\s?"
_NOT_INSIDE = r"(?<![A-Za-z0-9.])"
_END = r"(?![0-9]|[.,][0-9])"
_EMERGENCY = "120|119|110|122|999|112|911|12320|12345|12356"
_COMPARATORS = {
    "<": "小于",
    "＜": "小于",
    ">": "大于",
    "＞": "大于",
    "≤": "小于等于",
    "≥": "大于等于",
    "<=": "小于等于",
    ">=": "大于等于",
    "=": "等于",
    "＝": "等于",
    "≈": "约",
    "±": "正负",
}
_VULGAR = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3)}
_CLASS_BEHIND = "级|型|期|度|类|代|导联|因子|组|相|区"


def _range(written: str, *, two: str = "二") -> str:
    parts = [part for part in re.split(_TO, written) if part]
    return "到".join(two if part == "2" else chinese_number(part) for part in parts)


def _percent(match: re.Match[str]) -> str:
    mark = {"%": "百分之", "％": "百分之", "‰": "千分之"}[match[2]]
    parts = [part for part in re.split(rf"[%％‰]?{_TO}", match[1]) if part]
    return "到".join(mark + chinese_number(part) for part in parts)


def _quantity(match: re.Match[str]) -> str:
    numbers, power, unit = match["numbers"], match["power"], match["unit"]
    named = chinese_unit(unit) if unit else ""
    if numbers == "2" and not power and named in TWO_UNITS:
        return f"两{named}"
    spoken = _range(numbers)
    if power:
        spoken += f"乘以十的{chinese_number(power_of_ten(power))}次方"
    stroke = "每" if match["stroke"] else ""
    return spoken + stroke + named


def _measured(match: re.Match[str]) -> str | None:
    if match.string[max(0, match.start() - 1) : match.start()] == "第":
        return None
    return _range(match[1], two="两") + match[2]


def _over(match: re.Match[str]) -> str | None:
    upper, lower = (re.split(_TO, match[part])[0] for part in ("upper", "lower"))
    if not (60 <= float(upper) <= 300 and 30 <= float(lower) <= 200) or float(upper) <= float(lower):
        return None
    unit = chinese_unit(match["unit"]) if match["unit"] else ""
    return f"{_range(match['upper'])}比{_range(match['lower'])}{unit}"


def _clock(match: re.Match[str]) -> str | None:
    hour, minutes = int(match[1]), match[2]
    if hour > 24:
        return None
    said = "两" if hour == 2 else chinese_number(str(hour))
    if minutes == "00":
        return f"{said}点"
    if minutes == "30":
        return f"{said}点半"
    return f"{said}点{'零' if minutes[0] == '0' else ''}{chinese_number(str(int(minutes)))}分"


def _roman(match: re.Match[str]) -> str:
    def one(written: str) -> str:
        letters = written.rstrip("abcABC")
        return chinese_number(str(ROMAN[letters])) + written[len(letters) :].upper()

    parts = re.split(_TO + "|/|、|和|或", match[1])
    joints = re.findall(_TO + "|/|、|和|或", match[1])
    spoken = one(parts[0])
    for joint, part in zip(joints, parts[1:], strict=True):
        spoken += (joint if joint in "、和或" else "或" if joint == "/" else "到") + one(part)
    return spoken + (match[2] or "")


def _codes(match: re.Match[str]) -> str:
    return f"{spelled(match[1])} {chinese_number(match[2])}到{spelled(match[3])} {chinese_number(match[4])}"


def _spelled(match: re.Match[str]) -> str | None:
    written = match[0]
    if written.rstrip("s") in SAID_AS_WORDS:
        return None
    head = re.match(r"[A-Z]+", written)
    letters = head[0] if head else ""
    digits = re.sub(r"\D", "", written)
    tail = re.sub(r"[\d.-]", "", written[len(letters) :]).strip("s")
    return " ".join(
        [part for part in (spelled(letters), chinese_number(digits) if digits else "", tail) if part]
    )


_SIGN = r"(?:(?<=[\s（(<>≤≥=：:，,])|(?<=^))[-−](?=\d)"
_NUMBERS = rf"(?:{_SIGN})?{NUMBER}(?:{_TO}{NUMBER})?"

RULES: tuple[ReadingRule, ...] = (
    rule(
        rf"{_NOT_INSIDE}((?:19|20)\d\d)-(0[1-9]|1[0-2])-([0-3]\d){_END}",
        lambda m: (
            f"{chinese_digits(m[1])}年{chinese_number(str(int(m[2])))}月{chinese_number(str(int(m[3])))}日"
        ),
    ),
    rule(
        rf"{_NOT_INSIDE}((?:19|20)\d\d)(?:{_TO}((?:19|20)\d\d))?\s?年",
        lambda m: chinese_digits(m[1]) + (f"到{chinese_digits(m[2])}" if m[2] else "") + "年",
    ),
    rule(rf"{_NOT_INSIDE}(\d\d)年代", lambda m: f"{chinese_number(m[1])}年代"),
    rule(
        rf"{_NOT_INSIDE}(\d{{1,2}})\s?月\s?(\d{{1,2}})\s?([日号])",
        lambda m: f"{chinese_number(m[1])}月{chinese_number(m[2])}{m[3]}",
    ),
    rule(
        rf"{_NOT_INSIDE}(\d{{1,2}})(?:{_TO}(\d{{1,2}}))?\s?(月(?!龄)|号|日|楼|层楼|床)",
        lambda m: chinese_number(m[1]) + (f"到{chinese_number(m[2])}" if m[2] else "") + m[3],
    ),
    rule(
        rf"{_NOT_INSIDE}(?P<upper>\d{{2,3}}(?:{_TO}\d{{2,3}})?)\s?/\s?(?P<lower>\d{{2,3}}(?:{_TO}\d{{2,3}})?)(?:\s?(?P<unit>mmHg))?{_END}",
        _over,
    ),
    rule(r"([A-Z])(\d{3,4})(?=\s?(?:室|诊室|房间|病房|号房))", lambda m: f"{m[1]} {chinese_digits(m[2])}"),
    rule(r"(?<![0-9.])(\d{3,4})(?=\s?(?:室|诊室|房间|病房|病室|号房))", lambda m: chinese_digits(m[1])),
    rule(rf"{_NOT_INSIDE}(\d{{1,2}})[:：]([0-5]\d)(?!\d)", _clock),
    rule(
        rf"{_NOT_INSIDE}({NUMBER})\s?[:：]\s?({NUMBER}){_END}",
        lambda m: f"{chinese_number(m[1])}比{chinese_number(m[2])}",
    ),
    rule(
        rf"{_NOT_INSIDE}(\d{{1,2}})/(\d{{1,3}})(?![\d/])",
        lambda m: f"{chinese_number(m[2])}分之{chinese_number(m[1])}" if int(m[1]) < int(m[2]) else None,
    ),
    rule(
        r"[½¼¾⅓⅔]",
        lambda m: f"{chinese_number(str(_VULGAR[m[0]][1]))}分之{chinese_number(str(_VULGAR[m[0]][0]))}",
    ),
    rule(
        rf"((?:拨打|呼叫|拨|打|叫|联系|电话)\s?)({_EMERGENCY})(?!\d)",
        lambda m: m[1].strip() + chinese_digits(m[2], telephone=True),
    ),
    rule(
        rf"{_NOT_INSIDE}({_EMERGENCY})(?=\s?(?:急救|热线|电话|救护))",
        lambda m: chinese_digits(m[1], telephone=True),
    ),
    rule(r"CI(?![A-Za-z])", lambda m: "置信区间" if re.search(r"[%％]\s*$", m.string[: m.start()]) else None),
    rule(
        rf"(?<![A-Za-z])({ROMAN_NUMERAL}[abcABC]?(?:(?:{_TO}|/|、|和|或){ROMAN_NUMERAL}[abcABC]?)?)\s?({_CLASS_BEHIND})",
        _roman,
    ),
    rule(
        rf"(?<=NYHA)\s?()({ROMAN_NUMERAL})\s?级?(?![A-Za-z])",
        lambda m: f" {chinese_number(str(ROMAN[m[2]]))}级",
    ),
    rule(r"[Ⅰ-Ⅵ]", lambda m: chinese_number(str(ROMAN[m[0]]))),
    listed_rule(CHINESE),
    rule(
        r"(?<![A-Za-z])[qQ](\d{1,2})h(?![A-Za-z])",
        lambda m: f"每{'两' if m[1] == '2' else chinese_number(m[1])}小时一次",
    ),
    rule(rf"{_NOT_INSIDE}((?:{_SIGN})?{NUMBER}(?:[%％‰]?{_TO}{NUMBER})?)\s?([%％‰])", _percent),
    rule(
        rf"{_NOT_INSIDE}(?P<numbers>{_NUMBERS})(?:\s?{POWER_OF_TEN})?(?:\s?(?P<stroke>/\s?)?(?P<unit>{UNIT}))",
        _quantity,
    ),
    rule(rf"{_NOT_INSIDE}({NUMBER}(?:{_TO}{NUMBER})?)\s?({MEASURE})", _measured),
    rule(
        rf"{_NOT_INSIDE}(?P<numbers>{_NUMBERS})(?:\s?{POWER_OF_TEN})?(?P<stroke>)(?P<unit>){_END}", _quantity
    ),
    rule(r"\s?(?:<=|>=|[<>≤≥=≈±＜＞＝])\s?", lambda m: _COMPARATORS[m[0].strip()]),
    rule(rf"(?<![A-Za-z])([A-Z]{{1,3}})(\d{{1,3}}){_CODE_TO}([A-Z]{{1,3}})(\d{{1,3}})(?![0-9])", _codes),
    rule(r"(?<![A-Za-z])[A-Z]{2,6}s?(?![A-Za-z0-9-])", _spelled),
    rule(r"(?<![A-Za-z])[A-Z]{1,5}-?\d{1,3}[a-z]?(?![A-Za-z0-9])", _spelled),
    rule(r"\d+(?:\.\d+)?", lambda m: chinese_number(m[0])),  # what is left stands inside a name: "EV-A71"
    rule(r"\+", lambda _: "加"),
    rule(r"[×x](?=\s?\d)", lambda _: "乘以"),
    rule(r"→", lambda _: "到"),
    rule(r"&", lambda _: "和"),
    rule(r"[A-Za-z]+(?:['’-][A-Za-z]+)*", lambda m: m[0]),
)
