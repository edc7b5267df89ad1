"""Answers as the evaluation sees them, made by hand."""

from twin.consultation.events import CitationShown, Spoken
from twin.evaluation.answer import Answer


def cited(key: str, document: str, quote: str, *, day: str = "2026-03-02") -> CitationShown:
    """Make a citation of a passage that is the whole of its document."""
    return CitationShown(
        key=key,
        passage=f"p-{document}",
        document=document,
        title=document,
        source=f"{document} · lecture · {day}",
        slot="lectures",
        quote=quote,
        start=0,
        end=len(quote),
    )


def said(text: str, *keys: str, origin: str = "own_words") -> Spoken:
    """Make a sentence that was said."""
    return Spoken(text=text, origin=origin, citations=keys)


def answered(
    *sentences: Spoken,
    citations: tuple[CitationShown, ...] = (),
    covered: bool = True,
    question: str = "Can I?",
    language: str = "en",
) -> Answer:
    """Make an answer."""
    return Answer(
        question=question,
        kept_aside=False,
        language=language,
        covered=covered,
        sentences=sentences,
        citations={one.key: one for one in citations},
    )
