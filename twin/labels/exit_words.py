"""The way out that always works: a word that ends the twin's part and asks for a person."""

import re
import unicodedata

_WHOM = r"(?:an? |the |my )?(?:real |actual |live |human )*(?:human(?: being)?|person|people|doctor|physician|nurse|somebody|someone|staff|operator|agent)"
_ENGLISH = re.compile(
    rf"(?:(?:please |pls |ok |okay )*(?:stop|quit|exit|end|leave|cancel|end (?:the |this )?(?:chat|conversation)|stop (?:it|this|talking|the chat))"
    rf"|(?:please |pls |ok |okay )*(?:(?:i (?:want|need|would like|d like|wanna|must)|can i|could i|may i|let me|get me|give me|connect me|put me through|transfer me)"
    rf"(?: please)?(?: to)?(?: (?:talk|speak|chat|write|go))?(?: to| with)? )?(?:to )?(?:(?:talk|speak|chat) (?:to|with) )?{_WHOM})(?: please| now| instead)*"
)
_ADDRESS = r"(?:请|麻烦|我(?:要|想|想要|需要|得)|帮我|给我|能不能|可以|能)*"
_CHINESE = re.compile(
    rf"{_ADDRESS}(?:转接?|接|找|换|叫|切换?到?|跟|和|与)?(?:人工|真人|活人|医生本人|人工客服|人工服务|客服|工作人员)(?:服务|客服|医生|说话|聊|谈|说|讲|来|对话|沟通)?(?:一下|吧|吗|啊)?"
    rf"|{_ADDRESS}(?:退出|停止|结束|停|终止)(?:对话|聊天|咨询|吧|了|服务)?|(?:zhuan )?ren ?gong|tui ?chu"
)


def wants_a_person(text: str) -> bool:
    """Say whether a whole message means: no more of the twin, a person please. A question that holds the word does not."""
    if len(text) > 120:  # a message that long says more than that
        return False
    folded = (
        unicodedata.normalize("NFKC", text)
        .casefold()
        .replace("轉", "转")
        .replace("結", "结")
        .replace("醫", "医")
    )
    plain = " ".join(re.sub(r"[^\w\s]", " ", folded).split())
    return bool(
        _ENGLISH.fullmatch(plain) or _CHINESE.fullmatch(plain.replace(" ", "")) or _CHINESE.fullmatch(plain)
    )
