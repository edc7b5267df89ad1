"""Templates to pages: escaping, words, headers. The only file of the pages that knows Jinja2."""

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request

from api.identity import STAFF_COOKIE
from api.pages.reader import VIEWS, reader_of
from api.pages.urgency_view import ShownCard
from api.pages.wording import words_in
from twin.labels.disclosure import general_notice
from twin.staff.secret_tokens import form_token

TEMPLATES = Path(__file__).parent.parent / "templates"
# Nothing from elsewhere, nothing inline: a question that looks like a script stays a question.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PAGE_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # What a patient asked must not stay in a shared browser's or a proxy's store.
    "Cache-Control": "no-store",
    "Vary": "Cookie, Accept-Language",
}


@cache
def _environment() -> Environment:
    """Make the environment once: everything is escaped, a missing value is an error."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def page(
    request: Request,
    template: str,
    *,
    emergency_number: str,
    status_code: int = 200,
    standing: str = "",
    address: str = "",
    red_card: ShownCard | None = None,
    **values: Any,
) -> HTMLResponse:
    """Render one page in the reader's language and text size.

    Args:
        request: The request that the page answers; gives language, text size and address.
        template: File name in api/templates.
        emergency_number: Local number, shown as a `tel:` link in the standing line.
        status_code: HTTP status.
        standing: The standing line of this very twin; empty for the general one.
        address: Where the page can be got again, when that is not the request's own path.
        red_card: The emergency card; it stands before everything else.
        values: What the template's head comment asks for.

    Raises:
        jinja2.UndefinedError: If the template uses a value or a word that is not there.
    """
    reader = reader_of(request, address=address)
    html = (
        _environment()
        .get_template(template)
        .render(
            reader=reader,
            language=reader.language,
            words=words_in(reader.language),
            views=VIEWS,
            standing_line=standing or general_notice(reader.language),
            emergency_number=emergency_number,
            red_card=red_card,
            staff=getattr(request.state, "staff", None),
            form_token=form_token(request.cookies.get(STAFF_COOKIE, "")),
            **values,
        )
    )
    response = HTMLResponse(html, status_code=status_code, headers=PAGE_HEADERS)
    reader.remember(response, secure=_is_https(request))
    return response


def _is_https(request: Request) -> bool:
    """Say whether the patient's browser speaks TLS, also through the hospital's proxy."""
    return urlsplit(str(request.url)).scheme == "https"
