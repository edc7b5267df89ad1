"""Units as they are read aloud, in both languages: SI Brochure (9th edition) names, and those of the ward."""

import re

# written: (English singular, English plural, Chinese)
_UNITS: dict[str, tuple[str, str, str]] = {
    "%": ("percent", "percent", "%"),
    "‰": ("per thousand", "per thousand", "‰"),
    "kg": ("kilogram", "kilograms", "公斤"),
    "g": ("gram", "grams", "克"),
    "mg": ("milligram", "milligrams", "毫克"),
    "µg": ("microgram", "micrograms", "微克"),
    "mcg": ("microgram", "micrograms", "微克"),
    "ug": ("microgram", "micrograms", "微克"),
    "ng": ("nanogram", "nanograms", "纳克"),
    "pg": ("picogram", "picograms", "皮克"),
    "L": ("liter", "liters", "升"),
    "l": ("liter", "liters", "升"),
    "dL": ("deciliter", "deciliters", "分升"),
    "dl": ("deciliter", "deciliters", "分升"),
    "mL": ("milliliter", "milliliters", "毫升"),
    "ml": ("milliliter", "milliliters", "毫升"),
    "µL": ("microliter", "microliters", "微升"),
    "fL": ("femtoliter", "femtoliters", "飞升"),
    "mol": ("mole", "moles", "摩尔"),
    "mmol": ("millimole", "millimoles", "毫摩尔"),
    "µmol": ("micromole", "micromoles", "微摩尔"),
    "umol": ("micromole", "micromoles", "微摩尔"),
    "nmol": ("nanomole", "nanomoles", "纳摩尔"),
    "pmol": ("picomole", "picomoles", "皮摩尔"),
    "mEq": ("milliequivalent", "milliequivalents", "毫当量"),
    "mOsm": ("milliosmole", "milliosmoles", "毫渗透摩尔"),
    "mmHg": ("millimeter of mercury", "millimeters of mercury", "毫米汞柱"),
    "cmH2O": ("centimeter of water", "centimeters of water", "厘米水柱"),
    "cmH₂O": ("centimeter of water", "centimeters of water", "厘米水柱"),
    "kPa": ("kilopascal", "kilopascals", "千帕"),
    "km": ("kilometer", "kilometers", "公里"),
    "m": ("meter", "meters", "米"),
    "cm": ("centimeter", "centimeters", "厘米"),
    "mm": ("millimeter", "millimeters", "毫米"),
    "µm": ("micrometer", "micrometers", "微米"),
    "nm": ("nanometer", "nanometers", "纳米"),
    "m2": ("square meter", "square meters", "平方米"),
    "m²": ("square meter", "square meters", "平方米"),
    "cm2": ("square centimeter", "square centimeters", "平方厘米"),
    "cm²": ("square centimeter", "square centimeters", "平方厘米"),
    "mm2": ("square millimeter", "square millimeters", "平方毫米"),
    "mm²": ("square millimeter", "square millimeters", "平方毫米"),
    "cm3": ("cubic centimeter", "cubic centimeters", "立方厘米"),
    "cm³": ("cubic centimeter", "cubic centimeters", "立方厘米"),
    "mm3": ("cubic millimeter", "cubic millimeters", "立方毫米"),
    "mm³": ("cubic millimeter", "cubic millimeters", "立方毫米"),
    "°C": ("degree Celsius", "degrees Celsius", "摄氏度"),
    "℃": ("degree Celsius", "degrees Celsius", "摄氏度"),
    "°F": ("degree Fahrenheit", "degrees Fahrenheit", "华氏度"),
    "°": ("degree", "degrees", "度"),
    "J": ("joule", "joules", "焦耳"),
    "kJ": ("kilojoule", "kilojoules", "千焦"),
    "kcal": ("kilocalorie", "kilocalories", "千卡"),
    "Hz": ("hertz", "hertz", "赫兹"),
    "kHz": ("kilohertz", "kilohertz", "千赫兹"),
    "dB": ("decibel", "decibels", "分贝"),
    "mV": ("millivolt", "millivolts", "毫伏"),
    "W": ("watt", "watts", "瓦"),
    "mA": ("milliampere", "milliamperes", "毫安"),
    "mSv": ("millisievert", "millisieverts", "毫西弗"),
    "Gy": ("gray", "grays", "戈瑞"),
    "IU": ("international unit", "international units", "国际单位"),
    "mIU": ("milli-international unit", "milli-international units", "毫国际单位"),
    "U": ("unit", "units", "单位"),
    "MET": ("metabolic equivalent", "metabolic equivalents", "个代谢当量"),
    "METs": ("metabolic equivalent", "metabolic equivalents", "个代谢当量"),
    "bpm": ("beat per minute", "beats per minute", "次每分钟"),
    "HU": ("Hounsfield unit", "Hounsfield units", "亨氏单位"),
    "ms": ("millisecond", "milliseconds", "毫秒"),
    "s": ("second", "seconds", "秒"),
    "sec": ("second", "seconds", "秒"),
    "min": ("minute", "minutes", "分钟"),
    "mins": ("minute", "minutes", "分钟"),
    "h": ("hour", "hours", "小时"),
    "hr": ("hour", "hours", "小时"),
    "hrs": ("hour", "hours", "小时"),
    "d": ("day", "days", "天"),
    "wk": ("week", "weeks", "周"),
    "mo": ("month", "months", "个月"),
    "y": ("year", "years", "年"),
    "yr": ("year", "years", "年"),
    "yrs": ("year", "years", "年"),
}
# What may stand behind a stroke without being a unit of its own list: "beats/min", "mg/kg/day", "mg/dose".
_BEHIND = {
    "day": ("day", "天"),
    "hour": ("hour", "小时"),
    "minute": ("minute", "分钟"),
    "week": ("week", "周"),
    "month": ("month", "月"),
    "year": ("year", "年"),
    "dose": ("dose", "次"),
    "time": ("time", "次"),
    "次": ("time", "次"),
    "日": ("day", "天"),
    "天": ("day", "天"),
    "分": ("minute", "分钟"),
    "分钟": ("minute", "分钟"),
    "小时": ("hour", "小时"),
    "周": ("week", "周"),
    "月": ("month", "月"),
    "年": ("year", "年"),
    "HPF": ("high-power field", "高倍视野"),
    "hpf": ("high-power field", "高倍视野"),
}
_BEFORE = {
    "beats": ("beat", "beats", "次"),
    "breaths": ("breath", "breaths", "次"),
    "times": ("time", "times", "次"),
    "steps": ("step", "steps", "步"),
    "cells": ("cell", "cells", "个细胞"),
    "puffs": ("puff", "puffs", "揿"),
    "drops": ("drop", "drops", "滴"),
    "tablets": ("tablet", "tablets", "片"),
    "units": ("unit", "units", "单位"),
    "次": ("time", "times", "次"),
    "个": ("", "", "个"),
    "步": ("step", "steps", "步"),
    "片": ("tablet", "tablets", "片"),
}


