"""Where a citation leads: the passage viewer, opened at the page, slide or second."""

from urllib.parse import quote, urlencode

from twin.consultation.events import CitationShown

NO_PLACE = "cited"  # the anchor in documents without pages, slides or times


def place_anchor(*, page: int | None, slide: int | None, start_seconds: float | None) -> str:
    """Name the place within a document: p7, s3 or t93; `cited` where the format has none of them."""
    if page is not None:
        return f"p{page}"
    if slide is not None:
        return f"s{slide}"
    if start_seconds is not None:
        return f"t{int(start_seconds)}"
    return NO_PLACE


def clock(seconds: float) -> str:
    """Write a position in a recording: 1:33, or 1:02:07 from an hour on."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"


def source_link(citation: CitationShown, *, persona: str, conversation: str, turn: int, said: int) -> str:
    """Give the address of a citation. `static/js/source_link.js` says the same in the browser.

    `turn` is the turn's number and `said` that of the event with the sentence: the viewer marks what it rests on.
    """
    query = urlencode(
        {
            "d": persona,
            "start": citation.start,
            "end": citation.end,
            "c": conversation,
            "turn": turn,
            "said": said,
        }
    )
    anchor = place_anchor(page=citation.page, slide=citation.slide, start_seconds=citation.start_seconds)
    return f"/sources/{quote(citation.passage, safe='')}?{query}#{anchor}"
