"""The line that stands on every page: this is a computer programme, not the physician."""

_STANDING_LINES = {
    "en": "This is a computer programme, not the physician.",
    "zh": "这是计算机程序，不是医生本人。",
}


def standing_line(language: str) -> str:
    """Give the standing line in the reader's language."""
    return _STANDING_LINES["zh" if language == "zh" else "en"]