def _listed(names: list[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_ONE = _listed([*_UNITS])
_FIRST = _listed([*_UNITS, *_BEFORE])
_LATER = _listed([*_UNITS, *_BEHIND])
# A compound has a first unit and strokes behind it; a number may stand in a later part (mL/min/1.73 m²).
UNIT = rf"(?:(?:{_FIRST})(?:\s?[/·]\s?(?:1\.73\s?)?(?:{_LATER}))+|(?:{_ONE}))(?![A-Za-z0-9µ²³])(?!-[A-Za-z])"
_POWER = {"⁶": "6", "⁹": "9", "¹²": "12", "6": "6", "9": "9", "12": "12", "3": "3", "³": "3"}
POWER_OF_TEN = r"(?:[×x*]\s?10\s?(?:\^\s?)?(?P<power>¹²|[⁶⁹³]|12|[693]))"


def english_unit(written: str, *, is_one: bool) -> str:
    """Read a unit behind a number: "mg/kg" behind 15 is "milligrams per kilogram"."""
    first, *later = re.split(r"\s?[/·]\s?", written.strip())
    names = _UNITS.get(first) or _BEFORE[first]
    spoken = [names[0] if is_one else names[1]]
    for part in later:
        spoken.append(f"per {_english_behind(part)}")
    return " ".join(part for part in spoken if part)


def _english_behind(part: str) -> str:
    if part.startswith("1.73"):
        return f"one point seven three {_UNITS[part[4:].strip()][1]}"
    return _BEHIND[part][0] if part in _BEHIND else _UNITS[part][0]


def chinese_unit(written: str) -> str:
    """Read a unit behind a number: "mg/kg" is 毫克每公斤."""
    first, *later = re.split(r"\s?[/·]\s?", written.strip())
    names = _UNITS.get(first) or _BEFORE[first]
    spoken = names[2]
    for part in later:
        if part.startswith("1.73"):
            spoken += f"每一点七三{_UNITS[part[4:].strip()][2]}"
        else:
            spoken += "每" + (_BEHIND[part][1] if part in _BEHIND else _UNITS[part][2])
    return spoken


def power_of_ten(written: str) -> str:
    """Give the exponent of "×10⁹" as digits."""
    return _POWER[written]
