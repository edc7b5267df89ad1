"""The quoting model's own few words, in both languages. They state nothing medical and hold no number.

Where a gate looks for the persona's framing sentences, `FRAMING_SENTENCES` belongs among them.
"""

# Said before sentences in the other language, so that nobody wonders why the language changes.
OTHER_LANGUAGE = {
    "en": "On this, the physician's own words are only in Chinese, and they follow unchanged.",
    "zh": "关于这一点，医生的原话只有英文，下面照原文给您。",
}
# Said where the question's own language has spoken before.
ALSO_IN_OTHER_LANGUAGE = {
    "en": "The physician has also written about this in Chinese; those words follow unchanged.",
    "zh": "医生还有相关的英文原话，照原文附在下面。",
}
FRAMING_SENTENCES = frozenset({*OTHER_LANGUAGE.values(), *ALSO_IN_OTHER_LANGUAGE.values()})


def other_language_notice(language: str, *, beside_own: bool) -> str:
    """Give the notice for a reader of `language` (en or zh); `beside_own` when sentences in it stand before."""
    words = ALSO_IN_OTHER_LANGUAGE if beside_own else OTHER_LANGUAGE
    return words["zh" if language == "zh" else "en"]
