"""The physician's desk: what waits, each with its whole conversation, and what is decided about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from twin.chat.reciting_model import RecitingModel
from twin.consultation.asked import Asked
from twin.consultation.conversation import Conversation, TurnRecord
from twin.consultation.events import CitationShown, Found, Spoken, Withheld
from twin.consultation.quotable import prompt_of
from twin.consultation.speaking import Speech
from twin.consultation.summary import PreVisitSummary, summary_of
from twin.consultation.transcript_store import TranscriptStore
from twin.errors import DecisionInvalid, EntryNotFound
from twin.evidence.evidence import Evidence
from twin.evidence.follow_up import self_standing
from twin.evidence.glossary import Glossary
from twin.gate.gate import Gate
from twin.persona.persona import Persona
from twin.review.answerers import Answerers
from twin.review.autonomy import AutonomyStore
from twin.review.corrections import Corrections
from twin.review.decision_store import DecisionStore
from twin.review.decisions import Decision, NewDecision, Verdict, checked
from twin.review.gaps import Gap, gaps_of
from twin.review.grouping import grouped
from twin.review.insights import DAYS, Insight, insights_of
from twin.review.question_reading import QuestionReader
from twin.review.queue import Entry, Group, Kind
from twin.review.queue_store import QueueStore
from twin.review.topics import Duty, topic_of
from twin.storage.database import Database

Bound = frozenset[str] | None  # whose desks an account may see; None is an administrator, who may see all


@dataclass(frozen=True, slots=True)
class EntryFile:
    """All a physician needs to decide about one entry.

    `alike` are the other waiting entries that ask the same. `question` is self-standing. `evidence` are the passages
    found for the entry's turn, those cited by a released sentence first. `withheld` are "reason: words". `decision` is
    None while it waits; `in_force` bears on the same question already.
    """

    entry: Entry
    alike: tuple[Entry, ...]
    conversation: Conversation
    turns: tuple[TurnRecord, ...]
    question: str
    evidence: tuple[CitationShown, ...]
    withheld: tuple[str, ...]
    summary: PreVisitSummary
    decision: Decision | None
    in_force: Decision | None


class PhysiciansDesk:
    """The desk as pages, routes and commands use it. What is another's persona's does not exist for a caller."""

    def __init__(
        self,
        database: Database,
        *,
        queue: QueueStore,
        decisions: DecisionStore,
        corrections: Corrections,
        reader: QuestionReader,
        glossary: Glossary,
        answerers: Answerers,
        autonomy: AutonomyStore,
        gate: Gate,
        persona_of: Callable[[str], Persona],
        about_children: Callable[[str], bool],
        review_days: int,
    ) -> None:
        """Take the stores and the rooms that are wired together.

        `review_days` is after how many days a decision is looked at again, unless its author says otherwise.
        """
        self.review_days = review_days
        self._database = database
        self._queue = queue
        self._decisions = decisions
        self._corrections = corrections
        self._reader = reader
        self._glossary = glossary
        self._answerers = answerers
        self._autonomy = autonomy
        self._gate = gate
        self._persona_of = persona_of
        self._about_children = about_children
        self._store = TranscriptStore(database)

    async def waiting(self, bound: Bound) -> list[Group]:
        """Give what waits, similar ones together, the most pressing first; reminders are marked on the way."""
        await self._queue.remind_and_pass_on()
        return await grouped(await self._visible(bound), self._reader, about_children=self._about_children)

    async def file(self, entry_id: str, bound: Bound) -> EntryFile:
        """Give the file of one entry.

        Raises:
            EntryNotFound: None of that id, deleted, or of a persona that is not the caller's.
        """
        entry = await self._seen(entry_id, bound)
        conversation = await self._store.conversation(entry.conversation, owner=None)
        turns = await self._store.records(entry.conversation)
        of_conversation = await self._queue.of_conversation(entry.conversation)
        record = next((one for one in turns if one.turn.id == entry.turn), None)
        if record is None:
            raise EntryNotFound(entry_id)
        earlier = [one.turn.question for one in turns if one.turn.number < record.turn.number]
        question = self_standing(record.turn.question, earlier, glossary=self._glossary)
        decided = await self._decisions.by_ids([entry.decision]) if entry.decision else {}
        found = await self._corrections.in_force(entry.persona, question)
        return EntryFile(
            entry=entry,
            alike=await self._alike(entry, bound),
            conversation=conversation,
            turns=turns,
            question=question,
            evidence=_evidence(record),
            withheld=tuple(
                line
                for one in of_conversation
                if one.turn == entry.turn and one.kind is Kind.WITHHELD
                for line in one.draft
            ),
            summary=summary_of(
                turns,
                self._reader,
                waiting=frozenset(one.turn for one in of_conversation if not one.decision),
            ),
            decision=decided.get(entry.decision),
            in_force=found.answer or found.declined,
        )

    async def decide(
        self, entry_id: str, new: NewDecision, bound: Bound, *, alike_too: bool = True, serious: bool = False
    ) -> Decision:
        """Decide about an entry, and about those that ask the same.

        Args:
            entry_id: The entry the physician looked at.
            new: The decision; its persona is the entry's.
            bound: Whose desks the caller may see.
            alike_too: Also for the waiting entries that ask the same.
            serious: The answer could have done harm: the twin goes back to "approve each" for this topic at once.

        Raises:
            EntryNotFound, EntryDecided: It is not there, or somebody was quicker.
            DecisionInvalid: Something is missing, or the gate would not let the answer through.
        """
        entry = await self._seen(entry_id, bound)
        tidy = checked(new)
        if tidy.persona != entry.persona:
            raise DecisionInvalid(
                f"The entry belongs to {entry.persona!r}, the decision to {tidy.persona!r}."
            )
        await self._check_by_gate(tidy)
        alike = await self._alike(entry, bound) if alike_too else ()
        # A physician who read one answer has not read the others: "right" is said of this one only.
        same = [one for one in alike if tidy.verdict is not Verdict.RIGHT or one.turn == entry.turn]
        decision = await self._decisions.decide(tidy, [entry.id, *(one.id for one in same)])
        await self._tell_the_reins(entry, decision, serious=serious)
        return decision

    async def undo(self, decision_id: str, bound: Bound, *, by: str, reason: str) -> Decision:
        """Take a decision back.

        Raises:
            DecisionNotFound: None in force of that id, or of a persona that is not the caller's.
            DecisionInvalid: Without a reason.
        """
        if not reason.strip():
            raise DecisionInvalid("Say why it is undone.")
        return await self._decisions.undo(decision_id, by=by, reason=reason.strip()[:500], personas=bound)

    async def gaps(self, bound: Bound) -> list[Gap]:
        """Give what was asked and is not in the folder, the most asked first."""
        return gaps_of(await self.waiting(bound))

    async def insights(self, bound: Bound, *, days: int = DAYS) -> list[Insight]:
        """Give the figures of the last days."""
        return await insights_of(self._database, bound, days=days)

    async def history(self, bound: Bound) -> list[Decision]:
        """Give the newest decisions, undone ones too."""
        return await self._decisions.history(bound)

    async def withheld_from(self, persona: Persona, answer: str, language: str, question: str) -> list[str]:
        """Give the sentences of an answer that the gate would not let a patient read."""
        asked = Asked(persona=persona, question=question, language=language)
        item = self._corrections.draft_item(answer, language)
        evidence = Evidence(question, language, True, 1.0, (item,))
        speech = Speech(asked, evidence, gate=self._gate)
        prompt = prompt_of(asked, evidence, already_said=(), rendered=False)
        events = speech.from_model(RecitingModel(), prompt)
        return [event.words async for event in events if isinstance(event, Withheld)]

    async def _check_by_gate(self, new: NewDecision) -> None:
        for language, answer in (("en", new.answer_en), ("zh", new.answer_zh)):
            if answer:
                persona = self._persona_of(new.persona)
                held = await self.withheld_from(persona, answer, language, new.question)
                if held:
                    raise DecisionInvalid(
                        f"The gate would keep this from patients: {' '.join(held)[:400]} Write it in plain sentences, "
                        "without markup."
                    )

    async def _tell_the_reins(self, entry: Entry, decision: Decision, *, serious: bool) -> None:
        """Count the judgement for the twin's autonomy, and take it back at once after a serious correction."""
        topic, by = topic_of(entry.question), decision.made.author
        if entry.kind in (Kind.DRAFT, Kind.SAMPLE):
            right = decision.made.verdict is Verdict.RIGHT
            await self._autonomy.reviewed(
                entry.turn, entry.persona, Duty.CONSULTATION, topic, unedited=right, by=by
            )
        if serious and decision.made.verdict is not Verdict.RIGHT:
            await self._autonomy.corrected_seriously(
                entry.persona, Duty.CONSULTATION, topic, by=by, reason=decision.made.reason
            )

    async def _visible(self, bound: Bound) -> list[Entry]:
        """Give the waiting entries a caller may see: of their personas, and overdue ones they stand in for."""
        if bound is None:
            return await self._queue.open_entries()
        others = self._answerers.stood_in_for(bound)
        entries = await self._queue.open_entries(bound | others)
        now = datetime.now(UTC)
        return [one for one in entries if one.persona in bound or one.is_overdue(now)]

    async def _seen(self, entry_id: str, bound: Bound) -> Entry:
        entry = await self._queue.entry(entry_id)
        is_own = bound is None or entry.persona in bound
        stands_in = bound is not None and entry.persona in self._answerers.stood_in_for(bound)
        if is_own or (stands_in and (entry.is_overdue(datetime.now(UTC)) or entry.passed_on_at is not None)):
            return entry
        raise EntryNotFound(entry_id)

    async def _alike(self, entry: Entry, bound: Bound) -> tuple[Entry, ...]:
        if entry.decision:
            return ()
        groups = await grouped(await self._visible(bound), self._reader, about_children=self._about_children)
        of_entry = next((group for group in groups if any(e.id == entry.id for e in group.entries)), None)
        return tuple(one for one in of_entry.entries if one.id != entry.id) if of_entry else ()


def _evidence(record: TurnRecord) -> tuple[CitationShown, ...]:
    found = [citation for event in record.events if isinstance(event, Found) for citation in event.citations]
    cited = {key for event in record.events if isinstance(event, Spoken) for key in event.citations}
    return tuple(sorted(found, key=lambda citation: citation.key not in cited))
