"""Tables on a PDF page: between ruled lines, or by columns that stand in line."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from twin.passages.anchored_text import joined, table_text
from twin.passages.readers.pdf_page import Fragment, Rule

_NEAR = 5.0  # points; ends of rules this close belong together
_PROSE_SHARE = 0.6  # a line that fills more of the width alone is prose, not a cell
_FEWEST_ALIGNED_ROWS = 3
_COLUMN_GAP = 6.0  # points of white between two columns


@dataclass(frozen=True, slots=True)
class Table:
    """A table as text, with the fragments (by index in the page) that it took."""

    text: str
    taken: frozenset[int]


def tables_in(fragments: Sequence[Fragment], rules: Sequence[Rule]) -> list[Table]:
    """Find the tables of a page; no fragment belongs to two."""
    tables: list[Table] = []
    taken: set[int] = set()
    for band in _ruled_bands(fragments, rules):
        inside = [i for i in band.inside(fragments) if i not in taken]
        rows = _ruled_rows(band, fragments, inside, rules)
        if len(rows) > 1 and max(len([c for c in row if c]) for row in rows) > 1:
            tables.append(Table(table_text(rows), frozenset(inside)))
            taken.update(inside)
    return tables + _aligned_tables(fragments, taken)


@dataclass(frozen=True, slots=True)
class _Band:
    """The area of one ruled table; `lines` are the heights of its horizontal rules, from the top."""

    left: float
    right: float
    lines: tuple[float, ...]

    def inside(self, fragments: Sequence[Fragment]) -> list[int]:
        return [i for i, f in enumerate(fragments) if self.holds(f, self.lines[0], self.lines[-1])]

    def holds(self, fragment: Fragment, top: float, bottom: float) -> bool:
        middle = (fragment.top + fragment.bottom) / 2
        across = (fragment.left + fragment.right) / 2
        return bottom < middle < top and self.left - _NEAR < across < self.right + _NEAR


def _ruled_bands(fragments: Sequence[Fragment], rules: Sequence[Rule]) -> list[_Band]:
    """Group horizontal rules of one width; prose between two of them ends a table."""
    groups: list[tuple[float, float, list[float]]] = []
    for left, right, height in _merged_horizontals(rules):
        for group in groups:
            if abs(group[0] - left) < _NEAR and abs(group[1] - right) < _NEAR:
                group[2].append(height)
                break
        else:
            groups.append((left, right, [height]))
    bands = []
    for left, right, heights in groups:
        lines: list[float] = []
        for height in sorted(heights, reverse=True):
            if lines and _is_prose(_Band(left, right, (lines[-1], height)), fragments):
                bands.append(_Band(left, right, tuple(lines)))
                lines = []
            lines.append(height)
        bands.append(_Band(left, right, tuple(lines)))
    return [band for band in bands if len(band.lines) > 1]


def _merged_horizontals(rules: Sequence[Rule]) -> list[tuple[float, float, float]]:
    """Join pieces of one horizontal rule; gives (left, right, height)."""
    merged: list[tuple[float, float, float]] = []
    for rule in sorted((r for r in rules if r.bottom == r.top), key=lambda r: (round(r.top / 2), r.left)):
        if merged and abs(merged[-1][2] - rule.top) < 2 and rule.left <= merged[-1][1] + 3:
            merged[-1] = (merged[-1][0], max(merged[-1][1], rule.right), merged[-1][2])
        else:
            merged.append((rule.left, rule.right, rule.top))
    return [m for m in merged if m[1] - m[0] > 40]


def _is_prose(band: _Band, fragments: Sequence[Fragment]) -> bool:
    """Say whether most lines between two rules run through from left to right."""
    inside = [fragments[i] for i in band.inside(fragments)]
    lines: list[list[Fragment]] = []
    for fragment in inside:
        if lines and lines[-1][-1].beside(fragment) and fragment.left - lines[-1][-1].right < fragment.size:
            lines[-1].append(fragment)
        else:
            lines.append([fragment])
    wide = [line for line in lines if line[-1].right - line[0].left > _PROSE_SHARE * (band.right - band.left)]
    return len(wide) > 0.5 * len(lines) if lines else band.lines[0] - band.lines[-1] > 30


def _ruled_rows(
    band: _Band, fragments: Sequence[Fragment], inside: list[int], rules: Sequence[Rule]
) -> list[list[str]]:
    cells = [fragments[i] for i in inside]
    verticals = _column_rules(band, rules)
    columns = verticals if len(verticals) > 2 else _white_columns(cells, band)
    rows: list[list[str]] = []
    # A rule under some columns only divides rows too: beside it stands a cell that spans them.
    partial = {
        height
        for left, right, height in _merged_horizontals(rules)
        if band.left - _NEAR < left and right < band.right + _NEAR
        if all(abs(height - line) > _NEAR for line in band.lines) and band.lines[-1] < height < band.lines[0]
    }
    for top, bottom in pairwise(sorted({*band.lines, *partial}, reverse=True)):
        here = [f for f in cells if band.holds(f, top, bottom)]
        one_row = len(verticals) > 2 or len(band.lines) > 4
        for row in [here] if one_row else _rows_by_baseline(here, columns):
            if row:
                rows.append(_cells(row, columns))
    return rows


def _column_rules(band: _Band, rules: Sequence[Rule]) -> list[float]:
    """Give where the vertical rules of the band stand, from left to right, its edges included."""
    height = band.lines[0] - band.lines[-1]
    reach: dict[int, tuple[float, float]] = {}
    for rule in rules:
        overlap = min(rule.top, band.lines[0] + 1) - max(rule.bottom, band.lines[-1] - 1)
        if rule.left == rule.right and overlap > 0 and band.left - _NEAR < rule.left < band.right + _NEAR:
            key = round(rule.left / _NEAR)
            before = reach.get(key) or reach.get(key - 1) or (rule.left, 0.0)
            reach[key] = (rule.left, before[1] + overlap)
    found = [x for x, length in sorted(reach.values()) if length > 0.4 * height]
    columns = [band.left]
    for x in [*found, band.right]:
        if x - columns[-1] > 2 * _NEAR:
            columns.append(x)
    return columns


def _white_columns(cells: Sequence[Fragment], band: _Band) -> list[float]:
    """Give column edges in the white that runs through all rows; a line across the table does not count."""
    narrow = sorted(
        (f for f in cells if f.right - f.left < 0.7 * (band.right - band.left)), key=lambda f: f.left
    )
    edges = [band.left]
    reached = band.left
    for fragment in narrow:
        if fragment.left - reached > _COLUMN_GAP and reached > band.left:
            edges.append((fragment.left + reached) / 2)
        reached = max(reached, fragment.right)
    return [*edges, band.right]


def _rows_by_baseline(cells: list[Fragment], columns: list[float]) -> list[list[Fragment]]:
    """Divide cells into rows: a row begins where the first column and another one have words side by side."""
    rows: list[list[Fragment]] = []
    for line in _lines_of(cells):
        first = any(f.left < columns[1] for f in line) if len(columns) > 2 else True
        if not rows or (first and len(line) > 1) or len(columns) <= 2:
            rows.append(line)
        else:
            rows[-1].extend(line)
    return rows


def _lines_of(cells: Sequence[Fragment]) -> list[list[Fragment]]:
    lines: list[list[Fragment]] = []
    for fragment in sorted(cells, key=lambda f: (-f.top, f.left)):
        if lines and lines[-1][0].beside(fragment):
            lines[-1].append(fragment)
        else:
            lines.append([fragment])
    return [sorted(line, key=lambda f: f.left) for line in lines]


def _cells(row: Sequence[Fragment], columns: list[float]) -> list[str]:
    words: list[list[Fragment]] = [[] for _ in range(max(len(columns) - 1, 1))]
    for fragment in row:
        middle = fragment.left + min(1.0, (fragment.right - fragment.left) / 2)
        column = sum(middle > edge for edge in columns[1:-1])
        words[column].append(fragment)
    return [joined([f.text for line in _lines_of(cell) for f in line]) for cell in words]


def _aligned_tables(fragments: Sequence[Fragment], taken: set[int]) -> list[Table]:
    """Find tables without rules: at least three rows, one behind the other, whose cells begin in line."""
    tables: list[Table] = []
    rows: list[list[int]] = []
    for index, fragment in enumerate(fragments):
        if (
            index not in taken
            and rows
            and rows[-1][-1] == index - 1
            and fragments[index - 1].beside(fragment)
        ):
            rows[-1].append(index)
        elif index not in taken:
            rows.append([index])
    block: list[list[int]] = []
    for row in [*rows, []]:
        if row and (_continues(block, row, fragments) if block else _opens(row, fragments)):
            block.append(row)
            continue
        if sum(len(r) > 1 for r in block) >= _FEWEST_ALIGNED_ROWS:
            tables.append(_aligned_table(block, fragments))
        block = [row] if row and _opens(row, fragments) else []
    return tables


def _opens(row: list[int], fragments: Sequence[Fragment]) -> bool:
    gaps = [fragments[b].left - fragments[a].right for a, b in pairwise(row)]
    bullet = len(fragments[row[0]].text) == 1 and not fragments[row[0]].text.isalnum()
    return bool(gaps) and min(gaps) > _COLUMN_GAP and not bullet


def _continues(block: list[list[int]], row: list[int], fragments: Sequence[Fragment]) -> bool:
    """Say whether every cell of a row begins under a column; a single cell may only go on a later column."""
    starts = sorted({round(fragments[i].left) for i in max(block, key=len)})
    follows = row[0] == block[-1][-1] + 1 and fragments[row[0]].top < fragments[block[-1][0]].top
    inline = all(any(abs(fragments[i].left - start) < _NEAR for start in starts) for i in row)
    return follows and inline and (_opens(row, fragments) or fragments[row[0]].left > starts[0] + _NEAR)


def _aligned_table(block: list[list[int]], fragments: Sequence[Fragment]) -> Table:
    cells = [fragments[i] for row in block for i in row]
    starts = sorted({round(fragments[i].left) for i in max(block, key=len)})
    columns = [min(starts[0], *(f.left for f in cells)) - 1.0, *(s - 2.0 for s in starts[1:])]
    columns.append(max(f.right for f in cells))
    rows = [_cells(row, columns) for row in _rows_by_baseline(cells, columns)]
    return Table(table_text(rows), frozenset(i for row in block for i in row))
