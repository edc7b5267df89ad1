"""Every lesson of a persona, in both languages, against its reading targets: what patients would read, and by how much it misses."""

from collections import Counter
from typing import Any, Protocol

from twin.education.education import Education
from twin.education.lesson import Depth, Lesson
from twin.education.readability import CLAUSE_TARGET, GRADE_TARGET, UNCOMMON_TARGET
from twin.errors import LessonTooHard
from twin.shares import Share, share_of


class WithLessons(Protocol):
    """A house that teaches."""

    @property
    def lessons(self) -> Any:
        """Give patients' lessons (`twin.education.opening.EducationRooms`)."""
        ...


async def readability_figures(house: WithLessons, persona_id: str) -> dict[str, Any]:
    """Measure every lesson of a persona.

    Returns:
        `targets`; by language `kept` (lessons that keep every target, with the interval), `planned_kept`, `quoted` (share of
        statements in the physician's own words), `lessons` (each with its figures; a refused one with by how much).

    Raises:
        IndexMissing: If the persona has not been indexed.
    """
    education: Education = house.lessons.education
    found: dict[str, Any] = {
        "targets": {"grade": GRADE_TARGET, "clause": CLAUSE_TARGET, "uncommon": UNCOMMON_TARGET}
    }
    for language in ("en", "zh"):
        lines, kept, planned = [], [], []
        quoted: Counter[bool] = Counter()
        for topic in await education.topics(persona_id, language):
            line, lesson = await _line(education, persona_id, topic.id, language)
            lines.append(line | {"planned": topic.is_planned})
            kept.append(lesson is not None)
            if topic.is_planned:
                planned.append(lesson is not None)
            if lesson is not None:
                quoted.update(one.is_quoted for chunk in lesson.chunks for one in chunk.statements)
        found[language] = {
            "kept": share_of(kept).to_json(),
            "planned_kept": share_of(planned).to_json(),
            "quoted": Share(quoted[True], quoted.total()).to_json(),
            "lessons": lines,
        }
    return found


async def _line(
    education: Education, persona_id: str, topic_id: str, language: str
) -> tuple[dict[str, Any], Lesson | None]:
    """Give the figures of one lesson, and the lesson where it is not refused."""
    try:
        lesson = await education.lesson(persona_id, topic_id, language=language)
    except LessonTooHard:
        lesson = await education.lesson(persona_id, topic_id, language=language, depth=Depth.MORE)
        return _figures(lesson) | {"refused": True}, None
    return _figures(lesson) | {"refused": False}, lesson


def _figures(lesson: Lesson) -> dict[str, Any]:
    reading = lesson.reading
    measured: dict[str, Any] = {"grade": round(reading.grade, 2)}
    if lesson.language == "zh":
        measured = {"clause": round(reading.clause, 2), "uncommon": reading.uncommon.to_json()}
    return {
        "topic": lesson.topic,
        "chunks": len(lesson.chunks),
        "statements": sum(len(chunk.statements) for chunk in lesson.chunks),
        "left_out": lesson.left_out,
        "over": round(reading.over, 3),
        **measured,
    }


def readability_text(figures: dict[str, Any]) -> str:
    """Give one persona's figures for a person."""
    lines = []
    for language in ("en", "zh"):
        part = figures[language]
        kept, quoted = part["kept"], part["quoted"]
        low, high = kept["interval"]
        lines.append(
            f"{language}: {kept['hits']} of {kept['total']} lessons keep the target ({low:.2f}–{high:.2f}); "
            f"{quoted['hits']} of {quoted['total']} statements in the physician's own words"
        )
        for one in part["lessons"]:
            if language == "zh":
                measured = f"{one['clause']:.1f} characters a clause, {one['uncommon']['value']:.1%} uncommon"
            else:
                measured = f"grade {one['grade']:.1f}"
            refused = f", refused: {one['over']:.0%} over" if one["refused"] else ""
            lines.append(f"  {one['topic']}: {measured}, {one['chunks']} chunks{refused}")
    return "\n".join(lines)
