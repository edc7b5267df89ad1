"""The lessons of the four personas, made from their own folders."""

import datetime
from collections.abc import Iterator

import pytest

from tests.api.pages.fake_lessons import PERSONAS, _ground, shelf_of
from twin.education.fact_checking import same_numbers
from twin.education.lesson import Depth, Lesson
from twin.education.lesson_plan import read_lesson_plan
from twin.education.plan_checking import MOST_CHARACTERS, MOST_WORDS
from twin.education.readability import length_of
from twin.persona.slots import Audience

FEWEST = {"cardiology": 8, "paediatrics": 6, "urology": 5, "pathology": 4}
DAY = datetime.date(2026, 11, 22)


def lessons(
    persona: str, *, depth: Depth = Depth.PLAIN, audience: Audience = Audience.PATIENT
) -> Iterator[Lesson]:
    """Make every planned lesson of a persona in both languages."""
    maker = _ground()[2]
    for topic in read_lesson_plan(PERSONAS / persona)[0].topics:
        for language in ("en", "zh"):
            yield maker.from_plan(
                topic,
                shelf_of(persona),
                persona=persona,
                language=language,
                audience=audience,
                depth=depth,
                today=DAY,
            )


@pytest.mark.parametrize("persona", FEWEST)
def test_each_persona_teaches_enough_topics_in_both_languages(persona: str) -> None:
    made = list(lessons(persona))

    assert len({lesson.topic for lesson in made}) >= FEWEST[persona]
    assert [lesson.topic for lesson in made if not 4 <= len(lesson.chunks) <= 7] == []
    assert [lesson.topic for lesson in made if lesson.left_out] == []


@pytest.mark.parametrize("persona", FEWEST)
def test_every_lesson_keeps_its_reading_target_and_its_length(persona: str) -> None:
    made = list(lessons(persona))

    assert [f"{one.topic}: {one.reading.to_text()}" for one in made if not one.reading.is_kept] == []
    too_long = [
        f"{one.topic} {chunk.id}"
        for one in made
        for chunk in one.chunks
        if length_of(chunk.text, one.language) > (MOST_CHARACTERS if one.language == "zh" else MOST_WORDS)
    ]
    assert too_long == []


@pytest.mark.parametrize("persona", FEWEST)
def test_every_statement_leads_to_the_physicians_words_and_keeps_their_numbers(persona: str) -> None:
    shelf = shelf_of(persona)

    for lesson in lessons(persona):
        for chunk in lesson.chunks:
            assert chunk.key_points and len(chunk.key_points) == len(chunk.point_facts)
            for one in chunk.statements:
                held = shelf.bearing(one.source.document, one.source.quote)
                assert held is not None and held.passage.id == one.source.passage
                assert same_numbers(one.text, one.source.quote)
                start, end = one.source.start, one.source.end
                assert held.passage.start <= start < end <= held.passage.end


@pytest.mark.parametrize("depth", [Depth.SIMPLER, Depth.MORE])
def test_simpler_and_more_keep_facts_numbers_and_sources(depth: Depth) -> None:
    for plain, other in zip(lessons("cardiology"), lessons("cardiology", depth=depth), strict=True):
        told = [one for chunk in plain.chunks for one in chunk.statements]
        retold = [one for chunk in other.chunks for one in chunk.statements]

        assert [one.id for one in told] == [one.id for one in retold]
        assert [one.source for one in told] == [one.source for one in retold]
        assert all(same_numbers(a.text, b.text) for a, b in zip(told, retold, strict=True))


def test_where_nothing_simpler_exists_the_lesson_says_so() -> None:
    chunks = [chunk for lesson in lessons("pathology", depth=Depth.SIMPLER) for chunk in lesson.chunks]

    assert chunks and all(chunk.is_simplest for chunk in chunks)


def test_residents_read_the_same_facts_in_the_physicians_own_words() -> None:
    for patient, resident in zip(
        lessons("urology"), lessons("urology", audience=Audience.RESIDENT), strict=True
    ):
        told = [one for chunk in resident.chunks for one in chunk.statements]

        assert all(one.is_quoted and one.text == one.source.quote for one in told)
        assert [one.source for chunk in patient.chunks for one in chunk.statements] == [
            one.source for one in told
        ]
