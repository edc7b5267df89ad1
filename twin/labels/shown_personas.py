"""The personas of the house as every surface may show them: as far as each physician consents today."""

from twin.errors import PolicyRefused
from twin.labels.consent import ConsentLedger
from twin.labels.shown_persona import shown_persona
from twin.persona.persona import Persona
from twin.persona.shelf import PersonaShelf


class ShownPersonas:
    """Stands between the folders and everybody who shows or speaks as a persona."""

    def __init__(self, shelf: PersonaShelf, ledger: ConsentLedger) -> None:
        """Take the folders and the ledger."""
        self._shelf = shelf
        self._ledger = ledger

    def persona(self, persona_id: str) -> Persona:
        """Give one persona; without consent to the name it bears none.

        Raises:
            PersonaNotFound: If there is no such folder.
            PersonaInvalid: If persona.yaml fails its check.
        """
        return shown_persona(self._shelf.persona(persona_id), self._ledger)

    def is_withdrawn(self, persona_id: str) -> bool:
        """Say whether the physician took everything back: the twin is listed nowhere and answers nothing."""
        return self._ledger.standing(self._shelf.persona(persona_id)).is_withdrawn

    def require_consent(self, persona_id: str) -> None:
        """Go on only while the physician has not taken everything back.

        Raises:
            PersonaNotFound: If there is no such folder.
            PolicyRefused: If consent is withdrawn.
        """
        if self.is_withdrawn(persona_id):
            raise PolicyRefused(
                f"The physician behind {persona_id!r} has withdrawn consent; the folder is shown to nobody. "
                "See its consent/ folder."
            )

    def listed(self, persona_ids: list[str]) -> list[Persona]:
        """Give those of the named personas that are open to patients, in the same order."""
        return [self.persona(persona_id) for persona_id in persona_ids if not self.is_withdrawn(persona_id)]
