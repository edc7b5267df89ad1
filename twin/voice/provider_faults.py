"""An HTTP status of a voice's provider as one of our errors. The provider's own words are never read."""

from twin.voice.voice_errors import (
    VoiceError,
    VoiceKeyRefused,
    VoiceOverloaded,
    VoiceRejected,
    VoiceUnavailable,
    VoiceUnknown,
    VoiceUnpaid,
)

TRANSIENT = frozenset({408, 409, 425})


def fault_for_status(
    status: int, *, provider: str, voice: str, retry_after_seconds: float | None = None
) -> VoiceError:
    """Give the error that a status stands for."""
    if status in {401, 403}:
        return VoiceKeyRefused(provider)
    if status == 402:
        return VoiceUnpaid(provider)
    if status == 404:
        return VoiceUnknown(provider, voice)
    if status == 429:
        return VoiceOverloaded(provider, retry_after_seconds=retry_after_seconds)
    if status >= 500 or status in TRANSIENT:
        return VoiceUnavailable(provider, f"status {status}")
    return VoiceRejected(provider, status)


def seconds_to_wait(wish: str | None) -> float | None:
    """Read a `retry-after` header given in seconds; None for anything else."""
    return float(wish) if wish and wish.replace(".", "", 1).isdecimal() else None
