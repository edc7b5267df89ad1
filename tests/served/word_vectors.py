"""Vectors for the scripted `/v1/embeddings`: texts that share words lie near each other."""

import hashlib
import math
import re

DIMENSIONS = 64
_WORD = re.compile(r"[a-z0-9]+|[\u4e00-\u9fff]")


def word_vector(text: str) -> list[float]:
    """Give a unit vector of `DIMENSIONS` numbers, the same for the same text on every machine."""
    vector = [0.0] * DIMENSIONS
    for word in _WORD.findall(text.lower()) or [""]:
        digest = hashlib.sha256(word.encode()).digest()
        vector[digest[0] % DIMENSIONS] += 1.0 if digest[1] % 2 else -1.0
        vector[digest[2] % DIMENSIONS] += 0.5
    length = math.sqrt(sum(number * number for number in vector)) or 1.0
    return [number / length for number in vector]
