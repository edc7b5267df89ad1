"""The document's text is shown to the letter, and only its look changes."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from api.pages.document_view import SHOWN_WHOLE, document_view
from tests.api.pages.fake_documents import LEAFLET, PASSAGES
from twin.passages.document import Anchor, Document
from twin.passages.passage import Passage
from twin.persona.slots import DocumentMetadata, Slot

META = DocumentMetadata(title="A title", language="en", kind="lecture")


def document(text: str, anchors: tuple[Anchor, ...] = ()) -> Document:
    """Make a document of a text."""
    return Document("name", Slot.LECTURES, "p/name.md", "text/markdown", META, "hash", text, anchors)


def passage(text: str, start: int, end: int) -> Passage:
    """Make a passage of a span."""
    return Passage("id", "name", start, end, text[start:end])


@given(st.text(alphabet="ab [1]\n。药", min_size=1, max_size=80), st.data())
def test_every_visible_character_is_shown_once_and_exactly_the_cited_ones_are_marked(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    view = document_view(document(text), passage(text, 0, len(text)), start=start, end=end, references=2)

    runs = [run for section in view.sections for block in section.blocks for run in block.runs]
    assert "".join("".join(run.text for run in runs).split()) == "".join(text.split())
    marked = "".join(run.text for run in runs if run.cited)
    assert "".join(marked.split()) == "".join(text[start:end].split())


def test_a_page_opens_at_the_first_cited_word_only() -> None:
    held = PASSAGES["pulse"].passage

    view = document_view(LEAFLET, held, start=held.start, end=held.end, references=2)

    runs = [r for s in view.sections for b in s.blocks for row in b.rows for cell in row for r in cell]
    assert [run.anchor for run in runs if run.anchor] == ["p2"]
    assert [section.anchor for section in view.sections] == ["p1", "", "p3"]


def test_a_long_document_is_shown_around_its_passage() -> None:
    text = "".join(f"Sentence number {n}.\n\n" for n in range(SHOWN_WHOLE // 10))
    edges = [i for i in range(len(text)) if text.startswith("Sentence", i)] + [len(text)]
    anchors = tuple(Anchor(a, b, page=n + 1) for n, (a, b) in enumerate(pairwise(edges)))
    middle = anchors[len(anchors) // 2]
    cited = Passage("id", "name", middle.start, middle.end, text[middle.start : middle.end], page=middle.page)

    view = document_view(document(text, anchors), cited, start=cited.start, end=cited.end, references=0)

    assert view.is_excerpt and 100 < len(view.sections) < len(anchors)
    assert any(run.cited for s in view.sections for b in s.blocks for run in b.runs)


def test_a_mark_beyond_the_references_stays_plain() -> None:
    view = document_view(
        document("Seen in 3 [7]."), passage("Seen in 3 [7].", 0, 14), start=0, end=4, references=2
    )

    assert not any(run.reference for s in view.sections for b in s.blocks for run in b.runs)
