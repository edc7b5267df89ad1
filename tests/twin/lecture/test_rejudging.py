"""An edited sentence passes the gate again; what nothing bears out is marked and refuses the talk."""

from pathlib import Path
from typing import cast

import pytest

from tests.twin.lecture.small_folder import GLOSSARY, SmallLibrary, SmallSearch
from twin.errors import ScriptRefused
from twin.evidence.retriever import Retriever
from twin.gate.gate import Gate
from twin.gate.new_terms import TermFinder
from twin.lecture import editing
from twin.lecture.outlining import Outlining
from twin.lecture.rejudging import Rejudging
from twin.lecture.script import Brief, Script, ScriptSentence, SentenceKind
from twin.lecture.scripting import Scripting
from twin.lecture.supported import require_supported
from twin.persona.shelf import PersonaShelf

GATE = Gate(terms=TermFinder(GLOSSARY))


class Table:
    """A script and what judges its edits."""

    def __init__(self, script: Script, rejudging: Rejudging) -> None:
        self.script, self.rejudging = script, rejudging
        self.first = next(one for one in script.sentences() if one.kind is SentenceKind.STATEMENT)

    async def with_words(self, text: str) -> tuple[Script, ScriptSentence]:
        """Put other words in place of the first statement."""
        new = await self.rejudging.rejudged(self.script, editing.changed(self.script, self.first.id, text))
        return new, next(one for one in new.sentences() if one.id == self.first.id)


@pytest.fixture
async def table(personas: Path) -> Table:
    """Give a written script of the small folder."""
    shelf, search, library = PersonaShelf(personas, personas), cast(Retriever, SmallSearch()), SmallLibrary()
    brief = Brief(
        persona_id="cardiology", topic="Heart failure at home", minutes=1, must_not_say=("grapefruit",)
    )
    outline = await Outlining(search, library, GLOSSARY).outline(brief, shelf.persona("cardiology"))
    script = Scripting(GATE, GLOSSARY).script(outline, shelf.persona("cardiology"))
    return Table(script, Rejudging(GATE, search, library, GLOSSARY, persona_of=shelf.persona))


async def test_words_of_another_passage_find_their_own_source(table: Table) -> None:
    _, judged = await table.with_words("People with heart failure should avoid more than 5 g of salt a day.")

    assert not judged.refused and [one.passage_id for one in judged.sources] == ["p2"]


@pytest.mark.parametrize(
    "words",
    [
        "People with heart failure should avoid more than 9 g of salt a day.",
        "Garlic cures heart failure.",
        "Exercise is forbidden for all people with heart failure.",
    ],
)
async def test_what_the_folder_does_not_say_is_marked_and_refuses_the_talk(table: Table, words: str) -> None:
    new, judged = await table.with_words(words)

    assert judged.refused
    with pytest.raises(ScriptRefused, match=words[:20]):
        require_supported(new)


async def test_what_must_not_be_said_is_marked_whoever_writes_it(table: Table) -> None:
    _, judged = await table.with_words("Grapefruit is fine.")

    assert judged.refused == "must_not_say"


async def test_seconds_and_slide_follow_an_edit(table: Table) -> None:
    words = "Exercise is recommended for all people with heart failure who are able."

    new, judged = await table.with_words(words)

    scene = next(one for one in new.scenes if any(said.id == judged.id for said in one.sentences))
    assert judged.seconds > 3
    assert any(words.rstrip(".") in text for text in (*scene.bullets, scene.quote))


async def test_what_was_not_touched_stays_byte_for_byte(table: Table) -> None:
    new, judged = await table.with_words("Begin with a few minutes on the flat.")

    before = {one.id: one for one in table.script.sentences()}
    assert all(before[one.id] == one for one in new.sentences() if one.id != judged.id)
