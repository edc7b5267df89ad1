"""What is said about the passages themselves needs no source: what they hold, and what they do not."""

import re
from collections.abc import Set as AbstractSet

from twin.gate.words_of import content_words

_SOURCES = r"(?:(?:the|these|my|those)\s(?:passages?|texts?|sources?|pages?|documents?|lectures?|papers?)(?:\s(?:here|i\shave|in\sfront\sof\sme))?|they|what\si\shave(?:\shere)?|this\spassage|this\stext)"
_TELL = r"(?:say|says|name|names|give|gives|mention|mentions|cover|covers|tell|tells|answer|answers|contain|contains|state|states|list|lists|describe|describes|compare|compares|know|knows|report|reports|explain|explains|set|sets|hold|holds|speak\sof|speaks\sof|go\sinto)"
_LACKS = re.compile(
    rf"^(?:and\s|but\s|so\s|yet\s|on\sthis\s)?{_SOURCES}\s(?:(?:do|does|did)\snot\s(?:\w+ly\s)?{_TELL}|{_TELL}\s(?:no|nothing|neither)|say\snothing)\b(?P<rest>(?!\sthat\b)[^.;:!?]{{0,110}})$"
)
_HERE = (
    r"(?:这里|这儿|段落里|段落|资料里|资料|材料里|材料|文中|这些段落里?|这几段里?|书面材料里?|手头的?资料里?)"
)
# "On the price the passages are silent", "whether … is not written there".
_SILENT = re.compile(
    rf"^(?:(?:on|about|as\sfor|concerning)\s(?P<topic>[^,.;:!?]{{3,70}}),?\s(?:{_SOURCES}\s(?:(?:is|are)\ssilent|(?:say|says|hold|holds)\snothing)|there\sis\snothing\s(?:here|in\s{_SOURCES})|nothing\sis\s(?:written|said)\s?(?:here|there)?)"
    rf"|nothing\sin\s{_SOURCES}\s{_TELL}\s(?P<rest>(?:me\s)?[^.;:!?]{{3,90}})"
    rf"|(?P<open>(?:whether|which|what|how|when|where|who)\s[^.;:!?]{{3,90}})\s(?:is|are)\s(?:not|nowhere)\s(?:written|said|told|given|named|mentioned|covered|described)(?:\s(?:here|there|in\s{_SOURCES}))?"
    rf"|{_SOURCES}\s(?:stop|stops|end|ends)\s(?:here|there)|{_SOURCES}\sleaves?\s(?P<left>[^.;:!?]{{2,60}})\sopen)$"
)
_SILENT_ZH = re.compile(
    rf"^(?:关于|至于|说到)?(?P<topic>[^，。；！？]{{2,30}}?)(?:这一点|这个|这一条|的事)?，?(?:{_HERE})?(?:里)?(?:都|也|并|却)?(?:没有?(?:提到|交代|讲到|涉及|说明|写明|说清|提及)|查不到|找不到|没讲|没提|没写|没说)(?:了|过)?$"
)
_HOLDS = re.compile(
    rf"^(?:for\s[^,.;]{{3,70}}\s|on\s[^,.;]{{3,50}}\s)?{_SOURCES}\s(?:only\s)?{_TELL}\b(?P<rest>(?!\sthat\b)[^.;:!?]{{3,150}})$"
)
_LACKS_ZH = re.compile(
    rf"^(?:(?P<topic>[^，。；！？]{{2,40}})，)?(?:但|不过|可)?{_HERE}(?:都|也|并|却)?(?:没有?(?:写|说|提|讲|给|列|涉及)(?:到|过|明)?|查不到|找不到)(?P<rest>[^，。；！？]{{0,24}})(?:，(?:所以)?我(?:也|就)?(?:不(?:乱)?猜|不(?:能|敢|好)?乱?说|说不准|不能替您(?:定|判断)))?$"
)
_HOLDS_ZH = re.compile(
    rf"^(?:这几个|这些)?{_HERE}(?:只|都)?(?:有|写了|写的是|给了|讲了|说了|列了)(?P<rest>[^，。；！？]{{1,30}})$"
)
# What such a sentence may not slip in: an order, a judgement, leave, what somebody need not do.
_SLIPPED = re.compile(
    r"\b(?:need|needs|must|should|have to|has to|danger\w*|risk of|harm\w*|safe\w*|stop|wait|worry|hospital|emergency|ambulance|doctor|call|fine|normal|cure\w*|always|never|because|since|so|therefore|only that|except)\b|"
    r"不用|不必|没事|安全|危险|停药|别|(?<!要)不要|必须|一定|正常|没关系|可以不|因为|所以|急诊|医院|120|放心"
)
_PLAIN = content_words(
    "passages give thresholds intervals limits figures numbers places times steps targets names report device kind reason answer question whole part only when how much many which what who where "
    "start medicines begin size structure number your own age sex doses tests"
) | content_words("地点 时间 数字 目标 做法 步骤 间隔 名字 剂量 范围 标准 方法 一部分 答案 段落")
MIN_SHARE_OF_SCOPE = (
    0.6  # of its content words: in the passages, the question, or plain names of what a passage can hold
)


def tells_the_scope(text: str, known: AbstractSet[str]) -> bool:
    """Say whether a sentence or clause says only what the passages hold or lack.

    Args:
        text: Lower case, without end mark.
        known: Content words of the passages and the question.
    """
    lacks = _LACKS.match(text) or _LACKS_ZH.match(text) or _SILENT.match(text) or _SILENT_ZH.match(text)
    if lacks:
        return not _SLIPPED.search(" ".join(filter(None, lacks.groupdict().values())))
    holds = _HOLDS.match(text) or _HOLDS_ZH.match(text)
    if not holds or _SLIPPED.search(text):
        return False
    words = content_words(holds["rest"])
    return len(words & (known | _PLAIN)) >= MIN_SHARE_OF_SCOPE * len(words)
