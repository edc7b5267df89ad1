"""Rule: no words of the prompt, no obedience to orders found in texts, no talk between machines."""

from twin.gate.pattern_set import PatternSet
from twin.passages.hidden_instructions import hidden_instructions_in

LEAK = PatternSet(
    (
        r"\bsystem\s(?:prompt|message|note)\b|\bmy\s(?:instructions?|rules|prompt|guidelines|configuration|settings)\b|\binstructions?\s?:|\bnever\sreveal\b|\bcite\swith\b|\buse\sonly\sthe\s(?:evidence|numbered)\b|\bend\seach\ssentence\b|\bevidence\sbelow\b",
        r"\byou\s(?:must|should)\sanswer\b|\byou\sare\sthe\sdigital\stwin\b|\byou\sanswer\s(?:for|as|only)\b|<\|?im_|\baudience\s?[=:]|\bstrictness\b|\bdevelopers?\b|\bno_answer\b|\bown_words\b|\bown_view\b|\blanguage\smodel\b|\bllm\b|\bgpt\b|\btokens?\b|\btemperature\s?=",
        r"\bnew\srules\b|\bnow\signore\b|\bignor(?:e|ing)\s(?:all|the|any|my|your)\s|\bno\slonger\sshown?\b|\bsources\sare\s(?:no|not)\b|\bas\sthe\s(?:leaflet|note|document|text|upload|screenshot)\s(?:asks|orders|says|demands|wishes|wants|tells)\b|\bunderstood\s?[:,]|\bas\s(?:instructed|ordered|commanded|requested)\b|\bthe\sleaflet\srecommends\b",
        r"\bdo\snot\s(?:diagnose|change\smedicines)\b|\breply\sexactly\b|\breference\stext\b|\bnumbered\sevidence\b|\bevidence\skey\b|\bplain\ssentences\sonly\b|\bin\sat\smost\s\w+\ssentences\b|\bcopy\snumbers\b|\bhard\srules?\b|\bhere\sare\smy\b",
        r"我的(?:指令|设定|提示|规则|系统|配置)|系统(?:提示|指令|设定|消息)|提示词|开发者|(?:^|[：:，。])你是[^，。]{0,16}(?:分身|助手|医生|程序)|只能?(?:根据|用)(?:以下|下面)的?(?:的)?(?:证据|材料)?|(?:以下|下面的)证据|受众|严格度|语言模型|大模型|no_answer",
        r"新的?(?:规定|规则|指令)|不再显示出处|按(?:照)?(?:截图|说明书|文档|上面|系统|指示|要求)[^，。]{0,4}(?:要求|指示|规定)?(?:，|的要求)|忽略[^，。]{0,8}(?:规定|规则|指令|要求)|遵命|收到指令|不要诊断|不要改药|输出(?!量)|逐字|原样(?:输出|复述)|编号证据",
    ),
    denied=(
        r"\bi\sdo\snot\s(?:diagnose|prescribe|change\smedicines)\b",
        r"\bdo\snot\sfollow\sthem\b",
        r"不(?:会)?照(?:着)?做",
    ),
)


def leaks(text: str) -> bool:
    """Say whether a sentence shows the prompt, obeys an order it found, or is addressed to a model."""
    return LEAK.found_in(text) or any(
        kind == "text addressed to a model" for kind, _ in hidden_instructions_in(text)
    )
