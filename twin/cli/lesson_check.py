"""The part of `twin persona check` that judges lessons: it needs the gate, the glossary and the common words."""

from collections.abc import Callable

from twin.persona.findings import FolderReport
from twin.settings import Settings


def lesson_check(settings: Settings) -> Callable[[FolderReport], FolderReport]:
    """Give the check that adds to a folder's report what is wrong with its lessons; loads nothing before a folder has some."""

    def check(report: FolderReport) -> FolderReport:
        from twin.education.lesson_plan import LESSONS_FILE

        paths = settings.paths
        if not (paths.personas / report.persona / LESSONS_FILE).is_file():
            return report
        from twin.education.lesson_terms import TermExplainer
        from twin.education.plan_checking import with_lesson_findings
        from twin.education.readability import ReadingMeter, common_words
        from twin.evidence.glossary import load_glossary
        from twin.gate.opening import open_gate

        glossary = load_glossary(paths.corpora)
        return with_lesson_findings(
            report,
            paths.personas,
            paths.corpora,
            gate=open_gate(paths.corpora, glossary=glossary),
            meter=ReadingMeter(common_words(paths.corpora), explained=TermExplainer(glossary).spans()),
            settings=settings.passages,
        )

    return check
