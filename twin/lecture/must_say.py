"""What the folder says of a point that a brief wants said: one or two of its own sentences, or nothing."""

from twin.evidence.evidence import Evidence
from twin.evidence.glossary import Glossary
from twin.evidence.language import passage_language
from twin.index.held_passage import HeldPassage
from twin.lecture.alike import marks_of
from twin.lecture.outline import Line
from twin.lecture.script import Brief
from twin.lecture.speakable import Weighing, speakable_lines

SHARED = 0.5  # of the point's words (or their other forms) that a sentence must hold to say it
MUST = 9.0  # a weight above every other


def lines_that_say(
    point: str, evidence: Evidence, brief: Brief, glossary: Glossary
) -> list[tuple[HeldPassage, Line]]:
    """Give the sentence that says a point best, with its passage; none when no sentence holds enough of its words."""
    wanted = _concepts(point, glossary)
    best: tuple[float, HeldPassage, Line] | None = None
    for item in evidence.items:
        if passage_language(item.held) != brief.language:
            continue
        for line in speakable_lines(item.held, Weighing(item.score, brief.language, True), first_place=0):
            if line.needs is not None or line.calls is not None:
                continue
            shared = _share(wanted, line.text, glossary)
            if shared >= SHARED and (best is None or shared > best[0]):
                best = shared, item.held, line
    if best is None:
        return []
    _, held, line = best
    return [(held, Line(line.text, line.source, line.place, MUST, is_urgent=line.is_urgent, is_must=True))]


def _concepts(text: str, glossary: Glossary) -> frozenset[str]:
    """Give the words of a text, each medical term by its English head, so that lay words meet technical ones."""
    found = glossary.find(text)
    heads = {one.term.en[0].lower() for one in found if not one.term.is_everyday}
    kept = list(text)
    for one in found:
        if not one.term.is_everyday:
            kept[one.start : one.end] = " " * (one.end - one.start)
    return frozenset(heads | marks_of("".join(kept)))


def _share(wanted: frozenset[str], text: str, glossary: Glossary) -> float:
    return len(wanted & _concepts(text, glossary)) / len(wanted) if wanted else 0.0
