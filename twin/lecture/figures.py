"""What a passage holds that is better seen than heard: a small table, or numbers of one unit that can be compared."""

import re
from collections.abc import Sequence

from twin.index.held_passage import HeldPassage
from twin.lecture.script import Chart, SentenceSource, TableOfFacts
from twin.lecture.speakable import source_of
from twin.sentences import sentences_of, without_marks

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 6, 4, {"en": 90, "zh": 40}
FEWEST_BARS, MOST_BARS, LONGEST_LABEL = 3, 6, {"en": 44, "zh": 20}
_UNIT = r"%|％|mmHg|mmol/L|mg/dL|ng/mL|days?|weeks?|months?|years?|hours?|天|周|个月|年|小时|毫升|厘米|毫米"
_RULE = re.compile(r"^[\s|:_=*·.-]+$")
_ALONE = re.compile(rf"(?<![\d.–~～-])(\d+(?:\.\d+)?)\s?({_UNIT})(?![\d/])")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
# "12% of the first group, 30% of the second": the number, its unit, then whose it is.
_ENGLISH = re.compile(
    rf"(?<![\d.–-])(\d+(?:\.\d+)?)\s?({_UNIT})\s+(?:of|in|for|at|with|after)\s+((?:[A-Za-z][\w'/-]*\s?){{1,6}}?)(?=,|;|\.|\s+and\b|\s+but\b|$)"
)
# "轻度3%、中度20%": whose it is, then the number and its unit.
_CHINESE = re.compile(
    rf"(?:^|(?<=[，；。、：和]))([\u4e00-\u9fffA-Za-z]{{2,16}}?)(?:是|为|约|占|有|：)?(\d+(?:\.\d+)?)\s?({_UNIT})(?=[，；。、和]|$)"
)


def rows_of(held: HeldPassage) -> tuple[tuple[str, ...], ...]:
    """Give the cells of a passage that is a table, its header first, without reference marks."""
    lines = [line for line in held.passage.text.splitlines() if "|" in line and not _RULE.match(line)]
    return tuple(
        tuple(without_marks(cell).strip() for cell in line.strip().strip("|").split("|")) for line in lines
    )


def table_of(passages: Sequence[HeldPassage], language: str) -> TableOfFacts | None:
    """Give the first table of these passages that is small enough for a slide; None when none is."""
    for held in passages:
        if not held.passage.is_table:
            continue
        header, *rows = rows_of(held) or ((),)
        if not 2 <= len(header) <= MOST_COLUMNS or not 2 <= len(rows) <= MOST_ROWS:
            continue
        if any(len(row) != len(header) for row in rows) or not all(header):
            continue
        if max(len(cell) for row in rows for cell in row) > LONGEST_CELL[language]:
            continue
        return TableOfFacts(columns=header, rows=tuple(rows), source=source_of(held, language))
    return None


def chart_of(passages: Sequence[HeldPassage], title: str, language: str) -> Chart | None:
    """Give the first chart that these passages hold; None when no passage has three comparable numbers of one unit."""
    for held in passages:
        source = source_of(held, language)
        found = (
            _of_table(held, title, source, language)
            if held.passage.is_table
            else _of_sentences(held, title, source, language)
        )
        if found is not None and is_borne_out(found, held):
            return found
    return None


def is_borne_out(chart: Chart, held: HeldPassage) -> bool:
    """Say whether every value of a chart stands in the passage with its unit, and every label to the letter."""
    text = without_marks(held.passage.text)
    written = {(float(value), _unit(unit)) for value, unit in _ALONE.findall(text)}
    return all((value, chart.unit) in written for value in chart.values) and all(
        label in text for label in chart.labels
    )


def _of_table(held: HeldPassage, title: str, source: SentenceSource, language: str) -> Chart | None:
    """Take a column each cell of which is one number of the same unit."""
    header, *rows = rows_of(held) or ((),)
    for column in range(1, len(header)):
        bars = [
            (row[0], found[0])
            for row in rows
            if len(row) == len(header)
            and len(found := _ALONE.findall(row[column])) == 1
            and len(_FIGURE.findall(row[column])) == 1
        ]
        if len(bars) == len(rows):
            chart = _chart([(label, value, unit) for label, (value, unit) in bars], title, source, language)
            if chart is not None:
                return chart.model_copy(update={"title": header[column] or title})
    return None


def _of_sentences(held: HeldPassage, title: str, source: SentenceSource, language: str) -> Chart | None:
    for sentence in sentences_of(held.passage.text):
        text = without_marks(sentence)
        if language == "zh":
            bars = [(label, value, unit) for label, value, unit in _CHINESE.findall(text)]
        else:
            bars = [(label.strip(), value, unit) for value, unit, label in _ENGLISH.findall(text)]
        # Every number of the sentence is a bar, or it may be about something else than it seems.
        if len(bars) == len(_FIGURE.findall(text)):
            chart = _chart(bars, title, source, language)
            if chart is not None:
                return chart
    return None


def _chart(
    bars: Sequence[tuple[str, str, str]], title: str, source: SentenceSource, language: str
) -> Chart | None:
    units = {_unit(unit) for _, _, unit in bars}
    labels = [label for label, _, _ in bars]
    if not FEWEST_BARS <= len(bars) <= MOST_BARS or len(units) != 1 or len(set(labels)) != len(labels):
        return None
    if max(len(label) for label in labels) > LONGEST_LABEL[language] or not all(labels):
        return None
    return Chart(
        title=title,
        unit=units.pop(),
        labels=tuple(labels),
        values=tuple(float(value) for _, value, _ in bars),
        source=source,
    )


def _unit(unit: str) -> str:
    """Give one spelling of a unit: a day is days, a full-width per cent is a per cent."""
    return {
        "％": "%",
        "day": "days",
        "week": "weeks",
        "month": "months",
        "year": "years",
        "hour": "hours",
    }.get(unit, unit)
