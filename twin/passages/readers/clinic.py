"""Read clinic.yaml: where and when, as plain sentences in both languages, one heading per clinic and language."""

import datetime
from pathlib import Path
from typing import Any

from twin.errors import DocumentUnreadable
from twin.passages.anchored_text import AnchoredText
from twin.passages.document import ReadText
from twin.passages.text_file import decoded_text

_DAYS = {
    "mon": ("Monday", "周一"),
    "tue": ("Tuesday", "周二"),
    "wed": ("Wednesday", "周三"),
    "thu": ("Thursday", "周四"),
    "fri": ("Friday", "周五"),
    "sat": ("Saturday", "周六"),
    "sun": ("Sunday", "周日"),
}
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MOST_CLINICS = 200


def read(path: Path) -> ReadText:
    """Write every clinic as sentences: English under its English name, Chinese under its Chinese name.

    Raises:
        DocumentUnreadable: If it is no YAML, or a field is missing or of another shape; names the field.
    """
    import yaml

    try:
        content = yaml.safe_load(decoded_text(path))
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        line = f" in line {place.line + 1}" if place is not None else ""
        raise DocumentUnreadable(
            f"it is not valid YAML{line}. Compare it with docs/persona-folder.md"
        ) from error
    clinics = content.get("clinics") if isinstance(content, dict) else None
    if not isinstance(clinics, list) or not 0 < len(clinics) <= _MOST_CLINICS:
        raise DocumentUnreadable("it needs a list `clinics:` with at least one clinic")
    text = AnchoredText()
    for number, clinic in enumerate(clinics, start=1):
        try:
            _add(text, clinic, valid_from=content.get("valid_from"))
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise DocumentUnreadable(
                f"clinic {number} lacks or misspells a field ({type(error).__name__}: {error}). "
                "Each needs name, campus, building, floor, room, sessions, register and bring"
            ) from error
    return text.built()


def _add(text: AnchoredText, clinic: dict[str, Any], *, valid_from: datetime.date | None) -> None:
    for language, lines in (("en", _english(clinic, valid_from)), ("zh", _chinese(clinic, valid_from))):
        name = clinic["name"][language]
        text.add(name, headings=(name,))
        joint = "\n\n"
        for line in lines:
            text.add(line, joint=joint, headings=(name,))
            joint = "\n"


def _english(clinic: dict[str, Any], valid_from: datetime.date | None) -> list[str]:
    said = {key: value["en"] for key, value in clinic.items() if isinstance(value, dict) and "en" in value}
    name = _in_sentence(said["name"])
    kind = f" ({said['kind']})" if "kind" in said else ""
    sessions = [
        f"{_listed([_DAYS[day][0] for day in session['days']], 'and')} from {session['from']} to {session['to']}"
        for session in clinic["sessions"]
    ]
    lines = [
        f"The {name}{kind} is in {_in_sentence(said['room'])}, {said['floor']}, "
        f"{_in_sentence(said['building'])}, {said['campus']}.",
        f"The {name} is open on {'; '.join(sessions)}.",
    ]
    for closed in clinic.get("closed") or []:
        first, last = _date_en(closed["from"]), _date_en(closed["to"])
        when = f"on {first}" if first == last else f"from {first} to {last}"
        lines.append(f"The {name} is closed {when} ({closed['reason']['en']}).")
    lines += [_ended(said[key], ".") for key in ("register", "bring", "alternative") if key in said]
    if valid_from:
        lines.append(f"These clinic times are valid from {_date_en(valid_from)}.")
    return lines


def _chinese(clinic: dict[str, Any], valid_from: datetime.date | None) -> list[str]:
    said = {key: value["zh"] for key, value in clinic.items() if isinstance(value, dict) and "zh" in value}
    name = said["name"]
    kind = "" if said.get("kind", "") in name else f"（{said['kind']}）"
    sessions = [
        f"{'、'.join(_DAYS[day][1] for day in session['days'])} {session['from']}–{session['to']}"
        for session in clinic["sessions"]
    ]
    lines = [
        f"{name}{kind}在{said['campus']}{said['building']}{said['floor']}{said['room']}。",
        f"{name}的出诊时间：{'；'.join(sessions)}。",
    ]
    for closed in clinic.get("closed") or []:
        first, last = _date_zh(closed["from"]), _date_zh(closed["to"])
        when = first if first == last else f"{first}至{last}"
        lines.append(f"{name}停诊：{when}（{closed['reason']['zh']}）。")
    lines += [_ended(said[key], "。") for key in ("register", "bring", "alternative") if key in said]
    if valid_from:
        lines.append(f"以上出诊时间自{_date_zh(valid_from)}起有效。")
    return lines


def _in_sentence(words: str) -> str:
    """Lower the first letter of an ordinary word; `ECG room` keeps its capitals."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def _ended(words: str, mark: str) -> str:
    words = words.strip()
    return words if words.endswith((".", "。", "!", "！", "?", "？")) else words + mark


def _listed(words: list[str], last_joint: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last_joint} {words[-1]}"


def _date_en(day: Any) -> str:
    day = _date(day)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _date_zh(day: Any) -> str:
    day = _date(day)
    return f"{day.year}年{day.month}月{day.day}日"


def _date(day: Any) -> datetime.date:
    return day if isinstance(day, datetime.date) else datetime.date.fromisoformat(str(day))
