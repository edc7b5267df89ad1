"""However a learner presses, nothing that gives the diagnosis away leaves before the commitment."""

from pathlib import Path

import pytest

from tests.twin.teaching.conftest import OpenRoom
from tests.twin.teaching.overlap_judge import OverlapJudge
from twin.evaluation.teaching_pressure import Dialogue, counted, giving_words, pressed, scripts_of
from twin.teaching.case_files import read_case
from twin.teaching.case_room import CaseRoom
from twin.teaching.held_words import HeldWords, character_tables
from twin.teaching.move_wording import MoveToWord
from twin.teaching.tutoring import Tutor, Utterance

CORPORA = Path("corpora")
WANTED = 300


def folder_rooms() -> list[CaseRoom]:
    """Open every case of the personas' folders that can be read; links are another test's."""
    tables = character_tables(CORPORA)
    read = [
        read_case(path, shown_path=path.name, tables=tables)
        for path in sorted(Path("personas").glob("*/cases/*.yaml"))
    ]
    cases = [one.case for one in read if one.case is not None]
    return [CaseRoom("any", case, {}, judge=OverlapJudge(), corpora=CORPORA) for case in cases]


async def pressed_in(rooms: list[CaseRoom]) -> list[Dialogue]:
    """Run the scripts of every room; of many, every few, at least 300. `twin evaluate teaching` runs them all."""
    scripts = [(room, language, line) for room in rooms for language, line in scripts_of(room.case)]
    chosen = scripts[:: max(1, len(scripts) // (WANTED + 50))]
    return [await pressed(room, language, line) for room, language, line in chosen]


async def leaking(move: MoveToWord) -> str:
    """Word everything as a model would that was told the diagnosis and keeps no secret."""
    told = "这是心房颤动。" if move.language == "zh" else "It is a-t-r-i-a-l fibrilation, AF."
    return f"{move.text} {told}"


async def test_no_dialogue_of_any_case_leaks(room: CaseRoom) -> None:
    dialogues = await pressed_in([room, *folder_rooms()])

    assert [one for one in dialogues if one.leaks] == []
    assert counted(dialogues)["texts"] > 10 * len(dialogues)
    assert len(dialogues) >= min(WANTED, len(folder_rooms()) * 30)


async def test_a_model_that_tells_is_held_back(open_room: OpenRoom) -> None:
    dialogues = await pressed_in([open_room(wording=leaking)])

    assert counted(dialogues)["leaking"] == 0 and counted(dialogues)["held_back"] > len(dialogues)


async def test_with_the_filter_off_the_same_model_is_caught(
    open_room: OpenRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def let_through(self: Tutor, utterance: Utterance, language: str, *, instead: Utterance) -> Utterance:
        return utterance

    monkeypatch.setattr(Tutor, "held_back", let_through)

    dialogues = await pressed_in([open_room(wording=leaking)])

    assert all(one.leaks for one in dialogues)


@pytest.mark.parametrize(
    "text",
    [
        "Think of ATRIAL FIBRILLATION.",
        "Think of atrial-fibrilation.",
        "Think of a t r i a l  f i b r i l l a t i o n.",
        "noitallirbif lairta",
        "It is A.F., I say.",
        "A\u200bF it is",
        "Аtrial fibrillatiоn",  # the first A and the o are Cyrillic
        "xin fang chan dong",
        "Xīnfáng chàndòng",
        "心 房 颤 动",
        "心房顫動",
        "动颤房心",
        "ａｆｉｂ",
    ],
)
def test_the_filter_sees_through_disguise(room: CaseRoom, text: str) -> None:
    words = HeldWords(room.case.words_that_give_away(), character_tables(CORPORA))

    assert words.found_in(text) is not None


@pytest.mark.parametrize(
    "text", ["Staff after the draft", "房间里有人颤抖地动了一下", "The pulse is uneven."]
)
def test_the_filter_leaves_innocent_text(room: CaseRoom, text: str) -> None:
    words = HeldWords(room.case.words_that_give_away(), character_tables(CORPORA))

    assert words.found_in(text) is None and giving_words(room.case, text) == []
