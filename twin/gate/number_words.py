"""Spelled-out numbers of both languages, rewritten as digits before quantities are read."""

import re
from fractions import Fraction

SPELLED = "\ue000"  # private use: stands before digits that were words in the text
_EN_ONES_IN_ORDER = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_EN_TENS_IN_ORDER = "twenty thirty forty fifty sixty seventy eighty ninety"
_EN_TENS = {word: 10 * number for number, word in enumerate(_EN_TENS_IN_ORDER.split(), start=2)}
_EN_VALUES = {word: number for number, word in enumerate(_EN_ONES_IN_ORDER.split())} | _EN_TENS
_EN_WORD = "|".join(sorted(_EN_VALUES, key=len, reverse=True))
_EN_SCALE = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
# "sixty-five" is one number, "between eight and sixty" and "one two three" are several.
_EN_BELOW_HUNDRED = (
    rf"(?:(?:{'|'.join(_EN_TENS)})[\s-](?:one|two|three|four|five|six|seven|eight|nine)\b|(?:{_EN_WORD})\b)"
)
_EN_NUMBER = re.compile(
    rf"\b(?:{_EN_BELOW_HUNDRED}|an?(?=\s(?:hundred|thousand|million)\b))"
    rf"(?:(?:[\s-](?:hundred|thousand|million)\b)+(?:\s(?:and\s)?{_EN_BELOW_HUNDRED})?)*",
    re.IGNORECASE,
)
_EN_FRACTIONS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5,
    "tenth": 10, "tenths": 10,
}  # fmt: skip
_EN_FRACTION = re.compile(
    r"\b(an?|one|two|three|four|five|seven|nine)[\s-](half|halves|thirds?|quarters?|fifths?|tenths?)\b(?!-)",
    re.IGNORECASE,
)
_EN_AND_HALF = re.compile(rf"\b({_EN_WORD})\sand\sa\shalf(?=\s)", re.IGNORECASE)
_EN_HALF_A = re.compile(
    r"\bhalf\s(?:an?|of an?)\s(?=(?:hour|tablet|pill|cup|teaspoon|year|day|litre|liter)\b)", re.IGNORECASE
)
_EN_BARE_HALF = re.compile(
    r"\b(at least|by|about|more than|less than|over|nearly) half(?=\s?[.,;:)]|$|\sthat\b|\sas\b)",
    re.IGNORECASE,
)
_EN_ONE_IN = re.compile(
    r"\b(\d+|"
    + SPELLED
    + r"\d+)\s(?:in|out\sof|in\severy|of\severy)\s(?:every\s)?("
    + SPELLED
    + r"?\d[\d,]*)\b"
)
_EN_ONCE = re.compile(
    r"\b(once|twice|thrice)(?=[\s-](?:an?|per|every|each|daily|weekly|monthly|yearly)\b)", re.I
)
_EN_DOZEN = re.compile(r"\b(a|one|two|three|four|five|half\sa)\sdozens?\b", re.IGNORECASE)

_DOZENS = {"a": 12, "one": 12, "two": 24, "three": 36, "four": 48, "five": 60, "half a": 6}

