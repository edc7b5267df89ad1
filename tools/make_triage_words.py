"""Make the word tables of triage: `python -m tools.make_triage_words`.

corpora/triage/vocabulary/words.txt holds every English word of our own corpora and personas: what stands there is no
typo. pinyin.yaml gives each common Chinese character (GB 2312) its commonest syllable without tone, from the package
pypinyin (development group). The labelled triage cases are not read: they hold typos on purpose.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VOCABULARY = ROOT / "corpora/triage/vocabulary"
SOURCES = ("corpora/**/*.yaml", "corpora/**/*.md", "personas/**/*.yaml", "personas/**/*.md", "docs/**/*.md")
RARE_PAIR = 2  # a pair that stands only once may be a typo of ours
SHORTEST = 4  # letters; shorter words are never corrected


def known_words() -> list[str]:
    """Give every English word of the sources, in order."""
    counted: Counter[str] = Counter()
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            if "triage" not in path.parts:
                counted.update(re.findall(r"[a-z]+", path.read_text(encoding="utf-8").lower()))
    return sorted(word for word in counted if len(word) >= SHORTEST)


def known_pairs() -> list[str]:
    """Give for each Chinese character those that follow it at least twice."""
    counted: Counter[str] = Counter()
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            if "triage" not in path.parts:
                for run in re.findall(r"[\u4e00-\u9fff]+", path.read_text(encoding="utf-8")):
                    counted.update(first + second for first, second in pairwise(run))
    followers: dict[str, list[str]] = defaultdict(list)
    for pair, count in sorted(counted.items()):
        if count >= RARE_PAIR:
            followers[pair[0]].append(pair[1])
    return [first + "".join(several) for first, several in followers.items()]


def gb2312_characters() -> Iterator[str]:
    """Give the 6,763 characters of GB 2312 in its order."""
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes((row, cell)).decode("gb2312")
            except UnicodeDecodeError:
                continue


def syllables() -> dict[str, str]:
    """Give the characters of each syllable."""
    from pypinyin import Style, lazy_pinyin  # type: ignore[import-not-found]

    by_syllable: dict[str, list[str]] = defaultdict(list)
    for character in gb2312_characters():
        syllable = lazy_pinyin(character, style=Style.NORMAL, v_to_u=False)[0].replace("ü", "v")
        by_syllable[syllable].append(character)
    return {syllable: "".join(characters) for syllable, characters in sorted(by_syllable.items())}


def is_plain(syllable: str) -> bool:
    """Say whether a syllable can be told from an English word's part: two letters at least, one a vowel."""
    return syllable.isascii() and len(syllable) > 1 and bool(set(syllable) & set("aeiouv"))


def main() -> int:
    """Write the tables."""
    (VOCABULARY / "pairs.txt").write_text("\n".join(known_pairs()) + "\n", encoding="utf-8")
    (VOCABULARY / "words.txt").write_text("\n".join(known_words()) + "\n", encoding="utf-8")
    lines = [
        "# Written by `python -m tools.make_triage_words`: the common characters of each syllable, without tone."
    ]
    lines += [
        f'"{syllable}": "{characters}"' for syllable, characters in syllables().items() if is_plain(syllable)
    ]
    (VOCABULARY / "pinyin.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
