"""What a piece of advice is about: condition, group, place, medicine, and the words it shares with another."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from twin.evidence.glossary import Glossary, load_medicines
from twin.key_points.attitudes import Attitudes
from twin.key_points.plain_speech import PlainSpeech, load_plain_speech
from twin.key_points.reply_parts import plain_form
from twin.key_points.word_likeness import words_of

# What a shared concept of medicine, of everyday life, an English word or a pair of characters counts.
CONCEPT, EVERYDAY, WORD, CHARACTERS = 1.0, 0.5, 0.6, 0.4
# Words of advice itself: they stand in every guideline and say nothing of its subject.
_GENERIC = re.compile(
    r"^(?:.:)?(?:recommend|advis|advice|guidelin|patient|people|person|peopl|should|treat|treatment|year|month|week|day|dai|hour|minut|"
    r"every|normal|daily|maybe|safe|certain|above|below|more|less|before|after|same|different|need|suggest|consider|give|given|"
    r"use|doctor|at once|important|risk|high|low|number|amount|half|c:推荐|建议|患者|病人|治疗|指南|每天|以下|以上|至少|不推|应该|周|量|次|多|少|吃|先|后|不要|不用)$"
)
REMEMBERED = 16_384  # sentences and clauses of a folder, which come up again and again
_CJK = re.compile(r"[\u3400-\u9fff]+")
_MOSTLY_TALK = re.compile(r"[的了是在要应可以就不和与或每个次天周月年内以上下后前先再]")


@dataclass(frozen=True, slots=True)
class Subject:
    """What one sentence names. `named` holds the exclusive kinds; `keys` everything that may be shared, with its weight."""

    named: Mapping[str, frozenset[str]]
    medicines: frozenset[str]
    keys: Mapping[str, float]


class SubjectReader:
    """Reads subjects; remembers them."""

    def __init__(self, speech: PlainSpeech, medicines: Glossary, kinds: Mapping[str, Any]) -> None:
        """Compile the kinds."""
        self._speech, self._medicines = speech, medicines
        self._kinds = {
            kind: {name: _pattern(forms) for name, forms in entries.items()}
            for kind, entries in kinds.items()
        }
        self.read = lru_cache(maxsize=REMEMBERED)(self._read)

    def _read(self, text: str) -> Subject:
        plain = plain_form(text)
        named = {
            kind: frozenset(name for name, pattern in entries.items() if pattern.search(plain))
            for kind, entries in self._kinds.items()
        }
        medicines = frozenset(one.term.en[0] for one in self._medicines.find(plain))
        keys: dict[str, float] = {}
        for words in named.values():
            keys |= dict.fromkeys((f"k:{name}" for name in words), CONCEPT)
        keys |= {name: CONCEPT if name[0] == "g" else EVERYDAY for _, _, name in self._speech.concepts(plain)}
        keys |= {
            f"w:{word.stem}": WORD * word.weight
            for word in words_of(plain, self._speech)
            if word.surface.isascii() and not word.is_number
        }
        for run in _CJK.findall(plain):
            pairs = (run[n : n + 2] for n in range(len(run) - 1))
            keys |= {f"c:{pair}": CHARACTERS for pair in pairs if not _MOSTLY_TALK.search(pair)}
        keys = {key: weight for key, weight in keys.items() if not _GENERIC.match(key)}
        return Subject(named, medicines, keys)


def shared(one: Subject, other: Subject) -> float:
    """Give how much two subjects share, in concepts."""
    return sum(min(weight, other.keys[key]) for key, weight in one.keys.items() if key in other.keys)


def likeness(one: Subject, other: Subject) -> float:
    """Give twice what two subjects share over all that both name, in [0, 1]."""
    whole = sum(one.keys.values()) + sum(other.keys.values())
    return 2 * shared(one, other) / whole if whole else 0.0


def load_subjects(corpora: Path) -> SubjectReader:
    """Load what subjects are read by; absent files give none."""
    path = corpora / "teaching" / "subjects.yaml"
    kinds = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return SubjectReader(load_plain_speech(corpora), load_medicines(corpora), kinds)


def load_opposites(corpora: Path) -> Attitudes:
    """Load the pairs of opposite advice; an absent file gives none."""
    path = corpora / "teaching" / "opposites.yaml"
    return Attitudes(yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else [])


def _pattern(forms: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    words = "|".join(
        re.escape(one).replace(r"\*", r"\w*").replace(r"\ ", r"[\s-]") for one in forms.get("en", ())
    )
    han = [re.escape(one) for one in forms.get("zh", ())]
    return re.compile("|".join(([rf"\b(?:{words})\b"] if words else []) + han) or r"(?!)")
