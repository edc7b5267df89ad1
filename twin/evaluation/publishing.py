"""Build a persona's index from its folder: read, cut, index, measure the floor, pass the gate, publish."""

import asyncio
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from twin.assembly import House
from twin.errors import DocumentError, PersonaInvalid
from twin.evaluation.dataset import Dataset, load_dataset
from twin.evaluation.foreign_text import runs_of
from twin.evaluation.labels_in_text import answers
from twin.evaluation.poisoned_folder import CHECK_VERSION, Poison, poison_in, refusal_text
from twin.evaluation.worse_than_before import worse_than_before
from twin.evidence.coverage import COEFFICIENTS, UNMEASURED, CoverageFloor, measure_floor
from twin.index.generation import GenerationReport, Refusal
from twin.index.indexing import DocumentWithPassages, PersonaWriter
from twin.index.library import Library
from twin.passages.document import Document
from twin.passages.duplicates import mark_duplicates
from twin.passages.intake import IntakeReport, intake_report
from twin.passages.passage import Passage
from twin.passages.reading import Refused, content_hash, read_documents
from twin.passages.splitting import passages_of
from twin.persona.checking import check_folder
from twin.persona.slots import DocumentFile

RECALL_AT = 5
FEWEST_QUESTIONS = 10  # of each class, below which no floor is measured
MEASURE_VERSION = 9  # raise it when signs or coefficients change: floors are measured anew


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What one build did. `floor` is what coverage is judged by from now on; `recall` that of the questions."""

    index: GenerationReport
    intake: IntakeReport
    floor: CoverageFloor
    recall: float | None

    def to_text(self) -> str:
        """Give the report for a person."""
        index = self.index
        state = "unchanged" if index.unchanged else "published"
        lines = [
            f"{index.persona}: {state}, generation {index.generation}, {index.documents} documents, "
            f"{index.passages} passages, {index.embedded} embedded, {index.seconds:.1f} s",
            self.intake.to_text(),
        ]
        if self.floor.covered_kept is not None and self.floor.uncovered_declined is not None:
            lines.append(
                f"Coverage floor {self.floor.floor:.2f}, measured on {self.floor.measured_on} questions: "
                f"covered kept {self.floor.covered_kept:.2f}, uncovered declined {self.floor.uncovered_declined:.2f}."
            )
        else:
            lines.append(
                "Coverage floor not measured: besides the third kept aside, questions/ holds fewer than "
                f"{FEWEST_QUESTIONS} covered and uncovered questions each. A strict general floor is used."
            )
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        """Give the report for programs."""
        from dataclasses import asdict

        return {
            "index": asdict(self.index),
            "intake": self.intake.to_json(),
            "floor": self.floor.to_json(),
            "recall_at_5": self.recall,
        }


async def build_index(house: House, persona_id: str, *, force: bool = False) -> BuildReport:
    """Bring a persona's index up to date with its folder.

    Args:
        house: The open house.
        persona_id: Whose folder.
        force: Publish although documents are missing or shrank.

    Raises:
        PersonaNotFound: If there is no such folder.
        PersonaInvalid: If the folder fails its check.
        PublishRefused: If the new index lost documents, is poisoned, or fails its questions; the serving one goes on.
    """
    paths = house.settings.paths
    check = await asyncio.to_thread(check_folder, paths.personas, paths.corpora, persona_id)
    if not check.ok:
        raise PersonaInvalid(
            check.to_text() + f"\nMend these, then run `twin index build {persona_id}` again."
        )
    dataset = load_dataset(paths.personas, persona_id)
    async with house.indexing.writer(persona_id) as writer:
        files = house.shelf.content(persona_id).files
        documents, outcomes = await read_folder(house, files, writer)
        intake = intake_report(outcomes, [one for _, cut in documents for one in cut])
        index = await writer.publish(
            documents,
            existing_files=[file.name for file in files],
            report=intake.to_json(),
            gate=QuestionGate(house, dataset),
            force=force,
        )
    published = await house.library.published(persona_id)
    floor = dict(published.floor) if published else {}
    return BuildReport(
        index, intake, CoverageFloor.from_json(floor.get("coverage", {})), floor.get("recall_at_5")
    )


async def read_folder(
    house: House, files: Sequence[DocumentFile], writer: PersonaWriter
) -> tuple[list[DocumentWithPassages], list[Document | Refused]]:
    """Read and cut what has changed; take the rest as it is held.

    Returns:
        All documents with their passages, near-duplicates marked across the folder, and the outcome of every file.
    """
    hashes: dict[str, str] = {}
    outcomes: list[Document | Refused] = []
    for file in files:
        try:
            hashes[file.shown_path] = await asyncio.to_thread(content_hash, file)
        except DocumentError as error:
            outcomes.append(Refused(file=file, error=error))
    known = await writer.held(set(hashes.values()))
    fresh = [file for file in files if file.shown_path in hashes and hashes[file.shown_path] not in known]
    settings = house.settings.passages
    read = await asyncio.to_thread(lambda: list(read_documents(fresh, settings)))
    cut = {one.content_hash: passages_of(one, settings) for one in read if isinstance(one, Document)}
    by_hash = {one.content_hash: one for one in read if isinstance(one, Document)}
    by_hash |= {key: document for key, (document, _) in known.items()}
    ordered = [by_hash[hashes[file.shown_path]] for file in files if hashes.get(file.shown_path) in by_hash]
    everything = [
        passage
        for document in ordered
        for passage in cut.get(document.content_hash, known.get(document.content_hash, (document, ()))[1])
    ]
    marked: dict[str, list[Passage]] = {}
    for passage in await asyncio.to_thread(mark_duplicates, everything):
        marked.setdefault(passage.document, []).append(passage)
    documents: list[DocumentWithPassages] = [
        (document, tuple(marked.get(document.name, ()))) for document in ordered
    ]
    return documents, [*outcomes, *(one for one in read if isinstance(one, Refused)), *ordered]


class QuestionGate:
    """Refuses a candidate that is poisoned, or that answers its questions worse than before; measures its coverage floor."""

    def __init__(self, house: House, dataset: Dataset) -> None:
        """Keep what is asked."""
        self._house = house
        self._dataset = dataset

    async def __call__(self, candidate: Library, generation: int) -> Refusal | None:
        """Measure, store the floor with the generation, and judge."""
        serving = await self._house.library.published(self._dataset.persona)
        before = dict(serving.floor) if serving else {}
        key = self._key(generation)
        if before.get("measured_as") == key:
            return None
        poison = await self._poison(candidate)
        if poison:
            return Refusal(
                refusal_text(poison),
                "Mend or remove what is named, then build again; --force does not publish it. A document that replaces "
                "another names it under `supersedes:` and has a later date.",
            )
        floor = await self._measure(candidate) | {"measured_as": key}
        await self._house.library.set_floor(generation, floor)
        # The same folder under a changed measure is no worse folder.
        if (
            serving is None
            or serving.generation == generation
            or before.get("questions") != floor["questions"]
        ):
            return None
        worse = worse_than_before(before.get("counts", {}), floor["counts"])
        if worse:
            return Refusal(
                worse, "See what changed in the folder (`twin index report`, `twin evaluate fidelity`)."
            )
        return None

    async def _poison(self, candidate: Library) -> list[Poison]:
        """Check the candidate's content against itself and against what the other personas have published."""
        house, persona_id = self._house, self._dataset.persona
        others, physicians = {}, {}
        for other in house.shelf.ids():
            physicians[other] = house.persona(other).name
            if other != persona_id and await house.library.published(other):
                others[other] = runs_of(await house.library.documents(other))
        files = await asyncio.to_thread(house.shelf.content, persona_id)
        return await asyncio.to_thread(
            poison_in,
            await candidate.documents(persona_id),
            others=others,
            physicians=physicians,
            persona=persona_id,
            files={file.name: file.path for file in files.files},
        )

    async def _measure(self, candidate: Library) -> dict[str, Any]:
        """Ask the tuned part of the questions and fit the floor."""
        retriever = self._house.retriever_over(candidate)
        persona_id = self._dataset.persona
        tuned = self._dataset.part(kept_aside=False)
        covered, uncovered, found = [], [], []
        for question in tuned.covered:
            searched = await retriever.search(
                persona_id, question.text, language=question.language, earlier=question.turns
            )
            covered.append(await retriever.signs(persona_id, searched))
            first = [searched.held[hit.passage_id].passage for hit in searched.fused[:RECALL_AT]]
            labels = [(label.document, label.quote) for label in question.passages]
            found.append(any(answers(one.document, one.text, labels) for one in first))
        for other in tuned.uncovered:
            searched = await retriever.search(
                persona_id, other.text, language=other.language, earlier=other.turns
            )
            uncovered.append(await retriever.signs(persona_id, searched))
        enough = min(len(covered), len(uncovered)) >= FEWEST_QUESTIONS
        floor = measure_floor(covered, uncovered) if enough else UNMEASURED
        return {
            "coverage": floor.to_json(),
            "counts": {
                "recall": [sum(found), len(found)],
                "covered_kept": [round((floor.covered_kept or 0) * len(covered)), len(covered)]
                if enough
                else None,
                "uncovered_declined": [
                    round((floor.uncovered_declined or 0) * len(uncovered)),
                    len(uncovered),
                ]
                if enough
                else None,
            },
            "recall_at_5": round(sum(found) / len(found), 4) if found else None,
            "questions": self._questions_hash(),
        }

    def _questions_hash(self) -> str:
        """Give a hash of the questions, so that figures are compared only when the questions are the same."""
        texts = [one.model_dump(mode="json") for one in (*self._dataset.covered, *self._dataset.uncovered)]
        return hashlib.sha256(json.dumps(texts, sort_keys=True).encode()).hexdigest()[:16]

    def _key(self, generation: int) -> str:
        """Name everything the measurement depends on."""
        judged_by = hashlib.sha256(repr(COEFFICIENTS).encode()).hexdigest()[:8]
        searched = f"{self._house.embedder.name}/{len(self._house.glossary.terms)}"
        return (
            f"{MEASURE_VERSION}/{CHECK_VERSION}/{judged_by}/{generation}/{searched}/{self._questions_hash()}"
        )
