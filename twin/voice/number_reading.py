"""Numbers as they are read aloud: American English ("one hundred twenty") and Mandarin (一百二十).

Digits are taken as text, so that nothing is rounded: "2.0" is "two point zero".
"""

from twin.english_numerals import ONES, TENS

_SCALES = ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"))
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_HAN = "零一二三四五六七八九"
_HAN_PLACES = ("", "十", "百", "千")
_HAN_GROUPS = ("", "万", "亿", "万亿")
LONGEST = 12  # digits before the point; longer runs are read digit by digit


def english_number(digits: str) -> str:
    """Read a number such as "1,250", "0.5" or "-3"."""
    text = digits.replace(",", "").replace(" ", "")
    if text.startswith(("-", "−", "–")):
        return "minus " + english_number(text[1:])
    whole, _, decimals = text.partition(".")
    if len(whole) > LONGEST or (len(whole) > 1 and whole.startswith("0")):
        spoken = english_digits(whole)
    else:
        spoken = _english_whole(int(whole or "0"))
    return f"{spoken} point {english_digits(decimals)}" if decimals else spoken


def english_digits(digits: str) -> str:
    """Read digit by digit: "120" is "one two zero"."""
    return " ".join(ONES[int(digit)] for digit in digits)


def english_ordinal(digits: str) -> str:
    """Read a rank: "21" is "twenty-first"."""
    words = english_number(digits)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[cut:]
    if last in _ORDINALS:
        ranked = _ORDINALS[last]
    else:
        ranked = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return words[:cut] + ranked


def english_year(digits: str) -> str:
    """Read a year: "2021" is "twenty twenty-one", "2005" is "two thousand five", "1900" is "nineteen hundred"."""
    century, rest = int(digits[:2]), int(digits[2:])
    if century % 10 == 0 and rest < 10:
        return english_number(digits)
    if rest == 0:
        return f"{_english_whole(century)} hundred"
    return f"{_english_whole(century)} {'oh ' if rest < 10 else ''}{_english_whole(rest)}"


def _english_whole(number: int) -> str:
    if number < 20:
        return ONES[number]
    if number < 100:
        tens, one = divmod(number, 10)
        return TENS[tens - 2] + (f"-{ONES[one]}" if one else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{ONES[hundreds]} hundred" + (f" {_english_whole(rest)}" if rest else "")
    scale, name = next(pair for pair in _SCALES if number >= pair[0])
    many, rest = divmod(number, scale)
    return f"{_english_whole(many)} {name}" + (f" {_english_whole(rest)}" if rest else "")


def chinese_number(digits: str) -> str:
    """Read a number such as "1,250" (一千二百五十), "0.5" (零点五) or "-3" (负三)."""
    text = digits.replace(",", "").replace("，", "").replace(" ", "")
    if text.startswith(("-", "−", "–")):
        return "负" + chinese_number(text[1:])
    whole, _, decimals = text.partition(".")
    if len(whole) > LONGEST or (len(whole) > 1 and whole.startswith("0")):
        spoken = chinese_digits(whole)
    else:
        spoken = _chinese_whole(int(whole or "0"))
    return f"{spoken}点{chinese_digits(decimals)}" if decimals else spoken


def chinese_digits(digits: str, *, telephone: bool = False) -> str:
    """Read digit by digit: a year 二零二一, or, on the telephone, 幺二零."""
    spoken = "".join(_HAN[int(digit)] for digit in digits)
    return spoken.replace("一", "幺") if telephone else spoken


def _chinese_whole(number: int) -> str:
    if number == 0:
        return _HAN[0]
    groups: list[int] = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    spoken = ""
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            continue
        if spoken and (group < 1000 or groups[place + 1] == 0):
            spoken += _HAN[0]
        spoken += ("两" if group == 2 and place else _chinese_group(group)) + _HAN_GROUPS[place]
    return spoken[1:] if spoken.startswith("一十") else spoken


def _chinese_group(group: int) -> str:
    """Read 1 to 9999; two hundred and two thousand are 两百 and 两千, as people say."""
    spoken, gap = "", False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if not digit:
            gap = bool(spoken)
            continue
        if gap:
            spoken, gap = spoken + _HAN[0], False
        name = "两" if digit == 2 and place >= 2 else _HAN[digit]
        spoken += name + _HAN_PLACES[place]
    return spoken
