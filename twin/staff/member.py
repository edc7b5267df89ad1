"""Who works here: a role, a name, and the personas a physician is bound to."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody may do. A patient has no account; api/access_table.py says what each may call."""

    PATIENT = "patient"
    RESIDENT = "resident"
    OUTREACH = "outreach"
    PHYSICIAN = "physician"
    ADMIN = "admin"


STAFF_ROLES = (Role.RESIDENT, Role.OUTREACH, Role.PHYSICIAN, Role.ADMIN)


@dataclass(frozen=True, slots=True)
class StaffMember:
    """One account, as everybody but `twin.staff` sees it: no password, no session.

    `personas` are those a physician, resident or outreach nurse is bound to; an admin needs none.
    """

    id: str
    name: str
    role: Role
    personas: frozenset[str] = frozenset()

    def may_act_for(self, persona_id: str) -> bool:
        """Say whether this persona's desk and reins are theirs: bound to it, or an admin."""
        return self.role is Role.ADMIN or persona_id in self.personas
