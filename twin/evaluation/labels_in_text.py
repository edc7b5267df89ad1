"""Find a label's quote in a document's text, whatever the reader did with line breaks, blanks and marks."""

from twin.persona.phrasings import squeezed


def holds(text: str, quote: str) -> bool:
    """Say whether `quote` stands in `text`."""
    return squeezed(quote) in squeezed(text)


def answers(document: str, text: str, labels: list[tuple[str, str]]) -> bool:
    """Say whether a passage of `document` holds one of the labelled quotes (document, quote), or overlaps it.

    A quote that was cut between two passages counts for either when at least its half stands there.
    """
    mine = squeezed(text)
    for name, quote in labels:
        if name != document:
            continue
        wanted = squeezed(quote)
        cuts = range((len(wanted) + 1) // 2, len(wanted))
        if wanted in mine or any(
            mine.endswith(wanted[:cut]) or mine.startswith(wanted[-cut:]) for cut in cuts
        ):
            return True
    return False
