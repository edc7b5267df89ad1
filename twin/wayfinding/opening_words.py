"""Opening hours in words, in both languages."""

from collections.abc import Iterable
from datetime import date, datetime

from twin.persona.persona import Bilingual
from twin.wayfinding.opening import DAYS, SHANGHAI, Opening, Timetable

_DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS_ZH = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def opening_words(opening: Opening, moment: datetime) -> Bilingual:
    """Say how a room stands: open until when, or closed, why, and when it opens next.

    Args:
        opening: What `opening_at` gave for `moment`.
        moment: With a time zone; a later hour of the same day is given without the day.
    """
    if opening.state == "unknown":
        return Bilingual(
            en="No hours are published; ask at the information desk.", zh="未公布时间，请到导诊台询问。"
        )
    if opening.is_open and opening.until is None:
        return Bilingual(en="Open now, day and night.", zh="现在开放，24小时开放。")
    if opening.until is not None:
        until = _clock(opening.until)
        return Bilingual(en=f"Open now, until {until}.", zh=f"现在开放，到{until}。")
    en, zh = ("Not open yet", "尚未启用") if opening.state == "not_yet" else ("Closed now", "现在不开放")
    if opening.reason is not None:
        en, zh = f"{en} ({opening.reason.en})", f"{zh}（{opening.reason.zh}）"
    if opening.next is None:
        return Bilingual(en=f"{en}.", zh=f"{zh}。")
    when = _when(opening.next, moment.astimezone(SHANGHAI).date())
    return Bilingual(en=f"{en}; opens {when.en}.", zh=f"{zh}，{when.zh}开放。")


def hours_lines(timetable: Timetable | None) -> tuple[Bilingual, ...]:
    """Write the hours, a line for each group of days; nothing where none are published."""
    if timetable is None:
        return ()
    if timetable.is_always:
        return (Bilingual(en="Every day, day and night", zh="每天24小时"),)
    lines = []
    by_days: dict[frozenset[int], list[str]] = {}
    for one in timetable.sessions:
        by_days.setdefault(one.days, []).append(f"{_minute(one.from_minute)}–{_minute(one.to_minute)}")
    for days, hours in sorted(by_days.items(), key=lambda pair: min(pair[0])):
        named = day_words(days)
        lines.append(Bilingual(en=f"{named.en} {', '.join(hours)}", zh=f"{named.zh} {'、'.join(hours)}"))
    return tuple(lines)


def closure_lines(timetable: Timetable | None, today: date) -> tuple[Bilingual, ...]:
    """Write the closures that have not passed."""
    coming = (one for one in timetable.closures if one.last >= today) if timetable else ()
    lines = []
    for one in coming:
        first, last = date_words(one.first), date_words(one.last)
        lines.append(
            Bilingual(
                en=f"{first.en} to {last.en}: {one.reason.en}", zh=f"{first.zh}至{last.zh}：{one.reason.zh}"
            )
        )
    return tuple(lines)


def day_words(days: Iterable[int]) -> Bilingual:
    """Name days of the week: three and more in a row as a span."""
    ordered = sorted(days)
    if len(ordered) == len(DAYS):
        return Bilingual(en="Every day", zh="每天")
    if len(ordered) > 2 and ordered[-1] - ordered[0] == len(ordered) - 1:
        first, last = ordered[0], ordered[-1]
        return Bilingual(
            en=f"{_DAYS_EN[first]} to {_DAYS_EN[last]}", zh=f"{_DAYS_ZH[first]}至{_DAYS_ZH[last]}"
        )
    return Bilingual(
        en=", ".join(_DAYS_EN[day] for day in ordered), zh="、".join(_DAYS_ZH[day] for day in ordered)
    )


def date_words(day: date) -> Bilingual:
    """Write a date: 23 November 2026, 2026年11月23日."""
    return Bilingual(
        en=f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}", zh=f"{day.year}年{day.month}月{day.day}日"
    )


def _when(moment: datetime, today: date) -> Bilingual:
    """Write a moment to come; on the same day only the hour."""
    clock, day = _clock(moment), moment.date()
    if day == today:
        return Bilingual(en=f"today at {clock}", zh=f"今天{clock}")
    named, dated = _DAYS_EN[day.weekday()], date_words(day)
    return Bilingual(en=f"{named}, {dated.en}, {clock}", zh=f"{dated.zh}{_DAYS_ZH[day.weekday()]}{clock}")


def _clock(moment: datetime) -> str:
    """Write an hour; the end of a day is 24:00."""
    local = moment.astimezone(SHANGHAI)
    return f"{local.hour:02d}:{local.minute:02d}" if (local.hour, local.minute) != (0, 0) else "24:00"


def _minute(minute: int) -> str:
    """Write minutes after midnight."""
    return f"{minute // 60:02d}:{minute % 60:02d}"
