"""Which voice reads for whom, as `twin voice list` and `twin doctor` show it."""

from typing import Any

from twin.chosen_voice import chosen_voice, voice_consent, voice_folder
from twin.errors import PersonaError, PolicyRefused
from twin.labels.consent import LECTURE
from twin.persona.folder import persona_ids
from twin.settings import Settings
from twin.voice.voice_errors import VoiceError
from twin.voice.voice_store import VoiceStore

LANGUAGES = ("en", "zh")


def voice_rows(settings: Settings) -> list[dict[str, Any]]:
    """Give one row for each persona and language: the voice, or why there is none; nothing is asked of a provider."""
    store = VoiceStore(voice_folder(settings))
    return [
        _row(settings, store, persona_id, language)
        for persona_id in persona_ids(settings.paths.personas)
        for language in LANGUAGES
    ]


def _row(settings: Settings, store: VoiceStore, persona_id: str, language: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "persona": persona_id,
        "language": language,
        "voice": "",
        "own": False,
        "consent": _consents(settings, persona_id),
        "kept": sum(one.language == language for one in store.listed(persona_id)),
        "fault": "",
    }
    try:
        voice = chosen_voice(settings, persona_id, language)
    except VoiceError as error:
        return row | {"fault": str(error)}
    return row | {"voice": voice.id, "own": voice.is_cloned}


def _consents(settings: Settings, persona_id: str) -> bool:
    """Say whether consent to the voice is in force for lectures."""
    try:
        voice_consent(settings, persona_id, duty=LECTURE)()
    except (PolicyRefused, PersonaError):
        return False
    return True
