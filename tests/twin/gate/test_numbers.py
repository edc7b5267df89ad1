"""Every number with its unit stands in the evidence, however it is written."""

import pytest

from tests.twin.consultation.ward import evidence_of, held
from twin.gate.numbers import numbers_missing_from

STANDS = [
    ("Aim for below 130/80 mmHg.", "Aim for less than 130/80 mmHg [1]."),
    ("血压应低于130/80毫米汞柱。", "Aim for less than 130/80 mmHg."),
    ("收缩压要在一百三十毫米汞柱以下。", "Systolic pressure below 130 mmHg."),
    ("收缩压不超过一百三。", "收缩压不超过130。"),
    ("About one in ten patients feels it.", "It is felt by 10 % of patients."),
    ("每10个人中有1个会有。", "Around 10% of people."),
    ("三分之一的人没有感觉。", "One third of people feel nothing."),
    ("三成的人没有感觉。", "30% of people feel nothing."),
    ("百分之二十五", "25 per cent"),
    ("Half of them recover.", "50% of them recover."),
    ("每天吃两次，每次一片。", "Take 1 tablet twice a day."),
    ("Take it twice daily.", "一天两次。"),
    ("Take 0.5 g.", "Take 500 mg."),
    ("Walk for 150 minutes a week.", "每周走一百五十分钟。"),
    ("Walk two and a half hours a week.", "Walk 150 minutes per week."),
    ("Rest half an hour.", "休息30分钟。"),
    ("A pulse of 60 to 100 beats per minute is normal.", "静息心率 60～100次/分。"),
    ("Above 60 bpm.", "More than 60 beats per minute."),
    ("Drink 1,500 ml.", "每天喝1.5升水。"),
    ("走六千步。", "Walk 6,000 steps."),
    ("一万步", "10 000 steps"),
    ("For 72 hours.", "For three days."),
    ("Wait an hour.", "等1小时。"),
    ("People aged 65 or older.", "65岁及以上的人。"),
    ("Keep LDL under 1.8 mmol/L.", "LDL-C <1.8 mmol/L"),
    ("BMI over 25 kg/m².", "体重指数超过25 kg/m2"),
    ("38.5 ℃", "38.5°C"),
    ("Systolic 130 mmHg.", "Below 130/80 mmHg."),
    ("上午8:30开始。", "From 8:30 to 11:30."),
    ("下午两点", "2 pm"),
    ("5 to 10 mg", "5–10 mg"),
    ("５ｍｇ", "5 mg"),
    ("半片", "half a tablet"),
]
STANDS_NOT = [
    ("Aim for below 140/80 mmHg.", "Aim for less than 130/80 mmHg."),
    ("Aim for above 130 mmHg.", "Aim for below 130 mmHg."),
    ("高于130毫米汞柱", "低于130毫米汞柱"),
    ("Take 5 g.", "Take 5 mg."),
    ("Take 5 µg.", "Take 5 mg."),
    ("Take 50 mg.", "Take 5 mg, and 0 sugar."),
    ("Take it three times a day.", "Take it twice a day."),
    ("Take it twice a week.", "Take it twice a day."),
    ("每周两次", "每天两次"),
    ("一百五十毫克", "一百三十毫克"),
    ("One in five patients.", "One in ten patients."),
    ("三分之二的人", "三分之一的人"),
    ("For 3 weeks.", "For 3 days."),
    ("130 mg", "130 mmHg"),
    ("At least 2 g of salt.", "At most 2 g of salt."),
    ("Take at least 5 mg.", "Take 5 mg."),
    ("Risk falls by 30%.", "Risk falls; 30 patients took part."),
    ("LDL below 1.4 mmol/L.", "LDL below 1.8 mmol/L."),
    ("两周", "两天"),
    ("下午4点", "下午2点"),
    ("About 900 patients.", "About 90 patients."),
    ("1.5 mg", "15 mg"),
    ("千分之五", "百分之五"),
]
NO_NUMBER = [
    "二尖瓣、二甲双胍、十二指肠、三酰甘油都是名称。",
    "These two medicines do one thing.",
    "千万不要自己停药，万一不舒服，第一时间来医院。",
    "一般来说，一定要一起吃。",
]


@pytest.mark.parametrize(("sentence", "source"), STANDS)
def test_a_number_that_stands_in_the_source_is_accepted_however_it_is_written(
    sentence: str, source: str
) -> None:
    assert numbers_missing_from(sentence, evidence_of(held(source)).items) == []


@pytest.mark.parametrize(("sentence", "source"), STANDS_NOT)
def test_a_number_with_another_value_unit_direction_or_frequency_is_found(sentence: str, source: str) -> None:
    assert numbers_missing_from(sentence, evidence_of(held(source)).items) != []


@pytest.mark.parametrize("sentence", NO_NUMBER)
def test_digits_and_numerals_in_names_and_idioms_are_no_numbers(sentence: str) -> None:
    assert numbers_missing_from(sentence, evidence_of(held("Nothing.")).items) == []


def test_the_year_of_a_cited_document_may_be_named() -> None:
    source = evidence_of(held("Aim for less.", document="esc-2024")).items

    assert numbers_missing_from("The 2024 guideline says: aim for less.", source) == []
    assert numbers_missing_from("The 2019 guideline says: aim for less.", source) == ["2019"]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("People with type 2 diabetes take it.", "In type 2 diabetes it is taken."),
        ("The SGLT2 inhibitor and B12 are given.", "SGLT2 inhibitors; vitamin B12."),
        ("周一到周五都可以。", "周一到周五都开诊。"),
        ("2型糖尿病也可以。", "2型糖尿病患者可以用。"),
    ],
)
def test_a_name_with_a_number_and_a_weekday_stand_in_the_source(sentence: str, source: str) -> None:
    assert numbers_missing_from(sentence, evidence_of(held(source)).items) == []
    assert numbers_missing_from(sentence, evidence_of(held("Nothing.")).items) != []


def test_a_copy_of_one_sentence_with_the_number_of_another_is_withheld() -> None:
    source = (
        "After a heart attack the European target of LDL is below 1.4 mmol/L together with a fall of half. "
        "At high risk without a heart attack the European target of LDL is below 1.8 mmol/L together with a fall of half."
    )
    items = evidence_of(held(source)).items

    copied = "At high risk without a heart attack the European target of LDL is below {} mmol/L together with a fall of half."

    assert numbers_missing_from(copied.format("1.4"), items) == ["1.4 mmol/l"]
    assert numbers_missing_from(copied.format("1.8"), items) == []


def test_every_hour_is_held_by_every_hour() -> None:
    items = evidence_of(held("The drops are given every hour in the first night.")).items

    assert numbers_missing_from("The drops are given every hour in the first night.", items) == []
    assert numbers_missing_from("The drops are given every week in the first night.", items) != []


def test_a_number_stays_right_beside_another_that_is_told_too() -> None:
    source = "扭转6小时内复位，睾丸保住97.2%。拖到7～12小时，保住79.3%。"
    items = evidence_of(held(source)).items

    assert numbers_missing_from("6小时内复位的，睾丸保住97.2%；到了7～12小时，降到79.3%。", items) == []
    assert numbers_missing_from("拖到7～12小时，睾丸保住97.2%。", items) != []
