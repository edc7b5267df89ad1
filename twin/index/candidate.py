"""What an indexing was given, sorted out: versions, passages to find, and how it differs from what serves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from twin.index.generation import GenerationReport, HeldDocument
from twin.index.searchable_text import FoundBy, searchable_text, sentence_texts
from twin.index.snapshot import retrievable_ids
from twin.passages.document import Document
from twin.passages.passage import Passage


@dataclass(frozen=True, slots=True)
class Candidate:
    """A state of the folder.

    `documents` and `passages` are by content hash. `sentences` are what their single sentences are found by. `texts` are what the retrievable passages are
    found by, by id. `duplicates` gives
    every passage the id of the one it duplicates, or None. `copies` are names of files equal to another file.
    """

    documents: Mapping[str, Document]
    passages: Mapping[str, tuple[Passage, ...]]
    texts: Mapping[str, str]
    sentences: Mapping[str, tuple[str, ...]]
    duplicates: Mapping[str, str | None]
    copies: tuple[str, ...]

    @property
    def held_documents(self) -> list[HeldDocument]:
        """Give the documents as a generation lists them."""
        return [HeldDocument(id_, d.name, d.path, len(d.text)) for id_, d in self.documents.items()]

    def compared_with(self, serving: Sequence[HeldDocument]) -> GenerationReport:
        """Say what is new, changed and gone. A renamed or moved file counts as changed."""
        before = {document.name: document for document in serving}
        moved = {document.id: (document.name, document.path) for document in serving}
        added: list[str] = []
        changed: list[str] = []
        for id_, document in self.documents.items():
            if moved.get(id_) == (document.name, document.path):
                continue
            (changed if id_ in moved or document.name in before else added).append(document.name)
        names = {document.name for document in self.documents.values()}
        gone = [d.name for d in serving if d.name not in names and d.id not in self.documents]
        everything = [passage for part in self.passages.values() for passage in part]
        held_back = sum(bool(passage.personal_data) for passage in everything)
        return GenerationReport(
            persona="",
            generation=0,
            embedder="",
            unchanged=False,
            documents=len(self.documents),
            passages=len(self.texts),
            held_back=held_back,
            duplicates=len(everything) - held_back - len(self.texts),
            embedded=0,
            added=tuple(sorted(added)),
            changed=tuple(sorted(changed)),
            removed=tuple(sorted(gone)),
            copies=self.copies,
        )


def candidate_of(documents: Sequence[tuple[Document, Sequence[Passage]]]) -> Candidate:
    """Sort out what was read.

    Raises:
        ValueError: If two different documents have one name.
    """
    versions: dict[str, Document] = {}
    passages: dict[str, tuple[Passage, ...]] = {}
    names: set[str] = set()
    copies: list[str] = []
    for document, cut in documents:
        if document.content_hash in versions:
            copies.append(document.name)
            continue
        if document.name in names:
            raise ValueError(f"Two documents are named {document.name!r}; run `twin persona check`.")
        names.add(document.name)
        versions[document.content_hash] = document
        passages[document.content_hash] = tuple(cut)
    everything = [passage for part in passages.values() for passage in part]
    found = retrievable_ids({p.id: (bool(p.personal_data), p.duplicate_of) for p in everything})
    retrievable = {
        passage.id: (passage.text, _found_by(document, passage))
        for hash_, document in versions.items()
        for passage in passages[hash_]
        if passage.id in found
    }
    return Candidate(
        documents=versions,
        passages=passages,
        texts={id_: searchable_text(text, **about) for id_, (text, about) in retrievable.items()},
        sentences={id_: sentence_texts(text, **about) for id_, (text, about) in retrievable.items()},
        duplicates={passage.id: passage.duplicate_of for passage in everything},
        copies=tuple(copies),
    )


def _found_by(document: Document, passage: Passage) -> FoundBy:
    metadata = document.metadata
    return {"title": metadata.title, "headings": passage.headings, "questions": metadata.questions}
