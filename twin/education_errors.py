"""Errors of patients' lessons. Imported from `twin.errors`, which draws the tree."""

from collections.abc import Sequence

from twin.twin_error import TwinError

__all__ = [
    "EducationError",
    "LessonSessionNotFound",
    "LessonSessionOver",
    "LessonTooHard",
    "TopicNotFound",
]


class EducationError(TwinError):
    """Something about a patient's lesson."""


class TopicNotFound(EducationError):
    """No topic of that id in that language, or the folder no longer bears it out."""

    def __init__(self, persona_id: str, topic_id: str, known: Sequence[str]) -> None:
        super().__init__(
            f"{persona_id!r} teaches no topic {topic_id!r} (known: {', '.join(known) or 'none'}). "
            f"Run `twin education topics {persona_id}` or open /d/{persona_id}/learn."
        )


class LessonTooHard(EducationError):
    """A lesson for patients misses its reading target."""

    exit_code = 5

    def __init__(self, topic_id: str, reading: str) -> None:
        super().__init__(
            f"The lesson {topic_id!r} is too hard for patients: {reading}. Write plain words for it in lessons.yaml "
            "(docs/persona-folder.md), or read it with --audience resident."
        )


class LessonSessionNotFound(EducationError):
    """No lesson of that id; another patient's is told the same."""

    def __init__(self, session_id: str) -> None:
        super().__init__(
            f"No lesson {session_id!r}. It may have been deleted; begin it again from the twin's page."
        )


class LessonSessionOver(EducationError):
    """The lesson is finished or stopped, or has gone on in another window."""

    def __init__(self, session_id: str) -> None:
        super().__init__(
            f"The lesson {session_id!r} is not waiting for this reply: it is finished, stopped, or went on in another "
            "window. Open its page again."
        )
