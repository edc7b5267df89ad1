"""clinic.yaml as the twin's home shows it, in one language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from babel.dates import format_date

from twin.persona.clinic import Clinic, ClinicPlan


@dataclass(frozen=True, slots=True)
class ShownClinic:
    """One clinic in the reader's language; `hours` and `closures` are whole lines.

    `way` is the address of the way to its room; empty where the room is not in the hospital directory.
    """

    name: str
    kind: str
    place: str
    hours: tuple[tuple[str, str], ...]
    closures: tuple[str, ...]
    register_how: str
    bring: str
    alternative: str
    way: str = ""


def shown_date(day: date, language: str) -> str:
    """Write a date as people do: 14 March 2026, 2026年3月14日."""
    return str(format_date(day, format="long", locale="zh_CN" if language == "zh" else "en_GB"))


def shown_clinics(
    plan: ClinicPlan,
    *,
    language: str,
    words: Mapping[str, str],
    today: date,
    way_to: Callable[[str], str] = lambda clinic_id: "",
) -> tuple[ShownClinic, ...]:
    """Write every clinic of a plan in one language.

    Args:
        plan: The physician's clinics.
        language: en or zh.
        words: The pages' words in that language.
        today: Closures that ended before this day are left out.
        way_to: Gives the address of the way to a clinic's room by the clinic's id; empty where there is none.
    """
    return tuple(
        replace(_shown(clinic, language, words, today), way=way_to(clinic.id)) for clinic in plan.clinics
    )


def _shown(clinic: Clinic, language: str, words: Mapping[str, str], today: date) -> ShownClinic:
    """Write one clinic."""
    joint = words["day_separator"]
    places = [clinic.campus, clinic.building, clinic.floor, clinic.room]
    return ShownClinic(
        name=clinic.name.in_language(language),
        kind=clinic.kind.in_language(language) if clinic.kind else "",
        place=(" " if language == "zh" else ", ").join(place.in_language(language) for place in places),
        hours=tuple(
            (
                joint.join(words[f"day_{day}"] for day in session.days),
                f"{session.from_time}–{session.to_time}",
            )
            for session in clinic.sessions
        ),
        closures=tuple(
            words["closed_from_to"].format(
                first=shown_date(closure.from_date, language),
                last=shown_date(closure.to_date, language),
                reason=closure.reason.in_language(language),
            )
            for closure in clinic.closed
            if closure.to_date >= today
        ),
        register_how=clinic.register_how.in_language(language),
        bring=clinic.bring.in_language(language),
        alternative=clinic.alternative.in_language(language),
    )
