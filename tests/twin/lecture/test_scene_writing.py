"""A served model's sentences pass the gate one by one; a refused one gives way to the folder's own words."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import cast

import pytest

from tests.twin.lecture.small_folder import GLOSSARY, SmallLibrary, SmallSearch
from twin.chat.model import Piece, Prompt
from twin.errors import ChatModelUnavailable
from twin.evidence.retriever import Retriever
from twin.gate.gate import Gate
from twin.gate.new_terms import TermFinder
from twin.lecture.outline import Outline
from twin.lecture.outlining import Outlining
from twin.lecture.scene_writing import SceneWriting
from twin.lecture.script import Brief
from twin.lecture.scripting import Scripting
from twin.lecture.supported import require_supported
from twin.persona.persona import Persona, Strictness
from twin.persona.shelf import PersonaShelf

GATE = Gate(terms=TermFinder(GLOSSARY))


class Author:
    """Says the same in every scene."""

    name = "author"
    speaks_only_in_quotations = False

    def __init__(self, *texts: str, broken: bool = False) -> None:
        self.texts, self.broken = texts, broken
        self.prompts: list[Prompt] = []

    async def stream(self, prompt: Prompt) -> AsyncIterator[Piece]:
        self.prompts.append(prompt)
        if self.broken:
            raise ChatModelUnavailable("gone")
        for text in self.texts:
            yield Piece(text=text)
        yield Piece(finish_reason="stop")


@pytest.fixture
def lin(personas: Path) -> Persona:
    """Give the demo's cardiologist, who may speak in own words."""
    persona = PersonaShelf(personas, personas).persona("cardiology")
    return persona.model_copy(update={"strictness": Strictness.OWN_WORDS})


async def outlined(lin: Persona) -> Outline:
    brief = Brief(persona_id="cardiology", topic="Heart failure at home", minutes=1)
    return await Outlining(cast(Retriever, SmallSearch()), SmallLibrary(), GLOSSARY).outline(brief, lin)


def writing(author: Author) -> SceneWriting:
    return SceneWriting(author, GATE, GLOSSARY, style_guide_of=lambda _: "Short sentences.")


async def test_what_the_sources_bear_out_is_said_in_the_models_words(lin: Persona) -> None:
    outline = await outlined(lin)
    salt = (
        next(one for one in outline.scenes if one.title == "Food and drink")
        if any(one.title == "Food and drink" for one in outline.scenes)
        else outline.scenes[0]
    )
    first = salt.lines[0]
    author = Author(f"{first.text.rstrip('.')} [E1].")

    written = await writing(author).written(outline, lin)

    assert any(first.text in [one.text for one in said] for said in written.values())
    require_supported(Scripting(GATE, GLOSSARY).script(outline, lin, written=written))


async def test_a_refused_sentence_gives_way_to_a_quotation(lin: Persona) -> None:
    outline = await outlined(lin)
    first = outline.scenes[0].lines[0].text
    author = Author(f"{first.rstrip('.')} [E1]. ", "Garlic cures heart failure within 3 days [E1].")

    written = await writing(author).written(outline, lin)

    said = [one.text for sentences in written.values() for one in sentences]
    assert said and not any("Garlic" in one for one in said)
    own = {line.text for scene in outline.scenes for line in scene.lines}
    assert all(one in own for one in said)


async def test_a_model_that_fails_leaves_the_folders_own_words(lin: Persona) -> None:
    outline = await outlined(lin)

    assert await writing(Author(broken=True)).written(outline, lin) == {}


async def test_a_persona_who_only_quotes_is_never_written_for(lin: Persona) -> None:
    author = Author("Anything [E1].")
    quoting = lin.model_copy(update={"strictness": Strictness.QUOTATION})

    assert await writing(author).written(await outlined(lin), quoting) == {}
    assert author.prompts == []


async def test_the_model_is_told_what_must_not_be_said_and_what_was_said(lin: Persona) -> None:
    outline = await outlined(lin)
    author = Author(f"{outline.scenes[0].lines[0].text.rstrip('.')} [E1].")

    await writing(author).written(outline, lin)

    assert len(author.prompts) == len(outline.scenes)
    assert "already said" in author.prompts[-1].messages[1].content
