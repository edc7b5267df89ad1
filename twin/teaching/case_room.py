"""One case ready to be taught: its reader, its tutor, and one call for a learner's turn."""

from pathlib import Path

from twin.teaching.case_reading import CaseReader, PointJudge, Reading
from twin.teaching.clinical_case import ClinicalCase, Phase
from twin.teaching.session import Act, CaseState, LearnerTurn, advanced, opened
from twin.teaching.tutoring import Links, Tutor, Utterance, Wording


class CaseRoom:
    """Teaches one case. Holds no session: the state goes in and comes out."""

    def __init__(
        self,
        persona: str,
        case: ClinicalCase,
        links: Links,
        *,
        judge: PointJudge,
        corpora: Path,
        wording: Wording | None = None,
    ) -> None:
        """Prepare reading and wording."""
        self.persona = persona
        self.case = case
        self.links = links
        self.reader = CaseReader(case, judge, corpora)
        self.tutor = Tutor(case, links, corpora, wording=wording)

    async def begin(self, language: str) -> tuple[CaseState, tuple[Utterance, ...]]:
        """Open the case in a language."""
        state, moves = opened(self.case, persona=self.persona, language=language)
        return state, await self.tutor.say(state, moves)

    async def answer(
        self,
        state: CaseState,
        act: Act,
        text: str,
        confidence: int | None = None,
        *,
        in_file_words: bool = False,
    ) -> tuple[CaseState, tuple[Utterance, ...]]:
        """Answer one turn of the learner; give the session after it, and what is said.

        Args:
            state: The session so far.
            act: What the learner does.
            text: What the learner wrote.
            confidence: In per cent, with a commitment.
            in_file_words: Ask no served model for other words; then nothing is waited for.
        """
        turn = LearnerTurn(phase=state.phase, act=act, text=text, confidence=confidence)
        after, moves = advanced(state, self.case, turn, self._reading(state, turn))
        return after, await self.tutor.say(after, moves, in_file_words=in_file_words)

    def _reading(self, state: CaseState, turn: LearnerTurn) -> Reading:
        if turn.act is Act.ASK:
            return self.reader.asked(turn.phase, turn.text)
        if turn.act is Act.TELL_ME:
            return Reading()
        return self.reader.answered(turn.phase, turn.text, answers_in(state, turn.phase))


def answers_in(state: CaseState, phase: Phase) -> tuple[str, ...]:
    """Give what the learner has answered to a phase's task so far."""
    kinds = (Act.COMMIT, Act.WHY, Act.AGAIN)
    return tuple(turn.text for turn in state.turns if turn.phase is phase and turn.act in kinds)
