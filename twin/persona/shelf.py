"""All personas of this house, loaded when asked for and again when their files change."""

from pathlib import Path
from typing import TypeVar

from twin.persona.clinic import ClinicPlan
from twin.persona.folder import (
    CLINIC_FILE,
    PERSONA_FILE,
    STYLE_FILE,
    FolderContent,
    folder_content,
    load_clinic,
    load_persona,
    load_style_guide,
    persona_folder,
    persona_ids,
)
from twin.persona.persona import Persona

Kept = TypeVar("Kept")


class PersonaShelf:
    """Gives personas by id; a changed file is read again at the next request."""

    def __init__(self, personas: Path, corpora: Path) -> None:
        """Keep the folders; nothing is read yet."""
        self._personas = personas
        self._corpora = corpora
        self._kept: dict[tuple[str, str], tuple[int, object]] = {}

    def ids(self) -> list[str]:
        """Give the ids of all personas, sorted."""
        return persona_ids(self._personas)

    def persona(self, persona_id: str) -> Persona:
        """Give one persona.

        Raises:
            PersonaNotFound: If there is no such folder.
            PersonaInvalid: If persona.yaml fails its check.
        """
        kept = self._fresh(persona_id, PERSONA_FILE)
        if isinstance(kept, Persona):
            return kept
        return self._keep(persona_id, PERSONA_FILE, load_persona(self._personas, persona_id))

    def style_guide(self, persona_id: str) -> str:
        """Give the style guide; empty where there is none."""
        kept = self._fresh(persona_id, STYLE_FILE)
        if isinstance(kept, str):
            return kept
        return self._keep(persona_id, STYLE_FILE, load_style_guide(self._personas, persona_id))

    def clinic(self, persona_id: str) -> ClinicPlan:
        """Give where and when the physician sees patients.

        Raises:
            PersonaInvalid: If clinic.yaml is missing or fails its check.
        """
        kept = self._fresh(persona_id, CLINIC_FILE)
        if isinstance(kept, ClinicPlan):
            return kept
        return self._keep(persona_id, CLINIC_FILE, load_clinic(self._personas, persona_id))

    def content(self, persona_id: str) -> FolderContent:
        """Find every document of a persona; never kept, since indexing must see the folder as it is."""
        return folder_content(self._personas, self._corpora, self.persona(persona_id))

    def folder(self, persona_id: str) -> Path:
        """Give the folder of a persona.

        Raises:
            PersonaNotFound: If there is no such folder.
        """
        return persona_folder(self._personas, persona_id)

    def _fresh(self, persona_id: str, name: str) -> object | None:
        """Give what is kept of a file that has not changed since."""
        changed, value = self._kept.get((persona_id, name), (-1, None))
        return value if changed == self._changed(persona_id, name) else None

    def _keep(self, persona_id: str, name: str, value: Kept) -> Kept:
        """Keep a value with its file's time."""
        self._kept[persona_id, name] = (self._changed(persona_id, name), value)
        return value

    def _changed(self, persona_id: str, name: str) -> int:
        """Give when the file last changed, in nanoseconds; 0 when it is absent."""
        path = persona_folder(self._personas, persona_id) / name
        return path.stat().st_mtime_ns if path.is_file() else 0
