"""The red flags of the house over the real rules and the real hospital, read once for all tests."""

from functools import cache

from tests.twin.wayfinding.real_hospital import ROOT, real_directory
from twin.consultation.urgency_words import UrgencyWords
from twin.triage.triage import Triage, load_triage
from twin.wayfinding.referral import load_referral
from twin.wayfinding.wayfinder import Wayfinder


@cache
def real_triage() -> Triage:
    """Give the rules."""
    return load_triage(ROOT / "corpora")


@cache
def real_guide_with_referral() -> Wayfinder:
    """Give a guide that knows complaints."""
    return Wayfinder(
        real_directory,
        default_entrance="east-gate",
        referral=lambda directory: load_referral(
            ROOT / "corpora" / "hospital", departments=directory.departments
        ),
    )


def real_words(number: str = "120") -> UrgencyWords:
    """Give the red flags in words."""
    return UrgencyWords(real_triage, real_guide_with_referral(), emergency_number=number)
