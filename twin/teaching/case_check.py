"""What `twin persona check` says about the teaching cases of a folder."""

from pathlib import Path

from twin.passages.document import Document
from twin.passages.reading import read_documents
from twin.persona.findings import FolderReport
from twin.persona.folder import folder_content, load_persona, persona_folder
from twin.settings import PassageSettings
from twin.teaching.case_files import case_paths, links_of, read_case
from twin.teaching.case_links import quotes_by_path
from twin.teaching.held_words import character_tables
from twin.teaching.hint_check import hint_findings


def with_case_findings(
    report: FolderReport, personas: Path, corpora: Path, settings: PassageSettings
) -> FolderReport:
    """Give the report with what is wrong with the folder's cases, in order of file and line.

    The documents that cases name are read as indexing reads them, so that a quote is compared to the text readers see.
    """
    folder = persona_folder(personas, report.persona)
    paths = case_paths(folder)
    if not paths:
        return report
    tables = character_tables(corpora)
    read = [read_case(path, shown_path=f"{folder.name}/cases/{path.name}", tables=tables) for path in paths]
    findings = [finding for one in read for finding in (*one.findings, *hint_findings(one, corpora))]
    named = {source.document for one in read if one.case for _, source in one.case.sources()}
    if named:
        content = folder_content(personas, corpora, load_persona(personas, report.persona))
        wanted = [file for file in content.files if file.shown_path.removeprefix(f"{folder.name}/") in named]
        documents = [one for one in read_documents(wanted, settings) if isinstance(one, Document)]
        quotes = quotes_by_path(report.persona, documents, settings)
        findings += [finding for one in read for finding in links_of(one, quotes)[1]]
    ordered = sorted((*report.findings, *findings), key=lambda finding: (finding.file, finding.line))
    return report.model_copy(update={"findings": tuple(ordered)})
