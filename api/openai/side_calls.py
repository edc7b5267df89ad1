"""Side calls: chat programs ask the model for titles, tags and the like. They are answered here, never by the persona."""

import json
import re

_TASK = re.compile(r"^\s*#{1,4}\s*Task\s*:", re.IGNORECASE)
_TITLE_WISH = re.compile(
    r"^[^.\n]{0,60}\b(?:generate|write|provide|create|give|come up with)\b[^.\n]{0,80}\btitle\b[^.\n]{0,80}"
    r"\b(?:conversation|chat|discussion|dialog|messages?)\b",
    re.IGNORECASE,
)
_ZH_TITLE_WISH = re.compile(r"^[^。\n]{0,30}(?:生成|起|拟|写|总结)[^。\n]{0,30}(?:标题|题目)")
_HISTORY = re.compile(r"<chat_history>|###\s*Chat History|conversation:|对话", re.IGNORECASE)
# In the order in which they are looked for; the first kind a task names decides.
_KINDS: tuple[tuple[str, re.Pattern[str], dict[str, object]], ...] = (
    ("follow_ups", re.compile(r"follow[-_ ]?up", re.IGNORECASE), {"follow_ups": []}),
    ("tags", re.compile(r"\btags?\b", re.IGNORECASE), {"tags": ["General"]}),
    ("queries", re.compile(r"\bqueries\b|search query", re.IGNORECASE), {"queries": []}),
    ("text", re.compile(r"autocomplet", re.IGNORECASE), {"text": ""}),
)


def side_call_reply(question: str, *, title: str) -> str | None:
    """Give the reply to a side call, or None when the message is a question for the twin.

    Args:
        question: The last user message.
        title: What a conversation is called; the twin's name, which tells nothing about the patient.

    Returns:
        JSON where the caller's template asks for it, else plain text.
    """
    if _TASK.match(question):
        head = question[:600]
        for _, pattern, reply in _KINDS:
            if pattern.search(head):
                return json.dumps(reply)
        if re.search(r"\btitle\b", head, re.IGNORECASE):
            return json.dumps({"title": title}, ensure_ascii=False)
        return "{}"
    if _TITLE_WISH.match(question) or (_ZH_TITLE_WISH.match(question) and _HISTORY.search(question)):
        return title
    return None
