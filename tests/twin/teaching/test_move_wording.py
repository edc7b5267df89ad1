"""A served model words a tutor's move; what the gate or the leak guard does not bear out, or what comes too late, is never read."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.twin.teaching.conftest import OpenRoom
from tests.twin.teaching.test_session import GOOD
from twin.chat.model import Piece, Prompt
from twin.errors import ChatModelUnavailable
from twin.gate.opening import open_gate
from twin.teaching.clinical_case import Phase
from twin.teaching.move_wording import MoveToWord, MoveWording
from twin.teaching.session import Act, MoveKind

GATE = open_gate(Path("corpora"))
NUDGE = MoveToWord(
    "nudge", "What does time change here?", "en", ("Asks how long the palpitations have lasted.",)
)


class Scripted:
    """Says what it is told, or fails, or never ends; keeps what it was asked."""

    name = "scripted"
    speaks_only_in_quotations = False

    def __init__(self, words: str = "", *, fault: Exception | None = None, endless: bool = False) -> None:
        self._words = words
        self._fault = fault
        self._endless = endless
        self.asked: list[Prompt] = []

    async def stream(self, prompt: Prompt) -> AsyncIterator[Piece]:
        self.asked.append(prompt)
        if self._fault is not None:
            raise self._fault
        while self._endless:
            import asyncio

            await asyncio.sleep(0.01)
        yield Piece(self._words)
        yield Piece(finish_reason="stop")


async def worded(words: str, move: MoveToWord = NUDGE) -> str:
    """Give what comes out of the wording when the model says these words."""
    return await MoveWording(Scripted(words), GATE)(move)


@pytest.mark.parametrize(
    "words",
    [
        "What does time change here, do you think?",
        "You asked how long the palpitations have lasted. What does time change here?",
    ],
)
async def test_words_that_say_what_the_move_says_are_taken(words: str) -> None:
    assert await worded(words) == words


@pytest.mark.parametrize(
    "words",
    [
        "Give 5 mg of bisoprolol first.",
        "Time matters after 48 hours.",
        "You have atrial fibrillation.",
        "Fainting means that the heart stops.",
        "I am Dr. Lin and I examined her.",
        "时间在这里改变了什么？",
        "",
    ],
)
async def test_words_that_say_more_are_not_taken(words: str) -> None:
    assert await worded(words) == ""


async def test_a_move_in_chinese_is_worded_in_chinese() -> None:
    move = MoveToWord("why", "为什么？用一两句话说说你的理由。", "zh")

    assert (
        await worded("为什么这样想？用一两句话说说你的理由。", move)
        == "为什么这样想？用一两句话说说你的理由。"
    )


async def test_a_model_that_fails_or_is_late_leaves_the_files_words() -> None:
    failing = MoveWording(Scripted(fault=ChatModelUnavailable("the test says so")), GATE)
    broken = MoveWording(Scripted(fault=RuntimeError("nobody expected this")), GATE)
    late = MoveWording(Scripted(endless=True), GATE, seconds=0.05)

    assert [await one(NUDGE) for one in (failing, broken, late)] == ["", "", ""]


async def test_a_model_is_never_told_the_case_and_the_hint_keeps_its_number(open_room: OpenRoom) -> None:
    model = Scripted("What does time change here?")
    room = open_room(wording=MoveWording(model, GATE))
    state, _ = await room.begin("en")

    state, _ = await room.answer(state, Act.COMMIT, "not sure at all", 10)
    state, said = await room.answer(state, Act.WHY, "because")

    told = "\n".join(message.content for prompt in model.asked for message in prompt.messages)
    assert all(word not in told for word in room.case.words_that_give_away() if len(word) > 3)
    assert [one.text.startswith("Hint 1 of 3:") for one in said if one.kind is MoveKind.NUDGE] == [True]


async def test_words_that_leak_are_replaced_by_the_files_own(open_room: OpenRoom) -> None:
    async def leaking(move: MoveToWord) -> str:
        return "So, is it atrial fibrillation?"

    plain, room = open_room(), open_room(wording=leaking)
    state, _ = await room.begin("en")

    _, said = await room.answer(state, Act.TELL_ME, "")
    _, file_said = await plain.answer(state, Act.TELL_ME, "")

    assert [one.text for one in said] == [one.text for one in file_said] and said[0].was_held_back


async def test_after_the_commitment_a_model_may_name_it_and_a_round_asks_no_model(
    open_room: OpenRoom,
) -> None:
    async def naming(move: MoveToWord) -> str:
        return "Why atrial fibrillation?"

    room = open_room(wording=naming)
    state, _ = await room.begin("en")
    for phase in (Phase.HISTORY, Phase.EXAMINATION, Phase.TESTS):
        state, _ = await room.answer(state, Act.COMMIT, GOOD[phase], 70)
        state, _ = await room.answer(state, Act.WHY, GOOD[phase])

    _, worded_by_model = await room.answer(state, Act.COMMIT, GOOD[Phase.DIFFERENTIAL], 70)
    _, from_file = await room.answer(state, Act.COMMIT, GOOD[Phase.DIFFERENTIAL], 70, in_file_words=True)

    assert worded_by_model[-1].text == "Why atrial fibrillation?"
    assert from_file[-1].text.startswith("Why? Give me your reasoning")
