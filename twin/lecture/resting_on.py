"""The passages that sentences of a script rest on, as the folder holds them now."""

from collections.abc import Iterable

from twin.evidence.glossary import Glossary
from twin.index.held_passage import HeldPassage
from twin.lecture.outlining import Passages
from twin.lecture.plain_words import GLOSSARY, explanation_of
from twin.passages.passage import Passage
from twin.persona.slots import DocumentMetadata, Slot


async def passages_by_id(
    library: Passages, glossary: Glossary, persona_id: str, ids: Iterable[str], language: str
) -> dict[str, HeldPassage]:
    """Give the passages of these ids; one that the folder no longer holds is absent.

    An explanation's id (`glossary:<head>`) gives the glossary's own line as a passage.
    """
    wanted = list(dict.fromkeys(ids))
    found = {
        one.passage.id: one
        for one in await library.passages(persona_id, [one for one in wanted if not one.startswith(GLOSSARY)])
    }
    heads = {one.removeprefix(GLOSSARY): one for one in wanted if one.startswith(GLOSSARY)}
    for term in glossary.terms if heads else ():
        explained = explanation_of(term, language) if term.en[0] in heads else None
        if explained is not None and heads[term.en[0]] not in found:
            id_ = heads[term.en[0]]
            found[id_] = HeldPassage(
                passage=Passage(
                    id=id_, document="glossary", start=0, end=len(explained[0]), text=explained[0]
                ),
                document_id="glossary",
                slot=Slot.GUIDELINES,
                metadata=DocumentMetadata(title=term.en[0], language=language, kind="guideline"),
            )
    return found
