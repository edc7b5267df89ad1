"""How urgent it is, on a page that works from the rules alone; also what stands in when nothing else can be reached."""

from starlette.requests import Request
from starlette.responses import Response

from api.pages.reader import reader_of
from api.pages.rendering import page
from api.pages.urgency_view import shown_card
from api.rules_alone import WithUrgency, triaged_by_rules
from twin.evidence.language import language_of

LONGEST_TEXT = 2_000


def rules_page(
    request: Request,
    house: WithUrgency,
    *,
    emergency_number: str,
    text: str = "",
    status: int = 200,
) -> Response:
    """Render the page.

    Args:
        request: The request that it answers.
        house: Whose red flags.
        emergency_number: Local number for the standing line.
        text: What the patient wrote; empty shows the form alone.
        status: 200, or the status of what failed: then the page says so.
    """
    language = language_of(text, fallback=reader_of(request).language)
    triaged = triaged_by_rules(house, [text], language=language)
    return page(
        request,
        "triage.html",
        emergency_number=emergency_number,
        status_code=status,
        address="/triage" if request.method != "GET" or status != 200 else "",
        red_card=shown_card(triaged),
        triaged=triaged,
        text=text[:LONGEST_TEXT],
        limit=LONGEST_TEXT,
        is_stand_in=status >= 500,
    )
