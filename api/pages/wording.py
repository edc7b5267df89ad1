"""The words of the pages: one YAML file per language, the same keys in each."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

LANGUAGES = ("en", "zh")
_FOLDER = Path(__file__).parent / "words"


@cache
def words_in(language: str) -> Mapping[str, str]:
    """Give every word of the pages in one language, by key.

    Args:
        language: One of `LANGUAGES`.

    Raises:
        KeyError: If the pages have no words in that language.
    """
    if language not in LANGUAGES:
        raise KeyError(f"The pages speak {', '.join(LANGUAGES)}, not {language!r}.")
    loaded = yaml.safe_load((_FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    return MappingProxyType({key: str(text) for key, text in loaded.items()})


def language_accepted(header: str) -> str:
    """Choose the language of a first visit from its Accept-Language header.

    The highest quality wins; equal qualities keep the header's order. English when none of ours is named.
    """
    best, best_quality = "en", 0.0
    for part in header.split(","):
        tag, _, parameters = part.strip().partition(";")
        language = tag.strip().lower().split("-")[0]
        quality = _quality(parameters)
        if language in LANGUAGES and quality > best_quality:
            best, best_quality = language, quality
    return best


def _quality(parameters: str) -> float:
    """Give the q of `q=0.8`; 1 where there is none, 0 where it is not a number."""
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
