"""The consent ledger: what a physician's signed consent allows today. Read at every request, from the persona folder.

In force is what persona.yaml grants, for a duty in its scope, from the day it was signed until the day it expires,
while the signed file is there and nothing in `consent/` takes it back. A file `consent/revoked.yaml` takes back what it
names; any other file there whose name begins with `revoked` takes back everything, and so does one that cannot be read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

import yaml

from twin.errors import PersonaNotFound, PolicyRefused, StaffInvalid
from twin.persona.persona import Persona

FOLDER = "consent"
REVOKED_FILE = "revoked.yaml"
CONSULTATION = "consultation"
LECTURE = "lecture"
_IN_FOLDER = {LECTURE: "lectures"}  # as docs/persona-folder.md and the signed papers spell a duty


class Use(StrEnum):
    """What a physician lends to a twin."""

    NAME = "name"
    LIKENESS = "likeness"
    VOICE = "voice"


EVERYTHING = frozenset(Use)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is in force today for one duty. `is_withdrawn`: the physician took everything back; the twin is silent."""

    in_force: frozenset[Use]
    is_withdrawn: bool = False


class ConsentLedger:
    """Reads and revokes consents. Holds nothing: a file that changes counts at the next question."""

    def __init__(self, personas: Path) -> None:
        """Take the folder of persona folders."""
        self._personas = personas

    def standing(self, persona: Persona, *, duty: str = CONSULTATION, today: date | None = None) -> Standing:
        """Give what is in force for a duty."""
        today = today or datetime.now(UTC).date()
        folder = self._personas / persona.id
        revoked = _revoked(folder / FOLDER)
        if revoked == EVERYTHING:
            return Standing(frozenset(), is_withdrawn=True)
        consent = persona.consent
        is_signed = consent.signed <= today < consent.expires and _is_signed(folder, consent.signature_file)
        if not is_signed or not {duty, _IN_FOLDER.get(duty, duty)}.intersection(consent.scope):
            return Standing(frozenset())
        granted = {use for use in Use if getattr(consent, use.value)}
        return Standing(frozenset(granted - revoked))

    def require(self, persona: Persona, use: Use, *, duty: str) -> None:
        """Go on only with consent to this use for this duty.

        Raises:
            PolicyRefused: When it is not in force.
        """
        if use not in self.standing(persona, duty=duty).in_force:
            raise PolicyRefused(
                f"{persona.id!r} has no consent in force to the {use.value} for {duty}. See consent in "
                f"{persona.id}/persona.yaml, its signed file, and {FOLDER}/{REVOKED_FILE}."
            )

    def revoke(self, persona_id: str, *, by: str, reason: str, uses: Iterable[Use] = EVERYTHING) -> Path:
        """Write a revocation into the persona folder; it counts at the next request. Give the file.

        Raises:
            PersonaNotFound: When there is no such folder.
            StaffInvalid: When the folder cannot be written; the message says what to write by hand.
        """
        folder = self._personas / persona_id
        if not (folder / "persona.yaml").is_file():
            raise PersonaNotFound(
                persona_id, sorted(path.parent.name for path in self._personas.glob("*/persona.yaml"))
            )
        path = folder / FOLDER / REVOKED_FILE
        entry = {
            "date": datetime.now(UTC).date().isoformat(),
            "by": by,
            "reason": reason,
            "uses": sorted(use.value for use in uses),
        }
        try:
            path.parent.mkdir(exist_ok=True)
            with path.open("a", encoding="utf-8") as file:
                file.write(yaml.safe_dump([entry], allow_unicode=True, sort_keys=False))
        except OSError as error:
            raise StaffInvalid(
                f"{path} cannot be written ({error.strerror}). Put a file of that name there by another way; an empty "
                "one takes everything back."
            ) from error
        return path


def _is_signed(folder: Path, signature_file: str) -> bool:
    """Say whether the signed consent is there: a file inside the folder that is not empty."""
    path = (folder / signature_file).resolve()
    return path.is_relative_to(folder.resolve()) and path.is_file() and path.stat().st_size > 0


def _revoked(folder: Path) -> frozenset[Use]:
    """Give what the files of a consent folder take back."""
    taken: set[Use] = set()
    try:
        files = [path for path in folder.iterdir() if path.name.lower().startswith("revoked")]
    except OSError:
        return frozenset()  # no such folder: then nothing is signed either
    for path in files:
        taken |= _taken_back_by(path)
    return frozenset(taken)


def _taken_back_by(path: Path) -> frozenset[Use]:
    if path.name != REVOKED_FILE:
        return EVERYTHING
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
        return frozenset(Use(use) for entry in entries for use in entry["uses"])
    except (OSError, ValueError, TypeError, KeyError, yaml.YAMLError):
        return EVERYTHING  # somebody took something back; what, cannot be read
