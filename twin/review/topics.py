"""What a question is about, as far as a physician's reins must know: eight topics, told apart by words.

Two of them ask for a decision about one person, which no twin takes alone: what this person has, and how much of
which medicine this person takes. Whether a medicine may be stopped or what to do after a missed dose is not one of
them: the folders hold the physicians' own standing answers to that ("never by yourself"), and waiting for one would be
the worse answer. What the twin may say about it in the end is the gate's matter.
"""

import re
from enum import StrEnum

from twin.errors import StaffInvalid


class Duty(StrEnum):
    """What a twin does; the same four as the scope of a consent."""

    CONSULTATION = "consultation"
    EDUCATION = "education"
    TEACHING = "teaching"
    LECTURES = "lectures"


class Topic(StrEnum):
    """What a question is about."""

    DIAGNOSIS = "diagnosis"  # what this very person has
    MEDICINES = "medicines"  # which medicine, and how much of it, for this very person
    ABOUT_MEDICINES = "about_medicines"
    PROCEDURES = "procedures"
    TESTS = "tests"
    LIVING = "living"
    VISITS = "visits"
    INFORMATION = "information"


INDIVIDUAL = frozenset({Topic.DIAGNOSIS, Topic.MEDICINES})

_CHANGE = r"(?:increase|raise|lower|reduce|halve|double|triple|change|adjust|up|cut(?: down)?|switch)"
# In this order: what asks for a decision about one person comes before what it mentions besides.
_PATTERNS: tuple[tuple[Topic, str], ...] = (
    (
        Topic.DIAGNOSIS,
        r"\bdiagnose (?:me|my)\b|\bwhat(?:'s| is) wrong with (?:me|my)\b|\bhave i got (?!to\b)"
        r"|\bwhat (?:disease|illness|condition|do you think i) (?:do i )?have\b"
        r"|\b(?:do|could|might|may) i (?:really |actually |already |possibly )?have (?!to\b|any\b|my\b|the right)"
        r"|\bis (?:it|this|that|mine) (?:really )?(?:a )?(?:cancer|tumou?r|malignant|benign|heart attack|stroke)\b"
        r"|我(?:这|现在|到底|究竟)?(?:是不是|是否|会不会是)(?:得了|患了|有了|长了)|我(?:到底|究竟)?得(?:了|的是?)(?:什么|啥)病"
        r"|我(?:这|到底|究竟)?是(?:什么|啥|哪种)病|(?:帮|给|替)我(?:确诊|诊断|看看是(?:什么|啥)病)",
    ),
    (
        Topic.MEDICINES,
        r"^(?=.*\b(?:mg|dose|tablets?|pills?|units?|medicines?|drugs?|insulin|drops?)\b)"
        r".*\b(?:what|which|how (?:much|many|big a))\b.{0,40}\b(?:should|shall|must|can|do) i (?:take|use|inject|give)\b"
        r"|\b(?:what|which) (?:dose|medicine|drug|tablet|pill)s? (?:should|shall|must|do|can) i\b"
        rf"|\b(?:should|shall|can|could|may|must) i {_CHANGE} (?:my|the) (?:\w+ )?(?:dose|medicine|tablets?|pills?|insulin)\b"
        r"|\bprescribe (?:me|something|a|an|some)\b|\bwrite me a prescription\b"
        r"|我.{0,15}(?:该|应该|需要|要|得)(?:吃|用|服|打)(?:多少|几(?:片|粒|毫克|单位)|哪(?:种|个)药|什么药)"
        r"|(?:我|自己)(?:能不能|可不可以|可以|能|要不要|该不该|是不是该|是不是要)(?:把.{1,12})?(?:加量|减量|加倍|减半|换药|调药|换成)"
        r"|(?:给|帮|替)我(?:开|换|加|减|调)(?:点|些|个|一?下)?.{0,4}药|开(?:点|些|个)?什么药(?:给我)?",
    ),
    (
        Topic.VISITS,
        r"\b(?:clinic hours|opening hours|appointment|register|which room|where is the clinic|when is the clinic)\b"
        r"|门诊时间|挂号|预约|出诊|哪个诊室|门诊在哪",
    ),
    (
        Topic.PROCEDURES,
        r"\b(?:operations?|surgery|surgical|stents?|ablations?|biops(?:y|ies)|anaesthesia|anesthesia|catheters?|pacemakers?|vaccin\w+)\b"
        r"|手术|支架|消融|活检|穿刺|麻醉|导管|起搏器|疫苗|接种|碎石",
    ),
    (
        Topic.TESTS,
        r"\b(?:tests?|scans?|x-?rays?|mri|ct|ultrasound|ecg|ekg|blood count|results?|reports?|psa|measure\w*)\b"
        r"|检查|化验|报告|指标|彩超|超声|核磁|心电图|怎么量|测量",
    ),
    (
        Topic.ABOUT_MEDICINES,
        r"\b(?:medicines?|medications?|drugs?|tablets?|pills?|dose|statins?|thinners?|antibiotics?|insulin|\w+(?:pril|sartan|olol|statin|xaban|mycin|cillin|prazole))\b"
        r"|药|他汀|抗凝|抗生素|胰岛素|剂量",
    ),
    (
        Topic.LIVING,
        r"\b(?:eat|drink|food|diet|coffee|alcohol|salt|exercise|sport|swim|walk|fly|travel|sleep|work|school|smok\w+|sex)\b"
        r"|吃|喝|饮食|咖啡|酒|盐|运动|锻炼|游泳|坐飞机|旅行|睡|上班|上学|抽烟|性生活",
    ),
)
_COMPILED = tuple((topic, re.compile(pattern)) for topic, pattern in _PATTERNS)


def topic_of(question: str) -> Topic:
    """Give the topic of a question in English or Chinese; what no word tells is information."""
    folded = " ".join(question.casefold().replace("’", "'").split())[:2_000]
    return next((topic for topic, pattern in _COMPILED if pattern.search(folded)), Topic.INFORMATION)


def duty_named(name: str) -> Duty:
    """Give a duty by its name. Raises `StaffInvalid`."""
    if name not in tuple(Duty):
        raise StaffInvalid(f"{name!r} is no duty. Duties: {', '.join(Duty)}.")
    return Duty(name)


def topic_named(name: str) -> Topic:
    """Give a topic by its name. Raises `StaffInvalid`."""
    if name not in tuple(Topic):
        raise StaffInvalid(f"{name!r} is no topic. Topics: {', '.join(Topic)}.")
    return Topic(name)
