"""Text that is addressed to a model is no evidence: what it says supports nothing, whoever uploaded it."""

import re
from functools import lru_cache

from twin.passages.hidden_instructions import hidden_instructions_in
from twin.sentences import sentences_of

# How such a text goes on once it has begun: orders about answering, sources and the prompt.
_GOES_ON = re.compile(
    r"\b(?:answer|reply to|respond to) (?:every|each|all|any)\b|\b(?:do not|don't|never) (?:show|cite|name|give|reveal) (?:the |any |your )?(?:sources?|evidence|keys?)\b|"
    r"\b(?:reveal|print|repeat|show|output) (?:your|the|all) (?:\w+ )?(?:instructions?|prompt|rules)\b|\bfrom now on\b|\bwith the sentence\b|"
    r"从现在起|无论(?:用户|病人|患者|别人)?问什么|都(?:要)?回答|不(?:要|得|再)显示出处|不(?:要|得)?给?出处|写出来|原样输出",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"【[^【】]{0,600}】|\[\[[^\[\]]{0,600}\]\]|<!--.{0,600}?-->", re.DOTALL)
_BLANK = " "


@lru_cache(maxsize=512)
def trusted_part(text: str) -> str:
    """Give a passage without what is addressed to a model: from the first such sentence to the last, blanked out.

    A bracket that holds such a sentence goes whole.
    """
    text = _BRACKETED.sub(lambda m: _BLANK * len(m[0]) if _is_order(m[0]) else m[0], text)
    parts = sentences_of(text)
    flagged = [place for place, part in enumerate(parts) if _is_order(part)]
    if not flagged:
        return text
    last = flagged[0]
    for place in flagged:
        last = max(last, place)
    return "\n".join(part for place, part in enumerate(parts) if not flagged[0] <= place <= last)


def _is_order(text: str) -> bool:
    return any(True for _ in hidden_instructions_in(text)) or bool(_GOES_ON.search(text))
