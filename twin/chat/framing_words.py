"""The quoting model's own few words, in both languages. They state nothing medical and hold no number.

Where a gate looks for the persona's framing sentences, `FRAMING_SENTENCES` belongs among them.
"""

# Said before sentences in the other language, so that nobody wonders why the language changes.
OTHER_LANGUAGE = {
    "en": "On this, the physician's own words are only in Chinese, and they follow unchanged.",
    "zh": "关于这一点，医生的原话只有英文，下面照原文给您。",
}
FRAMING_SENTENCES = frozenset(OTHER_LANGUAGE.values())


def other_language_notice(language: str) -> str:
    """Give the notice for a reader of `language` (en or zh)."""
    return OTHER_LANGUAGE["zh" if language == "zh" else "en"]
