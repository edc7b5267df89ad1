"""The second layer: nearness to what clinicians wrote. A linear model over the words and signs of the whole message.

It has no words of its own: `tools/fit_triage.py` learns one weight for each hashed feature from the tuned part of the
labelled messages and from the rules' own examples. Near to emergencies it raises the level where no rule fired. Clearly
far from them it brings an emergency of a rule down to urgent (docs/decisions/0020-nearness.md), but never a crisis. It is
silent where its file is absent.
"""

import math
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

from twin.errors import TriageDataInvalid
from twin.triage.findings import Findings
from twin.triage.normal_text import CHINESE_RUN, NormalText

SIZE = (
    1 << 17
)  # weights; a power of two. At 2^15 too many features share a place: 0.90 of emergencies against 0.94
SCALE = 1024  # a stored weight of 1024 is 1.0
RARITY_SCALE = 4096  # a stored rarity of 4096 is 1.0
# A bare word ("恶心") has 6; of 746 labelled messages that this layer raised, none has fewer than 8.
FEWEST_FEATURES = 8
# A short message ("I have a headache", 12 features) says little: it must be nearer to be raised, and is never doubted.
SHORT, SHORTER_BY = 30, 0.5
LONG = 40
MOST_FEATURES = 4000  # of one conversation; a hostile text may hold many
_HEADER = 4  # numbers before the weights: format, bias, near, far
FORMAT = 2
_LAST = SIZE - 1
_WORD, _PAIR, _TWO, _THREE = (crc32(kind) for kind in (b"w ", b"p ", b"z ", b"t "))  # to be gone on with


@dataclass(frozen=True, slots=True)
class Nearness:
    """The weights by place, each times its feature's rarity, the rarities, and the bias.

    From the score `near` on a conversation is called an emergency; below `far` an emergency of a rule is doubted.
    """

    weights: "array[int]"
    rarities: "array[int]"
    bias: float
    near: float
    far: float
    _squares: "array[int]" = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_squares", array("Q", (one * one for one in self.rarities)))

    def score(self, findings: Findings) -> float:
        """Give the score of a conversation; 0 is as near to emergencies as to anything else."""
        return self._score(_numbers(findings))

    def _score(self, numbers: set[int]) -> float:
        total = sum(map(self.weights.__getitem__, numbers)) / SCALE
        length = math.sqrt(sum(map(self._squares.__getitem__, numbers))) / RARITY_SCALE
        return self.bias + (total / length if length else 0.0)

    def says_emergency(self, findings: Findings) -> bool:
        """Say whether the conversation is near enough to emergencies; a bare word says too little to be."""
        numbers = _numbers(findings)
        near = self.near + (SHORTER_BY if len(numbers) < SHORT else 0.0)
        return len(numbers) >= FEWEST_FEATURES and self._score(numbers) >= near

    def doubts_emergency(self, findings: Findings) -> bool:
        """Say whether a long conversation is clearly far from emergencies."""
        numbers = _numbers(findings)
        return len(numbers) >= LONG and self._score(numbers) < self.far


def _numbers(findings: Findings) -> set[int]:
    """Give the places of everything that was found."""
    return {*findings.features, *hashed(_facts(findings))}


def features_of(normal: NormalText) -> frozenset[int]:
    """Give the hashed features of one message: English words and pairs, Chinese pairs and triples."""
    places: list[int] = []
    for sentence in normal.text.split("\n"):
        places += _gram_places(sentence)
        if len(places) >= MOST_FEATURES:
            break
    return frozenset(places[:MOST_FEATURES])


def hashed(features: Iterable[str]) -> Iterator[int]:
    """Give the place of each feature among the weights."""
    for feature in features:
        yield crc32(feature.encode()) & _LAST


def _gram_places(sentence: str) -> Iterator[int]:
    """Give the places of words and pairs of words ("w …", "p …"), pairs and triples of Chinese characters ("z …", "t …")."""
    last = b""
    for word in sentence.replace(",", " ").split():
        if word.isascii():
            new = word.encode()
            yield crc32(new, _WORD) & _LAST
            yield crc32(b"%b %b" % (last, new), _PAIR) & _LAST
            last = new
    for run in () if sentence.isascii() else CHINESE_RUN.findall(sentence):
        data = run.encode()  # three bytes for each character
        for start in range(0, len(data) - 3, 3):
            yield crc32(data[start : start + 6], _TWO) & _LAST
            if start + 9 <= len(data):
                yield crc32(data[start : start + 9], _THREE) & _LAST


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
    header, weights, rarities = array("h"), array("h"), array("H")
    data = path.read_bytes()
    if len(data) != 2 * (_HEADER + 2 * SIZE):
        raise TriageDataInvalid(
            f"{path.name} is cut off ({len(data)} bytes). Run `python -m tools.fit_triage`."
        )
    middle = 2 * (_HEADER + SIZE)
    header.frombytes(data[: 2 * _HEADER])
    weights.frombytes(data[2 * _HEADER : middle])
    rarities.frombytes(data[middle:])
    if header[0] != FORMAT:
        raise TriageDataInvalid(
            f"{path.name} has format {header[0]}, not {FORMAT}. Run `python -m tools.fit_triage`."
        )
    return Nearness(weights, rarities, *(number / SCALE for number in header[1:]))


def write_nearness(
    path: Path, weights: Iterable[float], rarities: Iterable[float], *, bias: float, near: float, far: float
) -> None:
    """Write weights (each times its rarity) and rarities as `read_nearness` reads them; what is out of range is clipped."""
    header = [FORMAT, *(round(value * SCALE) for value in (bias, near, far))]
    numbers = array("h", (max(-32768, min(32767, one)) for one in header))
    numbers.extend(max(-32768, min(32767, round(value * SCALE))) for value in weights)
    folded = array("H", (max(0, min(65535, round(value * RARITY_SCALE))) for value in rarities))
    path.write_bytes(numbers.tobytes() + folded.tobytes())
