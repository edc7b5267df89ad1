"""Personal data in a text: what a passage may not carry into an index.

Rules only, no model: numbers by their shape and check digits, everything else by the label beside it. What is
published on purpose (DOIs, trial and article numbers, hotlines such as 120 or 400-…) does not count.
"""

import re
import unicodedata
from collections.abc import Iterator

_AREAS = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
_TAIWAN_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"  # the order that gives 10, 11, … 35
_TOLL_FREE = frozenset(["400", "800", "822", "833", "844", "855", "866", "877", "888"])
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤俞章施洪季鲁柳岳齐庄樊殷申欧祝童翁"
)
_SEPARATOR = r"[ \-–—.·]"
_PUBLISHED = re.compile(
    r"(?:doi\s*[:：]?\s*)?(?:https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/\S+|https?://\S+|www\.\S+"
    r"|\b(?:PMID|PMCID|PMC|NCT|ChiCTR[-A-Z]*|ISRCTN|EudraCT|ACTRN|UMIN|CTR|ISBN(?:-1[03])?|ISSN|arXiv|CRD|DRKS|JPRN|GSE)"
    r"\s*(?:号|number|No\.?)?\s*[:：#-]?\s*\d[\d./-]*"
    r"|国药准字\s*[A-Z]?\d+|批准文号\s*[:：]?\s*\S+|\b(?:GB|YY|ISO|WS)(?:/T)?\s*[\d.]+-\d{4}"
    r"|\b\d{4}\s*[;；]\s*\d+(?:\s*\(\w+\))?\s*[:：]\s*[eE]?\d+(?:[-–]\d+)?",
    re.IGNORECASE,
)
_LONG_NUMBER = re.compile(rf"(?<![\d.])(?<!\d,)\d(?:{_SEPARATOR}?[\dXx]){{12,20}}(?!\d)")
_CHINESE_DIGITS = str.maketrans("零〇一二三四五六七八九幺两", "0012345678912")
_SPOKEN_NUMBER = re.compile("[零〇一二三四五六七八九幺]{7,18}")
_S = r"[ \-–—·.]"
_MOBILE = re.compile(
    r"(?<!\d)(?<!\d\.)(?:(?:\+|00)?86[\s-]?)?1(?:[3-9]\d{9}"
    rf"|[3-9]\d{_S}\d{{4}}{_S}\d{{4}}|[3-9]\d{_S}\d{{8}}|[3-9]\d\d{_S}\d{{3}}{_S}\d{{4}}"
    rf"|[3-9]\d\d{_S}\d{{4}}{_S}\d{{3}}|[3-9]\d{_S}\d{{3}}{_S}\d{{5}}|{_S}[3-9](?:{_S}\d){{9}}|[3-9]\d\d{{4}}{_S}\d{{4}}"
    r"|[3-9]\d[*xX＊]{4}\d{4})(?!\d)"
)
_LANDLINE = re.compile(
    r"(?<![\d.])(?:\(0(?:10|2\d|[3-9]\d{2})\)\s*|0(?:10|2\d|[3-9]\d{2})\s*[-–—\s]\s*|\+?86[\s-]+(?:10|2\d|[3-9]\d{2})[\s-]+)"
    r"[2-9]\d{2,3}[\s-]?\d{4}(?!\d)"
)
_BRITISH = re.compile(r"(?<![\d.])(?:07\d{3}[ -]?\d{3}[ -]?\d{3}|0[12]\d{1,3}[ -]\d{3,4}[ -]\d{4})(?!\d)")
_NORTH_AMERICAN = re.compile(
    r"(?<![\d.-])(?:\+?1[-. ])?(?:\(([2-9]\d{2})\)\s?|([2-9]\d{2})[-.])\d{3}[-.\s]\d{4}(?![\d-])"
)
_INTERNATIONAL = re.compile(r"(?<![\w.])(?:\+|00)[1-9]\d{0,2}(?:[ .-]?\(?\d{1,4}\)?){2,6}(?!\d)")
_LABELLED_PHONE = re.compile(
    r"(?:电话|手机|座机|联系方式|联系人|whatsapp|\btel(?:ephone)?\b|\bphone\b|\bmobile\b|\bcell\b|\bcontact\b)"
    r"(?:号码?|\s*no\.?|\s*number)?(?:(?:[\s:：.,，(（）)是为]|is){0,6}|[^\d\n+]{0,16}[:：]\s*)(\+?\d[\d \-–()]{5,16}\d)(?!\d)",
    re.IGNORECASE,
)
_MESSENGER = re.compile(
    r"(?:\bQQ|微信|\bWeChat|\bWhatsApp|\bLINE)\s*(?:号码?|账号|ID|no\.?|number)?\s*(?:是|为|is)?\s*[:：]\s*[\w-]{5,20}"
    r"|(?:\bQQ|微信)(?:号码?|账号)\s*(?:是|为)?\s*[A-Za-z0-9][\w-]{4,19}",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9.+_-])[A-Za-z0-9.+_-]{1,64}\s?(?:@|＠|\s?[\[(]at[\])]\s?)\s?[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,5}\.[A-Za-z]{2,}"
)
_IS = r"\s*(?:号码?|编号|为|是|is|no\.?|number|num|[:：#=＃.(（\s]){0,4}\s*"
_CODE = r"(?=[A-Z0-9-]*\d)[A-Z]{0,5}[ -]?\d(?:[ -]?[A-Z0-9]){3,}"
_RECORD_ZH = re.compile(
    r"(?:住院|病案(?:首页)?|病历|病例档案|医疗卡?|片|CT|MRI|B超|超声|心电图|门诊|急诊|就诊|就诊卡|登记|挂号|检查|影像|病理|标本|条形?码|医保卡?|医疗保险|社保卡?|社会保障|患者|病人|体检)"
    rf"(?:登记)?(?:号码?|编号|流水号|ID|卡号|唯一号){_IS}{_CODE}|条形?码{_IS}\d{{6,}}",
    re.IGNORECASE,
)
_RECORD_EN = re.compile(
    r"\b(?:MRN|NHS|URN|UHID|CHI|medical\s+records?|hospital|patient|pt\.?|admission|inpatient|outpatient|in-patient|chart|encounter|"
    r"accession|specimen|visit|health\s+(?:card|record)|insurance|medicare|medicaid|member|registration|record|file|account)"
    rf"(?<!\bthe hospital)(?:\s*(?:record|identifier|identification|ID|no\.?|number|num|#|№))*(?:\s+(?:is|was))?\s*[:：#=]?\s*{_CODE}\b",
    re.IGNORECASE,
)
_RECORD_LABEL = re.compile(
    r"\b(?:MRN|NHS|URN|UHID|CHI|medical\s+record\s*:)|\b(?:ID|identifier|no|number|num)\b|[#№]", re.IGNORECASE
)
_BED = re.compile(
    rf"床(?:位)?号{_IS}[A-Z]?\d{{1,4}}|(?<!\d)\d{{1,3}}\s*号?\s*床\s*(?:的)?\s*(?:患者|病人|病员|[{_SURNAMES}])"
    r"|(?:患者|病人|病区|病房)[^。\n]{0,8}?(?<!\d)\d{1,3}\s*号?\s*床(?!位)"
    r"|\b(?:patient|Mr|Mrs|Ms|Miss|ward)\b[^.\n]{0,30}\bbed\s*(?:no\.?|number|#)?\s*\d{1,3}[A-D]?\b"
    r"|\bbed\s*(?:no\.?|number|#)\s*[:：]?\s*\d{1,3}[A-D]?\b|\bbed\s+\d{1,3}[A-D]?\s*[,:：(]?\s*(?:patient|Mr|Mrs|Ms|Miss)\b",
    re.IGNORECASE,
)
_ID_LABEL = re.compile(
    r"(?:身份证|证件|公民身份|居民身份)(?:件)?(?:号码?|编号)?[^\d\n]{0,8}\d(?:[ \-–]?[\dXx*]){13,17}"
    r"|(?<!\d)\d{6}[*＊xX]{6,8}\d{3}[\dXx]|\b(?:national\s+ID|ID\s+card|identity\s+card|resident\s+ID|citizen\s+ID)"
    r"(?:\s*(?:no\.?|number))?\s*(?:is)?\s*[:：#]?\s*[A-Z]?\d(?:[ -]?[\dX]){5,17}"
    r"|\b(?:SSN|social\s+security)(?:\s*(?:no\.?|number))?\s*(?:is)?\s*[:：#]?\s*\d{3}[ -]?\d{2}[ -]?\d{4}"
    r"|\b(?:ID|identity|identification)\s*(?:no\.?|number)\s*(?:is)?\s*[:：#]?\s*[A-Z]?\d(?:[ -]?[\dX]){7,17}"
    r"|(?:驾驶证|驾照|\bdriver'?s?'?\s+licen[cs]e|\bdriving\s+licen[cs]e)\s*(?:号码?|no\.?|number)?\s*[:：#]?\s*[A-Z]{0,5}\d{5,}"
    r"|\b[STFGM]\d{7}[A-Z]\b|\b[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"
    r"|(?<![\d-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])|\b[A-Z]{1,2}\d{6}\([0-9A]\)",
    re.IGNORECASE,
)
_PASSPORT = re.compile(
    r"(?:护照|通行证|台胞证|回乡证|军官证|军人证|\bpassport)\s*(?:号码?|编号|no\.?|number|#)?\s*(?:为|是|is)?\s*[:：#(（]?\s*"
    r"(?=[A-Z0-9]*\d{5})[A-Z0-9]{7,11}(?![A-Z0-9])|(?<![A-Z0-9])(?:[EG]\d{8}|E[A-HJ-NP-Z]\d{7})(?![A-Z0-9])",
    re.IGNORECASE,
)
_BANK_LABEL = re.compile(
    r"(?:银行卡?|卡号|账[号户]|信用卡|储蓄卡|工行|建行|农行|中行|招行|\b(?:bank|credit|debit)\s+(?:card|account)|\baccount)"
    r"[^\d\n]{0,16}\d(?:[ -]?\d){11,18}(?!\d)",
    re.IGNORECASE,
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_NAMED = re.compile(
    rf"(?:姓\s*名|患者名|病人名)\s*[:：]\s*[{_SURNAMES}] ?[\u4e00-\u9fa5·*某×]{{1,3}}(?![\u4e00-\u9fa5])"
    rf"|(?:患者|病人)姓名\s*[:：]?\s*[{_SURNAMES}][\u4e00-\u9fa5]{{1,2}}[\s，,]+(?:性别|男|女|年龄|\d)"
    r"|\b(?:[Pp]atient(?:'s)?\s+[Nn]ame|[Ff]ull\s+[Nn]ame|[Nn]ame\s+of\s+(?:the\s+)?[Pp]atient)\s*[:：]\s*[A-Z][a-z]+[ ,]+[A-Z][\w.'-]*"
    r"|\bName\s*[:：]\s*[A-Z][a-z]+[ ,]+[A-Z][\w.'-]*[^\n]{0,20}\b(?:age|aged|sex|male|female|DOB|born|MRN|years?|y/?o)\b"
)
_NAME_NEARBY = re.compile(
    rf"(?:患者|病人|家属|联系人|本人|先生|女士|[，,、\s(（:：]|^)[{_SURNAMES}][\u4e00-\u9fa5]{{1,2}}(?:先生|女士|某|[，,、\s)）:：(]|$)"
    r"|\b(?:Mr|Mrs|Ms|Miss|patient)\.?\s+[A-Z][a-z]+|\b[A-Z][a-z]+,?\s+[A-Z][a-z]+\b"
)
_BORN = re.compile(
    r"(?:出生日期|出生年月日?|出生于|生\s*日|\bDOB|\bD\.O\.B\.?|\b[Dd]ate\s+of\s+[Bb]irth)\s*[:：是为]?\s*(?:is\s+)?"
    r"(?:\d{4}\s*[年./-]\s*\d{1,2}(?:\s*[月./-]\s*\d{1,2})?|\d{1,2}[./ -](?:\d{1,2}|[A-Za-z]{3,9})[./ -]\d{2,4}|[A-Z][a-z]+ \d{1,2},? \d{4})"
)
_ADDRESS = re.compile(
    r"(?:家庭住?址|住\s*址|现住址|户籍地?址?|联系地址)\s*[:：]?\s*[\u4e00-\u9fa5]{2,30}?\d+\s*(?:号|弄|室|栋|幢|单元|楼)"
    r"|\b(?:home\s+address|lives\s+at|address)\s*[:：]?\s*\d{1,5}\s+[A-Z][a-z]+(?:\s+[A-Z][a-z]+)*\s+(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Close)\b",
    re.IGNORECASE,
)


def personal_data_in(text: str) -> tuple[str, ...]:
    """Name the kinds of personal data that seem to stand in a text.

    Kinds: address, bank_card, birth_date, email, id_card, messenger, name, passport, phone, record_number; sorted. A name alone in
    running text does not count; a labelled one does, and one beside another kind is named too.
    """
    plain = unicodedata.normalize("NFKC", text)
    plain = _SPOKEN_NUMBER.sub(lambda found: found.group().translate(_CHINESE_DIGITS), plain)
    plain = _PUBLISHED.sub(" ", plain)
    kinds = set(_kinds_in(plain))
    if kinds and _NAME_NEARBY.search(plain):
        kinds.add("name")
    return tuple(sorted(kinds))


def _kinds_in(text: str) -> Iterator[str]:
    for number in _LONG_NUMBER.finditer(text):
        digits = re.sub(r"[^\dXx]", "", number.group()).upper()
        if _is_resident_id(digits):
            yield "id_card"
        elif _is_bank_card(digits):
            yield "bank_card"
    if _ID_LABEL.search(text) or any(
        _is_taiwan_id(f.group()) for f in re.finditer(r"\b[A-Z][12]\d{8}\b", text)
    ):
        yield "id_card"
    if _has_phone(text):
        yield "phone"
    if _MESSENGER.search(text):
        yield "messenger"
    if _EMAIL.search(text):
        yield "email"
    in_english = (f for f in _RECORD_EN.finditer(text) if _RECORD_LABEL.search(f.group()))
    if _RECORD_ZH.search(text) or any(in_english) or _BED.search(text):
        yield "record_number"
    if _PASSPORT.search(text):
        yield "passport"
    if _BANK_LABEL.search(text) or any(_is_iban(found.group()) for found in _IBAN.finditer(text)):
        yield "bank_card"
    labelled = (("name", _NAMED), ("birth_date", _BORN), ("address", _ADDRESS))
    yield from (kind for kind, shape in labelled if shape.search(text))


def _has_phone(text: str) -> bool:
    if _MOBILE.search(text) or _LANDLINE.search(text) or _BRITISH.search(text):
        return True
    if any((f.group(1) or f.group(2)) not in _TOLL_FREE for f in _NORTH_AMERICAN.finditer(text)):
        return True
    if any(9 <= len(re.sub(r"\D", "", f.group())) <= 15 for f in _INTERNATIONAL.finditer(text)):
        return True
    labelled = (re.sub(r"\D", "", found.group(1)) for found in _LABELLED_PHONE.finditer(text))
    return any(7 <= len(n) <= 13 and not (n[:3] in _TOLL_FREE and len(n) == 10) for n in labelled)


def _is_resident_id(digits: str) -> bool:
    """Check a Chinese resident number: 18 places with check digit, or the old 15 places."""
    if digits[:2] not in _AREAS:
        return False
    if len(digits) == 15 and digits.isdigit():
        return _is_day(digits[8:12])
    if len(digits) != 18 or not digits[:17].isdigit() or digits[6:8] not in ("18", "19", "20"):
        return False
    check = "10X98765432"[sum(int(d) * w for d, w in zip(digits[:17], _ID_WEIGHTS, strict=True)) % 11]
    return _is_day(digits[10:14]) and digits[17] == check


def _is_day(month_and_day: str) -> bool:
    return 1 <= int(month_and_day[:2]) <= 12 and 1 <= int(month_and_day[2:]) <= 31


def _is_taiwan_id(code: str) -> bool:
    letter = _TAIWAN_LETTERS.find(code[0]) + 10
    digits = [letter // 10, letter % 10, *(int(d) for d in code[1:])]
    return sum(d * w for d, w in zip(digits, (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1), strict=True)) % 10 == 0


def _is_bank_card(digits: str) -> bool:
    """Check a card number of 16 to 19 digits: issuer prefix and Luhn's check digit."""
    if not (16 <= len(digits) <= 19 and digits.isdigit() and digits[0] in "3456"):
        return False
    doubled = [int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _is_iban(code: str) -> bool:
    plain = code.replace(" ", "")
    turned = plain[4:] + plain[:4]
    return 15 <= len(plain) <= 34 and int("".join(str(int(c, 36)) for c in turned)) % 97 == 1
