"""Rule: rooms, telephone numbers, links and accounts stand in trusted evidence or in what the hospital's directory says."""

import re
from collections.abc import Sequence
from typing import Protocol

from twin.gate.number_text import normal_form
from twin.gate.number_words import SPELLED, as_digits


class HospitalDirectory(Protocol):
    """What the hospital's directory says, asked in the words of a sentence."""

    def says(self, words: str) -> bool:
        """Say whether the directory holds these words: a room, a floor, a window, a telephone number, an hour, a link.

        `words` are as a sentence writes them, in lower case; the directory compares them in both languages.
        """
        ...


_LINK = re.compile(
    r"(?:https?|hxxps?|ftp)[:：]?/{0,2}[^\s，。]*|\bwww\.[^\s，。]+|\b[\w-]+(?:\s?\[?\.\]?\s?[\w-]+)*\s?\[?\.\]?\s?(?:com|cn|net|org|io|shop|top|xyz|info|cc|site|app|example|be|me|ly|gov|edu)\b(?:/\S*)?|"
    r"\b[\w-]+\sdot\s[\w-]+(?:\sslash\s[\w-]+)*|\b\w+点(?:com|cn|net)|[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w.-]+|\bdoi[:：]\s?\S+",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"\bwechat\b|\bweixin\b|\bwhatsapp\b|\btelegram\b|\bt\.me\b|\bqr\scode\b|\bscan\sthis\b|\bthe\svideo\sis\sat\b|\bfacebook\b|\btiktok\b|\binstagram\b|\byoutu|\bqq\b|微信|公众号|二维码|扫码|扫一扫|qq\s?群|群号|进群|加群|抖音|小红书|微博|淘宝|直播间|群里",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\d.,/-])(?:\+\d{1,3}[ -]?)?(?:\(?\d{2,4}\)?[ -])?\d{3,4}[ -]\d{3,4}(?:[ -]\d{3,4})?(?![\d.,/%-])|(?<![\d.])\d{7,12}(?![\d.])"
)
_PLACE = re.compile(
    r"\b(?:room|building|window|garage|gate|counter|ward|extension|level|bed|hall|block|wing|floor)\s(?:no\.?\s)?[a-z]?\d+[a-z]?\b|\b\d+(?:st|nd|rd|th)\sfloor\b|\b(?:ground\sfloor|basement|east\sgate|west\sgate|north\sgate|south\sgate|hotline|night\spharmacy|extension)\b|"
    r"[a-z\d一二三四五六七八九十两]+号?(?:楼|层|诊室|号窗口|窗口|诊区|病区|号门)|分机\s?\d*|(?:南|北|西)院|(?:东|西|南|北)门|地下[一二三\d]?层?|热线|总机|车库"
)


# "open every day" is an hour too.
_EVERY_DAY = re.compile(
    r"\bopen(?:s|ed)?\s(?:every\s(?:week)?day|daily|seven\sdays|all\sweek)\b|\b(?:every\s(?:week)?day|daily)\b[^.]{0,24}\bopen\b|(?:每天|每日|天天)[^，。；]{0,6}?(?:开|出诊|看诊|有门诊)"
)


def unknown_addresses(text: str, trusted: Sequence[str], directory: HospitalDirectory | None) -> list[str]:
    """Find links, accounts, telephone numbers and places of a sentence that nothing vouches for, as written.

    Args:
        text: The sentence, undisguised.
        trusted: The trusted part of each cited passage.
        directory: What else may be named; without one, only the passages count.
    """
    normal = normal_form(text)
    held = _bare(" ".join(map(normal_form, trusted)))
    patterns = (_LINK, _ACCOUNT, _PHONE, _PLACE, _EVERY_DAY)
    found = [m.group(0) for p in patterns for m in p.finditer(normal)]
    return [
        one
        for one in found
        if _bare(one) not in held and not (directory is not None and directory.says(one.strip()))
    ]


def _bare(text: str) -> str:
    return re.sub(rf"[\s\-–()（）{SPELLED}]+", "", as_digits(text))
