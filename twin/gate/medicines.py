"""Rule: every medicine a sentence names stands in what it cites, under whatever name: generic, brand, Chinese, English, pinyin."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

# Endings of international names, for medicines the formulary does not hold; each stands in the evidence or the name is new.
_ENDING = re.compile(
    r"\b[a-z]{2,}(?:xaban|gatran|statin|pril|sartan|olol|dipine|cillin|mycin|oxacin|azole|prazole|gliflozin|gliptin|glutide|mab|tinib|vir|semide|"
    r"thiazide|setron|profen|cetamol|siran|kinase|parin|lukast|tadine|pramine|triptan|dronate|cycline|floxacin|azepam|azolam|coxib|zumab|lol|sulin)\b"
)
_ENDING_ZH = re.compile(
    r"沙班|加群|他汀|普利|沙坦|洛尔|地平|西林|霉素|沙星|康唑|拉唑|列净|列汀|鲁肽|单抗|替尼|韦(?=片|胶囊|[，。吃])|塞米|噻嗪|司琼|洛芬|肝素|激酶|胶囊|颗粒|口服液|滴丸|冲剂|注射液|舒利|乃近|吡啉|匹林|氨酚|替丁|噻唑|双胍"
)
_BRAND_LIKE = re.compile(r"\b[A-Z][a-z]+[A-Z][A-Za-z]+\b")  # HeartPure, CardioMax
_TONED = re.compile(r"[a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]*", re.IGNORECASE)
_LETTERS = re.compile(r"[a-z]+")
_SHORTEST_JOINED = 6  # letters; shorter names arise by chance where words are run together
_SHORTEST_JOINED_ZH = 3


class Formulary:
    """The medicines we know by all their names."""

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        """Take for each medicine (its generic name) every name it goes by."""
        self._of: dict[str, frozenset[str]] = {}
        for medicine, known in names.items():
            for name in known:
                folded = _folded(name)
                if len(folded) > 1:
                    self._of[folded] = self._of.get(folded, frozenset()) | {medicine}
        longest_first = sorted(self._of, key=len, reverse=True)
        latin = [re.escape(name) for name in longest_first if name.isascii()]
        chinese = [re.escape(name) for name in longest_first if not name.isascii()]
        self._latin = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(latin) or '(?!)'})(?![a-z0-9])")
        self._chinese = re.compile("|".join(chinese) or "(?!)")
        self._joined = {name.replace(" ", "").replace("-", ""): ids for name, ids in self._of.items()}
        joined = [
            re.escape(name) for name in sorted(self._joined, key=len, reverse=True) if _long_enough(name)
        ]
        self._run_together = re.compile("|".join(joined) or "(?!)")
        self.medicines_in = lru_cache(maxsize=2048)(self._medicines_in)

    def named_in(self, text: str) -> list[tuple[str, frozenset[str]]]:
        """Give each name in a text with the medicines it may mean."""
        folded = _folded(text)
        found = [match.group(0) for p in (self._latin, self._chinese) for match in p.finditer(folded)]
        return [(name, self._of[name]) for name in found]

    def _medicines_in(self, text: str) -> frozenset[str]:
        """Give the medicines that a text names, by their generic names; remembered, for evidence comes again."""
        return frozenset().union(*(ids for _, ids in self.named_in(text)))

    def named_across(self, pieces: Sequence[str]) -> list[tuple[str, frozenset[str]]]:
        """Give the names that arise where pieces are run together: "ibu. And then profen" does not, "Tam- sulosin" does."""
        run = "".join(c for c in _folded(" ".join(pieces)) if c.isalnum())
        return [(m.group(0), self._joined[m.group(0)]) for m in self._run_together.finditer(run)]


def load_formulary(corpora: Path) -> Formulary:
    """Read corpora/formulary; an absent folder gives no names."""
    names: dict[str, tuple[str, ...]] = {}
    for row in _rows(corpora / "formulary"):
        listed = (
            row["generic_en"],
            row["generic_zh"],
            row.get("pinyin") or "",
            *row.get("brands_en", ()),
            *row.get("brands_zh", ()),
        )
        names[row["generic_en"]] = tuple(name for name in listed if name)
    return Formulary(names)


def new_medicines(
    sentence: str, texts: Sequence[str], formulary: Formulary | None, *, before: Sequence[str] = ()
) -> list[str]:
    """Find the medicines of a sentence that none of the texts names.

    `before` are earlier sentences of the answer: a name may be split between the last of them and this one.
    """
    held = _folded(" ".join(texts))
    found = [
        m.group(0)
        for p in (_ENDING, _ENDING_ZH)
        for m in p.finditer(_folded(sentence))
        if m.group(0) not in held
    ]
    found += [m.group(0) for m in _BRAND_LIKE.finditer(sentence) if m.group(0).lower() not in held]
    found += [m.group(0) for m in _TONED.finditer(sentence) if _folded(m.group(0)) not in held]
    if formulary is None:
        return found
    known = frozenset().union(*(ids for text in texts for _, ids in formulary.named_in(text)))
    named = formulary.named_in(sentence)
    named += formulary.named_across([sentence])
    whole = {name for name, _ in named}
    joined = formulary.named_across([*before[-2:], sentence]) if before else []
    earlier = {name for name, _ in formulary.named_across(list(before[-2:]))} if before else set()
    named += [(name, ids) for name, ids in joined if name not in whole and name not in earlier]
    return found + [name for name, ids in named if not ids & known]


def _rows(folder: Path) -> Iterator[dict[str, Any]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for path in sorted(folder.glob("*.yaml")):
        yield from yaml.load(path.read_text(encoding="utf-8"), Loader=loader) or []  # noqa: S506


def _folded(text: str) -> str:
    """Fold case, width and tone marks."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).lower())
    return unicodedata.normalize("NFC", "".join(c for c in plain if not unicodedata.combining(c)))


def _long_enough(name: str) -> bool:
    return len(name) >= (_SHORTEST_JOINED if name.isascii() else _SHORTEST_JOINED_ZH)
