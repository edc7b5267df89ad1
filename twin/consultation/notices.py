"""What a reader is told when something other than a sentence of the twin stands in the answer."""

from twin.errors import (
    ChatModelError,
    ChatModelOverloaded,
    ChatModelTruncated,
    ChatModelUnavailable,
    ChromaUnavailable,
    DatabaseUnavailable,
    EmbedderUnavailable,
    IndexMissing,
    TwinError,
)
from twin.persona.persona import Bilingual

# Those that may well work a minute later.
_RETRYABLE = (
    ChatModelUnavailable,
    ChatModelOverloaded,
    ChatModelTruncated,
    ChromaUnavailable,
    DatabaseUnavailable,
    EmbedderUnavailable,
)

QUOTES_ONLY = Bilingual(
    en="The language model cannot be used just now. I answer only with sentences from the physician's own texts.",
    zh="语言模型暂时用不了，下面只用医生本人材料里的原句回答。",
)
WITHHELD = Bilingual(
    en="A sentence was left out because its source does not bear it out.",
    zh="有一句话因为出处不能证实，没有显示。",
)
NEAREST = Bilingual(
    en="The nearest thing in the folder, which may not answer your question: {title}.",
    zh="资料里最接近的一份，不一定能回答您的问题：《{title}》。",
)
RULES_ALONE = Bilingual(
    en="The twin cannot be reached just now. How urgent it is and where to go comes from the hospital's rules alone, which "
    "need nothing else; your words were not kept.",
    zh="数字分身现在连不上。下面的紧急程度和去哪个科，只来自医院的分诊规则（它不依赖别的系统）；您写的内容没有保存。",
)
CARD_STANDS = Bilingual(
    en="The card above still stands: what was written here may be an emergency, and neither your further words nor mine can "
    "lower that; only a physician can. Until then I answer nothing else in this conversation. If a doctor has seen you, "
    "start a new conversation for other questions.",
    zh="上面的急救卡仍然有效：您写的情况可能是急症，后面再说什么、我再答什么都不能降低它，只有医生可以。在此之前，我在本次对话里不回答别的问题。"
    "如果您已经看过医生，想问别的，请另开一次对话。",
)
CRISIS_STANDS = Bilingual(
    en="I am only a computer programme and cannot be with you. A person can: please call one of the numbers above, or tell "
    "somebody near you now. The card stays here for you.",
    zh="我只是电脑程序，没法陪在你身边，但有人可以：请拨打上面的电话，或者马上告诉身边的人。这张卡片会一直在这里。",
)
_CUT = Bilingual(
    en="The answer broke off here and is not complete. What you read above was checked; please ask again for the rest.",
    zh="回答在这里中断了，并不完整。上面的内容都核对过；请再问一次。",
)
_NO_WORDS = Bilingual(
    en="I cannot answer at the moment because of a technical fault. Please try again in a few minutes.",
    zh="因为技术故障，现在无法回答，请过几分钟再试。",
)
_NOT_INDEXED = Bilingual(
    en="This twin's folder has not been prepared yet. Please tell the hospital.",
    zh="这位医生的资料还没有准备好，请告知医院。",
)


def is_retryable(error: Exception) -> bool:
    """Say whether asking again may help."""
    return isinstance(error, _RETRYABLE) or not isinstance(error, TwinError)


def failure_notice(error: Exception, language: str, *, something_was_said: bool) -> str:
    """Give the words for a reader whose answer ended in an error; they name no server and no key."""
    if isinstance(error, IndexMissing):
        return _NOT_INDEXED.in_language(language)
    if something_was_said and (isinstance(error, ChatModelError) or not isinstance(error, TwinError)):
        return _CUT.in_language(language)
    return _NO_WORDS.in_language(language)
