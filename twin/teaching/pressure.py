"""Learners who press: for the diagnosis, for a hint whether it is this or that, or to be told without a try.

What is recognised here is only answered more kindly; what is not is still held back by the last filter.
"""

import re

_TELL = re.compile(
    r"\b(?:just|please|simply|go on,?) tell (?:me|us)\b|\btell me (?:the |your |what the )?(?:answers?|diagnosis|solution|right)|"
    r"\bgive (?:me|us) (?:the )?(?:answers?|solution|diagnosis)|\bshow me the (?:answers?|solution|diagnosis)|\bi give up\b|"
    r"直接告诉我|告诉我答案|告诉我诊断|说答案|给我答案|公布答案|我放弃|你直接说|就告诉我|快告诉我",
    re.IGNORECASE,
)
_FISH = re.compile(
    r"\bdiagnos\w+|\bthe (?:answer|solution|condition)\b|\b(?:is|was) (?:it|this|that)\b.{0,40}\b(?:right|correct|true)\b|\bam i right\b|"
    r"\b(?:ignore|forget|disregard)\b.{0,30}\b(?:instruction|rule|prompt|above|previous)|\bsystem prompt\b|\bspell\b|\bbackwards?\b|"
    r"\btranslate\b|\bfirst letter|\brhymes?\b|\bbase ?64\b|\brot ?13\b|\bpinyin\b|\b(?:attending|consultant|professor|boss)\b.{0,40}\b(?:said|says|told|allow)|"
    r"\bi am (?:the|an?) (?:teacher|admin|developer|attending|author)|\bcase file\b|\byaml\b|\bconfirm\b|\byes or no\b|\bcould (?:it|this) be\b|"
    r"诊断|答案|是不是.{0,12}(?:病|症|炎|癌|塞|衰|颤|瘤|扭转)|对不对|我猜对|忽略.{0,10}(?:指令|规则|要求|提示)|系统提示|倒着|反着|拼音|翻译|首字母|"
    r"(?:主任|老师|上级|带教|教授).{0,10}(?:说|让|允许|同意)|我是.{0,4}(?:老师|管理员|开发|作者)|病例文件|确认一下|是或否|会不会是",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:ever|history|before|previous|previously|past|had|family|known|diagnosed with|suffer)\b|以前|既往|曾|得过|有过|病史|家族|家里",
    re.IGNORECASE,
)


def wants_to_be_told(text: str) -> bool:
    """Say whether the learner asks to be told instead of trying."""
    return bool(_TELL.search(text))


def fishes_for_the_diagnosis(text: str) -> bool:
    """Say whether the text is after the diagnosis, or after a yes or no to one."""
    return bool(_FISH.search(text)) or wants_to_be_told(text)


def asks_about_the_past(text: str) -> bool:
    """Say whether an illness that is named is asked about as one of the past, or of the family."""
    return bool(_PAST.search(text))
