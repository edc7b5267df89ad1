"""Who answers at a desk: the physicians bound to a persona, and those who stand in. Nobody is promised who is not there."""

from collections.abc import Awaitable, Callable, Mapping

PhysiciansOf = Callable[[str], Awaitable[int]]


class Answerers:
    """Says whether somebody reads a persona's desk, and whose desks an account may see."""

    def __init__(self, physicians_of: PhysiciansOf, stands_in: Mapping[str, str]) -> None:
        """Take the count of a persona's open physician accounts, and who stands in for whom (settings)."""
        self._physicians_of = physicians_of
        self._stands_in = dict(stands_in)

    async def somebody_reads(self, persona: str) -> bool:
        """Say whether a physician of the persona, or of the one that stands in, has an account."""
        if await self._physicians_of(persona):
            return True
        backup = self._stands_in.get(persona)
        return bool(backup and await self._physicians_of(backup))

    def backup_of(self, persona: str) -> str:
        """Give the persona whose physicians stand in; "" when nobody does."""
        return self._stands_in.get(persona, "")

    def stood_in_for(self, personas: frozenset[str]) -> frozenset[str]:
        """Give the personas whose overdue entries these physicians answer as well."""
        return frozenset(one for one, backup in self._stands_in.items() if backup in personas) - personas
