"""What the gate lets through and what it stops, measured on a persona's own folder.

    python -m benchmarks.gate_bench [--persona cardiology]

Every sentence of every passage is judged for a patient against its own passage, as a paraphrase would be (the shortcut
for quotations is left out): it must be borne out. Then it is spoiled in one way at a time (another number, another
unit, a turned comparator, a turned negation, a passage of another document) and must be stopped. Some spoiled sentences
are true by chance, because the passage also holds the other number or direction; so 100 % is out of reach. Prints JSON.
"""

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator

from twin.evidence.evidence import EvidenceItem
from twin.gate.citation_marks import without_reference_marks
from twin.gate.numbers import numbers_missing_from
from twin.gate.plain_prose import plain_prose
from twin.gate.support import is_supported
from twin.index.held_passage import HeldPassage
from twin.passages.document import Document
from twin.passages.reading import read_documents
from twin.passages.splitting import passages_of
from twin.persona.shelf import PersonaShelf
from twin.sentences import sentences_of
from twin.settings import Settings

Pairs = tuple[tuple[str, str], ...]
UNITS: Pairs = (
    ("mmHg", "mg"), ("mg", "g"), ("小时", "天"), ("days", "weeks"), ("hours", "days"), ("毫克", "克"),
    ("个月", "周"), ("weeks", "months"), ("minutes", "hours"), ("分钟", "小时"), ("%", " mg"),
)  # fmt: skip
COMPARATORS: Pairs = (
    ("低于", "高于"), ("below", "above"), ("at least", "at most"), ("至少", "最多"), ("less than", "more than"),
    ("超过", "低于"), ("above", "below"), ("以上", "以下"),
)  # fmt: skip
NEGATIONS: Pairs = (
    ("不要", "要"), ("Do not ", "Please "), ("do not ", "should "), ("不能", "能"), ("is not ", "is "),
    ("are not ", "are "), ("never ", "always "), ("不推荐", "推荐"), ("should not", "should"),
    ("not recommended", "recommended"),
)  # fmt: skip
_NUMBER = re.compile(r"(?<![\w.\-/])\d+(?:\.\d+)?(?!\w*[A-Za-z]\d)")
SEED = 3


def held_passages(persona: str) -> list[HeldPassage]:
    """Read and cut a persona's folder."""
    settings = Settings()
    shelf = PersonaShelf(settings.paths.personas, settings.paths.corpora)
    held = []
    for document in read_documents(shelf.content(persona).files, settings.passages):
        if isinstance(document, Document):
            for passage in passages_of(document, settings.passages):
                held.append(HeldPassage(passage, document.content_hash, document.slot, document.metadata))
    return held


def borne_out(sentence: str, held: HeldPassage) -> bool:
    """Run the rules of numbers and support, without the shortcut for quotations."""
    cited = [EvidenceItem("E1", held, "", 1.0)]
    return not numbers_missing_from(sentence, cited) and is_supported(sentence, cited)


def spoiled(sentence: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Spoil a sentence in every way that fits it; give the way and the result."""
    numbers = list(_NUMBER.finditer(sentence))
    if numbers:
        found = chance.choice(numbers)
        value = found.group(0)
        other = str(float(value) * 2 + 1) if "." in value else str(int(value) + chance.choice([1, 7, 10]))
        yield "number", sentence[: found.start()] + other + sentence[found.end() :]
    ways = (("unit", UNITS), ("comparator", COMPARATORS), ("negation", NEGATIONS))
    for way, pairs in ways:
        pair = next((pair for pair in pairs if pair[0] in sentence), None)
        if pair and (numbers or way == "negation"):
            yield way, sentence.replace(pair[0], pair[1], 1)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--persona", default="cardiology")
    persona = parser.parse_args().persona
    chance = random.Random(SEED)
    held = held_passages(persona)
    tried: Counter[str] = Counter()
    stopped: Counter[str] = Counter()
    for one in held:
        for raw in sentences_of(one.passage.text):
            sentence = plain_prose(without_reference_marks(raw))
            if not sentence:
                continue
            tried["own"] += 1
            stopped["own"] += not borne_out(sentence, one)
            for way, changed in spoiled(sentence, chance):
                tried[way] += 1
                stopped[way] += not borne_out(changed, one)
            other = chance.choice(held)
            if other.document_id != one.document_id and len(sentence) > 15:
                tried["other document"] += 1
                stopped["other document"] += not borne_out(sentence, other)
    figures = {
        way: {"tried": tried[way], "stopped": stopped[way], "share": round(stopped[way] / tried[way], 3)}
        for way in tried
    }
    print(json.dumps({"persona": persona, "passages": len(held), "sentences": figures}, indent=2))


if __name__ == "__main__":
    main()
