"""A small shelf of documents for the tests of the pages: one of every kind, one of them hostile."""

from datetime import date

from twin.index.held_passage import HeldPassage
from twin.passages.document import Anchor, Document
from twin.passages.passage import Passage
from twin.persona.slots import Audience, DocumentMetadata, Reference, Slot

HOSTILE = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
AF = Reference("esc-2024-af", "Van Gelder IC, et al. 2024 ESC Guidelines for atrial fibrillation. 2024.")
LINKED = Reference("linked", "Someone. A paper. 2023.", "https://doi.org/10.1000/example")


def _built(
    name: str, blocks: list[tuple[str, dict[str, object]]], *, slot: Slot, media: str, **meta: object
) -> Document:
    """Build a document from blocks and the places they stand in."""
    text, anchors = "", []
    for block, place in blocks:
        start = len(text)
        text += block + "\n\n"
        anchors.append(Anchor(start, len(text), **place))  # type: ignore[arg-type]
    metadata = DocumentMetadata(**{"language": "en", "kind": "lecture", **meta})  # type: ignore[arg-type]
    path = f"cardiology/{slot.name.lower()}/{name}"
    return Document(name, slot, path, media, metadata, f"hash-{name}", text, tuple(anchors))


LEAFLET = _built(
    "af-living",
    [
        ("Living with atrial fibrillation", {"page": 1, "headings": ("Living with atrial fibrillation",)}),
        ("Atrial fibrillation is an irregular heartbeat. You can live well with it [1].", {"page": 1}),
        (
            "Coffee in moderation does not cause attacks. Two or three cups a day are fine for most people [1]. "
            "Stop if you notice that it disturbs you.",
            {"page": 2},
        ),
        (
            "Pulse | What to do\n--- | ---\nunder 110 | go on\nover 110 | call us [2]",
            {"page": 2, "is_table": True},
        ),
        ("Keep a notebook and bring it to the clinic.", {"page": 3}),
    ],
    slot=Slot.LECTURES,
    media="application/pdf",
    title="Living with atrial fibrillation",
    date=date(2026, 3, 14),
    references=(AF, LINKED),
)
SLIDES = _built(
    "chest-pain",
    [
        ("Chest pain: the first hours", {"slide": 1, "headings": ("Chest pain: the first hours",)}),
        ("Call first, then sit down.\nDo not drive yourself.", {"slide": 2}),
        ("Thank you", {"slide": 3}),
    ],
    slot=Slot.LECTURES,
    media="application/vnd.openxmlformats-officedocument.presentationml.presentation",
    title="Chest pain: the first hours",
    date=date(2025, 11, 2),
    audience=Audience.PUBLIC,
)
TALK = _built(
    "tating-zh",
    [
        ("他汀是降低胆固醇的药。", {"start_seconds": 88.0, "end_seconds": 93.2}),
        ("吃了他汀腿酸，先不要自己停药。", {"start_seconds": 93.2, "end_seconds": 98.9}),
        ("来门诊查一下肌酸激酶，再一起商量。", {"start_seconds": 98.9, "end_seconds": 104.0}),
    ],
    slot=Slot.LECTURES,
    media="text/vtt",
    title="他汀与肌肉酸痛",
    language="zh",
)
HOSTILE_ANSWER = _built(
    "hostile",
    [(f"Before. {HOSTILE} After.", {"headings": (HOSTILE,)})],
    slot=Slot.ANSWERS,
    media="text/markdown",
    title=f"Hostile {HOSTILE}",
    kind="answer",
    references=(Reference("evil", f"Evil {HOSTILE}", "javascript:document.title='owned'"),),
)
DOCUMENTS = (LEAFLET, SLIDES, TALK, HOSTILE_ANSWER)


def _held(document: Document, passage_id: str, text: str) -> HeldPassage:
    """Hold the passage that begins with `text`; it runs to the end of its anchor."""
    start = document.text.index(text)
    anchor = next(a for a in document.anchors if a.start <= start < a.end)
    end = start + len(document.text[start : anchor.end].rstrip())
    passage = Passage(
        passage_id, document.name, start, end, document.text[start:end], anchor.page, anchor.slide,
        anchor.start_seconds, anchor.end_seconds, anchor.headings, anchor.is_table,
    )  # fmt: skip
    return HeldPassage(passage, document.content_hash, document.slot, document.metadata)


PASSAGES = {
    "coffee": _held(LEAFLET, "coffee", "Coffee in moderation"),
    "pulse": _held(LEAFLET, "pulse", "Pulse | What"),
    "call": _held(SLIDES, "call", "Call first"),
    "tating": _held(TALK, "tating", "吃了他汀腿酸"),
    "hostile": _held(HOSTILE_ANSWER, "hostile", "Before."),
}