_ZH_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_ZH_SCALES = {"十": 10, "百": 100, "千": 1000}
_ZH = "〇零一二两三四五六七八九十百千万亿"
# Words in which a numeral is no number.
_ZH_NOT_NUMBERS = (
    "十二指肠", "二甲双胍", "二尖瓣", "三尖瓣", "三联律", "二联律", "万一", "千万别", "千万不", "千万要", "千万记", "百分百",
    "一些", "一般", "一定", "一样", "一起", "一直", "一旦", "一下", "一点", "一边", "一方面", "一种", "一律", "一旁", "一时",
    "一向", "一切", "一致", "一线", "二线", "一级", "二级", "三级", "统一", "唯一", "第一", "第二", "第三", "第四", "第五",
    "周一", "周二", "周三", "周四", "周五", "周六", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "礼拜一",
    "万能", "百合", "百科", "三高", "四肢", "双侧", "进一步", "一步一步", "一个一个", "两次之间", "一回事", "一天天", "一天比一天", "十分重", "十分危",
)  # fmt: skip
# 周三 is a weekday, 一周三次 is three times a week.
_ZH_SHIELD = re.compile(
    "|".join(
        rf"{word}(?![次回遍片粒颗])" if word[0] in "周期拜" else word
        for word in sorted(_ZH_NOT_NUMBERS, key=len, reverse=True)
    )
)
_ZH_FRACTION = re.compile(rf"([{_ZH}]+|百)分之(半|[{_ZH}]+(?:点[{_ZH}]+)?)|百分之(\d+(?:\.\d+)?)")
_ZH_OUT_OF = re.compile(
    rf"每?([{_ZH}]+|\d+)个?(?:人|个|名|位|例|名患者|位患者|名病人|位病人|个病人|个患者)(?:里|当中|之中|中)(?:面|间)?"
    rf"(?:大约|约|就|会|可能)?(?:有|就有)?([{_ZH}]+|\d+)(?=个|人|名|位|例)"
)
_ZH_TENTHS = re.compile(r"([一二两三四五六七八九]|\d)成(?![功为熟分人长年本型瘾])")
_ZH_NUMBER = re.compile(rf"[{_ZH}]+(?:点[〇零一二三四五六七八九]+)?")
_ZH_HALF = re.compile(r"半(?=年|个月|小时|个小时|天|片|粒|杯|勺|斤|升)")
_ZH_AND_HALF = re.compile(r"(\d+)(年|个月|小时|个小时|天|片|粒|杯|勺|斤|升|倍|点)半")
_ZH_HALF_BETWEEN = re.compile(r"(\d+)个半(?=小时|钟头|月|星期)")  # 两个半小时
_DIGITS_WAN = re.compile(r"(\d+(?:\.\d+)?)\s?(万|亿)")


def as_digits(text: str) -> str:
    """Rewrite spelled-out numbers as digits, each behind `SPELLED`; fractions become percent.

    `text` is NFKC-normalised and lower case. "a hundred and thirty" and 一百三十 become `130`; "one in ten",
    十分之一 and 一成 become `10%`; 两次 becomes `2次`. Words in which a numeral is no number stay.
    """
    return _english_as_digits(_chinese_as_digits(text))


def _percent(part: Fraction) -> str:
    value = part * 100
    return (
        f"{SPELLED}{value.numerator}%"
        if value.denominator == 1
        else f"{SPELLED}{value.numerator}/{value.denominator}%"
    )


def _english_as_digits(text: str) -> str:
    text = _EN_DOZEN.sub(lambda m: f"{SPELLED}{_DOZENS[m.group(1).lower()]}", text)
    text = _EN_ONCE.sub(
        lambda m: f"{SPELLED}{ {'once': 1, 'twice': 2, 'thrice': 3}[m.group(1).lower()] } times", text
    )
    text = _EN_AND_HALF.sub(lambda m: f"{SPELLED}{_english_value(m.group(1))}.5", text)
    text = _EN_HALF_A.sub(f"{SPELLED}0.5 ", text)
    text = _EN_BARE_HALF.sub(rf"\1 {SPELLED}50%", text)
    text = _EN_FRACTION.sub(_english_fraction, text)
    text = _EN_NUMBER.sub(lambda m: f"{SPELLED}{_english_value(m.group(0))}", text)
    return _EN_ONE_IN.sub(_one_in, text)


def _english_fraction(match: re.Match[str]) -> str:
    count = {"a": 1, "an": 1}.get(match.group(1).lower()) or _EN_VALUES[match.group(1).lower()]
    return _percent(Fraction(count, _EN_FRACTIONS[match.group(2).lower()]))


def _one_in(match: re.Match[str]) -> str:
    part, whole = (int(g.replace(SPELLED, "").replace(",", "")) for g in match.groups())
    return _percent(Fraction(part, whole)) if 0 < part <= whole else match.group(0)


