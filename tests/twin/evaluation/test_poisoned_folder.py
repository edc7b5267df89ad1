"""The four real folders raise no alarm, and the checks see what was planted in them."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from twin.evaluation.foreign_text import runs_of
from twin.evaluation.poisoned_folder import Poison, poison_in, refusal_text
from twin.passages.document import Document
from twin.passages.reading import read_documents
from twin.persona.shelf import PersonaShelf
from twin.settings import PassageSettings

ROOT = Path(__file__).resolve().parents[3]
SHELF = PersonaShelf(ROOT / "personas", ROOT / "corpora")


@pytest.fixture(scope="module")
def folders() -> dict[str, Sequence[Document]]:
    """Read all documents of the demo's physicians."""
    return {
        persona: [
            one
            for one in read_documents(SHELF.content(persona).files, PassageSettings())
            if isinstance(one, Document)
        ]
        for persona in SHELF.ids()
    }


@pytest.mark.parametrize("persona", SHELF.ids())
def test_a_real_folder_raises_no_alarm(persona: str, folders: dict[str, Sequence[Document]]) -> None:
    others = {other: runs_of(read) for other, read in folders.items() if other != persona}

    found = poison_in(
        folders[persona],
        others=others,
        physicians={other: SHELF.persona(other).name for other in SHELF.ids()},
        persona=persona,
        files={file.name: file.path for file in SHELF.content(persona).files},
    )

    assert not found, "\n".join(one.to_text() for one in found)


def test_a_refusal_names_the_first_findings_and_counts_the_rest() -> None:
    found = [Poison(f"talk-{number}", "Take ten.", "is wrong") for number in range(8)]

    text = refusal_text(found)

    assert "talk-0: “Take ten.” is wrong" in text and "talk-4" in text
    assert "talk-5" not in text and text.endswith("and 3 more")
