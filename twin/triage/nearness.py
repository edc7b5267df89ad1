"""The second layer: nearness to what clinicians wrote. A small linear model over words and signs that can only raise.

It has no words of its own: `tools/fit_triage.py` learns one weight for each hashed feature from the tuned part of the
labelled messages and from the rules' own examples. It never lowers a level, and it is silent where its file is absent.
"""

import math
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from twin.errors import TriageDataInvalid
from twin.triage.findings import Findings
from twin.triage.normal_text import NormalText, is_chinese

SIZE = 1 << 15  # weights; a power of two
SCALE = 1024  # a stored weight of 1024 is 1.0
MOST_FEATURES = 4000  # of one conversation; a hostile text may hold many
_HEADER = 4  # numbers before the weights: format, bias, threshold, unused
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Nearness:
    """The weights, the bias, and the score from which a conversation is called an emergency."""

    weights: "array[int]"
    bias: float
    threshold: float

    def score(self, findings: Findings) -> float:
        """Give the score of a conversation; 0 is as near to emergencies as to anything else."""
        numbers = {*findings.features, *hashed(_facts(findings))}
        if not numbers:
            return self.bias
        total = sum(self.weights[number] for number in numbers)
        return self.bias + total / SCALE / math.sqrt(len(numbers))

    def says_emergency(self, findings: Findings) -> bool:
        """Say whether the conversation is near enough to emergencies."""
        return self.score(findings) >= self.threshold


def features_of(normal: NormalText) -> frozenset[int]:
    """Give the hashed features of one message: English words and pairs, Chinese pairs and triples."""
    return frozenset(hashed(_grams(normal.text)))


def hashed(features: Iterable[str]) -> Iterator[int]:
    """Give the place of each feature among the weights."""
    for count, feature in enumerate(features):
        if count >= MOST_FEATURES:
            return
        yield crc32(feature.encode()) & (SIZE - 1)


def _grams(text: str) -> Iterator[str]:
    """Give words and pairs of words, pairs and triples of Chinese characters, within sentences."""
    for sentence in text.split("\n"):
        last = ""
        for word in sentence.replace(",", " ").split():
            if word.isascii():
                yield f"w {word}"
                yield f"p {last} {word}"
                last = word
        for place in range(len(sentence) - 1):
            if is_chinese(sentence[place]) and is_chinese(sentence[place + 1]):
                yield f"z {sentence[place : place + 2]}"
                if place + 2 < len(sentence) and is_chinese(sentence[place + 2]):
                    yield f"t {sentence[place : place + 3]}"


def _facts(findings: Findings) -> Iterator[str]:
    """Give the signs that are there or denied, what other mentions mean, and the age group."""
    for sign in findings.present:
        yield f"s {sign}"
    for sign in findings.denied:
        yield f"d {sign}"
    for status in {one.status for one in findings.mentions}:
        yield f"m {status.value}"
    if findings.person.age is not None:
        yield f"a {int(math.log2(1 + findings.person.age.youngest))}"


def all_features(findings: Findings) -> frozenset[int]:
    """Give every feature of a conversation, as learning needs them."""
    return findings.features | frozenset(hashed(_facts(findings)))


def read_nearness(path: Path) -> Nearness | None:
    """Read the weights; None where the file is absent.

    Raises:
        TriageDataInvalid: If the file is cut off or of another format.
    """
    if not path.is_file():
        return None
    numbers = array("h")
    data = path.read_bytes()
    if len(data) != 2 * (SIZE + _HEADER):
        raise TriageDataInvalid(
            f"{path.name} is cut off ({len(data)} bytes). Run `python -m tools.fit_triage`."
        )
    numbers.frombytes(data)
    if numbers[0] != FORMAT:
        raise TriageDataInvalid(
            f"{path.name} has format {numbers[0]}, not {FORMAT}. Run `python -m tools.fit_triage`."
        )
    return Nearness(numbers[_HEADER:], numbers[1] / SCALE, numbers[2] / SCALE)


def write_nearness(path: Path, weights: Iterable[float], *, bias: float, threshold: float) -> None:
    """Write weights as `read_nearness` reads them; what is out of range is clipped."""
    values = [FORMAT / SCALE, bias, threshold, 0.0, *weights]
    numbers = array("h", (max(-32768, min(32767, round(value * SCALE))) for value in values))
    path.write_bytes(numbers.tobytes())
