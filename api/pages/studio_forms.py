"""What the studio reads from its forms."""

from starlette.datastructures import FormData

from twin.errors import BriefInvalid


def field(form: FormData, name: str) -> str:
    """Give the text of a field; empty where there is none."""
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def version_number(form: FormData, name: str) -> int:
    """Read a number of a version.

    Raises:
        BriefInvalid: When it is none.
    """
    value = field(form, name)
    if not value.isascii() or not value.isdigit() or not 0 < int(value) < 1_000_000:
        raise BriefInvalid(f"{name} is no number of a version. Open the newest script and try again.")
    return int(value)
