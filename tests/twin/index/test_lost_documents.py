"""Which losses a rebuild may not publish."""

import pytest

from twin.index.generation import HeldDocument
from twin.index.lost_documents import refusal_for_losses


def _documents(count: int, *, characters: int = 2_000) -> list[HeldDocument]:
    return [HeldDocument(f"id{n}", f"doc{n}", f"p/doc{n}.md", characters) for n in range(count)]


def _renewed(document: HeldDocument, *, characters: int) -> HeldDocument:
    return HeldDocument(f"new-{document.id}", document.name, document.path, characters)


def test_a_file_that_could_not_be_read_stops_the_publication() -> None:
    serving = _documents(20)

    refusal = refusal_for_losses(serving, serving[1:], existing_files={"doc0"})

    assert refusal is not None
    assert refusal.reason.startswith("doc0 still in the folder")


@pytest.mark.parametrize(
    ("documents", "deleted", "is_refused"),
    [(20, 2, False), (20, 3, True), (3, 1, False), (3, 2, True), (1, 1, True)],
)
def test_deleted_files_are_believed_when_they_are_few(documents: int, deleted: int, is_refused: bool) -> None:
    serving = _documents(documents)

    refusal = refusal_for_losses(serving, serving[deleted:], existing_files=())

    assert (refusal is not None) == is_refused
    assert refusal is None or "--force" in refusal.way_out


def test_a_file_that_gives_less_than_half_its_text_stops_the_publication() -> None:
    serving = _documents(3)

    cut = refusal_for_losses(serving, [*serving[1:], _renewed(serving[0], characters=900)], existing_files=())
    edited = refusal_for_losses(
        serving, [*serving[1:], _renewed(serving[0], characters=1_100)], existing_files=()
    )

    assert cut is not None
    assert "doc0 gave less than half" in cut.reason
    assert edited is None


def test_a_renamed_file_is_no_loss() -> None:
    serving = _documents(3)
    renamed = [HeldDocument(document.id, f"new-{document.name}", "p", 2_000) for document in serving]

    assert refusal_for_losses(serving, renamed, existing_files=()) is None


def test_the_first_index_loses_nothing() -> None:
    assert refusal_for_losses([], _documents(2), existing_files=()) is None
