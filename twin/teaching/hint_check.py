"""Hints rest on the case: none names a treatment or a measured figure that no linked sentence and no line of the case holds.

A hint is the tutor's own sentence and mostly asks. Where it says more than the case, it needs a source of its own.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from twin.gate.medicines import Formulary, load_formulary, new_medicines
from twin.gate.quantities import claimed_quantities, held_quantities
from twin.persona.findings import Finding
from twin.persona.persona import Bilingual
from twin.teaching.case_files import ReadCase
from twin.teaching.clinical_case import CaseHint, ClinicalCase

# Treatments that are named by what they do and not by a medicine's name: the formulary does not hold them.
_TREATMENTS = re.compile(
    r"anticoag|thrombolys|fibrinolys|diuretic|antibiotic|steroid|antidote|calcium|insulin|transfus|dialys|chelat|"
    r"抗凝|溶栓|利尿|抗生素|激素|解毒|钙剂|用钙|胰岛素|输血|透析",
    re.IGNORECASE,
)
# Counts ("two sprays", "three things") and ones ("in the next minute") are how a hint speaks, and no figure.
_MEASURED = frozenset(
    [
        *("mass", "volume", "length", "area", "time", "months", "speed", "rate", "pressure", "kilopascal"),
        *("mmol_per_l", "mg_per_dl", "g_per_l", "ng_per_l", "egfr", "bmi", "temperature", "fahrenheit"),
        *("mass_per_mass", "volume_per_mass", "joules", "international_units"),
    ]
)
_ONE = re.compile(r"1\b|1(?=[^\d.])")
WRITE = "Words that ask, or `source: {document, quote}` with a sentence of the folder that says it."


def hint_findings(read: ReadCase, corpora: Path) -> list[Finding]:
    """Give a finding for each hint that names what neither the case nor a linked sentence holds.

    Args:
        read: A case that could be read.
        corpora: The shared corpora; the formulary knows a medicine by all its names.
    """
    case = read.case
    if case is None:
        return []
    formulary, findings = _formulary(corpora), []
    for number, phase in enumerate(case.phases):
        for at, hint in enumerate(phase.hints):
            named = _named_newly(hint, case, formulary)
            if named:
                problem = (
                    f"the hint names {', '.join(named)}, and neither the case nor a linked sentence does"
                )
                line = read.lined.line_of(("phases", number, "hints", at))
                findings.append(Finding(file=read.file, line=line, problem=problem, write=WRITE))
    return findings


@lru_cache(maxsize=4)
def _formulary(corpora: Path) -> Formulary:
    return load_formulary(corpora)


def _named_newly(hint: CaseHint, case: ClinicalCase, formulary: Formulary) -> list[str]:
    """Give what a hint names and nothing else of the case does, as written; most hints name nothing."""
    held: list[str] | None = None
    found: list[str] = []
    for text in (hint.en, hint.zh):
        treatments = [match.group(0).lower() for match in _TREATMENTS.finditer(text)]
        figures = [
            one
            for one in claimed_quantities(text)
            if one.dimension in _MEASURED and not _ONE.match(one.written)
        ]
        if not (treatments or figures or new_medicines(text, (), formulary)):
            continue
        if held is None:
            held = [*_told(case), *((hint.source.quote,) if hint.source else ())]
        whole = "\n".join(held).lower()
        known = {(one.dimension, one.value) for line in held for one in held_quantities(line)}
        found += new_medicines(text, held, formulary)
        found += [name for name in treatments if name not in whole]
        found += [one.written.strip() for one in figures if (one.dimension, one.value) not in known]
    return list(dict.fromkeys(found))


def _told(case: ClinicalCase) -> Iterator[str]:
    """Give what the case itself tells, and every sentence that it links to."""
    for text in _own(case):
        yield text.en
        yield text.zh
    for phase in case.phases:
        for point in phase.key_points:
            yield from point.said_as.all()
        for turn in phase.wrong_turns:
            yield from turn.said_as.all()
    for _, source in case.sources():
        yield source.quote


def _own(case: ClinicalCase) -> Iterator[Bilingual]:
    yield from (case.opening, case.patient.age, case.diagnosis.name)
    yield from (line.reply for line in case.patient.lines)
    for phase in case.phases:
        yield phase.task
        yield from (finding.result for finding in phase.findings)
        yield from (point.point for point in phase.key_points)
        yield from (turn.reply for turn in phase.wrong_turns)
    for one in case.differential:
        yield from (one.name, one.why)
    yield from (one.text for one in case.what_i_do)
