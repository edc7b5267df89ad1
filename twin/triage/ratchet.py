"""The state of a conversation: its level never falls, whatever is said later. Only a physician lowers it."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from twin.errors import PolicyRefused
from twin.triage.disposition import Disposition
from twin.triage.findings import Findings
from twin.triage.result import Result


@dataclass(frozen=True, slots=True)
class Lowering:
    """A physician's decision to lower a level: who, why, when, from what to what."""

    physician_id: str
    reason: str
    decided_at: datetime
    before: Disposition
    after: Disposition


@dataclass(frozen=True, slots=True)
class TriageState:
    """What is known after some messages. `result` is the outcome of the highest level reached; None before any message."""

    findings: Findings = field(default_factory=Findings)
    result: Result | None = None
    lowerings: tuple[Lowering, ...] = ()

    @property
    def disposition(self) -> Disposition:
        """Give the level; self-care before anything was said."""
        return self.result.disposition if self.result is not None else Disposition.SELF_CARE

    def raised(self, findings: Findings, result: Result) -> "TriageState":
        """Take a newer outcome: it counts where it is as high or higher; what was found is kept in any case."""
        if self.result is not None and self.result.disposition > result.disposition:
            result = self.result
        return replace(self, findings=findings, result=result)

    def lowered(
        self, to: Disposition, result: Result, *, physician_id: str, reason: str, decided_at: datetime
    ) -> "TriageState":
        """Lower the level by a physician's decision; it is recorded, and later messages may raise it again.

        Args:
            to: The level from now on.
            result: The outcome to show for it.
            physician_id: Who decides.
            reason: Why, in the physician's words.
            decided_at: When; with a time zone.

        Raises:
            PolicyRefused: Without a physician or a reason, or when it would not be lower.
        """
        if not physician_id.strip() or not reason.strip():
            raise PolicyRefused("Only a physician lowers a level, and gives the reason. Name both.")
        if to >= self.disposition:
            raise PolicyRefused(
                f"{to.value!r} is not lower than {self.disposition.value!r}; nothing was changed."
            )
        step = Lowering(physician_id, reason, decided_at, self.disposition, to)
        return replace(
            self,
            findings=Findings(messages=self.findings.messages, person=self.findings.person),
            result=replace(result, disposition=to),
            lowerings=(*self.lowerings, step),
        )
