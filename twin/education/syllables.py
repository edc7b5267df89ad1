"""Syllables of English words, counted by vowel groups: no dictionary, no download.

The method: a run of vowels (a e i o u y) is one syllable; a silent final `e`, `es` and `ed` are taken off again, and pairs
that are spoken apart (`ia` in "diabetes", `io` in "cardiology", `ea` in "area") are counted twice. Words in which
that goes wrong stand in a list. Measured on the words with known counts in tests/twin/education/test_syllables.py.
"""

import re
from functools import lru_cache

_RUN = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(
    r"(?:[^aeiouyl]e|[aeiouy]le|[^aeiouylrdt]es|[^aeiouytd]ed|[aeiouy]les|[aeiouy]led|[aeiouy]res|rge|ure|ures)$"
)
_SPOKEN_END = re.compile(r"(?:[sxz]es|[cg]es|[sc]hes|ses)$")
# Pairs of vowels that are two syllables.
_APART = re.compile(
    r"i[ao](?!us|n)|(?<![ctsglnp])ion|[rvd]iou|iu|[aeiou]?y(?=ing)|[po]e(?=t$|m$)|seu|uum|[aeiou]ing|[^aeiou]uo|eo(?!u)|creat|rea(?:ct|ss)|area|ien(?!d)(?=t|c)|ua[lt]|[^g]uing|io(?=l)"
)
_TOGETHER = re.compile(
    r"tial|cial|gia[nl]?$|tient|cient|scien|quie|people|geo?n\b|cious|tious|ueue|squ|qu[aeio]|gu[aei]"
)
# Words in which the rules go wrong.
_KNOWN = {
    "every": 2, "everything": 3, "everybody": 4, "evening": 2, "business": 2, "medicine": 3, "medicines": 3, "different": 2,
    "vegetable": 4, "vegetables": 4, "comfortable": 4, "temperature": 4, "people": 2, "something": 2, "sometimes": 2,
    "someone": 2, "somebody": 3, "anywhere": 3, "everywhere": 3, "somewhere": 2, "before": 2, "therefore": 2,
    "area": 3, "idea": 3, "being": 2, "heart": 1, "breathe": 1, "breathes": 1, "breathed": 1, "breathing": 2, "fluid": 2, "ruin": 2, "doing": 2,
    "going": 2, "diet": 2, "quiet": 2, "science": 2, "client": 2, "patient": 2, "patients": 2, "ancient": 2, "lion": 2, "riot": 2,
    "diarrhoea": 4, "diarrhea": 4, "react": 2, "real": 1, "really": 2, "clothes": 1, "lives": 1, "times": 1, "sometime": 2,
    "hour": 1, "hours": 1, "our": 1, "minute": 2, "minutes": 2, "asthma": 2, "urine": 2, "biopsy": 3, "poem": 2, "fuel": 2, "cruel": 2,
    "used": 1, "tired": 1, "called": 1, "forehead": 2, "careful": 2, "useful": 2, "lonely": 2, "safely": 2, "nosebleed": 2, "toothpaste": 2, "baseline": 2, "homemade": 2,
    "likely": 2, "completely": 3, "lifelong": 2, "wheezing": 2, "eye": 1, "eyes": 1, "eyebrow": 2, "sugar": 2,
    "little": 2, "bottle": 2, "ankle": 2, "ankles": 2, "table": 2, "tables": 2, "muscle": 2, "muscles": 2, "able": 2, "needle": 2, "needles": 2,
    "simple": 2, "single": 2, "double": 2, "trouble": 2, "couple": 2, "middle": 2, "handle": 2, "whole": 1, "while": 1, "mobile": 2,
    "tablet": 2, "piece": 1, "pieces": 2, "recipe": 3, "apnoea": 3, "oedema": 3, "haematuria": 5, "coffee": 2, "acne": 2, "once": 1,
    "does": 1, "goes": 1, "shoes": 1, "toes": 1, "knees": 1, "trees": 1, "degrees": 2, "fever": 2, "severe": 2, "fire": 1, "ire": 1,
    "bicycle": 3, "notebook": 2, "patience": 2, "period": 3, "museum": 3, "vacuum": 3, "poet": 2, "create": 2, "created": 3, "theatre": 3, "centre": 2, "litre": 2, "litres": 2, "metre": 2, "metres": 2, "fibre": 2, "fibres": 2, "millilitre": 4, "millilitres": 4, "centimetre": 4, "centimetres": 4, "millimetre": 4, "millimetres": 4,
}  # fmt: skip
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")


@lru_cache(maxsize=16_384)
def syllables_of(word: str) -> int:
    """Count the syllables of one English word, at least 1; a number or an abbreviation counts by `spoken_syllables`."""
    plain = word.lower().replace("’", "'").removesuffix("'s").replace("'", "")
    if plain in _KNOWN:
        return _KNOWN[plain]
    if plain.endswith("s") and plain[:-1] in _KNOWN:
        return _KNOWN[plain[:-1]]
    count = len(_RUN.findall(plain))
    bare = _TOGETHER.sub("te", plain)
    count += len(_APART.findall(bare))
    if _SILENT_END.search(plain) and not _SPOKEN_END.search(plain):
        count -= 1
    if re.search(r"[^aeiou]e(?:ly|ment|ments|ful|less|ness)$", plain):
        count -= 1  # safe-ly, move-ment
    if plain.startswith("mc") or re.search(r"[^aeiouy]sm$|[^aeiou]thm$", plain):
        count += 1
    return max(1, count)


def words_of_english(text: str) -> list[str]:
    """Give the Latin words of a text in lower case; numbers and signs are no words."""
    return _WORD.findall(text.lower())


def spoken_syllables(token: str) -> int:
    """Count a token of digits or capitals as it is read: two for each figure's worth, one for each capital."""
    if token.isupper() and len(token) <= 4:
        return len(token) + 2 * token.count("W")
    return syllables_of(token)
