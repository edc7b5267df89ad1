"""Everything a learner does with cases, as pages, routes and commands use it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from twin.errors import CardNotFound, SessionNotFound, TeachingInputInvalid
from twin.teaching.case_room import CaseRoom
from twin.teaching.case_shelf import CaseShelf
from twin.teaching.clinical_case import CasePoint, ClinicalCase
from twin.teaching.debrief import Debrief, DebriefLine, debrief_of
from twin.teaching.disagreement import (
    WORDS_CHARACTERS,
    Disagreement,
    DisagreementStore,
    HandedIn,
    Outcome,
    PhysiciansEar,
)
from twin.teaching.progress import Progress, progress_of
from twin.teaching.review_deck import ReviewCard, ReviewDeck
from twin.teaching.rubric import levels_of, scored, shown_by
from twin.teaching.session import Act, CaseState
from twin.teaching.session_store import LEARNER, SessionRecord, SessionStore, Spoken
from twin.teaching.spacing import Recall
from twin.teaching.tutoring import CitedLine, Utterance

LONGEST_TURN = 4_000  # characters of what a learner writes at once


@dataclass(frozen=True, slots=True)
class DisagreedLine:
    """A disagreement with what came of it; `outcome` is None when the desk holds it no more."""

    given: Disagreement
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class DueCard:
    """A card with its question and answer, in the learner's language, and the passage it rests on."""

    card: ReviewCard
    case: ClinicalCase
    question: str
    point: str
    sources: tuple[CitedLine, ...]


