"""What counts as personal data, and what does not. Every number here is made up."""

import pytest

from twin.passages.personal_data import personal_data_in

ID_18 = "310101195603041236"


def with_check_digit(first_17: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return first_17 + "10X98765432"[sum(int(d) * w for d, w in zip(first_17, weights, strict=True)) % 11]


VALID = with_check_digit(ID_18[:17])
FULL_WIDTH = "".join(chr(0xFEE0 + ord(c)) for c in VALID)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"{VALID}", "id_card"),
        (f"身份证号{VALID}", "id_card"),
        (f"ID {VALID[:6]} {VALID[6:14]} {VALID[14:]}", "id_card"),
        (FULL_WIDTH, "id_card"),
        ("身份证：310101560304123", "id_card"),
        ("ID card number 310101195603041230", "id_card"),
        ("A123456(7)", "id_card"),
        ("A123456789", "id_card"),
        ("SSN 123-45-6789", "id_card"),
        ("请打13800138000", "phone"),
        ("138-0013-8000", "phone"),
        ("１３８ ００１３ ８０００", "phone"),
        ("+86 138 0013 8000", "phone"),
        ("021-64041990", "phone"),
        ("(021) 6404 1990", "phone"),
        ("0571-87654321转8021", "phone"),
        ("联系电话：64041990", "phone"),
        ("Tel: 6404 1990", "phone"),
        ("电话是幺三八零零一三八零零零", "phone"),
        ("138****1234", "phone"),
        ("call 555-123-4567", "phone"),
        ("(415) 555-2671", "phone"),
        ("+44 20 7946 0958", "phone"),
        ("07700 900123", "phone"),
        ("住院号：0012345", "record_number"),
        ("病案号 A123456", "record_number"),
        ("病历号：2023-04567", "record_number"),
        ("门诊号20240305001", "record_number"),
        ("住院号（0123456）", "record_number"),
        ("医保卡号 1234567890", "record_number"),
        ("MRN: 00123456", "record_number"),
        ("Medical record number 88-12-345", "record_number"),
        ("Admission No. 20230412", "record_number"),
        ("patient ID: AB12345", "record_number"),
        ("NHS number 943 476 5919", "record_number"),
        ("chart number 553219", "record_number"),
        ("12床患者今晨", "record_number"),
        ("床号：23", "record_number"),
        ("Bed 12, Mr Smith", "record_number"),
        ("zhang@163.com", "email"),
        ("zhang＠163.com", "email"),
        ("护照号E12345678", "passport"),
        ("passport no. G12345678", "passport"),
        ("6222 0212 3456 7890 128", "bank_card"),
        ("卡号6222021234567890123", "bank_card"),
        ("姓名：王建国，男，68岁", "name"),
        ("Patient name: John Smith, 68", "name"),
        ("患者张建国，住院号 123456", "name"),
        ("DOB: 03/04/1950", "birth_date"),
        ("家庭住址：上海市徐汇区枫林路180号", "address"),
    ],
)
def test_what_points_to_one_person_is_found(text: str, kind: str) -> None:
    assert kind in personal_data_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "收缩压130/80 mmHg，140-159/90-99",
        "doi: 10.1093/eurheartj/ehae176",
        "NCT01776424 and NCT 0123 4567",
        "PMID: 38190428",
        "European Heart Journal 2024;45:3314-3414",
        "2019年到2024年",
        "call 120 or 999",
        "拨打12320或120热线",
        "400-820-1234 预约热线",
        "A trial of 17,187 patients (2009-2016)",
        "apixaban 5 mg twice daily, 2.5 mg if 80 years",
        "患者1234人，随访5年",
        "ISBN 978-7-117-12345-6",
        "ChiCTR2000034567",
        "国药准字H20123456",
        "1 000 000 people; 13 500 000 000 yuan",
        "a 500-bed hospital",
        "住院号要带好",
        "in patients 65-74",
        "LDL-C 1.8 mmol/L (70 mg/dL)",
        "HR 0.79, 95% CI 0.66-0.95",
        "2021-03-14",
        "Room 306, 08:00-11:30",
        "1.4 million; 33000 women",
        "0.123456789012345",
        "the hospital admitted 12345 patients",
        "Patient 12 of 3456",
        "hospital records of 20000 patients",
        "in hospital 2019-2020",
        "Name: the drug",
        "姓名、性别、年龄",
        "请写姓名：用正楷",
        "EudraCT 2011-004789-12",
        "https://x.org/123456789012",
        "GB 45438-2025",
        "CHA2DS2-VASc-60",
        "150-160-170",
        "200 300 4000",
        "每天1500-2000毫升",
        "120-130 140-150 160",
        "三十一二三四五",
        "病床20张，3号床位",
        "troponin 12345 ng/L",
        "INR 2.0-3.0 2.5-3.5",
        "visit 2024",
        "file 12345 rows",
        "account for 12345 deaths",
        "Registration 2 3456",
        "insurance covers 12345",
        "phone 120 at once",
        "电话打120，说清地址",
        "Call 911. Phone 999.",
        "EAST-AFNET 4 (2789 patients)",
        "一二三四五六",
        "20240315",
        "specimen of 1000 mL",
        "record 140/90 130/80",
        "record: 135/85 in the morning",
        "Visit 1: 2020 patients",
        "chart 1: 1234 5678",
        "Lin Wanqing, Department of Cardiology",
        "患者 ID",
        "1990 2000 2010 2020",
    ],
)
def test_ordinary_lecture_text_is_not_taken_for_personal_data(text: str) -> None:
    assert personal_data_in(text) == ()


def test_a_resident_number_with_a_wrong_check_digit_and_no_label_is_only_a_number() -> None:
    wrong = VALID[:17] + ("0" if VALID[17] != "0" else "1")

    assert "id_card" not in personal_data_in(f"编号 {wrong}")
    assert "id_card" in personal_data_in(f"身份证号码：{wrong}")
