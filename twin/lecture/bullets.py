"""The short lines of a slide: each is one sentence of its scene with something left out, never with something changed."""

import re
from collections.abc import Sequence

from twin.lecture.script import ScriptSentence, SentenceKind

MOST, FEWEST = 5, 2
SHORT = {"en": 64, "zh": 26}  # characters of a line that is read at a glance
LONGEST = {"en": 140, "zh": 54}  # a longer sentence has no place on a slide
_NUMBER = re.compile(
    r"\d+(?:[.,]\d+)?|[一二两三四五六七八九十百千万半]+(?=[个天周月年次倍片粒种成斤两级分时小杯勺])"
)
_REFUSES = re.compile(
    r"\b(?:not|no|never|avoid|without|stop|unless|except|but|only|if|until|however|nor)\b|不|别|勿|禁|忌|除|但|只|才|如果|若|否则|免|没|无|以前|之前|以后",
    re.IGNORECASE,
)
# What may be left out at the end: a reason, a purpose, an example. Never a condition or an exception.
_TAIL_EN = re.compile(
    r"(?:,|;|:)\s+(?:because|since|so that|so|as|which|for example|such as|above all)\b.*$", re.IGNORECASE
)
_TAIL_ZH = re.compile(r"[，；：](?:因为|所以|这样|为的是|好让|比如|例如|也就是|像).*$")
_PART_EN, _PART_ZH = re.compile(r";\s+"), re.compile(r"[；]")
_LEAD_EN = re.compile(r"^(?:so|and|but|then|now|please|first|also)[, ]\s*", re.IGNORECASE)
_LEAD_ZH = re.compile(r"^(?:所以|那么|然后|而且|请|也|再|就)[，]?")
_END = re.compile(r"[.。;；,，:：]+$")


def numbers_of(text: str) -> frozenset[str]:
    """Give the numbers that stand in a text, as written."""
    return frozenset(one.replace(",", "") for one in _NUMBER.findall(text))


def bullet_of(text: str, language: str) -> str:
    """Shorten a sentence for a slide: the shortest form with the same numbers and the same conditions; "" if all are too long."""
    forms = [one for one in _shorter(text, language) if numbers_of(one) == numbers_of(text)]
    fitting = [one for one in forms if len(one) <= LONGEST[language]]
    return min(fitting, key=len) if fitting else ""


def bullets_of(sentences: Sequence[ScriptSentence], language: str) -> tuple[str, ...]:
    """Give the bullets of a scene in the order in which they are said: at most five, the short and the telling ones first."""
    found = [
        (number, bullet)
        for number, one in enumerate(sentences)
        if one.kind is SentenceKind.STATEMENT
        and not any(source.passage_id.startswith("glossary:") for source in one.sources)
        and not one.text.rstrip().endswith(("?", "？", ":", "："))
        for bullet in [bullet_of(one.text, language)]
        if bullet
    ]
    ranked = sorted(found, key=lambda one: (len(one[1]) > SHORT[language], not numbers_of(one[1]), one[0]))
    room = MOST if all(len(one[1]) <= SHORT[language] for one in ranked[:MOST]) else MOST - 1
    return tuple(bullet for _, bullet in sorted(ranked[:room]))


def is_refusal(bullet: str) -> bool:
    """Say whether a line says what not to do: it goes into the right of two columns."""
    return bool(
        re.match(
            r"^\W*(?:do not|don't|never|avoid|no\b|not\b)|^\W*(?:不|别|勿|切忌|避免|禁)",
            bullet,
            re.IGNORECASE,
        )
    )


def is_shortened_from(bullet: str, text: str) -> bool:
    """Say whether a bullet leaves things out of a sentence and changes nothing: its words in order, its numbers all there."""
    words = re.findall(r"\w", bullet.lower())
    letters = iter(re.findall(r"\w", text.lower()))
    return all(one in letters for one in words) and numbers_of(bullet) == numbers_of(text)


def _shorter(text: str, language: str) -> list[str]:
    tail, part, lead = (_TAIL_ZH, _PART_ZH, _LEAD_ZH) if language == "zh" else (_TAIL_EN, _PART_EN, _LEAD_EN)
    forms = [text]
    shortened = tail.sub("", text)
    left_out = text[len(shortened) :]
    if shortened != text and not _REFUSES.search(left_out):
        forms.append(shortened)
    pieces = part.split(forms[-1])
    if len(pieces) == 2 and not _REFUSES.search(pieces[1]) and len(pieces[0]) > 8:
        forms.append(pieces[0])
    return [_clean(lead.sub("", one)) for one in forms if one]


def _clean(text: str) -> str:
    bare = _END.sub("", text.strip()).strip()
    return bare[:1].upper() + bare[1:]
