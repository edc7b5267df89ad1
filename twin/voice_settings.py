"""Settings of voices; imported from `twin.settings`, which names the section."""

from typing import Literal

from pydantic import BaseModel, Field, PositiveFloat, SecretStr


class VoiceSettings(BaseModel, frozen=True, extra="forbid"):
    """Who reads aloud. Without anything set, the embedded voice does: no key, no network."""

    provider: Literal["embedded", "elevenlabs", "openai"] = Field(
        "embedded",
        description="`embedded` (espeak-ng), `elevenlabs`, or `openai`: any server with `/v1/audio/speech`.",
    )
    api_key: SecretStr | None = Field(
        None, description="Key of the provider; a local `openai` server needs none."
    )
    base_url: str | None = Field(
        None,
        description="Address of the provider. `elevenlabs` has one of its own; `openai` needs it, ending in `/v1`.",
    )
    model: str | None = Field(
        None, description="Speech model. Empty: `eleven_multilingual_v2`, or `tts-1` for `openai`."
    )
    voices: dict[str, str] = Field(
        default_factory=dict,
        description='Voice ids as the provider names them, by `persona.language` or language: `{"zh": "…", "cardiology.en": "…"}`. '
        "A voice made with `twin voice clone` needs no line here.",
    )
    stock_voices: frozenset[str] = Field(
        frozenset(),
        description="Ids set for a persona that are nobody's own voice. Any other one set for a persona counts as the "
        "physician's, and speaks only with consent.",
    )
    timeout_seconds: PositiveFloat = Field(60.0, description="Longest wait for one text, for each try.")
    retries: int = Field(2, ge=0, le=5, description="Further tries after 408, 409, 429 and 5xx.")
