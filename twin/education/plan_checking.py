"""Check a persona's lessons.yaml: quotes to the letter, plain words that say what the source says, length, reading level.

For `twin persona check`: it opens the documents that the plan names, and judges each fact by the gate as a lesson would.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from twin.education.fact_checking import judged, quote_stands_in, same_numbers
from twin.education.lesson_plan import (
    LESSONS_FILE,
    LessonPlan,
    PlannedChunk,
    PlannedFact,
    PlannedTopic,
    read_lesson_plan,
)
from twin.education.readability import ReadingMeter, length_of
from twin.gate.gate import Gate
from twin.index.held_passage import HeldPassage
from twin.passages.document import Document
from twin.passages.reading import read_documents
from twin.passages.splitting import passages_of
from twin.persona.findings import Finding, FolderReport
from twin.persona.folder import folder_content, read_persona_file
from twin.persona.yaml_lines import LinedYaml
from twin.settings import PassageSettings

MOST_WORDS, MOST_CHARACTERS = 120, 200  # of one chunk: words of English, characters of Chinese
LANGUAGES = ("en", "zh")
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class _Checking:
    """What the checks of one plan share."""

    file: str
    lined: LinedYaml
    passages: Mapping[str, Sequence[HeldPassage]]
    gate: Gate
    meter: ReadingMeter

    def found(self, path: Place, problem: str, write: str) -> Finding:
        return Finding(file=self.file, line=self.lined.line_of(path), problem=problem, write=write)


def with_lesson_findings(
    report: FolderReport,
    personas: Path,
    corpora: Path,
    *,
    gate: Gate,
    meter: ReadingMeter,
    settings: PassageSettings,
) -> FolderReport:
    """Add to a folder's report what is wrong with its lessons. A folder without lessons.yaml is in order."""
    folder = personas / report.persona
    plan, findings, lined = read_lesson_plan(folder)
    if plan.topics:
        passages = _passages_named(plan, personas, corpora, report.persona, settings)
        checking = _Checking(f"{report.persona}/{LESSONS_FILE}", lined, passages, gate, meter)
        for number, topic in enumerate(plan.topics):
            findings += _topic_findings(topic, (number,), checking)
    return report.model_copy(update={"findings": (*report.findings, *findings)})


def _passages_named(
    plan: LessonPlan, personas: Path, corpora: Path, persona_id: str, settings: PassageSettings
) -> dict[str, list[HeldPassage]]:
    """Read the documents that the plan names, cut as the index cuts them."""
    persona, _, _ = read_persona_file(personas / persona_id)
    if persona is None:
        return {}
    names = {
        fact.source
        for topic in plan.topics
        for chunk in topic.chunks
        for language in LANGUAGES
        for fact in chunk.facts(language)
    }
    files = [file for file in folder_content(personas, corpora, persona).files if file.name in names]
    held: dict[str, list[HeldPassage]] = {}
    for outcome in read_documents(files, settings):
        if isinstance(outcome, Document):
            held[outcome.name] = [
                HeldPassage(passage, outcome.content_hash, outcome.slot, outcome.metadata)
                for passage in passages_of(outcome, settings)
            ]
    return held


def _topic_findings(topic: PlannedTopic, path: Place, checking: _Checking) -> Iterator[Finding]:
    for number, chunk in enumerate(topic.chunks):
        for language in LANGUAGES:
            here = (*path, "chunks", number, language)
            for place, fact in enumerate(chunk.zh if language == "zh" else chunk.en):
                source = fact.source or getattr(chunk.sources, language)
                yield from _fact_findings(
                    fact.model_copy(update={"source": source}), language, (*here, place), checking
                )
            yield from _length_findings(chunk, language, here, checking)
    for language in LANGUAGES:
        text = "\n".join(fact.say for chunk in topic.chunks for fact in chunk.facts(language))
        reading = checking.meter.measure(text, language)
        if not reading.is_kept:
            problem = f"the lesson {topic.id!r} in {language} is too hard: {reading.to_text()}"
            yield checking.found(path, problem, "Shorter sentences and everyday words in `say`.")


def _length_findings(
    chunk: PlannedChunk, language: str, path: Place, checking: _Checking
) -> Iterator[Finding]:
    length = sum(length_of(fact.say, language) for fact in chunk.facts(language))
    most = MOST_CHARACTERS if language == "zh" else MOST_WORDS
    if length > most:
        problem = f"the chunk {chunk.id!r} holds {length} {'characters' if language == 'zh' else 'words'}"
        yield checking.found(path, problem, f"At most {most}: one idea a chunk; move the rest.")


def _fact_findings(fact: PlannedFact, language: str, path: Place, checking: _Checking) -> Iterator[Finding]:
    held = checking.passages.get(fact.source)
    if held is None:
        problem = f"no document {fact.source!r}"
        yield checking.found(
            path, problem, "The name of a document of this folder (file name without extension)."
        )
        return
    home = next((one for one in held if quote_stands_in(fact.quote, one.passage.text)), None)
    if home is None:
        problem = f"{fact.quote[:60]!r} does not stand in {fact.source}"
        yield checking.found((*path, "quote"), problem, "The physician's words, copied to the letter.")
        return
    for name, words in (("say", fact.say), ("simpler", fact.simpler)):
        if words:
            verdict = judged(words, home, quote=fact.quote, language=language, gate=checking.gate)
            if not verdict.may_be_said:
                advice = "Only what the quote says, with its numbers and medicines, in plain words."
                yield checking.found((*path, name), verdict.fault, advice)
    if fact.simpler and not same_numbers(fact.simpler, fact.say):
        yield checking.found((*path, "simpler"), "its numbers are not those of `say`", "The same numbers.")
