"""Red flags while somebody learns: an emergency stops the lesson; saying back when to call for help does not."""

import re
from collections.abc import Callable

from twin.triage.disposition import Disposition
from twin.triage.triage import Triage

# What is said of a case that has not happened: the learner recites. Without it the reply tells what is so now.
_IF = re.compile(
    r"\b(?:if|when(?:ever)?|in case|should i|as soon as|would|unless|for)\b|如果|要是|万一|一旦|的时候|的话|假如|遇到|碰到|若是|就得?(?:打|叫|去|拨|要)",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"\b(?:120|999|112|911|ambulance|emergency|call|ring|phone)\b|120|急救|救护车|急诊|打电话", re.IGNORECASE
)
# What is told of now or of oneself today; then it is never a recital.
_NOW = re.compile(
    r"\b(?:right now|at the moment|just now|today|tonight|this morning|since (?:last|yesterday)|i have (?:had )?(?:got )?(?:a |this )?(?:bad |terrible |crushing )?(?:chest|pain|stroke)|"
    r"i am (?:having|bleeding|choking)|i'm (?:having|bleeding|choking)|my .{0,30} is (?:blue|bleeding))\b|现在|刚才|刚刚|今天|今晚|正在|这会儿|我(?:爸|妈|老伴|孩子)?(?:突然|一直)",
    re.IGNORECASE,
)


class Alarm:
    """Reads every reply by the rules of the front door."""

    def __init__(self, engine: Callable[[], Triage]) -> None:
        """Take the rules, loaded when first asked for."""
        self._engine = engine

    def rings(self, reply: str, taught: str) -> bool:
        """Say whether a reply is an emergency.

        Args:
            reply: What the learner wrote.
            taught: The text of the chunk the reply is about. A reply that says when to call for help, in a lesson that
                teaches just that, recites the lesson; it rings only when it tells of now.
        """
        if not reply.strip() or self._engine().assess([reply]).disposition is not Disposition.EMERGENCY:
            return False
        recites = bool(_IF.search(reply) and _CALL.search(reply) and _CALL.search(taught))
        return not recites or bool(_NOW.search(reply))
