"""The normal form in which numbers are read."""

import re
import unicodedata

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUPERSCRIPT_RUN = re.compile(
    r"(?<=[a-zA-Z])[⁰¹²³⁴⁵⁶⁷⁸⁹]+"
)  # behind a unit; elsewhere it is a disguised number
# Numerals of cheques; the commonest characters among them (陆, 伍) are names when they stand alone.
_CHEQUE = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬", "一二二三三四五六六七八九十百千万")
_CHEQUE_RUN = re.compile(
    r"[壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬]{2,}|[壹贰貳叁參肆伍柒捌玖拾佰仟萬](?=[毫微公斤克升片粒滴次])"
)
_ROMAN_UNIT = r"(?=\s(?:to\s[ivx]+\s)?(?:mg|g|ml|l|lit(?:re|er)s?|grams?|hours?|days?|weeks?|months?|years?|tablets?|pills?|drops?|times)\b)"
_ROMAN = re.compile(rf"(?<![a-z0-9])([ivx]+){_ROMAN_UNIT}")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}


def normal_form(text: str) -> str:
    """Give the text with full-width digits, exotic spaces, dashes and superscripts made plain, in lower case."""
    text = _SUPERSCRIPT_RUN.sub(lambda m: "^" + m.group(0).translate(_SUPERSCRIPTS), text)
    text = unicodedata.normalize("NFKC", text).lower().replace("⁄", "/").replace("µ", "μ")
    text = re.sub(r"[\u2010-\u2015\u2212]", "–", text)
    text = re.sub(r"(?<=\d)[ \u2009](?=\d{3}(?!\d))", "", text)
    text = _CHEQUE_RUN.sub(lambda m: m.group(0).translate(_CHEQUE), text)
    text = _ROMAN.sub(lambda m: str(roman_value(m.group(1))), text)
    text = re.sub(r"\bper\s?cent\b", "%", text).replace("毫米汞柱", "mmhg").replace("mm hg", "mmhg")
    text = re.sub(r"\b(?:from\s)?birth\s(?:to|until|till)\s(?=\d)", "0 to ", text)
    text = re.sub(r"(\d\s?m[gl])\sof\s(?:[a-z]+\s){1,4}(?:per\s|for\severy\s)kilogram", r"\1/kg", text)
    return (
        text.replace("毫克每公斤", "mg/kg")
        .replace("毫克/公斤", "mg/kg")
        .replace("微克/公斤", "μg/kg")
        .replace("micrograms per kilogram", "μg/kg")
        .replace("milligrams per kilogram", "mg/kg")
    )


def roman_value(word: str) -> int:
    """Give the value of a Roman numeral of i, v and x, in lower case."""
    values = [_ROMAN_VALUES[letter] for letter in word]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
