"""A few words asked of a chat model in passing: in time and short, or none. Whoever asks has words of its own."""

import asyncio
import logging
from collections.abc import AsyncGenerator

from twin.chat.model import ChatModel, Message, Prompt
from twin.errors import ChatModelError

log = logging.getLogger(__name__)


async def asked_words(
    model: ChatModel,
    messages: tuple[Message, ...],
    *,
    language: str,
    seconds: float,
    characters: int,
) -> str:
    """Ask, and give the reply on one line.

    Args:
        model: Whom to ask.
        messages: The request, as rendered.
        language: en or zh.
        seconds: How long to wait for the whole reply.
        characters: The longest reply that is taken.

    Returns:
        The words; "" where the model fails, is late, or does not end. Never raises an error of the model's side.
    """
    prompt = Prompt(question="", language=language, evidence=(), messages=messages)
    pieces = model.stream(prompt)
    said = ""
    try:
        async with asyncio.timeout(seconds):
            async for piece in pieces:
                said += piece.text
                if len(said) > characters:
                    return ""
    except (ChatModelError, TimeoutError) as error:
        log.info("no words in time", extra={"fault": type(error).__name__})
        return ""
    except Exception as error:  # a fault of the model's side must not cost a reader the words that are there
        log.warning("asking for words failed", extra={"fault": type(error).__name__})
        return ""
    finally:
        if isinstance(pieces, AsyncGenerator):
            await pieces.aclose()
    return " ".join(said.split())
