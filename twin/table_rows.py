"""A table's rows as a person would read them aloud: what the column is called, and what stands in it.

Ground floor: the quoting model speaks rows in this form, and the gate accepts the same form as a quotation.
"""

import re

from twin.sentences import is_cjk, sentences_of, without_marks

LONGEST_HEAD = 40  # characters of a header's cell; longer ones, and whole sentences, are contents
_RULE = re.compile(r"^[\s|:_=*·.-]+$")
_END = re.compile(r"[。.；;]+$")
# Columns that hold reference marks only.
_SOURCE_COLUMN = re.compile(
    r"^(?:依据|来源|文献|参考文献|sources?|evidence|basis|references?)$", re.IGNORECASE
)


def readable_rows(text: str) -> list[str]:
    """Give each row of a table as one sentence: `column: contents; column: contents.`

    Args:
        text: A table, a line a row, cells parted by `|`; the first line is its header, unless it holds contents.

    Returns:
        The rows in order, without the header. A row whose cells hold several sentences, or one cell only, is left out.
    """
    lines = [line for line in text.splitlines() if "|" in line and not _RULE.match(line)]
    rows = [[without_marks(cell).strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    if not rows:
        return []
    has_header = all(len(cell) <= LONGEST_HEAD and cell[-1:] not in "。.!?！？" for cell in rows[0] if cell)
    header = rows[0] if has_header and len(rows) > 1 else []
    said = (_as_sentence(row, header) for row in (rows[1:] if header else rows))
    return [sentence for sentence in said if sentence and len(sentences_of(sentence)) == 1]


def _as_sentence(row: list[str], header: list[str]) -> str:
    """Join a row's cells; a cell that is a sentence needs no name before it."""
    chinese = any(is_cjk(character) for cell in row for character in cell)
    colon, semicolon, end = ("：", "；", "。") if chinese else (": ", "; ", ".")
    parts: list[str] = []
    for number, cell in enumerate(row):
        name = header[number] if number < len(header) else ""
        bare = _END.sub("", cell).strip()
        if not bare or _SOURCE_COLUMN.match(name):
            continue
        is_sentence = bare != cell
        parts.append(bare if is_sentence or not name else f"{name}{colon}{bare}")
    if len(parts) < 2:
        return ""
    if not header:
        return f"{parts[0]}{colon}{semicolon.join(parts[1:])}{end}"
    return f"{semicolon.join(parts)}{end}"
