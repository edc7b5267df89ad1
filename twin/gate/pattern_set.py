"""A set of patterns that is searched as one: what a sentence must not say, in both languages."""

import re
from collections.abc import Iterable


class PatternSet:
    """Patterns over lower-case text; `denied` are phrases that take a finding back ("I am not a doctor")."""

    def __init__(self, patterns: Iterable[str], *, denied: Iterable[str] = ()) -> None:
        """Compile once; each pattern is bounded, so a sentence of 2,000 characters costs microseconds."""
        self._patterns = tuple(re.compile(pattern) for pattern in patterns)
        self._denied = tuple(re.compile(pattern) for pattern in denied)

    def found_in(self, text: str) -> bool:
        """Say whether a pattern stands in a text, outside every denied phrase."""
        text = text.lower()
        for pattern in self._denied:
            text = pattern.sub(" ", text)
        return any(pattern.search(text) for pattern in self._patterns)
