"""What the tutor says of its own: nothing medical, nothing about any case. `{name}` is the physician's name."""

from collections.abc import Mapping
from types import MappingProxyType

from twin.persona.persona import Bilingual


def _two(english: str, chinese: str) -> Bilingual:
    return Bilingual(en=english, zh=chinese)


WORDS: Mapping[str, Bilingual] = MappingProxyType(
    {
        "deflected": _two(
            "I neither confirm nor deny a diagnosis before you have committed to one. What do you want to know next?",
            "在你确定诊断之前，我既不肯定也不否定任何诊断。下一步你想了解什么？",
        ),
        "try_first": _two(
            "Write your own answer first, even an uncertain one. After that you may ask me to tell you.",
            "请先写下你自己的想法，不确定也可以。之后你可以让我直接告诉你。",
        ),
        "confidence_first": _two(
            "How sure are you? Choose a confidence before I look at your answer.",
            "你有多大把握？请先选择把握程度，我再看你的回答。",
        ),
        "out_of_order": _two(
            "This part is over; answer the question above.", "这一步已经过去了，请回答上面的问题。"
        ),
        "not_found": _two(
            "That was not examined or is not to be had here. Ask for one thing at a time.",
            "这一项没有做，或这里没有。请一次只要求一项。",
        ),
        "why": _two("Why? Give me your reasoning in a sentence or two.", "为什么？用一两句话说说你的理由。"),
        "said": _two("You have named what matters here.", "这里重要的内容你都说到了。"),
        "told": _two("What was still missing:", "还缺的是："),
        "nothing_missing": _two("Nothing was missing.", "没有遗漏。"),
        "held_back": _two(
            "This part is told after you have committed to a diagnosis.", "这一部分在你确定诊断之后再告诉你。"
        ),
        "revealed": _two("The case's diagnosis: {diagnosis}.", "本病例的诊断：{diagnosis}。"),
        "over": _two("The case is over. Your debrief is ready.", "病例结束了，总结已经准备好。"),
        "nudge": _two("Hint {hint} of 3: {text}", "第{hint}条提示（共3条）：{text}"),
    }
)
