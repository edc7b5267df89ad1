"""Settings: one frozen section per room, read once by assembly.

Every value comes from the environment (`TWIN_CHAT__BASE_URL`), from a secret file
(`TWIN_SECRETS_DIR/chat__api_key`), from `twin.toml`, or from the default, in this order.
`origin_of` tells which.
"""

import os
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field, PositiveFloat, PositiveInt, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    NestedSecretsSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from twin.errors import SettingsError
from twin.lecture_settings import LectureSettings
from twin.staff_settings import ReinsSettings, ReviewSettings, StaffSettings
from twin.voice_settings import VoiceSettings

# These stand in files of their own and are imported from here.
__all__ = ["ReinsSettings", "ReviewSettings", "StaffSettings", "VoiceSettings"]


class PathSettings(BaseModel, frozen=True, extra="forbid"):
    """Where things are."""

    personas: Path = Field(Path("personas"), description="Folder of persona folders.")
    corpora: Path = Field(Path("corpora"), description="Shared corpora: guidelines, glossary.")
    data: Path = Field(
        Path("data"), description="What the service writes: database, Chroma, the embedder's graph."
    )


class DatabaseSettings(BaseModel, frozen=True, extra="forbid"):
    """The database of record."""

    url: SecretStr | None = Field(
        None,
        description="SQLAlchemy URL (`postgresql+asyncpg://…`). Empty: SQLite in the data directory.",
    )
    pool_size: PositiveInt = Field(8, description="Connections kept open per process (Postgres).")


class ChatSettings(BaseModel, frozen=True, extra="forbid"):
    """The served chat model. Without a base URL the twin speaks only in quotations."""

    base_url: str | None = Field(
        None, description="OpenAI-compatible base URL, e.g. `http://127.0.0.1:8001/v1`."
    )
    model: str | None = Field(None, description="Model name as the server knows it.")
    api_key: SecretStr = Field(SecretStr("none"), description="Bearer key; many local servers ignore it.")
    fallback_model: str | None = Field(
        None, description="Second model on the same server, tried when the first fails."
    )
    provider: str | None = Field(
        None,
        description="Any other LangChain chat model instead, as `init_chat_model` names it (`anthropic:…`).",
    )
    temperature: float = Field(0.2, ge=0, le=2, description="Sampling temperature.")
    max_tokens: PositiveInt = Field(900, description="Upper bound of one answer, in tokens.")
    first_piece_seconds: PositiveFloat = Field(20.0, description="Longest wait for the first piece.")
    between_pieces_seconds: PositiveFloat = Field(20.0, description="Longest wait between two pieces.")
    total_seconds: PositiveFloat = Field(120.0, description="Longest answer; then it counts as truncated.")
    retries: int = Field(
        2, ge=0, le=5, description="Further tries after 408, 429 and 5xx, before the first piece."
    )


class EmbeddingSettings(BaseModel, frozen=True, extra="forbid"):
    """Where vectors come from. Without a base URL the embedded English MiniLM is used."""

    base_url: str | None = Field(None, description="OpenAI-compatible `/v1` base URL of an embedding server.")
    model: str | None = Field(None, description="Embedding model name as the server knows it.")
    api_key: SecretStr = Field(SecretStr("none"), description="Bearer key of the embedding server.")
    batch: PositiveInt = Field(32, description="Passages per request or per forward pass.")
    timeout_seconds: PositiveFloat = Field(30.0, description="Longest wait for one batch.")
    threads: PositiveInt = Field(2, description="Threads of the embedded model.")


class ChromaSettings(BaseModel, frozen=True, extra="forbid"):
    """The dense index. Without a host Chroma lives in the data directory."""

    host: str | None = Field(
        None, description="Host of a Chroma server. Empty: embedded, or a child while serving."
    )
    port: PositiveInt = Field(8000, description="Port of that server.")
    ssl: bool = Field(False, description="Speak TLS to that server.")
    token: SecretStr | None = Field(None, description="Bearer token, where a proxy before Chroma checks one.")
    wait_seconds: PositiveFloat = Field(
        20.0, description="Longest wait for another process to release the directory."
    )


class PassageSettings(BaseModel, frozen=True, extra="forbid"):
    """How files are read and cut."""

    memory_mib: PositiveInt = Field(
        768, description="Address space of the reading child above its start, in MiB."
    )
    seconds: PositiveFloat = Field(20.0, description="Longest time for one file.")
    inflated_mib: PositiveInt = Field(128, description="Largest inflated size of one file, in MiB.")
    file_mib: PositiveInt = Field(64, description="Largest file, in MiB.")
    max_characters: PositiveInt = Field(
        700, description="Target upper bound of a Latin-script passage; Chinese a third."
    )


class RetrievalSettings(BaseModel, frozen=True, extra="forbid"):
    """How much is looked at, and how much reaches the chat model."""

    candidates: PositiveInt = Field(40, description="Passages taken from each index before fusion.")
    top_k: PositiveInt = Field(8, description="Passages left after fusion: E1 to E8.")
    exact_below: int = Field(50_000, ge=0, description="Below this many passages dense search is exact.")
    sentences_below: int = Field(
        5_000,
        ge=0,
        description="Below this many passages every sentence has a vector of its own; not above `exact_below`.",
    )


