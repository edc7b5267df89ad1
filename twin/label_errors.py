"""Errors of labels and manifests. Imported from `twin.errors`, which draws the tree."""

from pathlib import Path

from twin.twin_error import TwinError

__all__ = [
    "LabelError",
    "LabelInvalid",
    "ManifestInvalid",
]


class LabelError(TwinError):
    """Something about what says that a file is AI-generated, and whose it is."""


class LabelInvalid(LabelError):
    """A file's label is missing, doubled or not well-formed."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"The AI label cannot be read or written: {what}. Make the file again with `twin`, which labels it."
        )


class ManifestInvalid(LabelError):
    """The signed side-car file cannot be read."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            f"The manifest {path.name} cannot be read: {what}. Take the one that was made with the file."
        )
