"""A paper is read with three questions; each answer is scored by the paper's own sentences."""

from pathlib import Path

import pytest

from tests.twin.teaching.school import PERSONA, journal_club
from twin.errors import PaperNotFound, TeachingInputInvalid
from twin.storage.database import Database
from twin.teaching.journal_club import LONGEST_ANSWER, QUESTIONS
from twin.teaching.paper_reading import PaperPart


async def test_a_reading_finds_the_five_parts_each_with_its_place(
    school_database: Database, tmp_path: Path
) -> None:
    club = journal_club(school_database, tmp_path)

    reading = await club.reading(PERSONA, "pulse-paper")

    said = {part.part: " ".join(one.quote for one in part.sentences) for part in reading.parts}
    assert "whether a finger" in said[PaperPart.QUESTION] and "randomised" in said[PaperPart.DESIGN]
    assert "87%" in said[PaperPart.RESULT] and "60 seconds" in said[PaperPart.TAKES]
    assert "change my mind" in said[PaperPart.CHANGE_MIND]
    assert len(reading.asked) == QUESTIONS
    assert all(link.passage_id and link.line("zh") for part in reading.parts for link in part.sentences)


async def test_an_answer_is_scored_sentence_by_sentence_and_the_paper_counts_as_done(
    school_database: Database, tmp_path: Path
) -> None:
    club = journal_club(school_database, tmp_path)

    scores = await club.answer(
        "ada",
        PERSONA,
        "pulse-paper",
        {PaperPart.RESULT: "The finger found 87% of uneven pulses and the recording 95%."},
    )

    by_part = {one.part: one for one in scores}
    assert [link.quote for link in by_part[PaperPart.RESULT].missing] == []
    assert by_part[PaperPart.RESULT].said and not by_part[PaperPart.QUESTION].said
    assert await club.done("ada") == {(PERSONA, "pulse-paper")} and await club.done("ben") == frozenset()


@pytest.mark.parametrize("text", ["   ", "x" * (LONGEST_ANSWER + 1)])
async def test_no_answer_and_an_endless_one_are_refused(
    school_database: Database, tmp_path: Path, text: str
) -> None:
    club = journal_club(school_database, tmp_path)

    with pytest.raises(TeachingInputInvalid):
        await club.answer("ada", PERSONA, "pulse-paper", {PaperPart.RESULT: text})

    assert await club.done("ada") == frozenset()


async def test_an_unknown_paper_is_named_with_the_known_ones(
    school_database: Database, tmp_path: Path
) -> None:
    club = journal_club(school_database, tmp_path)

    with pytest.raises(PaperNotFound, match="pulse-paper"):
        await club.reading(PERSONA, "other")
    assert await club.papers("urology") == []
