"""Words as the word index knows them: folded Latin words, numbers with their units, and Chinese bigrams.

The same function reads passages and questions, so both sides always agree. The tokens are ours on SQLite and on
Postgres alike; neither database's own tokenizer sees the text.
"""

import re
import unicodedata

# A character of Chinese as GB 18030 texts use it: the unified block, extension A, compatibility, 〇.
_CJK = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_NUMBER = r"\d+(?:[.,/:-]\d+)*"
# µ folds to μ under NFKC; ° stands before C and F.
_UNIT = r"%|‰|°[cf]|(?:mm|cm|k|m|μ|d)?(?:g|l|mol|m|hg|j|cal|v|s|iu|u)(?:/[a-zμ]+[0-9²³]?)*(?![a-z])|bpm\b"
_TOKEN = re.compile(
    rf"(?P<cjk>[{_CJK}]+)|(?P<number>{_NUMBER})(?:\s?(?P<unit>{_UNIT}))?|(?P<word>[^\W\d_{_CJK}]+(?:['’.+-]?[^\W_{_CJK}]+)*)"
)
# Words whose s is no plural.
_KEEPS_S = ("ss", "us", "is", "as", "os")
_SHORTEST_FOLDED = 4


def tokens(text: str) -> list[str]:
    """Cut `text` into index tokens, in order, repetitions included.

    Latin words come lower-case, without possessive and plural endings, hyphenated words whole and in parts
    (`beta-blockers` -> beta-blocker, beta, blocker). A number comes bare, and once more with its unit
    (`5 mg` -> 5, 5mg). A run of Chinese comes as overlapping pairs; a single character alone.
    """
    found: list[str] = []
    for match in _TOKEN.finditer(unicodedata.normalize("NFKC", text).lower()):
        if run := match["cjk"]:
            found += [run[i : i + 2] for i in range(len(run) - 1)] or [run]
        elif number := match["number"]:
            bare = _plain_number(number)
            found.append(bare)
            if unit := match["unit"]:
                found.append(bare + unit)
        else:
            found += _word_tokens(match["word"])
    return found


def _plain_number(number: str) -> str:
    """Write 10,000 as 10000; leave 120/80, 2.5 and 2024-03 alone."""
    return re.sub(r",(?=\d{3}(?!\d))", "", number)


def _word_tokens(word: str) -> list[str]:
    """Give the folded word and, where it is joined by hyphens, its folded parts."""
    whole = _folded(_without_marks(word))
    parts = [_folded(part) for part in whole.split("-") if part]
    return [whole, *parts] if len(parts) > 1 else [whole]


def _without_marks(word: str) -> str:
    """Drop accents from Latin letters, possessive endings and inner dots (`e.g` -> eg, naïve -> naive)."""
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    bare = re.sub(r"['’]s?$|['’](?=s$)", "", bare.replace("’", "'"))
    return unicodedata.normalize("NFC", bare.replace("'", "").replace(".", ""))


def _folded(word: str) -> str:
    """Take a simple English plural off: studies -> study, doses -> dose, arteries -> artery."""
    if len(word) < _SHORTEST_FOLDED or not word.endswith("s") or word.endswith(_KEEPS_S):
        return word
    if word.endswith("ies") and len(word) > _SHORTEST_FOLDED:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1]
