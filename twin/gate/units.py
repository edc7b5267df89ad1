"""Units as people write them in both languages, each with its dimension and its factor."""

from fractions import Fraction

# dimension -> {spelling: factor to the dimension's first unit}. A spelling is lower case, NFKC-normalised.
# Months and years are a dimension of their own: 3 months are not 12 weeks to the day.
_SPELLINGS: dict[str, dict[str, str]] = {
    "mass": {
        "1": "mg milligram milligrams mgs 毫克",
        "1000": "g gram grams gm 克",
        "1000000": "kg kilo kilos kilogram kilograms kgs 公斤 千克",
        "500000": "斤 jin",
        "1/1000": "μg mcg ug microgram micrograms 微克",
        "453592": "lb lbs pound pounds 磅",
    },
    "volume": {
        "1": "ml millilitre millilitres milliliter milliliters cc 毫升",
        "1000": "l litre litres liter liters 升",
    },
    "length": {
        "1": "mm millimetre millimetres millimeter millimeters 毫米",
        "10": "cm centimetre centimetres centimeter centimeters 厘米 公分",
        "1000": "m metre metres meter meters 米",
        "1000000": "km kilometre kilometres kilometer kilometers 公里 千米",
    },
    "time": {
        "1/1000": "ms msec millisecond milliseconds 毫秒",
        "1": "s sec secs second seconds 秒 秒钟",
        "60": "min mins minute minutes 分钟",
        "3600": "h hr hrs hour hours 小时 钟头 个小时 个钟头",
        "86400": "d day days 天 日",
        "604800": "wk wks week weeks 周 星期 个星期 礼拜 个礼拜",
    },
    "area": {"1": "mm2 mm^2 平方毫米", "100": "cm2 cm^2 平方厘米", "1000000": "m2 m^2 平方米"},
    "speed": {"1": "m/s 米/秒", "1/100": "cm/s 厘米/秒"},
    "months": {"1": "month months 个月 月", "12": "yr yrs year years year-old years-old 年 岁 周岁"},
    "ratio": {"1/100": "% percent percents 个百分点", "1/1000": "‰"},
    "pressure": {"1": "mmhg 毫米汞柱"},
    "kilopascal": {"1": "kpa"},
    "rate": {"1": "bpm beats/min beats/minute 次/分 次/分钟"},
    "mmol_per_l": {"1": "mmol/l 毫摩尔/升 毫摩/升", "1/1000": "μmol/l umol/l 微摩尔/升"},
    "mg_per_dl": {"1": "mg/dl"},
    "g_per_l": {"1": "g/l 克/升", "10": "g/dl", "1/1000": "mg/l"},
    "ng_per_l": {"1": "ng/l pg/ml", "1000": "ng/ml"},
    "egfr": {"1": "ml/min ml/min/1.73m2 ml/min/1.73m^2"},
    "bmi": {"1": "kg/m2 kg/m^2 千克/平方米"},
    "fahrenheit": {"1": "°f fahrenheit ℉ 华氏度"},
    "mass_per_mass": {
        "1": "mg/kg milligrams/kilogram mg/公斤",
        "1000": "g/kg",
        "1/1000": "μg/kg mcg/kg ug/kg",
    },
    "volume_per_mass": {"1": "ml/kg", "1000": "l/kg"},
    "temperature": {"1": "°c degrees celsius 度 摄氏度 ℃"},
    "joules": {"1": "j joule joules 焦耳 焦"},
    "watts": {"1": "w watt watts 瓦"},
    "kilocalories": {"1": "kcal 千卡 大卡"},
    "international_units": {"1": "iu units unit 单位 国际单位"},
    "hertz": {"1": "hz 赫兹"},
    "times": {"1": "time times dose doses 次 回 遍"},
    "fold": {"1": "fold x 倍"},
    "tablets": {"1": "tablet tablets pill pills capsule capsules 片 粒 颗"},
    "cups": {"1": "cup cups 杯"},
    "glasses": {"1": "glass glasses"},
    "spoons": {"1": "teaspoon teaspoons spoon spoons 勺 匙"},
    "drops": {"1": "drop drops 滴"},
    "puffs": {"1": "puff puffs sprays spray 喷 揿"},
    "people": {"1": "patient patients people person persons women men adults children 人 名 位 个人 例"},
    "steps": {"1": "step steps 步"},
    "beats": {"1": "beat beats 跳"},
    "points": {"1": "point points 分"},
    "leads": {"1": "lead leads 导联"},
    "floors": {"1": "floor floors flight flights 层 楼"},
    "meals": {"1": "meal meals 餐 顿"},
    "portions": {"1": "portion portions serving servings 份"},
    "clock": {"1": "o'clock 点 点钟"},
    "eggs": {"1": "egg eggs"},
    "pieces": {"1": "个 支 只 枚 块 根 瓶 盒 种 项 条 张"},
}

UNITS: dict[str, tuple[str, Fraction]] = {
    spelling: (dimension, Fraction(factor))
    for dimension, by_factor in _SPELLINGS.items()
    for factor, spellings in by_factor.items()
    for spelling in spellings.split()
}
# A count of these, spelled out, is talk and not a quantity: "these two kinds", "这两种".
TALK_DIMENSIONS = frozenset({"pieces", "people"})
# After "per", "/" or "a": the frequency of a quantity.
PER_UNITS: dict[str, str] = {
    "minute": "minute", "min": "minute", "分钟": "minute", "分": "minute",
    "hour": "hour", "h": "hour", "小时": "hour", "个小时": "hour",
    "day": "day", "d": "day", "天": "day", "日": "day", "晚": "day",
    "week": "week", "wk": "week", "周": "week", "星期": "week", "个星期": "week", "礼拜": "week",
    "month": "month", "月": "month", "个月": "month",
    "year": "year", "yr": "year", "年": "year",
    "kg": "kg", "公斤": "kg", "千克": "kg",
}  # fmt: skip
