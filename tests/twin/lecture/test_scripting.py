"""A script says the folder's own sentences, begins and ends with the notice, and is as long as was asked."""

import datetime
from pathlib import Path
from typing import cast

import pytest

from tests.twin.lecture.small_folder import FOLDER, GLOSSARY, SmallLibrary, SmallSearch
from twin.errors import BriefInvalid
from twin.evidence.retriever import Retriever
from twin.gate.gate import Gate
from twin.gate.new_terms import TermFinder
from twin.gate.quotation import is_quotation
from twin.lecture.outlining import Outlining
from twin.lecture.script import Brief, Script, SentenceKind
from twin.lecture.scripting import Scripting
from twin.lecture.supported import require_supported
from twin.lecture.talk_length import script_seconds
from twin.persona.persona import Persona
from twin.persona.shelf import PersonaShelf

TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def lin(personas: Path) -> Persona:
    """Give the demo's cardiologist."""
    return PersonaShelf(personas, personas).persona("cardiology")


async def script_for(lin: Persona, **changed: object) -> Script:
    brief = Brief.model_validate(
        {"persona_id": "cardiology", "topic": "Heart failure at home", "minutes": 1, **changed}
    )
    outlining = Outlining(cast(Retriever, SmallSearch()), SmallLibrary(), GLOSSARY)
    outline = await outlining.outline(brief, lin)
    return Scripting(Gate(terms=TermFinder(GLOSSARY)), GLOSSARY).script(outline, lin, today=TODAY)


async def test_every_statement_is_the_folders_own_and_names_its_source(lin: Persona) -> None:
    script = await script_for(lin)

    texts = {one.passage.id: one.passage.text for one in FOLDER}
    for one in script.sentences():
        if one.kind is SentenceKind.STATEMENT and not one.sources[0].passage_id.startswith("glossary:"):
            (source,) = one.sources
            assert source.line and one.text.split()[-1].rstrip(".") in texts[source.passage_id]
            assert is_quotation(one.text, texts[source.passage_id]) or "every morning" in one.text
    require_supported(script)


async def test_a_talk_begins_and_ends_with_the_notice_that_a_computer_made_it(lin: Persona) -> None:
    script = await script_for(lin)

    first, last = script.sentences()[0], script.sentences()[-1]
    assert first.kind is SentenceKind.NOTICE and "AI-generated" in first.text
    assert last.kind is SentenceKind.NOTICE and script.scenes[-1].layout == "sources"


async def test_a_talk_is_as_long_as_was_asked_within_a_tenth(lin: Persona) -> None:
    script = await script_for(lin)

    assert script_seconds(script) == pytest.approx(60, rel=0.1)


async def test_a_faster_voice_gets_more_to_say(lin: Persona) -> None:
    brief = Brief(persona_id="cardiology", topic="Heart failure at home", minutes=1)
    outline = await Outlining(cast(Retriever, SmallSearch()), SmallLibrary(), GLOSSARY).outline(brief, lin)
    scripting = Scripting(Gate(terms=TermFinder(GLOSSARY)), GLOSSARY)

    slow, fast = scripting.script(outline, lin, rate=1.0), scripting.script(outline, lin, rate=1.4)

    assert len(fast.sentences()) > len(slow.sentences())


async def test_too_little_in_the_folder_is_said_in_the_report(lin: Persona) -> None:
    script = await script_for(lin, minutes=10)

    assert any("not 10" in point for point in script.not_covered)


async def test_nothing_in_the_folder_is_no_script(lin: Persona) -> None:
    with pytest.raises(BriefInvalid, match="Zebra migration"):
        await script_for(lin, topic="Zebra migration")


async def test_a_medical_word_is_explained_to_lay_people_and_not_to_colleagues(lin: Persona) -> None:
    explained = "Heart failure: the heart pumps less blood than the body needs."

    lay = await script_for(lin, minutes=2)
    colleagues = await script_for(lin, minutes=2, audience="physician")

    assert sum(one.text == explained for one in lay.sentences()) == 1
    assert not any(one.text == explained for one in colleagues.sentences())


async def test_no_sentence_is_said_twice(lin: Persona) -> None:
    texts = [one.text for one in (await script_for(lin, minutes=3)).sentences()]

    assert len(texts) == len(set(texts))
