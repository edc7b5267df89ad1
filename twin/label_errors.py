"""Errors of labels and manifests. Imported from `twin.errors`, which draws the tree."""

from pathlib import Path

from twin.twin_error import TwinError

__all__ = [
    "LabelError",
    "LabelInvalid",
    "ManifestInvalid",
    "UploadInvalid",
    "UploadTooLarge",
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


class UploadInvalid(LabelError):
    """What was sent to be verified is no form with one file."""

    def __init__(self) -> None:
        super().__init__(
            "Nothing to verify: send a form (multipart/form-data) with the file in the field `file`, and its manifest.json in "
            "the field `manifest` where you have it."
        )


class UploadTooLarge(LabelError):
    """A file that is larger than this house takes."""

    def __init__(self, most_mib: int) -> None:
        super().__init__(
            f"The file is larger than {most_mib} MiB, which is the most this page takes (TWIN_SERVE__UPLOAD_MIB). "
            "Run `twin verify FILE` where the file lies."
        )
        self.most_mib = most_mib
