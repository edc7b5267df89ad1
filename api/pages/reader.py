"""Who reads a page, as far as the page must know: language, text size, and where they are."""

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from api.pages.wording import LANGUAGES, language_accepted

VIEWS = ("standard", "elder", "largest")
YEAR_SECONDS = 365 * 24 * 3600
CHOICES = {"lang": LANGUAGES, "view": VIEWS}


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader of one page.

    `language` is en or zh; `view` is one of `VIEWS`. `path` and `query` are the page's own address; `query`
    leaves out the two choices. `chosen` holds the choices made with this very request, to be remembered.
    `has_script` when an earlier page of this browser session could run ours (static/js/scripted.js).
    """

    language: str
    view: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    chosen: tuple[tuple[str, str], ...] = ()
    has_script: bool = False

    @property
    def other_language(self) -> str:
        """Give the language the switch leads to."""
        return "en" if self.language == "zh" else "zh"

    def here_with(self, **choices: str) -> str:
        """Give this page's address with a choice added: `here_with(lang="zh")`."""
        return f"{self.path}?{urlencode([*self.query, *choices.items()])}"

    def remember(self, response: Response, *, secure: bool) -> None:
        """Keep the choices of this request in cookies for a year."""
        for name, value in self.chosen:
            response.set_cookie(
                name, value, max_age=YEAR_SECONDS, samesite="lax", httponly=True, secure=secure, path="/"
            )


def reader_of(request: Request, *, address: str = "") -> Reader:
    """Read language and text size: from the address, else from the cookie, else from the browser.

    `address` is where the page can be got again, for a page that answers a form.
    """
    chosen = tuple(
        (name, request.query_params[name])
        for name, allowed in CHOICES.items()
        if request.query_params.get(name) in allowed
    )
    choices = dict(chosen)
    language = choices.get("lang") or _cookie(request, "lang")
    view = choices.get("view") or _cookie(request, "view") or "standard"
    return Reader(
        language=language or language_accepted(request.headers.get("accept-language", "")),
        view=view,
        path=address or request.url.path,
        query=tuple((k, v) for k, v in request.query_params.multi_items() if k not in CHOICES),
        chosen=chosen,
        has_script=request.cookies.get("script") == "1",
    )


def _cookie(request: Request, name: str) -> str | None:
    """Give a remembered choice, if it is one we know."""
    value = request.cookies.get(name)
    return value if value in CHOICES[name] else None
