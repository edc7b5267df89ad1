"""What of a turn wants a physician's eyes: read off its events as they are written, so that nothing is lost or doubled."""

from collections.abc import Sequence

from twin.consultation.events import Answered, ConsultationEvent, Found, Withheld
from twin.review.autonomy import Level
from twin.review.queue import Cause, Kind, is_sampled
from twin.review.queue_store import QueueStore
from twin.settings import ReviewSettings

EMERGENCY = "emergency"


class CausesOfReview:
    """Tells causes from events. Drafts and wishes for a person come from the reins (twin/consultation/desk_drafts.py)."""

    def __init__(self, queue: QueueStore, settings: ReviewSettings, *, share_at_sampled: float) -> None:
        """Take the queue, the random share of every answered turn, and the larger one at autonomy level 2."""
        self.queue = queue
        self._settings = settings
        self._share_at_sampled = share_at_sampled

    def of(self, turn_id: str, events: Sequence[ConsultationEvent]) -> list[Cause]:
        """Give the causes that these events of one turn are."""
        causes = []
        for event in events:
            if _is_emergency(event):
                causes.append(Cause(Kind.EMERGENCY_SHOWN, turn_id))
            if isinstance(event, Found):
                causes += [
                    Cause(Kind.CONFLICT, turn_id, draft=(one.own_sentence, one.guideline_sentence))
                    for one in event.to_desk
                ]
            if isinstance(event, Withheld):
                causes.append(Cause(Kind.WITHHELD, turn_id, draft=(f"{event.reason}: {event.words}",)))
            if isinstance(event, Answered):
                causes += self._of_the_end(turn_id, event)
        return causes

    def _of_the_end(self, turn_id: str, event: Answered) -> list[Cause]:
        if event.ending or event.decision:
            return []  # the reins have put it into the queue, or the physician has decided it already
        if not event.covered:
            return [Cause(Kind.NOT_COVERED, turn_id)]
        share = self._share_at_sampled if event.level == Level.SAMPLED else self._settings.sample_share
        settings = self._settings.model_copy(update={"sample_share": max(share, self._settings.sample_share)})
        return [Cause(Kind.SAMPLE, turn_id)] if is_sampled(turn_id, settings) else []


def _is_emergency(event: ConsultationEvent) -> bool:
    """Say whether this event shows the emergency card: it carries that disposition, or ends the turn with it."""
    disposition = getattr(event, "disposition", None)
    level = getattr(disposition, "value", disposition)
    return level == EMERGENCY or getattr(event, "ending", "") == EMERGENCY
