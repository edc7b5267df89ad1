"""A small teaching case over a document of two sentences, for tests; nothing in it is medical advice."""

from pathlib import Path
from typing import Any

import yaml

DOCUMENT = "lectures/ward-talk.md"
QUOTES = (
    "I count the pulse at the wrist and at the apex before I look at the recording.",
    "I ask about bleeding before I speak of tablets.",
    "A patient who faints on exertion stays in hospital.",
    "I write down how long the palpitations have lasted.",
)
DOCUMENT_TEXT = f"""---
title: Rounds about the irregular pulse
date: 2026-03-14
language: en
audience: resident
kind: lecture
---

# Rounds

{QUOTES[0]} {QUOTES[1]}

## Safety

{QUOTES[2]} {QUOTES[3]}
"""


def both(english: str, chinese: str) -> dict[str, str]:
    """Write one text in both languages."""
    return {"en": english, "zh": chinese}


def ways(english: str, chinese: str) -> dict[str, list[str]]:
    """Write ways of saying, parted by a bar."""
    return {"en": english.split("|"), "zh": chinese.split("|")}


def source(number: int) -> dict[str, str]:
    """Name one sentence of the document."""
    return {"document": DOCUMENT, "quote": QUOTES[number]}


def line(
    name: str, asked: tuple[str, str], reply: tuple[str, str], *, important: bool = False
) -> dict[str, Any]:
    """Write one line of the patient."""
    return {"id": name, "asked_by": ways(*asked), "reply": both(*reply), "important": important}


def finding(name: str, asked: tuple[str, str], result: tuple[str, str]) -> dict[str, Any]:
    """Write one finding."""
    return {"id": name, "asked_by": ways(*asked), "result": both(*result), "important": True}


def point(
    name: str, text: tuple[str, str], said: tuple[str, str], number: int, *, safety: bool = False
) -> dict[str, Any]:
    """Write one key point."""
    return {
        "id": name,
        "point": both(*text),
        "said_as": ways(*said),
        "source": source(number),
        "safety": safety,
    }


LINES = [
    line("onset", ("when did it start|since when|how did it begin|onset", "什么时候开始的|多久了|怎么开始的|起病"), ("It began this morning at breakfast.", "今天早上吃早饭时开始的。"), important=True),
    line("feeling", ("what does it feel like|describe the palpitations|is the beat regular", "什么感觉|心慌是什么样|心跳齐不齐"), ("My heart jumps about, all over the place.", "心跳乱七八糟的。"), important=True),
    line("chest-pain", ("any chest pain|does your chest hurt|angina", "胸口疼不疼|有没有胸痛|胸闷吗"), ("No, nothing hurts.", "不疼。")),
    line("breath", ("are you short of breath|breathless|dyspnoea", "气短吗|有没有气促|呼吸困难"), ("A little on the stairs.", "上楼有一点喘。"), important=True),
    line("faint", ("have you fainted|syncope|did you black out", "晕倒过吗|有没有晕厥|眼前发黑"), ("No, never.", "没有晕过。"), important=True),
    line("drinks", ("do you drink alcohol|how much alcohol|wine or beer", "喝酒吗|饮酒多少|平时喝不喝酒"), ("A few beers at the weekend.", "周末喝几瓶啤酒。")),
    line("medicines", ("what medicines do you take|any tablets|drug history", "吃什么药|平时用药|有没有吃药"), ("One tablet for my blood pressure.", "吃一片降压药。"), important=True),
]  # fmt: skip

FINDINGS = {
    "examination": [
        finding("pulse", ("feel the pulse|heart rate|pulse rate", "摸脉搏|心率|脉率"), ("The pulse is uneven at the wrist, 132 a minute.", "脉搏快慢不一，每分钟132次。")),
        finding("pressure", ("measure blood pressure|bp|blood pressure", "量血压|血压多少|血压"), ("Blood pressure is 128/76 mmHg.", "血压128/76 mmHg。")),
    ],
    "tests": [
        finding("ecg", ("ecg|ekg|electrocardiogram|heart tracing", "心电图|做个心电图|十二导联"), ("No P waves are seen; the distances between beats differ.", "看不到P波，间距长短不等。")),
        finding("thyroid", ("thyroid function|tsh|thyroid blood test", "甲功|甲状腺功能|查甲状腺"), ("Thyroid tests are normal.", "甲状腺功能正常。")),
    ],
}  # fmt: skip

POINTS = {
    "history": [
        point("kp-duration", ("Ask how long it has lasted.", "问持续了多久。"), ("duration of the palpitations|how long it has gone on", "持续时间|心慌多长时间了"), 3),
        point("kp-faint", ("Ask about fainting.", "问有没有晕厥。"), ("any syncope|whether she fainted", "晕没晕过|有无晕厥"), 2, safety=True),
    ],
    "examination": [
        point("kp-pulse", ("Count the pulse at wrist and apex.", "同时数腕部脉搏和心尖搏动。"), ("count radial and apical pulse|pulse deficit", "数脉搏和心率|脉搏短绌"), 0),
    ],
    "tests": [
        point("kp-ecg", ("Record an ECG before anything else.", "先做心电图。"), ("get a twelve lead ecg first|ecg now", "马上做心电图|先做十二导联"), 0),
    ],
    "differential": [
        point("kp-irregular", ("The rhythm is irregularly irregular.", "心律绝对不齐。"), ("irregularly irregular rhythm|no pattern in the beats", "心律绝对不齐|完全没有规律"), 0),
    ],
    "plan": [
        point("kp-bleeding", ("Ask about bleeding before anticoagulation.", "抗凝前先问出血。"), ("check the bleeding risk first|bleeding history before anticoagulants", "抗凝前评估出血|先问出血史"), 1, safety=True),
        point("kp-rate", ("Slow the rate first.", "先控制心室率。"), ("rate control first|control the ventricular rate", "先控制心率|控制心室率"), 0),
    ],
}  # fmt: skip

