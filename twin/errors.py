"""The error family. Each says what happened, with the value, and the way out; none knows HTTP.

TwinError
├── SettingsError                    a setting is missing or wrong               (exit 3)
├── PersonaError
│   ├── PersonaNotFound              no such folder
│   └── PersonaInvalid               the folder fails its check
├── DocumentError                    one file could not be read; the rest goes on
│   ├── DocumentUnreadable           truncated, empty, wrong extension, mis-encoded, scanned
│   ├── DocumentEncrypted            needs a password
│   └── DocumentTooLarge             over a limit of memory, time or inflated bytes
├── IndexError_
│   ├── IndexMissing                 the persona has not been indexed
│   ├── IndexBusy                    another process holds the data directory
│   ├── EmbedderMismatch             the index was built with another embedder
│   └── PublishRefused               it lost documents, is poisoned, or fails its questions (exit 5)
├── UpstreamError                                                                (exit 4)
│   ├── EmbedderUnavailable          the embedding endpoint does not answer
│   ├── ChromaUnavailable            the Chroma server does not answer
│   └── ChatModelError
│       ├── ChatModelUnavailable     no connection, no first piece in time, 5xx
│       ├── ChatModelRefused         401, 403, 404: key or model name
│       ├── ChatModelOverloaded      429 after all retries
│       ├── ChatModelRejected        400: the server does not accept the request
│       └── ChatModelTruncated       the stream ended without a finish reason, or at the length limit
├── ConsultationError
│   ├── ConversationNotFound         absent, deleted, or another patient's
│   ├── TurnNotFound                 absent or of another conversation
│   ├── TurnInProgress               the previous question is still being answered
│   ├── QuestionInvalid              empty or too long
│   ├── EvidenceGone                 the folder changed while a turn was interrupted
│   └── LeaseLost                    another worker answers this turn now
├── PassageNotFound                  a citation of a passage that is not held
└── PolicyRefused                    consent, label or autonomy forbids it       (exit 5)
"""


class TwinError(Exception):
    """Any failure the twin names itself."""

    exit_code = 1


class SettingsError(TwinError):
    """A setting is missing or wrong."""

    exit_code = 3


class PersonaError(TwinError):
    """Something about a persona folder."""


class PersonaNotFound(PersonaError):
    """No folder of that name."""

    def __init__(self, persona_id: str, known: list[str]) -> None:
        super().__init__(
            f"No persona {persona_id!r} in personas/ (found: {', '.join(known) or 'none'}). "
            f"Run `twin persona list`, or `twin persona new {persona_id}` to make one."
        )
        self.persona_id = persona_id


class PersonaInvalid(PersonaError):
    """The folder fails its check."""


class DocumentError(TwinError):
    """One file could not be read; the rest of the folder goes on."""


class DocumentUnreadable(DocumentError):
    """Truncated, empty, of a wrong extension, mis-encoded, or scanned without text."""


class DocumentEncrypted(DocumentError):
    """The file needs a password."""


class DocumentTooLarge(DocumentError):
    """Over a limit of memory, time or inflated bytes."""


class IndexError_(TwinError):
    """Something about an index. The underscore keeps Python's own IndexError apart."""


class IndexMissing(IndexError_):
    """The persona has not been indexed."""

    def __init__(self, persona_id: str) -> None:
        super().__init__(
            f"Persona {persona_id!r} has no published index. Run `twin index build {persona_id}`."
        )


class IndexBusy(IndexError_):
    """Another process holds the data directory."""


class EmbedderMismatch(IndexError_):
    """The index was built with another embedder than the one configured."""

    exit_code = 3


class PublishRefused(IndexError_):
    """A rebuild lost documents, is poisoned, or fails its questions, so the serving one stays."""

    exit_code = 5


class UpstreamError(TwinError):
    """A server this service depends on failed."""

    exit_code = 4


class EmbedderUnavailable(UpstreamError):
    """The embedding endpoint does not answer."""


class ChromaUnavailable(UpstreamError):
    """The Chroma server does not answer."""


class ChatModelError(UpstreamError):
    """The served chat model failed."""


class ChatModelUnavailable(ChatModelError):
    """No connection, no first piece within the configured seconds, or a server error."""


class ChatModelRefused(ChatModelError):
    """The server refused the key or does not know the model."""


class ChatModelOverloaded(ChatModelError):
    """Rate-limited after all retries."""


class ChatModelRejected(ChatModelError):
    """The server does not accept the request."""


class ChatModelTruncated(ChatModelError):
    """The stream ended without a finish reason, or at the length limit."""


class ConsultationError(TwinError):
    """Something about a conversation."""


class ConversationNotFound(ConsultationError):
    """Absent, deleted, or another patient's."""

    def __init__(self, conversation_id: str) -> None:
        super().__init__(
            f"No conversation {conversation_id!r}. It may have been deleted; start a new one from the twin's page."
        )


class TurnNotFound(ConsultationError):
    """Absent, or of another conversation."""

    def __init__(self, turn_id: str) -> None:
        super().__init__(f"No turn {turn_id!r} in this conversation. Open the conversation's page again.")


class TurnInProgress(ConsultationError):
    """The previous question is still being answered."""


class QuestionInvalid(ConsultationError):
    """Empty or too long."""


class EvidenceGone(ConsultationError):
    """The folder changed while a turn was interrupted, and nothing it had found is held any more."""


class LeaseLost(ConsultationError):
    """Another worker answers this turn now, or the turn was deleted."""

    def __init__(self, turn_id: str) -> None:
        super().__init__(
            f"Turn {turn_id!r} is answered by another worker now, or was deleted; this one lets go."
        )


class PassageNotFound(TwinError):
    """A citation of a passage that is not held."""

    def __init__(self, passage_id: str) -> None:
        super().__init__(
            f"No passage {passage_id!r} is held. Its document may have been replaced; ask the question again."
        )


class PolicyRefused(TwinError):
    """Consent, label or autonomy forbids it."""

    exit_code = 5