class ConsultationSettings(BaseModel, frozen=True, extra="forbid"):
    """One conversation with a patient."""

    question_characters: PositiveInt = Field(2_000, description="Longest question.")
    remembered_turns: PositiveInt = Field(6, description="Earlier turns the twin considers.")
    keep_days: PositiveInt = Field(90, description="Days after which a conversation is deleted.")
    lease_seconds: PositiveFloat = Field(
        15.0, description="A turn whose worker is silent this long is taken over."
    )


class TriageSettings(BaseModel, frozen=True, extra="forbid"):
    """How urgent it is: rules first, whatever is set here."""

    opinion: bool = Field(
        True,
        description="Ask the served chat model, where there is one, for its opinion; it can only raise a level.",
    )
    opinion_seconds: PositiveFloat = Field(
        2.0, description="Longest wait for that opinion; the card of the rules never waits for it."
    )


class WayfindingSettings(BaseModel, frozen=True, extra="forbid"):
    """The hospital directory and the way to the room."""

    folder: str = Field(
        "hospital", description="Folder of the hospital directory, below the corpora or an absolute path."
    )
    default_entrance: str = Field(
        "east-gate", description="Entrance where a walk begins when none is named; an id of the directory."
    )


class LabelSettings(BaseModel, frozen=True, extra="forbid"):
    """What the label in every exported file says of its maker (GB 45438-2025)."""

    producer: str = Field(
        "Shanghai Qinghe Hospital (fictional)",
        min_length=1,
        max_length=200,
        description="Name or registered code of the provider: ContentProducer and ContentPropagator of the AIGC label.",
    )


class ServeSettings(BaseModel, frozen=True, extra="forbid"):
    """The web service."""

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: PositiveInt = Field(8000, description="Port to listen on.")
    public_url: str = Field("http://127.0.0.1:8000", description="Address as patients see it; used in links.")
    emergency_number: str = Field("120", description="Local emergency number, shown as a `tel:` link.")
    cookie_secret: SecretStr | None = Field(
        None, description="Signs patients' cookies. Empty: made once in the data directory."
    )
    api_keys: dict[str, SecretStr] = Field(
        default_factory=dict,
        description="Keys for the OpenAI-compatible routes by name. Empty: open, for a service on loopback only.",
    )
    footnote_keys: frozenset[str] = Field(
        frozenset(), description="Names of keys that get citations as footnotes."
    )
    upload_mib: PositiveInt = Field(300, description="Largest file that the verify page takes, in MiB.")


class Settings(BaseSettings):
    """All sections. Only `twin.assembly` reads the whole."""

    model_config = SettingsConfigDict(
        env_prefix="TWIN_",
        env_nested_delimiter="__",
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
        toml_file="twin.toml",
    )

    paths: PathSettings = PathSettings()
    database: DatabaseSettings = DatabaseSettings()
    chat: ChatSettings = ChatSettings()
    embedding: EmbeddingSettings = EmbeddingSettings()
    chroma: ChromaSettings = ChromaSettings()
    passages: PassageSettings = PassageSettings()
    retrieval: RetrievalSettings = RetrievalSettings()
    consultation: ConsultationSettings = ConsultationSettings()
    triage: TriageSettings = TriageSettings()
    wayfinding: WayfindingSettings = WayfindingSettings()
    serve: ServeSettings = ServeSettings()
    staff: StaffSettings = StaffSettings()
    reins: ReinsSettings = ReinsSettings()
    review: ReviewSettings = ReviewSettings()
    voice: VoiceSettings = VoiceSettings()
    lecture: LectureSettings = LectureSettings()
    labels: LabelSettings = LabelSettings()
    log_format: Literal["plain", "json"] = Field("plain", description="Log lines for people or for programs.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order the sources: given in code, environment, secret files, twin.toml."""
        sources: list[PydanticBaseSettingsSource] = [init_settings, env_settings]
        secrets = os.environ.get("TWIN_SECRETS_DIR")
        if secrets:
            sources.append(
                NestedSecretsSettingsSource(
                    file_secret_settings,
                    secrets_dir=secrets,
                    secrets_nested_delimiter="__",
                    secrets_dir_missing="error",
                    secrets_prefix="",
                )
            )
        return (*sources, TomlConfigSettingsSource(settings_cls))


def load_settings() -> Settings:
    """Read the settings once.

    Raises:
        SettingsError: Naming each setting that is wrong, its value's fault, and where it is documented.
    """
    try:
        return Settings()
    except ValidationError as error:
        lines = [
            f"TWIN_{'__'.join(str(part).upper() for part in e['loc'])}: {e['msg']}" for e in error.errors()
        ]
        raise SettingsError(
            "Wrong settings. " + "; ".join(lines) + ". Every setting is described in docs/settings.md."
        ) from error


def origins(settings: Settings) -> dict[str, str]:
    """Say where each setting that differs from its default came from, by environment variable name."""
    found: dict[str, str] = {}
    secrets = Path(os.environ.get("TWIN_SECRETS_DIR", ""))
    for name, section in settings:
        fields = type(section).model_fields if isinstance(section, BaseModel) else {}
        for key in fields:
            if getattr(section, key) == fields[key].get_default(call_default_factory=True):
                continue
            variable = f"TWIN_{name}__{key}".upper()
            if any(one.upper().startswith(variable) for one in os.environ):
                found[variable] = "environment"
            elif os.environ.get("TWIN_SECRETS_DIR") and (secrets / f"{name}__{key}").is_file():
                found[variable] = f"secret file {name}__{key}"
            else:
                found[variable] = "twin.toml"
    return found
