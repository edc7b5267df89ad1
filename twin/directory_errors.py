"""Errors of the hospital's directory. Imported from `twin.errors`, which draws the tree."""

from twin.twin_error import TwinError

__all__ = [
    "DirectoryError",
    "DirectoryInvalid",
    "PlaceNotFound",
]


class DirectoryError(TwinError):
    """Something about the hospital directory."""


class DirectoryInvalid(DirectoryError):
    """The files of the hospital directory are missing or contradict themselves."""

    exit_code = 3

    def __init__(self, faults: list[str]) -> None:
        super().__init__(
            f"The hospital directory has {len(faults)} fault(s): {' '.join(faults)} "
            "Mend the files that TWIN_WAYFINDING__FOLDER names; docs/decisions/0013-the-hospital-directory.md describes them."
        )
        self.faults = faults


class PlaceNotFound(DirectoryError):
    """No department, room or entrance of that id."""

    def __init__(self, kind: str, place_id: str, known: list[str]) -> None:
        near = f" (such as {', '.join(known)})" if known else ""
        super().__init__(
            f"No {kind} {place_id!r} in the hospital directory{near}. "
            "Open /find or run `twin find` with a name to see what there is."
        )
        self.place_id = place_id
