"""Rule: every evidence key a sentence cites exists."""

from collections.abc import Sequence

from twin.evidence.evidence import Evidence


def unknown_citations(citations: Sequence[str], evidence: Evidence) -> list[str]:
    """Give the cited keys that name no piece of evidence, in order."""
    known = {item.key for item in evidence.items}
    return [key for key in citations if key not in known]
