"""Which way a clause points: whether it denies, and its direction on pairs of opposites (corpora/teaching/attitudes.yaml)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_NEGATION = re.compile(
    r"\b(?:not|no|never|nor|neither|none|nothing|nowt|cannot|without|isnt|dont|doesnt|wont|cant|shouldnt|mustnt|didnt|wasnt|arent|"
    r"wouldnt|couldnt|rather than|instead of|avoid\w*|skip\w*|hardly|nobody|refuse\w*|banned|forbidden)\b|n['’]t\b"
    r"|(?<!是)不(?!仅|但|只|过|管|论|同|适|舒服|超过|到|少于|满|足|低于|行了|清|够|断|是不)|没(?!准|事)|无(?!论)|勿|别(?!的|人)|莫|未|禁|避开|戒|停|免得"
)
_NO_NEGATION = re.compile(
    r"\bno (?:more|less|fewer|later) than\b|\bnot (?:only|more than)\b|\bno (?:matter|doubt|problem)\b|\bnot just\b|区别|特别|级别|性别|"
    r"要不要|是不是|有没有|能不能|会不会|对不对|好不好|补不补|停不停|歪不歪|远不远|难看不难看|怪不怪|难不难受"
)


@dataclass(frozen=True, slots=True)
class Attitude:
    """`negations` counts the words that deny; `directions` hold -1, 0 or 1 for each pair of opposites."""

    negations: int
    directions: tuple[int, ...]

    @property
    def denies(self) -> bool:
        """Say whether an odd number of words denies."""
        return self.negations % 2 == 1


class Attitudes:
    """Reads attitudes; keeps the compiled pairs."""

    def __init__(self, pairs: Sequence[Any]) -> None:
        """Compile the pairs of both languages."""
        self._pairs = [
            tuple(
                _compiled(pair.get("en", ((), ()))[side], pair.get("zh", ((), ()))[side]) for side in (0, 1)
            )
            for pair in pairs
        ]
        self.read = lru_cache(maxsize=8192)(self._read)

    def _read(self, text: str) -> Attitude:
        """Read one clause, in lower case."""
        bare = _NO_NEGATION.sub(" ", text)
        return Attitude(
            len(_NEGATION.findall(bare)),
            tuple(bool(one.search(text)) - bool(other.search(text)) for one, other in self._pairs),
        )


def load_attitudes(corpora: Path) -> Attitudes:
    """Load the pairs; an absent file gives none."""
    path = corpora / "teaching" / "attitudes.yaml"
    return Attitudes(yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else [])


def _compiled(latin: Sequence[str], han: Sequence[str]) -> re.Pattern[str]:
    words = [re.escape(form).replace(r"\*", r"\w*").replace(r"\ ", r"\s") for form in latin]
    parts = [rf"\b(?:{'|'.join(words)})\b"] if words else []
    parts += [re.escape(form) for form in sorted(han, key=len, reverse=True)]
    return re.compile("|".join(parts) or r"(?!)")
