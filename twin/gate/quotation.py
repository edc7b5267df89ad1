"""What counts as the physician's own words: whole sentences of a passage, but for spaces, marks, end marks and capitals."""

import re
from functools import lru_cache

from twin.gate.citation_marks import without_reference_marks
from twin.gate.disguise import undisguised
from twin.gate.plain_prose import plain_prose
from twin.list_numbers import without_list_number
from twin.sentences import sentences_of
from twin.table_rows import readable_rows

_LEFT_OUT = re.compile(r"(?:\s+|[。．！？!?；;：:]|\.(?!\d))")  # spaces and end marks; a decimal point stays


def is_quotation(shown: str, passage: str) -> bool:
    """Say whether a sentence is one of the passage's, or several in a row.

    An item of a list may stand without its number, and a table's row may be read aloud as `readable_rows` gives it.
    Whole sentences only: "自己停药" stands to the letter in "不要自己停药" and says the opposite.
    """
    return _bare(shown) in _runs_of(passage)


@lru_cache(maxsize=512)
def _runs_of(passage: str) -> frozenset[str]:
    """Give the passage's sentences and runs of up to three, its list items without number, and its rows, all bare."""
    prose = [plain_prose(without_reference_marks(part)) or "" for part in sentences_of(passage)]
    parts = [_bare(part) for part in prose if part]
    alone = {_bare(without_list_number(part)) for part in prose}
    rows = {_bare(row) for row in readable_rows(passage)}
    return frozenset(alone | rows).union(
        "".join(parts[start : start + length])
        for length in (1, 2, 3)
        for start in range(len(parts) - length + 1)
    ) - {""}


def _bare(text: str) -> str:
    return _LEFT_OUT.sub("", undisguised(text)).lower()
