"""What can go wrong with a voice. Each says what happened and names the way out; none repeats the provider's words or the text.

VoiceError                    (UpstreamError, exit 4)
├── VoiceNotSet               no voice, key or package for what was asked        (exit 3)
├── VoiceKeyRefused           401, 403: the key                                  (exit 3)
├── VoiceUnknown              404: the voice or model                            (exit 3)
├── VoiceUnpaid               402: the account has no credit left
├── VoiceOverloaded           429 after all retries                              (transient)
├── VoiceUnavailable          no connection, no answer in time, 5xx              (transient)
├── VoiceRejected             the provider does not take the request
├── RecordingUnusable         a recording to make a voice of                     (exit 1)
├── VoiceNotKept              bought sound cannot be kept; nothing is bought
└── SoundUnusable             what came is not the speech that was asked for     (transient)
    ├── SoundTruncated        it ends too early
    ├── SoundUndecodable      the bytes are no sound
    ├── SoundSilent           it is silence
    └── SoundImplausible      far too long for the text
"""

from twin.errors import UpstreamError


class VoiceError(UpstreamError):
    """A text could not be read aloud."""

    is_transient = False  # whether the same request may succeed in a moment

    def __init__(self, message: str, *, retry_after_seconds: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds  # the provider's wish


class VoiceNotSet(VoiceError):
    """No voice, key or package for what was asked."""

    exit_code = 3


class VoiceKeyRefused(VoiceError):
    """The provider refuses the key."""

    exit_code = 3

    def __init__(self, provider: str) -> None:
        super().__init__(
            f"{provider} refuses the key. Check TWIN_VOICE__API_KEY, and that the key may make speech."
        )


class VoiceUnknown(VoiceError):
    """The provider does not know the voice or the model."""

    exit_code = 3

    def __init__(self, provider: str, voice: str) -> None:
        super().__init__(
            f"{provider} does not know the voice {voice!r} or the model. Check TWIN_VOICE__VOICES, TWIN_VOICE__MODEL and "
            "TWIN_VOICE__BASE_URL; `twin voice list` shows what is set."
        )


class VoiceUnpaid(VoiceError):
    """The account has no credit left."""

    def __init__(self, provider: str) -> None:
        super().__init__(
            f"{provider} asks for payment: the account has no credit left. Add credit, or set "
            "TWIN_VOICE__PROVIDER=embedded. Sound bought before is kept and is not bought again."
        )


class VoiceOverloaded(VoiceError):
    """Rate-limited after all retries."""

    is_transient = True

    def __init__(self, provider: str, *, retry_after_seconds: float | None = None) -> None:
        wish = f" in {retry_after_seconds:.0f} seconds" if retry_after_seconds else " in a minute"
        super().__init__(
            f"{provider} is rate-limited. Run it again{wish}; what is finished is kept.",
            retry_after_seconds=retry_after_seconds,
        )


class VoiceUnavailable(VoiceError):
    """No connection, no answer in time, or a server error."""

    is_transient = True

    def __init__(self, provider: str, what: str) -> None:
        super().__init__(
            f"{provider} did not answer ({what}). Check TWIN_VOICE__BASE_URL and the network, and run it again; "
            "what is finished is kept. TWIN_VOICE__PROVIDER=embedded needs no network."
        )


class VoiceRejected(VoiceError):
    """The provider does not take the request."""

    def __init__(self, provider: str, status: int) -> None:
        super().__init__(
            f"{provider} does not take the request (status {status}). Check that TWIN_VOICE__MODEL speaks this language "
            "and is a speech model."
        )


class RecordingUnusable(VoiceError):
    """A recording from which no voice can be made."""

    exit_code = 1

    def __init__(self, what: str) -> None:
        super().__init__(
            f"No voice can be made: {what}. Give WAV or MP3 files of this physician speaking alone, in a quiet room, one to "
            "two minutes together."
        )


class VoiceNotKept(VoiceError):
    """Bought sound cannot be kept, so none is bought."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"Speech cannot be kept in the data directory ({why}), so none is bought: it would be paid for twice. Free some "
            "space, or check TWIN_PATHS__DATA and its rights, and run it again."
        )


class SoundUnusable(VoiceError):
    """What came is not the speech that was asked for."""

    is_transient = True


class SoundTruncated(SoundUnusable):
    """The sound ends too early."""

    def __init__(self, provider: str, seconds: float, expected_seconds: float) -> None:
        super().__init__(
            f"{provider} sent {seconds:.1f} s of sound for a text of about {expected_seconds:.1f} s: it was cut off and is "
            "not used. Run it again; if it goes on, choose another model in TWIN_VOICE__MODEL."
        )


class SoundUndecodable(SoundUnusable):
    """The bytes are no sound."""

    def __init__(self, provider: str, what: str) -> None:
        super().__init__(
            f"{provider} sent bytes that are no sound ({what}). Check that TWIN_VOICE__BASE_URL is a speech server and not "
            "a page of a proxy, and run it again."
        )


class SoundSilent(SoundUnusable):
    """The sound is silence."""

    def __init__(self, provider: str, level_db: float) -> None:
        super().__init__(
            f"{provider} sent silence ({level_db:.0f} dB below full scale). Run it again, or choose another voice or model."
        )


class SoundImplausible(SoundUnusable):
    """The sound is far too long for the text."""

    def __init__(self, provider: str, seconds: float, expected_seconds: float) -> None:
        super().__init__(
            f"{provider} sent {seconds:.1f} s of sound for a text of about {expected_seconds:.1f} s: it may say something "
            "else and is not used. Run it again, or choose another voice or model."
        )
