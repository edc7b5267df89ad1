"""What production needs of the house: wired once, by the assembly."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from twin.lecture.approval import Approvals
from twin.lecture.artefacts import Artefacts
from twin.lecture.lecture_store import LectureStore
from twin.lecture.script import Script
from twin.lecture.speaking import WAITS_SECONDS
from twin.lecture.talk_order import Labelling
from twin.persona.persona import Persona
from twin.voice.speech import Voice


def _no_terms(_: str) -> Collection[str]:
    return ()


def _no_readings(_: str, __: str) -> Mapping[str, str]:
    return {}


def _no_pictures(_: Script) -> Mapping[str, str]:
    return {}


def _not_kept(*_: object, **__: object) -> None:
    """Keep no rate."""


@dataclass(frozen=True, slots=True)
class ProductionRooms:
    """The rooms production uses.

    `work` holds everything content-addressed: slides, sound, pieces of film, half-finished talks; it may be deleted when no
    job runs. `voice_of(persona, language, draft)` gives the voice; a draft's is always embedded. `kept_whole` gives the terms
    that captions never break, `pronunciations_of` a persona's own readings, `pictures_of` the pictures that a script names
    (`scene_pictures`), read anew each time: a picture that changed after the approval is no longer approved;
    `measured` hears how long a voice took (`MeasuredRates.measured`).
    """

    work: Path
    store: LectureStore
    approvals: Approvals
    artefacts: Artefacts
    persona_of: Callable[[str], Persona]
    may_present: Callable[[Persona], bool]
    voice_of: Callable[[str, str, bool], Voice]
    labelling: Labelling
    kept_whole: Callable[[str], Collection[str]] = _no_terms
    pronunciations_of: Callable[[str, str], Mapping[str, str]] = _no_readings
    pictures_of: Callable[[Script], Mapping[str, str]] = _no_pictures
    measured: Callable[..., object] = _not_kept
    waits_seconds: Sequence[float] = WAITS_SECONDS
