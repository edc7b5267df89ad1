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
├── DatabaseUnavailable              the database does not answer, or is damaged  (exit 4)
├── UpstreamError                                                                (exit 4)
│   ├── EmbedderUnavailable          the embedding endpoint does not answer
│   ├── ChromaUnavailable            the Chroma server does not answer
│   ├── VoiceError                   twin/voice/voice_errors.py draws its branch
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
├── TriageDataInvalid                a sign, a rule or a card is wrong            (exit 3)
├── PassageNotFound                  a citation of a passage that is not held
├── DirectoryError
│   ├── DirectoryInvalid             the hospital's files contradict themselves  (exit 3)
│   └── PlaceNotFound                no such department, room or entrance
├── StaffError
│   ├── SignInNeeded                 nobody is signed in, or the session ran out
│   ├── SignInRefused                name and password do not fit together
│   ├── SignInThrottled              too many failed sign-ins of this account or address
│   ├── InvitationInvalid            unknown, used or run out
│   ├── StaffInvalid                 a name, role, persona or password that cannot be taken
│   ├── StaffNotFound                no such account
│   ├── AccessRefused                the role, or the persona, is not theirs
│   └── FormRefused                  a form that was not sent from our own page
├── ReviewError
│   ├── EntryNotFound                nothing at this desk has that id
│   ├── EntryDecided                 somebody has decided it meanwhile
│   ├── DecisionNotFound             no decision of that id, or of another's persona
│   └── DecisionInvalid              a decision that lacks something
├── EducationError
│   ├── TopicNotFound                no such topic, or the folder no longer bears it out
│   ├── LessonTooHard                a lesson for patients misses its reading target (exit 5)
│   ├── LessonSessionNotFound        absent, deleted, or another patient's
│   └── LessonSessionOver            the lesson does not wait for this reply
├── LectureError
│   ├── LectureNotFound              no such project, or another persona's
│   ├── LectureVersionNotFound       the project has no script of that number
│   ├── SentenceNotFound             no such sentence, scene or comment in the script
│   ├── LectureChanged               somebody saved another version meanwhile
│   ├── BriefInvalid                 a brief or an edit that cannot be worked with
│   ├── ScriptFileInvalid            a script file that cannot be read, with its line
│   ├── ScriptRefused                sentences that nothing bears out            (exit 5)
│   ├── SecondCaptionsMissing        sentences without their other language     (exit 5)
│   ├── NotApproved                  not approved with these slides and this voice (exit 5)
│   └── ApprovalRefused              no physician of this persona, or the author (exit 5)
├── ProductionError
│   ├── JobNotFound                  no long job of that id
│   ├── JobEnded                     a job failed or was cancelled; carries its own exit code
│   └── TalkUnsound                  what was made is not what it should be; not published
├── TeachingError
│   ├── CaseNotFound                 no such case, or not published
│   ├── SessionNotFound              absent, or another learner's
│   ├── SessionChanged               it went on in another window
│   ├── CardNotFound                 absent, retired, or another learner's
│   ├── RoundNotFound                no ward round of that link
│   ├── TurnOfAnother                somebody else is called on
│   ├── PaperNotFound                no paper of that name
│   ├── TeachingInputInvalid         a confidence, line or text that cannot be taken
│   └── TranscriptInvalid            a labelled transcript that cannot be read
├── TypesettingError
│   ├── FontMissing                  no font for the text's writing system       (exit 3)
│   ├── GlyphMissing                 no installed font holds a character
│   ├── TextDoesNotFit               too large for its page at the smallest size
│   └── TypesettingFailed            anything else that Typst says
├── LabelError
│   ├── LabelInvalid                 a file's label is missing, doubled or not well-formed
│   ├── ManifestInvalid              the signed side-car file cannot be read
│   ├── UploadInvalid                nothing was sent to be verified
│   └── UploadTooLarge               larger than the house takes
└── PolicyRefused                    consent, label or autonomy forbids it       (exit 5)
"""

# The files beside this one say in `__all__` what they hold; everybody imports it from here.
from twin.directory_errors import *  # noqa: F403
from twin.education_errors import *  # noqa: F403
from twin.label_errors import *  # noqa: F403
from twin.lecture_errors import *  # noqa: F403
from twin.production_errors import *  # noqa: F403
from twin.staff_errors import *  # noqa: F403
from twin.teaching_errors import *  # noqa: F403
from twin.twin_error import TwinError as TwinError  # noqa: PLC0414 - given on, as a strict type checker reads it
from twin.typesetting_errors import *  # noqa: F403


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


class DatabaseUnavailable(TwinError):
    """The database of record does not answer, is damaged, or stays locked."""

    exit_code = 4


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


class TriageDataInvalid(TwinError):
    """A sign, a rule or a card under corpora/triage is wrong."""

    exit_code = 3


class PassageNotFound(TwinError):
    """A citation of a passage that is not held."""

    def __init__(self, passage_id: str) -> None:
        super().__init__(
            f"No passage {passage_id!r} is held. Its document may have been replaced; ask the question again."
        )


class PolicyRefused(TwinError):
    """Consent, label or autonomy forbids it."""

    exit_code = 5
