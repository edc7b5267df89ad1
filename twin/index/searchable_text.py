"""What a passage is found by: more than its own words."""

from collections.abc import Sequence


def searchable_text(
    text: str, *, title: str, headings: Sequence[str] = (), questions: Sequence[str] = ()
) -> str:
    """Give the document's title, the passage's headings, the questions it was written for, and its text.

    A passage seldom repeats what its heading says; a patient asks in the heading's words. Lines that repeat
    each other stand once. What is cited and shown is the passage alone.
    """
    return "\n".join(dict.fromkeys(part for part in (title, *headings, *questions, text) if part))
