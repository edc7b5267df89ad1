"""The front door, wired: how urgent it is and the way to the room. What stands here needs no database, no index, no model."""

from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from twin.chat.model import ChatModel
from twin.consultation.asked import EvidenceSource
from twin.consultation.partial_coverage import PartialCoverage
from twin.consultation.red_flags import RedFlags
from twin.consultation.triage_store import TriageStore
from twin.consultation.urgency_opinion import ServedOpinion
from twin.consultation.urgency_words import UrgencyWords
from twin.errors import PersonaInvalid
from twin.persona.clinic import ClinicPlan
from twin.persona.shelf import PersonaShelf
from twin.settings import Settings, TriageSettings
from twin.storage.database import Database
from twin.triage.triage import Triage, load_triage
from twin.wayfinding.directory import Directory
from twin.wayfinding.directory_file import load_directory
from twin.wayfinding.referral import Referral, load_referral
from twin.wayfinding.wayfinder import Wayfinder

OWN_CORPORA = Path(__file__).resolve().parent.parent / "corpora"


def wayfinder_of(settings: Settings, shelf: PersonaShelf | None = None) -> Wayfinder:
    """Give the guide to the rooms. It needs no house: no database, no index, no model."""
    paths = settings.paths
    physicians = shelf or PersonaShelf(paths.personas, paths.corpora)

    def load() -> Directory:
        clinics = {}
        for persona_id in physicians.ids():
            with suppress(PersonaInvalid):  # one broken folder leaves the others their rooms
                clinics[persona_id] = physicians.clinic(persona_id).clinics
        return load_directory(paths.corpora / settings.wayfinding.folder, clinics)

    def referral(directory: Directory) -> Referral:
        return load_referral(
            paths.corpora / settings.wayfinding.folder,
            departments=directory.departments,
            level_of=lambda text: triage_of(paths.corpora).assess([text]).disposition,
        )

    return Wayfinder(load, default_entrance=settings.wayfinding.default_entrance, referral=referral)


def urgency_words_of(settings: Settings, wayfinder: Wayfinder | None = None) -> UrgencyWords:
    """Give the red flags in words. They need no house: no database, no index, no model."""
    return UrgencyWords(
        lambda: triage_of(settings.paths.corpora),
        wayfinder or wayfinder_of(settings),
        emergency_number=settings.serve.emergency_number,
    )


@lru_cache(maxsize=2)
def triage_of(corpora: Path) -> Triage:
    """Give the red flags of a corpora folder, read once: every surface judges by the same ones.

    A folder that brings none gets those of the product: nobody is answered without red flags.

    Raises:
        TriageDataInvalid: If a sign, a rule or a card is wrong.
    """
    return load_triage(corpora if (corpora / "triage").is_dir() else OWN_CORPORA)


def red_flags_over(
    database: Database,
    words: UrgencyWords,
    *,
    settings: TriageSettings,
    served: ChatModel | None,
    evidence: EvidenceSource,
    clinic_of: Callable[[str], ClinicPlan | None],
) -> RedFlags:
    """Wire the red flags of the corridor; only here a database comes in, to keep what was found.

    Args:
        database: Where levels and histories are kept.
        words: The rules and their words; they need nothing else of the house.
        settings: Whether and how long a model is asked.
        served: The served model, if one is configured.
        evidence: Tells which part of a question is covered.
        clinic_of: Gives a physician's clinic.
    """
    opinion = None
    if served is not None and settings.opinion:
        opinion = ServedOpinion(served, seconds=settings.opinion_seconds)
    return RedFlags(
        TriageStore(database), words, opinion=opinion, coverage=PartialCoverage(evidence, clinic_of)
    )
