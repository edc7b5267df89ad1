"""Our chat models as LangChain sees them: a `BaseChatModel` over any `ChatModel` of ours.

Drops into somebody's chain: `prompt | TwinChatModel(inner=QuotingModel()) | parser`. The only file that subclasses
LangChain's chat model; import it where it is used, LangChain takes a second.
"""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from typing import Any, cast

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import ConfigDict

from twin.chat.evidence_fence import prompt_from
from twin.chat.model import ChatModel, Manner, Message, Piece, Usage

_ROLES = {"human": "user", "ai": "assistant", "system": "system"}


class TwinChatModel(BaseChatModel):
    """A LangChain chat model that speaks through `inner`.

    Evidence is read from the fence of our rendered prompts (`twin.prompts`); `manner` frames a quoting model's
    answers. `stop` words are not supported and ignored: an answer ends where it ends. Errors are ours
    (`ChatModelError`), also inside a chain.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    inner: Any
    manner: Manner = Manner()

    @property
    def _llm_type(self) -> str:
        return f"twin-{self._model.name}"

    @property
    def _model(self) -> ChatModel:
        return cast(ChatModel, self.inner)

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        ours = [Message(_ROLES.get(message.type, "user"), str(message.text)) for message in messages]
        stream: Any = self._model.stream(prompt_from(ours, manner=self.manner))
        async with aclosing(stream) as pieces:
            async for piece in pieces:
                chunk = ChatGenerationChunk(message=_chunk_of(piece))
                if run_manager and piece.text:
                    await run_manager.on_llm_new_token(piece.text, chunk=chunk)
                yield chunk

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        whole: ChatGenerationChunk | None = None
        async for chunk in self._astream(messages, stop, run_manager, **kwargs):
            whole = chunk if whole is None else whole + chunk
        said = whole.message if whole is not None else AIMessageChunk(content="")
        message = AIMessage(
            content=said.content,
            additional_kwargs=said.additional_kwargs,
            response_metadata=said.response_metadata,
            usage_metadata=getattr(said, "usage_metadata", None),
        )
        return ChatResult(generations=[ChatGeneration(message=message)])

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        # A thread of its own, since the caller may stand inside a running event loop.
        with ThreadPoolExecutor(max_workers=1) as thread:
            return thread.submit(
                lambda: asyncio.run(self._agenerate(messages, stop, None, **kwargs))
            ).result()


def _chunk_of(piece: Piece) -> AIMessageChunk:
    metadata: dict[str, Any] = {}
    if piece.finish_reason:
        metadata = {"finish_reason": piece.finish_reason, "model_name": piece.model}
    thoughts = {"reasoning_content": piece.reasoning} if piece.reasoning else {}
    return AIMessageChunk(
        content=piece.text,
        additional_kwargs=thoughts,
        response_metadata=metadata,
        usage_metadata=_usage_of(piece.usage),
    )


def _usage_of(usage: Usage | None) -> UsageMetadata | None:
    if usage is None:
        return None
    read, written = usage.prompt_tokens or 0, usage.completion_tokens or 0
    return UsageMetadata(input_tokens=read, output_tokens=written, total_tokens=read + written)
