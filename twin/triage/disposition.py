"""The four levels of urgency."""

from enum import Enum
from functools import total_ordering


@total_ordering
class Disposition(Enum):
    """How soon a person needs care; `SELF_CARE < ROUTINE < URGENT < EMERGENCY`.

    Self-care: at home, with words on when to come. Routine: a clinic, days to weeks. Urgent: today or tomorrow.
    Emergency: now, by ambulance or in the emergency department.
    """

    SELF_CARE = "self_care"
    ROUTINE = "routine"
    URGENT = "urgent"
    EMERGENCY = "emergency"

    @property
    def rank(self) -> int:
        """Give 0 for self-care up to 3 for an emergency."""
        return _ORDER.index(self)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Disposition):
            return NotImplemented
        return self.rank < other.rank


_ORDER = (Disposition.SELF_CARE, Disposition.ROUTINE, Disposition.URGENT, Disposition.EMERGENCY)
NAMES = {
    Disposition.SELF_CARE: {"en": "self-care", "zh": "居家观察"},
    Disposition.ROUTINE: {"en": "a clinic appointment", "zh": "门诊就诊"},
    Disposition.URGENT: {"en": "today or tomorrow", "zh": "尽快就诊（当天或次日）"},
    Disposition.EMERGENCY: {"en": "emergency", "zh": "急诊"},
}
