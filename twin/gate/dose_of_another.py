"""Rule: a number told of a medicine stands in its source beside that medicine, not beside another one."""

from collections.abc import Sequence

from twin.evidence.evidence import EvidenceItem
from twin.gate.agreement import agrees
from twin.gate.medicines import Formulary
from twin.gate.quantities import held_quantities, quantities_in
from twin.gate.words_of import CLAUSE_END
from twin.sentences import sentences_of


def doses_of_another(sentence: str, cited: Sequence[EvidenceItem], formulary: Formulary) -> list[str]:
    """Find the numbers of a sentence that its sources state only in sentences on other medicines than those it names.

    Returns:
        Those numbers as written; empty where the sentence names no medicine, or its source states them of none.
    """
    reading = quantities_in(sentence)
    claims = [one for one, is_told in reading.quantities if is_told]
    if not claims or not formulary.medicines_in(sentence):
        return []
    parts = [part for item in cited for part in sentences_of(item.held.passage.text)]
    found = []
    for claim in claims:
        named = formulary.medicines_in(reading.text[: _clause_end(reading.text, claim.end)])
        holding = [part for part in parts if any(agrees(claim, one) for one in held_quantities(part))]
        told_of = [formulary.medicines_in(part) for part in holding]
        if named and told_of and all(others and not others & named for others in told_of):
            found.append(claim.written)
    return found


def _clause_end(text: str, start: int) -> int:
    """Give where the clause ends in which a place lies; a medicine named behind it is another statement's."""
    found = CLAUSE_END.search(text, start)
    return found.start() if found else len(text)
