"""Read and check the case files of a persona's folder: `cases/<id>.yaml`."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from twin.persona.document_metadata import findings_of
from twin.persona.findings import Finding
from twin.persona.persona import Bilingual
from twin.persona.yaml_lines import LinedYaml, YamlUnreadable, parse_yaml
from twin.teaching.case_links import DocumentQuotes, SourceLink
from twin.teaching.clinical_case import (
    DIFFERENTIAL_PREFIX,
    DIMENSIONS,
    PHASES,
    CasePhase,
    ClinicalCase,
    Phase,
)
from twin.teaching.held_words import CharacterTables, HeldWords

CASES_FOLDER = "cases"
SHOWN = 70  # characters of a text in a finding
Found = Callable[[tuple[str | int, ...], str, str], None]
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class ReadCase:
    """One case file: the case (None when it cannot be used at all), the lines of its keys, what is wrong."""

    file: str
    case: ClinicalCase | None
    lined: LinedYaml
    findings: tuple[Finding, ...]


def case_paths(folder: Path) -> list[Path]:
    """List the case files of a persona's folder, by name."""
    return sorted((folder / CASES_FOLDER).glob("*.yaml"))


def read_case(path: Path, *, shown_path: str, tables: CharacterTables) -> ReadCase:
    """Read one file and check everything that needs no document."""
    lined = LinedYaml(None, {})
    try:
        lined = parse_yaml(path.read_text(encoding="utf-8"))
        case = ClinicalCase.model_validate(lined.value or {})
    except (YamlUnreadable, UnicodeDecodeError) as error:
        finding = Finding(
            file=shown_path, line=getattr(error, "line", 1), problem=str(error), write="Valid YAML in UTF-8."
        )
        return ReadCase(shown_path, None, lined, (finding,))
    except ValidationError as error:
        return ReadCase(shown_path, None, lined, tuple(_in_case_words(findings_of(error, lined, shown_path))))
    findings: list[Finding] = []

    def found(place: Place, problem: str, write: str) -> None:
        findings.append(Finding(file=shown_path, line=lined.line_of(place), problem=problem, write=write))

    _check_ids(case, path.stem, found)
    _check_order(case, found)
    _check_rubric(case, found)
    _check_giveaways(case, tables, found)
    return ReadCase(shown_path, case, lined, tuple(findings))


def links_of(
    read: ReadCase, documents: Mapping[str, DocumentQuotes]
) -> tuple[dict[tuple[str, str], SourceLink], list[Finding]]:
    """Find where each sentence of a case stands.

    Args:
        read: A case that could be read.
        documents: The documents of the folder by the path a case names.

    Returns:
        The links by (document, quote), and a finding for each sentence that stands nowhere.
    """
    links: dict[tuple[str, str], SourceLink] = {}
    findings: list[Finding] = []
    for place, source in read.case.sources() if read.case else ():
        document = documents.get(source.document)
        link = document.link(source) if document else None
        if link is not None:
            links[source.document, source.quote] = link
            continue
        if document is None:
            problem = f"no readable document {source.document!r} in this folder"
            write = f"One of: {', '.join(sorted(documents)) or 'none; add documents first'}."
            wrong = "document"
        else:
            problem = f"the quote does not stand in {source.document}: {source.quote[:SHOWN]!r}"
            near = document.nearest(source)
            write = f"To the letter, such as: {near!r}" if near else "A sentence of that document."
            wrong = "quote"
        line = read.lined.line_of((*place, wrong))
        findings.append(Finding(file=read.file, line=line, problem=problem, write=write))
    return links, findings


def _in_case_words(findings: list[Finding]) -> Iterator[Finding]:
    """Lead to the page that describes cases."""
    for one in findings:
        yield one.model_copy(
            update={"write": one.write.replace("docs/persona-folder.md", "docs/teaching-cases.md")}
        )


def _check_ids(case: ClinicalCase, stem: str, found: Found) -> None:
    if case.id != stem:
        found(("id",), f"id is {case.id!r} in the file {stem}.yaml", f"id: {stem}")
    for name, times in Counter(case.named_ids()).items():
        if times > 1:
            found((), f"the id {name!r} stands {times} times", "Ids that are unique in the file.")


