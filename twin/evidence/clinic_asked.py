"""Whether a question is about coming to the clinic: day, room, registering, what to bring."""

import re

_ENGLISH = (
    r"which (?:day|room|floor|building|weekday|campus|site)|(?:on )?what (?:day|room|floor|time|hours|weekday)|what.{0,6}\bafternoons?\b"
    r"|\b(?:see|sees|seeing|seen)\b.{0,12}\b(?:patients?|people|him|her)\b|where is.{0,30}\b(?:clinic|room|office)\b"
    r"|\bap+oint?e?ments?\b|\bregister(?:ing)?\b|\bbook (?:a|an|the|my)\b|\b(?:bring|take|carry|pack)\b.{0,20}\b(?:along|with|clinic|visit|come|go)\b"
    r"|what.{0,20}\b(?:bring|pack|carry)\b|\bclinic\b.{0,30}\b(?:open|closed|hours|run|held)\b|\broom \d"
)
_CHINESE = (
    r"挂号|挂.{0,6}号|放号|出诊|停诊|坐诊|门诊.{0,8}(?:时间|在哪|哪天|开不开|几点|在几)|几号[房楼]|几楼|哪一?楼|哪一?间|诊室"
    r"|(?:礼拜|星期|周)[几一二三四五六天日].{0,8}(?:看|坐|门诊|开|借|取)|要?带(?:什么|啥|哪些|些什么|点啥|点什么)|预约|提前几天|早几天|哪个院区"
)
_ASKED = re.compile(f"(?i:{_ENGLISH})|{_CHINESE}")


def is_about_coming(question: str) -> bool:
    """Say whether somebody asks when, where or how to come, or what to bring."""
    return _ASKED.search(question) is not None
