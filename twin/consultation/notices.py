"""What a reader is told when something other than a sentence of the twin stands in the answer."""

from twin.errors import (
    ChatModelError,
    ChatModelOverloaded,
    ChatModelTruncated,
    ChatModelUnavailable,
    ChromaUnavailable,
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
