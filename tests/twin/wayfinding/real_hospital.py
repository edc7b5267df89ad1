"""The hospital of the demonstration with the clinics of its physicians, read once for all tests."""

from functools import cache
from pathlib import Path

from twin.persona.folder import load_clinic, persona_ids
from twin.wayfinding.directory import Directory
from twin.wayfinding.directory_file import load_directory
from twin.wayfinding.wayfinder import Wayfinder

ROOT = Path(__file__).resolve().parents[3]
HOSPITAL = ROOT / "corpora" / "hospital"
PERSONAS = ROOT / "personas"


@cache
def real_directory() -> Directory:
    """Give the checked directory."""
    clinics = {name: load_clinic(PERSONAS, name).clinics for name in persona_ids(PERSONAS)}
    return load_directory(HOSPITAL, clinics)


@cache
def real_guide() -> Wayfinder:
    """Give a guide over it, by names only."""
    return Wayfinder(real_directory, default_entrance="east-gate")