def _english_value(words: str) -> int:
    total = current = 0
    for word in re.split(r"[\s-]+", words.lower()):
        if word in _EN_SCALE:
            current = max(current, 1) * _EN_SCALE[word]
            if word != "hundred":
                total, current = total + current, 0
        elif word in ("a", "an"):
            current = 1
        elif word != "and":
            current += _EN_VALUES[word]
    return total + current


def _chinese_as_digits(text: str) -> str:
    shielded: list[str] = []

    def shield(match: re.Match[str]) -> str:
        shielded.append(match.group(0))
        return f"\ue100{len(shielded) - 1}\ue101"

    text = _ZH_SHIELD.sub(shield, text)
    text = _DIGITS_WAN.sub(
        lambda m: _plain(Fraction(m.group(1)) * (10_000 if m.group(2) == "万" else 10**8)), text
    )
    text = _ZH_FRACTION.sub(_chinese_fraction, text)
    text = _ZH_OUT_OF.sub(_out_of, text)
    text = _ZH_TENTHS.sub(lambda m: _percent(Fraction(_any_value(m.group(1)), 10)), text)
    text = _ZH_NUMBER.sub(_chinese_number, text)
    text = _ZH_HALF_BETWEEN.sub(r"\1.5个", text)
    text = _ZH_AND_HALF.sub(r"\1.5\2", text)
    text = _ZH_HALF.sub(f"{SPELLED}0.5", text)
    return re.sub("\ue100(\\d+)\ue101", lambda m: shielded[int(m.group(1))], text)


def _plain(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else str(float(value))


def _any_value(word: str) -> int:
    return int(word) if word.isdigit() else int(chinese_value(word))


def _chinese_fraction(match: re.Match[str]) -> str:
    if match.group(3):
        return f"{match.group(3)}%"
    whole = chinese_value(match.group(1))
    part = Fraction(1, 2) if match.group(2) == "半" else chinese_value(match.group(2))
    return _percent(part / whole) if whole else match.group(0)


def _out_of(match: re.Match[str]) -> str:
    whole, part = _any_value(match.group(1)), _any_value(match.group(2))
    return _percent(Fraction(part, whole)) if 0 < part <= whole else match.group(0)


def _chinese_number(match: re.Match[str]) -> str:
    word = match.group(0)
    if word in ("百", "千", "万", "亿", "零", "〇"):
        return word
    if len(word) == 2 and all(c in _ZH_DIGITS for c in word):  # 两三天 are two to three
        low, high = (_ZH_DIGITS[c] for c in word)
        if 0 < low < high:
            return f"{SPELLED}{low}~{high}"
    return f"{SPELLED}{_plain(chinese_value(word))}"


def chinese_value(word: str) -> Fraction:
    """Give the value of a Chinese numeral: 一百三十 and 一百三 are 130, 三点五 is 7/2, 二〇二四 is 2024."""
    whole, _, decimals = word.partition("点")
    value = Fraction(_chinese_whole(whole))
    for place, digit in enumerate(decimals, start=1):
        value += Fraction(_ZH_DIGITS[digit], 10**place)
    return value


def _chinese_whole(word: str) -> int:
    for scale, factor in (("亿", 10**8), ("万", 10**4)):
        if scale in word:
            high, _, low = word.partition(scale)
            rest = _chinese_whole(low) if low else 0
            if len(low) == 1 and low in _ZH_DIGITS:  # 一万二 is 12,000
                rest *= factor // 10
            return (_chinese_whole(high) or 1) * factor + rest
    if not any(c in _ZH_SCALES for c in word):
        return int("".join(str(_ZH_DIGITS[c]) for c in word) or 0)
    total = digit = 0
    last_scale = 1
    for c in word:
        if c in _ZH_SCALES:
            last_scale = _ZH_SCALES[c]
            total += (digit or 1) * last_scale
            digit = 0
        else:
            digit = _ZH_DIGITS[c]
            last_scale = 1 if digit == 0 else last_scale
    # 一百三 is 130, but 十三 is 13 and 一百零三 is 103.
    return total + digit * (last_scale // 10 if last_scale >= 100 else 1)
