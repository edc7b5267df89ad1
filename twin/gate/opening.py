"""Open the gate over the hospital's corpora."""

from pathlib import Path

from twin.evidence.glossary import Glossary, load_glossary
from twin.gate.addresses import HospitalDirectory
from twin.gate.gate import Gate
from twin.gate.medicines import load_formulary
from twin.gate.new_terms import TermFinder
from twin.gate.support import words_across_by


def open_gate(
    corpora: Path, *, glossary: Glossary | None = None, directory: HospitalDirectory | None = None
) -> Gate:
    """Give the gate with the glossary, the formulary and, where the house has one, the hospital's directory.

    Args:
        corpora: The corpora folder; absent folders in it give nothing.
        glossary: The glossary, where the caller has read it already.
        directory: What the hospital's directory says.
    """
    known = glossary if glossary is not None else load_glossary(corpora)
    return Gate(
        words_across=words_across_by(known),
        terms=TermFinder(known),
        formulary=load_formulary(corpora),
        directory=directory,
    )
