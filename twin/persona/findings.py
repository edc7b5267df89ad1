"""What a check finds: the file, the line, what is wrong, and what to write."""

from pydantic import BaseModel


class Finding(BaseModel, frozen=True):
    """One thing to mend. `line` counts from 1. A warning does not keep the folder from being indexed."""

    file: str
    line: int
    problem: str
    write: str
    is_warning: bool = False

    def to_text(self) -> str:
        """Give the finding as two lines for a person."""
        kind = "warning" if self.is_warning else "wrong"
        return f"{self.file}:{self.line}: {kind}: {self.problem}\n    write: {self.write}"


class FolderReport(BaseModel, frozen=True):
    """All findings of one persona folder, in order of file and line."""

    persona: str
    documents: int
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Say whether the folder can be indexed."""
        return all(finding.is_warning for finding in self.findings)

    def to_text(self) -> str:
        """Give the report for a person."""
        wrong = sum(not finding.is_warning for finding in self.findings)
        head = f"{self.persona}: {self.documents} documents, {wrong} wrong, {len(self.findings) - wrong} warnings"
        return "\n".join([head, *(finding.to_text() for finding in self.findings)])
