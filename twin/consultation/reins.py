"""The physician's reins in the corridor: may this twin speak now, and may it speak alone?"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from twin.consultation.asked import Asked
from twin.consultation.events import Answered, ConsultationEvent, Spoken
from twin.gate.verdict import Origin
from twin.labels.consent import ConsentLedger
from twin.labels.exit_words import wants_a_person
from twin.labels.human_route import HumanRoute
from twin.persona.clinic import ClinicPlan
from twin.review.autonomy import AutonomyStore, Level
from twin.review.pausing import PauseStore
from twin.review.topics import Duty, topic_of
from twin.storage.database import Database

LOOK_AGAIN_SECONDS = 1.0  # a pause pressed while an answer is spoken must act within seconds
HELD, PAUSED, WITHDRAWN, LEFT = "held", "paused", "withdrawn", "left"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the reins say about one question. With `ending` and `words` the twin says these and nothing else."""

    topic: str = ""
    level: int | None = None
    ending: str = ""
    words: tuple[str, ...] = ()

    @property
    def is_held(self) -> bool:
        """Say whether the answer becomes a draft for the physician."""
        return self.level is not None and self.level <= Level.APPROVE

    def closing(self, ending: str, *, sentences: int, withheld: int = 0) -> Answered:
        """Give the last event of a turn that the twin did not answer by itself."""
        return Answered(
            covered=False,
            sentences=sentences,
            withheld=withheld,
            model=ending,
            ending=ending,
            topic=self.topic,
            level=self.level,
        )


@dataclass(frozen=True, slots=True)
class Promise:
    """Who answers a held question, in the reader's language, and until when."""

    who: str
    by: datetime


class Drafts(Protocol):
    """Where held answers wait for the physician, and where a wish for a person is heard: the desk."""

    async def hold(self, asked: Asked, events: Sequence[ConsultationEvent], *, ruling: Ruling) -> Promise:
        """Put a draft into the queue, once per turn however often it is called; `events` are what was not said."""
        ...

    async def escalate(self, asked: Asked) -> None:
        """Note that the reader of this turn asked for a person, once per turn."""
        ...


class Reins:
    """Holds what physicians decided; the corridor asks it before every answer and while one is being spoken."""

    def __init__(
        self,
        database: Database,
        *,
        autonomy: AutonomyStore,
        pauses: PauseStore,
        ledger: ConsentLedger,
        route: HumanRoute,
        clinic_of: Callable[[str], ClinicPlan | None],
        drafts: Drafts | None = None,
    ) -> None:
        """Take the stores. Without a desk for drafts a held question is told to be asked at the clinic."""
        self._database = database
        self._autonomy = autonomy
        self._pauses = pauses
        self._ledger = ledger
        self._route = route
        self._clinic_of = clinic_of
        self._drafts = drafts

    async def ruling(self, asked: Asked) -> Ruling:
        """Say whether the twin speaks, and whether it does so alone."""
        plan, language = self._clinic_of(asked.persona.id), asked.language
        if self._ledger.standing(asked.persona).is_withdrawn:
            return Ruling(ending=WITHDRAWN, words=self._route.withdrawn(plan, language))
        wants_person = wants_a_person(asked.question)
        if wants_person or asked.has_left:
            if self._drafts is not None:
                await self._drafts.escalate(asked)
            return Ruling(ending=LEFT, words=self._route.left(plan, language))
        topic = topic_of(asked.question)
        async with self._database.reading() as session:
            pause = await self._pauses.read(session, asked.persona.id)
            found = await self._autonomy.read(session, asked.persona.id, Duty.CONSULTATION, topic)
        if pause is not None:
            return Ruling(topic, found.level, PAUSED, self._route.paused(plan, language))
        return Ruling(topic, found.level)

    async def held(
        self, asked: Asked, ruling: Ruling, events: Sequence[ConsultationEvent]
    ) -> tuple[str, ...]:
        """Give a draft to the desk, and the words that tell the reader who answers and when."""
        plan = self._clinic_of(asked.persona.id)
        if self._drafts is None:
            return self._route.held(plan, asked.language)
        promise = await self._drafts.hold(asked, events, ruling=ruling)
        return self._route.held(plan, asked.language, who=promise.who, by=promise.by)

    def watch(self, asked: Asked) -> "Watch":
        """Give a watch over one answer while it is being spoken."""
        return Watch(self, asked)

    async def words_if_stopped(self, asked: Asked) -> tuple[str, tuple[str, ...]] | None:
        """Give the ending and its words when the twin may not go on; None while it may."""
        plan, language = self._clinic_of(asked.persona.id), asked.language
        if self._ledger.standing(asked.persona).is_withdrawn:
            return WITHDRAWN, self._route.withdrawn(plan, language)
        if await self._pauses.of(asked.persona.id) is not None:
            return PAUSED, self._route.paused(plan, language)
        return None


class Watch:
    """Looks again at most once a second whether the twin may go on."""

    def __init__(self, reins: Reins, asked: Asked) -> None:
        """Begin: the ruling was read a moment ago."""
        self._reins = reins
        self._asked = asked
        self._looked = time.monotonic()

    async def stopped(self) -> tuple[str, tuple[str, ...]] | None:
        """Give the ending and its words when the twin may not go on."""
        if time.monotonic() - self._looked < LOOK_AGAIN_SECONDS:
            return None
        self._looked = time.monotonic()
        return await self._reins.words_if_stopped(self._asked)


def notices(words: Sequence[str], *, released: Sequence[ConsultationEvent] = ()) -> list[Spoken]:
    """Give words of the house as events, in a paragraph of their own, without those released before."""
    said = {event.text for event in released if isinstance(event, Spoken)}
    unsaid = [text for text in words if text not in said]
    return [Spoken(text=text, origin=Origin.NOTICE, paragraph=text is unsaid[0]) for text in unsaid]