class Classroom:
    """Sessions, debriefs, disagreements, the review deck and progress of learners. `learner` is a staff account's id."""

    def __init__(
        self,
        shelf: CaseShelf,
        *,
        sessions: SessionStore,
        disagreements: DisagreementStore,
        deck: ReviewDeck,
        ear: PhysiciansEar,
    ) -> None:
        """Take the stores and the way to the desk."""
        self.shelf = shelf
        self._sessions = sessions
        self._disagreements = disagreements
        self._deck = deck
        self._ear = ear

    async def begin(self, learner: str, persona_id: str, case_id: str, *, language: str) -> SessionRecord:
        """Open a case for a learner.

        Raises:
            CaseNotFound: If it is not published.
        """
        room = await self.shelf.room(persona_id, case_id)
        state, said = await room.begin(language)
        return await self._sessions.add(learner, state, heard(said), case_version=room.case.version)

    async def session(self, session_id: str, learner: str) -> SessionRecord:
        """Give one session. Raises `SessionNotFound`."""
        return await self._sessions.session(session_id, learner=learner)

    async def sessions(self, learner: str) -> list[SessionRecord]:
        """Give all sessions of a learner, the newest first."""
        return await self._sessions.of_learner(learner)

    async def answer(
        self,
        session_id: str,
        learner: str,
        act: Act,
        text: str,
        *,
        confidence: int | None = None,
        version: int | None = None,
    ) -> SessionRecord:
        """Take one turn of the learner.

        Args:
            session_id: The session.
            learner: Whose it is.
            act: What the learner does.
            text: What the learner wrote; may be empty for "just tell me".
            confidence: In per cent, with a commitment.
            version: Of the session as the learner saw it; None takes it as it is.

        Raises:
            SessionNotFound, CaseNotFound: If one of them is gone.
            SessionChanged: If it went on elsewhere.
            TeachingInputInvalid: If the text is empty or too long, or the confidence is no share.
        """
        checked_turn(act, text, confidence)
        record = await self._sessions.session(session_id, learner=learner)
        if version is not None and record.version != version:
            return record
        room = await self.room_of(record)
        state, said = await room.answer(record.state, act, text.strip(), confidence)
        mine = Spoken(LEARNER, text.strip(), record.state.phase, confidence=confidence)
        words = (*record.said, *((mine,) if text.strip() else ()), *heard(said))
        scores: Mapping[str, int] = {}
        if state.is_over:
            scores = levels_of(scored(room.case, shown_by(state)))
            if not record.state.is_over:
                await self._deck.add(learner, record.persona, record.case, missed_points(room, state))
        return await self._sessions.save(record, state, words, scores)

    async def room_of(self, record: SessionRecord) -> CaseRoom:
        """Give the room of a session's case. Raises `CaseNotFound`."""
        return await self.shelf.room(record.persona, record.case)

    async def debrief(self, record: SessionRecord) -> Debrief:
        """Write the debrief.

        Raises:
            SessionNotFound: While the case is not over.
            CaseNotFound: If it is not published any more.
        """
        if not record.state.is_over:
            raise SessionNotFound(record.id)
        room = await self.room_of(record)
        return debrief_of(room.case, record.state, room.tutor)

    async def disagree(self, record: SessionRecord, line_id: str, words: str) -> Disagreement:
        """Put a disagreement with one line on the physician's desk; a line counts once.

        Raises:
            TeachingInputInvalid: If there is no such line, or no reason is given.
        """
        debrief = await self.debrief(record)
        line = next((one for one in debrief.lines if one.id == line_id), None)
        if line is None or not words.strip():
            raise TeachingInputInvalid(
                f"No line {line_id!r} to disagree with, or no reason. Say why, in a sentence."
            )
        before = await self._disagreements.of_session(record.id)
        known = next((one for one in before if one.line == line_id), None)
        if known is not None:
            return known
        plain = "".join(c for c in words.strip() if c.isprintable() or c == "\n")[:WORDS_CHARACTERS]
        conversation, turn = await self._ear.hand_in(await self._handed_in(record, line, plain))
        return await self._disagreements.add(record.id, line_id, plain, conversation=conversation, turn=turn)

    async def disagreements(self, record: SessionRecord) -> dict[str, DisagreedLine]:
        """Give the disagreements of a session by line, each with what came of it."""
        found = {}
        for one in await self._disagreements.of_session(record.id):
            outcome = await self._ear.outcome(
                one.conversation, one.turn, persona=record.persona, language=record.state.language
            )
            found[one.line] = DisagreedLine(one, outcome)
        return found

    async def progress(self, learner: str) -> Progress:
        """Give a learner's figures."""
        sessions = await self._sessions.of_learner(learner)
        cases: dict[tuple[str, str], ClinicalCase] = {}
        for persona_id in {one.persona for one in sessions}:
            for room in await self.shelf.rooms(persona_id):
                cases[persona_id, room.case.id] = room.case
        return progress_of(sessions, cases)

    async def due_cards(self, learner: str, *, language: str) -> list[DueCard]:
        """Give the cards that are due, the longest due first; those whose source is gone are retired on the way."""
        due: list[DueCard] = []
        retired: list[str] = []
        for card in await self._deck.due(learner):
            shown = await self._shown(card, language)
            if shown is None:
                retired.append(card.id)
            else:
                due.append(shown)
        await self._deck.retire(retired)
        return due

    async def cards(self, learner: str) -> Sequence[ReviewCard]:
        """Give all cards of a learner."""
        return await self._deck.cards(learner)

    async def card(self, card_id: str, learner: str, *, language: str) -> DueCard:
        """Give one card to be shown. Raises `CardNotFound`."""
        shown = await self._shown(await self._deck.card(card_id, learner=learner), language)
        if shown is None:
            await self._deck.retire([card_id])
            raise CardNotFound(card_id)
        return shown

    async def review(self, card_id: str, recall: Recall, learner: str) -> ReviewCard:
        """Note how well a card was remembered. Raises `CardNotFound`."""
        return await self._deck.reviewed(card_id, recall, learner=learner)

    async def _shown(self, card: ReviewCard, language: str) -> DueCard | None:
        """Give a card's question and answer; None when its point or its passage is gone."""
        rooms = await self.shelf.rooms(card.persona)
        room = next((one for one in rooms if one.case.id == card.case), None)
        if room is None or card.passage_id not in await self.shelf.passages_in_force(card.persona):
            return None
        found = next(((phase, one) for phase, one in room.case.points() if one.id == card.point), None)
        if found is None:
            return None
        phase, point = found
        task = room.case.phase(phase).task.in_language(language)
        sources = room.tutor.cited(point.source, language)
        return DueCard(card, room.case, task, point.point.in_language(language), sources)

    async def _handed_in(self, record: SessionRecord, line: DebriefLine, words: str) -> HandedIn:
        room = await self.room_of(record)
        return HandedIn(
            persona=record.persona,
            learner=record.learner,
            language=record.state.language,
            case_title=room.case.title.in_language(record.state.language),
            line=line.text,
            words=words,
            passages=tuple(one.passage_id for one in line.sources if one.passage_id),
        )


def heard(said: Sequence[Utterance]) -> tuple[Spoken, ...]:
    """Give utterances as they stand in a session's record."""
    return tuple(Spoken(one.speaker.value, one.text, one.phase, one) for one in said)


def checked_turn(act: Act, text: str, confidence: int | None) -> None:
    """Go on only with a turn that can be taken.

    Raises:
        TeachingInputInvalid: If the text is empty or too long, or the confidence is no share.
    """
    if not text.strip() and act is not Act.TELL_ME:
        raise TeachingInputInvalid("Nothing was written. Write a question or an answer.")
    if len(text) > LONGEST_TURN:
        raise TeachingInputInvalid(f"{len(text)} characters; at most {LONGEST_TURN} are taken at once.")
    if confidence is not None and not 0 <= confidence <= 100:
        raise TeachingInputInvalid(f"A confidence of {confidence}; it is a share from 0 to 100 per cent.")


def missed_points(room: CaseRoom, state: CaseState) -> dict[str, str]:
    """Give the passages of the points that were not said by the learner, by point: they become cards."""
    missed: dict[str, str] = {}
    for _, point in room.case.points():
        if point.id not in state.said or point.id in state.said_wrongly:
            passage = _passage_of(room, point)
            if passage:
                missed[point.id] = passage
    return missed


def _passage_of(room: CaseRoom, point: CasePoint) -> str:
    link = room.links.get((point.source.document, point.source.quote))
    return link.passage_id if link else ""