TASKS = {
    "history": both("What in this history changes what you do next?", "病史里哪些内容会影响下一步？"),
    "examination": both("What do you conclude from the bedside?", "查体后你得出什么？"),
    "tests": both("Which results matter, and why?", "哪些结果重要，为什么？"),
    "differential": both(
        "Name your differential and commit to the most likely.", "说出鉴别诊断，并确定最可能的。"
    ),
    "plan": both("What do you do in the next hour?", "接下来一小时你怎么做？"),
}
HINTS = [
    both("Think of what you have not asked.", "想想还有什么没问。"),
    both("Think of time and of safety.", "想想时间和安全。"),
    both("One thing is about how long, one about danger.", "一个是多久，一个是危险。"),
]


def phase(name: str) -> dict[str, Any]:
    """Write one phase."""
    wrong = {
        "id": f"wt-{name}",
        "said_as": ways(f"reassure and send home in {name}|no need to examine in {name}", f"{name}安慰后回家|{name}不用查体"),
        "reply": both("Dr. Test counts the pulse first, because the hand tells more than the screen.", "测试医生先数脉搏，因为手比屏幕告诉得更多。"),
        "source": source(0),
    }  # fmt: skip
    return {
        "phase": name,
        "task": TASKS[name],
        "key_points": POINTS[name],
        "hints": HINTS,
        "wrong_turns": [wrong],
    } | ({"findings": FINDINGS[name]} if name in FINDINGS else {})


def levels(of: list[str], *counts: int) -> list[dict[str, Any]]:
    """Write four levels that need ever more of the same ids."""
    texts = [both(f"Level {n}", f"{n}级") for n in range(4)]
    needed = [None, *({"of": of, "at_least": count} for count in counts)]
    return [
        {"level": n, "description": texts[n]} | ({"needs": needed[n]} if needed[n] else {}) for n in range(4)
    ]


def sample() -> dict[str, Any]:
    """Give the whole case as plain values; change what a test is about."""
    differential = [
        ("Atrial fibrillation", "心房颤动", "AF|atrial fib|afib", "房颤|心房纤颤", True),
        ("Atrial flutter", "心房扑动", "flutter|atrial flutter", "房扑|心房扑动", True),
        ("Panic attack", "惊恐发作", "panic|panic attack|anxiety", "惊恐发作|焦虑", False),
    ]
    return {
        "id": "uneven-pulse",
        "version": 1,
        "fictional": True,
        "reviewed": {"by": "Dr. Test (fictional)", "on": "2026-10-12"},
        "title": both("A heart that jumps", "乱跳的心"),
        "topics": ["palpitations"],
        "level": "junior",
        "opening": both(
            "A woman of 67 comes in because her heart jumps.", "一位67岁的女士因心跳乱来到急诊。"
        ),
        "patient": {
            "name": both("Mrs. Sample", "样女士"),
            "age": both("67 years", "67岁"),
            "sex": "female",
            "lines": LINES,
            "unknown": both("I don't know what you mean, doctor.", "大夫，我不明白您的意思。"),
        },
        "phases": [phase(name) for name in ("history", "examination", "tests", "differential", "plan")],
        "diagnosis": {
            "name": both("Atrial fibrillation", "心房颤动"),
            "said_as": ways("AF|afib|atrial fib", "房颤|心房纤颤"),
            "gives_away": ways("atrial fibrillation|AF|afib|fibrillation|anticoagulation", "心房颤动|房颤|颤动|抗凝"),
        },
        "differential": [
            {
                "name": both(english, chinese),
                "said_as": ways(said, gesagt),
                "must_consider": must,
                "why": both(f"Because of the pulse ({english}).", f"因为脉搏（{chinese}）。"),
            }
            for english, chinese, said, gesagt, must in differential
        ],
        "what_i_do": [
            {"text": both("I count the pulse twice.", "我数两遍脉搏。"), "source": source(0)},
        ],
        "rubric": [
            {"dimension": "data_gathering", "levels": levels(["onset", "feeling", "breath", "faint", "pulse", "ecg"], 2, 4, 6)},
            {"dimension": "reasoning", "levels": levels(["kp-duration", "kp-faint", "kp-pulse", "kp-irregular"], 1, 2, 4)},
            {"dimension": "differential", "levels": levels(["differential:1", "differential:2", "differential:3"], 1, 2, 3)},
            {"dimension": "plan", "levels": levels(["kp-bleeding", "kp-rate", "kp-ecg"], 1, 2, 3)},
            {"dimension": "safety", "levels": levels(["kp-faint", "kp-bleeding", "faint"], 1, 2, 3)},
        ],
    }  # fmt: skip


def write_case(folder: Path, values: dict[str, Any], *, name: str = "uneven-pulse") -> Path:
    """Write the case and its document into a persona's folder."""
    (folder / "cases").mkdir(exist_ok=True, parents=True)
    (folder / "lectures").mkdir(exist_ok=True)
    (folder / DOCUMENT).write_text(DOCUMENT_TEXT, encoding="utf-8")
    path = folder / "cases" / f"{name}.yaml"
    path.write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path
