"""The root of the error family; `twin.errors` draws the tree."""


class TwinError(Exception):
    """Any failure the twin names itself."""

    exit_code = 1
