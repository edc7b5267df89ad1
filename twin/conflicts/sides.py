"""A text as sentences in plain form, each with the words around it that say what it is about."""

import re
from functools import lru_cache

from twin.conflicts.present import of_today
from twin.conflicts.signs import Side
from twin.gate.citation_marks import without_reference_marks
from twin.key_points.reply_parts import plain_form
from twin.sentences import sentences_of

_LIST_NUMBER = re.compile(r"^\s*(?:\d{1,2}[.、)]\s*|[-*]\s+)")
_WORD, _HAN = re.compile(r"[A-Za-z0-9']+"), re.compile(r"[\u3400-\u9fff]")
FEW_WORDS = 5
_TITLE_TALK = re.compile(
    r"\b(?:test )?guidelines?(?: (?:on|for|of))?\b|\bsummary\b|\b(?:19|20)\d\d\b|测试指南|指南|摘要|[:：（）()]"
)


@lru_cache(maxsize=2048)
def own_sides(text: str) -> tuple[tuple[str, Side], ...]:
    """Give every sentence of a physician that tells of today, as written and as it is compared; all of them where none does."""
    written = _joined(_sentences(text))
    plain = [plain_form(one) for one in written]
    today = [of_today(one) for one in plain]
    compared = today if any(today) else plain
    return tuple(
        (written[n], Side(compared[n], _around(plain, n))) for n in range(len(written)) if compared[n]
    )


def _joined(sentences: list[str]) -> list[str]:
    """Join a question with its answer, and a few words ("Not on my ward.") with what they are said of."""
    joined: list[str] = []
    for one in sentences:
        if joined and (joined[-1].rstrip().endswith(("?", "？")) or _size(one) <= FEW_WORDS):
            joined[-1] = f"{joined[-1]} {one}"
        else:
            joined.append(one)
    return joined


def _size(sentence: str) -> int:
    """Count words, a Chinese word as two characters."""
    return len(_WORD.findall(sentence)) + len(_HAN.findall(sentence)) // 2


@lru_cache(maxsize=2048)
def guideline_sides(text: str, title: str) -> tuple[tuple[str, Side], ...]:
    """Give every sentence of a guideline as written and as it is compared; its title stands around all of them."""
    written = _sentences(text)
    plain = [plain_form(one) for one in written]
    about = _TITLE_TALK.sub(" ", plain_form(title))
    return tuple(
        (one, Side(plain[n], f"{about} {_around(plain, n)}".strip())) for n, one in enumerate(written)
    )


def _sentences(text: str) -> list[str]:
    """Give the sentences without reference marks and list numbers, which are no quantities."""
    bare = without_reference_marks(text)
    return [_LIST_NUMBER.sub("", one) for one in sentences_of(bare) or [bare]]


def _around(plain: list[str], place: int) -> str:
    return " ".join(plain[max(place - 1, 0) : place + 2])
