"""What clients of the OpenAI protocol send. Unknown fields are tolerated; only what matters here is read."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class ContentPart(BaseModel):
    """One part of a message. Pictures and sound are left aside."""

    model_config = ConfigDict(extra="allow")

    type: str = "text"
    text: str | None = None


class ChatMessage(BaseModel):
    """One message of the client's history."""

    model_config = ConfigDict(extra="allow")

    role: str
    content: str | list[ContentPart] | None = None

    @property
    def text(self) -> str:
        """Give the message as plain text."""
        if isinstance(self.content, list):
            return "\n".join(
                part.text for part in self.content if part.text and part.type in ("text", "input_text")
            )
        return self.content or ""


class StreamOptions(BaseModel):
    """What a stream carries besides words."""

    model_config = ConfigDict(extra="allow")

    include_usage: bool = False


class ChatRequest(BaseModel):
    """A chat completion request. Sampling fields are accepted and have no effect: the twin's words are checked, not tuned."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "examples": [
                {
                    "model": "cardiology",
                    "messages": [{"role": "user", "content": "Can I drink coffee with atrial fibrillation?"}],
                    "stream": True,
                }
            ]
        },
    )

    model: str = Field(description="A persona id, as /v1/models lists it.")
    messages: list[ChatMessage] = Field(min_length=1)
    stream: bool = False
    stream_options: StreamOptions | None = None

    @property
    def wants_usage(self) -> bool:
        """Say whether a stream ends with a usage chunk."""
        return self.stream_options is not None and self.stream_options.include_usage


def completion_schema() -> dict[str, Any]:
    """Give the example of a whole completion for OpenAPI."""
    return {
        "id": "chatcmpl-3f0c",
        "object": "chat.completion",
        "created": 1790000000,
        "model": "cardiology",
        "choices": [
            {
                "index": 0,
                "finish_reason": "stop",
                "message": {
                    "role": "assistant",
                    "content": "One or two cups a day are fine for most people.",
                    "refusal": None,
                    "annotations": [
                        {
                            "type": "url_citation",
                            "url_citation": {
                                "url": "http://127.0.0.1:8000/sources/p3f2a?d=cardiology#p2",
                                "title": "Living with atrial fibrillation",
                                "start_index": 0,
                                "end_index": 47,
                            },
                        }
                    ],
                },
            }
        ],
        "usage": {"prompt_tokens": 812, "completion_tokens": 34, "total_tokens": 846},
    }
