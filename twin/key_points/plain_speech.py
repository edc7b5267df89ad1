"""How people say a thing and the plain word for it: the concepts a text names, in either language."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import yaml

from twin.evidence.glossary import Glossary, load_glossary

_HAN = re.compile(r"[\u3400-\u9fff]")


class PlainSpeech:
    """Names the concepts of a text: entries of the glossary, the phrasebook, and corpora/teaching/plain_speech.yaml.

    A text may name several concepts at one place ("wee" is urine; "ring" is a ring and a phone call): only what two
    texts share counts, so a meaning too many does little harm.
    """

    def __init__(self, glossary: Glossary, spoken: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        """Index the forms; the head of an entry is one of its forms."""
        self._glossary = glossary
        self._latin = _by_form(spoken.get("en", {}))
        self._han = _by_form(spoken.get("zh", {}))
        self._latin_pattern = _pattern(self._latin, r"(?<![a-z0-9])(?:{})(?![a-z0-9])")
        self._han_pattern = _pattern(self._han, "(?:{})")

    def concepts(self, text: str) -> tuple[tuple[int, int, str], ...]:
        """Give half-open spans and the concept each names (g: glossary, e: phrasebook, s: spoken), in order. `text` is in lower case."""
        found = [
            (one.start, one.end, f"{'e' if one.term.is_everyday else 'g'}:{one.term.en[0]}")
            for one in self._glossary.find(text)
        ]
        for pattern, forms in ((self._latin_pattern, self._latin), (self._han_pattern, self._han)):
            for match in pattern.finditer(text) if pattern else ():
                found += [(match.start(), match.end(), f"s:{head}") for head in forms[match.group()]]
        return tuple(sorted(found))


def load_plain_speech(corpora: Path) -> PlainSpeech:
    """Load it from the corpora folder; absent files give nothing."""
    path = corpora / "teaching" / "plain_speech.yaml"
    spoken = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return PlainSpeech(load_glossary(corpora), spoken)


def _by_form(spoken: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    forms: dict[str, list[str]] = {}
    for head, ways in spoken.items():
        for way in dict.fromkeys((str(head), *map(str, ways))):
            forms.setdefault(way.lower(), []).append(str(head))
    return {form: tuple(heads) for form, heads in forms.items()}


def _pattern(forms: Iterable[str], frame: str) -> re.Pattern[str] | None:
    ordered = sorted(forms, key=len, reverse=True)
    return re.compile(frame.format("|".join(map(re.escape, ordered)))) if ordered else None
