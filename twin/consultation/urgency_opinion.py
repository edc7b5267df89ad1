"""The third layer: what a served model thinks of the urgency. It can only raise; failing, late or odd it changes nothing."""

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, Sequence
from typing import Protocol

from twin.chat.model import ChatModel, Prompt
from twin.errors import ChatModelError
from twin.prompts.urgency_prompt import urgency_prompt
from twin.triage.disposition import Disposition

log = logging.getLogger(__name__)

LONGEST_OPINION = 200  # characters; one short JSON object has about 30
OPINION_WORDS = {
    "en": "A further check of your words finds this more urgent than the rules alone; it is safer to follow it.",
    "zh": "进一步核对您的描述后，判断比规则更紧急；为了安全，请照此处理。",
}


class UrgencyOpinion(Protocol):
    """Has an opinion on urgency, or none. It never raises an error."""

    async def of(self, messages: Sequence[str], language: str) -> Disposition | None:
        """Give a level for everything the patient wrote, oldest first; None where there is no valid opinion in time."""
        ...


class ServedOpinion:
    """Asks the served chat model for one JSON object: {"urgency": "self_care" | "routine" | "urgent" | "emergency"}."""

    def __init__(self, model: ChatModel, *, seconds: float) -> None:
        """Take the model and how long to wait for it, in seconds."""
        self._model = model
        self._seconds = seconds

    async def of(self, messages: Sequence[str], language: str) -> Disposition | None:
        """Ask, and read the reply strictly."""
        prompt = Prompt(
            question=messages[-1],
            language=language,
            evidence=(),
            messages=urgency_prompt(language=language, messages=messages),
        )
        try:
            async with asyncio.timeout(self._seconds):
                return disposition_in(await self._reply(prompt))
        except (ChatModelError, TimeoutError) as error:
            log.info("no opinion on urgency", extra={"fault": type(error).__name__})
        except Exception as error:  # a fault of the model's side must not cost the patient an answer
            log.warning("opinion on urgency failed", extra={"fault": type(error).__name__})
        return None

    async def _reply(self, prompt: Prompt) -> str:
        """Read the reply as far as it may be valid, and close the stream."""
        pieces = self._model.stream(prompt)
        said = ""
        try:
            async for piece in pieces:
                said += piece.text
                if len(said) > LONGEST_OPINION:
                    break
        finally:
            if isinstance(pieces, AsyncGenerator):
                await pieces.aclose()
        return said


def disposition_in(reply: str) -> Disposition | None:
    """Read {"urgency": …} and nothing else; None for every other reply."""
    if len(reply) > LONGEST_OPINION:
        return None
    try:
        said = json.loads(reply)
    except ValueError:
        return None
    if not isinstance(said, dict) or set(said) != {"urgency"} or not isinstance(said["urgency"], str):
        return None
    return next((level for level in Disposition if level.value == said["urgency"]), None)
