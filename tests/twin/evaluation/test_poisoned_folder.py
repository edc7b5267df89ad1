"""The four real folders raise no alarm, and the checks see what was planted in them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from twin.evaluation.contradictions import contradictions_in
from twin.evaluation.foreign_text import runs_of
from twin.evaluation.poisoned_folder import Poison, poison_in, refusal_text
from twin.evaluation.sentence_frames import frame_of
from twin.passages.document import Document
from twin.passages.reading import read_documents
from twin.persona.shelf import PersonaShelf
from twin.persona.slots import Slot
from twin.sentences import sentences_of, without_marks
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


@pytest.mark.parametrize("persona", SHELF.ids())
def test_most_numbers_that_were_changed_in_an_approved_sentence_are_found(
    persona: str, folders: dict[str, Sequence[Document]]
) -> None:
    answers = [one for one in folders[persona] if one.slot == Slot.ANSWERS]
    talk = next(one for one in folders[persona] if one.slot == Slot.LECTURES)
    bare = replace(talk.metadata, supersedes=())
    planted = [
        replace(talk, name=f"planted-{number}", text=changed, metadata=bare)
        for number, changed in enumerate(_with_another_number(answers))
    ]

    found = {
        one.suspect.document for one in contradictions_in([*folders[persona], *planted]) if one.is_number
    }

    assert len(planted) >= 20
    assert len(found & {one.name for one in planted}) >= 0.7 * len(planted)


def _with_another_number(answers: Sequence[Document]) -> Iterator[str]:
    """Give sentences of approved answers whose only number is three times what it was, or a year four years earlier."""

    def another(number: re.Match[str]) -> str:
        value = int(number.group())
        return str(value - 4 if 1900 < value < 2100 else 3 * value)

    for answer in answers:
        for sentence in sentences_of(answer.text):
            frame = frame_of(answer.name, sentence)
            plain = re.sub(r"^\d+\. ", "", without_marks(sentence))
            if frame is not None and len(frame.quantities) == 1 and len(re.findall(r"\d+", plain)) == 1:
                yield re.sub(r"\d+", another, plain)


def test_a_refusal_names_the_first_findings_and_counts_the_rest() -> None:
    found = [Poison(f"talk-{number}", "Take ten.", "is wrong") for number in range(8)]

    text = refusal_text(found)

    assert "talk-0: “Take ten.” is wrong" in text and "talk-4" in text
    assert "talk-5" not in text and text.endswith("and 3 more")
