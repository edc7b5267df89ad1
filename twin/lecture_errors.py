"""Errors of the lecture studio. Imported from `twin.errors`, which draws the tree."""

from collections.abc import Sequence

from twin.twin_error import TwinError

__all__ = [
    "ApprovalRefused",
    "BriefInvalid",
    "LectureChanged",
    "LectureError",
    "LectureNotFound",
    "LectureVersionNotFound",
    "NotApproved",
    "ScriptFileInvalid",
    "ScriptRefused",
    "SecondCaptionsMissing",
    "SentenceNotFound",
]


class LectureError(TwinError):
    """Something about a talk."""


class LectureNotFound(LectureError):
    """No project of that id; another persona's is told the same."""

    def __init__(self, project_id: str) -> None:
        super().__init__(f"No lecture project {project_id!r}. Run `twin lecture list` or open /studio.")


class LectureVersionNotFound(LectureError):
    """The project has no script of that number."""

    def __init__(self, project_id: str, number: int) -> None:
        super().__init__(
            f"Lecture project {project_id!r} has no version {number}. Make the script first "
            f"(`twin lecture outline {project_id}`), or run `twin lecture status {project_id}`."
        )


class SentenceNotFound(LectureError):
    """The script has no sentence, scene or comment of that id."""

    def __init__(self, what: str, wanted: str) -> None:
        super().__init__(f"No {what} {wanted!r} in this script. It may have been removed; open it again.")


class LectureChanged(LectureError):
    """Somebody saved another version meanwhile."""

    def __init__(self, project_id: str, read: int, newest: int) -> None:
        super().__init__(
            f"Lecture project {project_id!r} is at version {newest} now, and this change was made on version {read}. "
            "Nothing was saved. Open the newest script and make the change again."
        )
        self.newest = newest


class BriefInvalid(LectureError):
    """A brief or an edit that cannot be worked with."""


class ScriptFileInvalid(LectureError):
    """A script file that cannot be read. `line` counts from 1 in the file as it was given."""

    def __init__(self, line: int, fault: str) -> None:
        super().__init__(
            f"Line {line} of the script file: {fault} Nothing was changed; mend the line, or write a fresh file with "
            "`twin lecture script export`."
        )
        self.line = line


class ScriptRefused(LectureError):
    """Sentences that nothing in the folder bears out; such a script is neither approved nor rendered."""

    exit_code = 5

    def __init__(self, sentences: Sequence[tuple[str, str, str]]) -> None:
        listed = " ".join(f"{id_} ({reason}): “{text}”" for id_, reason, text in sentences)
        super().__init__(
            f"{len(sentences)} sentence(s) of this script have no support in the folder: {listed} "
            "Change or remove them, or put what they say into the folder and index it."
        )
        self.sentences = tuple(sentences)


class SecondCaptionsMissing(LectureError):
    """Second captions were begun, and some sentences have no counterpart in the other language."""

    exit_code = 5

    def __init__(self, language: str, sentences: Sequence[tuple[str, str, str]]) -> None:
        listed = " ".join(f"{id_} ({reason}): “{text}”" for id_, reason, text in sentences)
        super().__init__(
            f"{len(sentences)} sentence(s) have no captions in {language!r}: {listed} Type them on the studio's captions page, or write each "
            "one's `translation` into the script file (`twin lecture script export`, the comment behind the sentence), or take all of "
            "them out."
        )
        self.sentences = tuple(sentences)


class NotApproved(LectureError):
    """The physician has not approved exactly this script, with these slides and this voice."""

    exit_code = 5


class ApprovalRefused(LectureError):
    """Whoever approves is no physician of this persona, or wrote what is to be approved."""

    exit_code = 5