def _check_order(case: ClinicalCase, found: Found) -> None:
    if tuple(one.phase for one in case.phases) != PHASES:
        found(
            ("phases",), "the phases are not the five in their order", f"{', '.join(PHASES)}, in this order."
        )
        return
    for number, one in enumerate(case.phases):
        tells = one.phase in (Phase.EXAMINATION, Phase.TESTS)
        if one.findings and not tells:
            place = ("phases", number, "findings")
            found(place, f"findings in the phase {one.phase}", "Findings only in examination and tests.")
        if tells and not one.findings:
            found(("phases", number), f"no findings in the phase {one.phase}", "4 to 8 `findings:`.")
    if case.diagnosis_number() is None:
        advice = "The diagnosis as one entry, with one of the names of `diagnosis.said_as`."
        found(("differential",), "the diagnosis is not in the differential", advice)


def _check_rubric(case: ClinicalCase, found: Found) -> None:
    if tuple(one.dimension for one in case.rubric) != DIMENSIONS:
        found(("rubric",), "the dimensions are not the five in their order", f"{', '.join(DIMENSIONS)}.")
    known = {*case.named_ids()} - {turn.id for one in case.phases for turn in one.wrong_turns}
    known |= {f"{DIFFERENTIAL_PREFIX}{n}" for n in range(1, len(case.differential) + 1)}
    for number, dimension in enumerate(case.rubric):
        for at, level in enumerate(dimension.levels):
            place = ("rubric", number, "levels", at)
            if level.level != at:
                found(place, f"level {level.level} stands at place {at}", "Levels 0, 1, 2, 3 in order.")
            if (level.needs is None) != (at == 0):
                found(place, f"`needs` of level {at}", "`needs` for levels 1 to 3, none for level 0.")
            if level.needs is None:
                continue
            unknown = [one for one in level.needs.of if one not in known]
            if unknown:
                advice = "Ids of lines, findings or key points of this file, or differential:<n>."
                found((*place, "needs", "of"), f"unknown ids {', '.join(unknown)}", advice)
            if level.needs.at_least > len(set(level.needs.of)):
                problem = f"at_least {level.needs.at_least} of {len(set(level.needs.of))} ids"
                found((*place, "needs", "at_least"), problem, "At most as many as there are ids.")


def told_before(case: ClinicalCase) -> Iterator[tuple[Place, Bilingual]]:
    """Give every text of the case that a learner may see before the diagnosis is committed, with its place."""
    yield ("title",), case.title
    yield ("opening",), case.opening
    yield ("patient", "unknown"), case.patient.unknown
    for number, line in enumerate(case.patient.lines):
        yield ("patient", "lines", number, "reply"), line.reply
    for number, phase in enumerate(case.phases[: PHASES.index(Phase.PLAN)]):
        yield from _told_in(("phases", number), phase)


def _told_in(place: Place, phase: CasePhase) -> Iterator[tuple[Place, Bilingual]]:
    yield (*place, "task"), phase.task
    for at, hint in enumerate(phase.hints):
        yield (*place, "hints", at), hint
    for at, finding in enumerate(phase.findings):
        yield (*place, "findings", at, "result"), finding.result
    for at, turn in enumerate(phase.wrong_turns):
        yield (*place, "wrong_turns", at, "reply"), turn.reply


def _check_giveaways(case: ClinicalCase, tables: CharacterTables, found: Found) -> None:
    """Find texts that would be withheld from every learner, because they say too much."""
    giveaway = HeldWords(case.words_that_give_away(), tables)
    for place, text in told_before(case):
        for language in ("en", "zh"):
            word = giveaway.found_in(text.in_language(language))
            if word is not None:
                problem = f"this text holds {word!r}, which gives the diagnosis away: {text.in_language(language)[:SHOWN]!r}"
                advice = "Other words here, or take the word out of `gives_away` if it does not give it away."
                found((*place, language), problem, advice)
