"""Text that is addressed to a language model and not to a person: what has no place in a physician's folder.

A document's words are fenced before a served model sees them, and the quoting model obeys nothing; still, a text that tells
a machine what to do was put there by somebody, and everything else in that document is in doubt too. Words that a reader cannot
see (white on white, one point high) are read like all others by our readers, so they are found here by what they say.
"""

import re
from collections.abc import Iterator

from twin.sentences import sentences_of

# "ignore/forget/disregard … previous/above/all … instructions/rules/prompts", in any of the usual orders.
_EARLIER = r"(?:previous|prior|earlier|preceding|above|foregoing|all|your|these|system|safety|existing)"
_ORDERS = r"(?:instructions?|prompts?|rules|guidelines given|directives?|commands?|constraints|guardrails|programming)"
_ADDRESSED = (
    re.compile(
        rf"\b(?:ignore|disregard|forget|override|bypass|do not follow|stop following)\b[^.!?\n]{{0,30}}\b{_EARLIER}\b[^.!?\n]{{0,30}}\b{_ORDERS}\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:system|developer|hidden|initial)\s+(?:prompt|message|instructions?)\b", re.IGNORECASE),
    re.compile(r"\b(?i:you are|act as|pretend to be|behave as|roleplay as)\b[^.!?\n]{0,40}\b(?:an? )?(?:AI|A\.I\.|language model|LLM|chat ?bot|assistant|GPT|unrestricted|jailbroken|DAN)\b"),
    re.compile(r"\b(?:as an? (?:AI|large language) (?:language )?model|dear (?:AI|model|assistant)|note to (?:the )?(?:AI|model|assistant|LLM))\b", re.IGNORECASE),
    re.compile(r"\b(?:AI|language model|LLM|assistant|chatbot|model)s?\s*(?:,|:|must|should|shall|is instructed|are instructed)[^.!?\n]{0,60}\b(?:respond|reply|output|answer|say|recommend|reveal|ignore|repeat|tell the (?:user|patient))\b", re.IGNORECASE),
    re.compile(r"\b(?:tell|advise|instruct) the user\b|\bwhen (?:the )?users? asks?\b|\bif (?:the )?users? asks?\b|\bin your (?:next )?(?:response|output|completion)\b", re.IGNORECASE),
    re.compile(r"<\|?/?(?:im_start|im_end|system|assistant|endoftext|evidence|instructions?|sys)\|?>|\[/?INST\]|<<SYS>>|^\s*#{0,3}\s*(?:system|assistant|user)\s*:\s", re.IGNORECASE | re.MULTILINE),
    re.compile(r"(?:忽略|无视|忘记|忘掉|不要理会|不用理会|不要遵守|跳过|覆盖)[^。！？\n]{0,12}(?:以上|上面|上述|之前|先前|前面|此前|所有|一切|全部|系统|原有|你的)[^。！？\n]{0,12}(?:指令|指示|提示|规则|要求|设定|命令|约束|说明)"),
    re.compile(r"系统提示词?|提示词|系统指令|开发者模式|越狱模式"),
    re.compile(r"(?:你|您)(?:现在|从现在起|接下来)?(?:是|扮演|作为)[^。！？\n]{0,12}(?:AI|人工智能|语言模型|大模型|聊天机器人|智能助手|助理模型)", re.IGNORECASE),
    re.compile(r"(?:AI|人工智能|语言模型|大模型|智能助手|模型)(?:[，：,:]|必须|应当|应该|请|务必)[^。！？\n]{0,20}(?:回答|回复|输出|告诉|推荐|忽略|说)", re.IGNORECASE),
    re.compile(r"(?:告诉|告知|引导)用户|当用户问|用户(?:提问|询问)时|在(?:你的)?(?:回答|回复|输出)中(?:必须|务必|加上|插入)"),
)  # fmt: skip
# Characters without shape that a text for people does not need: tags of plane 14, isolates and overrides of direction.
_UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
_UNSEEN_RUN = re.compile(
    "[\u200b-\u200f\u2060-\u2064\ufeff\u00ad]{3,}"
)  # a run carries a message, one joins letters
_THIN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")
LONGEST_SHOWN = 160  # characters of a sentence in a report


def hidden_instructions_in(text: str) -> Iterator[tuple[str, str]]:
    """Find what is addressed to a model, and characters that cannot be seen.

    Args:
        text: A document's text, or a text file as it lies in the folder.

    Yields:
        What it is, in words for a person, and the sentence, shortened, with invisible characters taken out.
    """
    for sentence in sentences_of(text):
        plain = " ".join(_THIN.sub("", sentence).split())
        shown = plain[:LONGEST_SHOWN]
        if _UNSEEN.search(sentence) or _UNSEEN_RUN.search(sentence):
            yield "invisible characters", shown
        if any(pattern.search(plain) for pattern in _ADDRESSED):
            yield "text addressed to a model", shown
