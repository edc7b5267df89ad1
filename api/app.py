"""The web application: `create_app(house)`."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Depends, FastAPI

from api.access import access_checked
from api.error_handlers import add_error_handlers
from api.middleware import Envelope
from api.openai import chat_completions, models
from api.routes import (
    consultations,
    education,
    health,
    history,
    jobs,
    journal_club,
    lectures,
    personas,
    reviews,
    second_captions,
    speech,
    staff,
    talk_lengths,
    teaching,
    triage,
    verifying,
    ward_rounds,
    wayfinding,
)
from api.served_house import ServedHouse

ROUTES = (
    consultations,
    speech,
    history,
    triage,
    personas,
    wayfinding,
    education,
    staff,
    reviews,
    teaching,
    ward_rounds,
    journal_club,
    lectures,
    talk_lengths,
    second_captions,
    jobs,
    verifying,
    health,
    models,
    chat_completions,
)
DESCRIPTION = """Ask a senior physician's digital twin. Every sentence of an answer is checked before it is sent, and leads
to the passage it came from. The twin is a computer programme, not the physician."""


def create_app(house: ServedHouse, *, page_house: Any = None) -> FastAPI:
    """Make the application over an open house.

    Args:
        house: Started when the application starts, closed when it ends.
        page_house: What the pages need (`api.pages.page_house.PageHouse`); None serves the programmatic routes only.
    """

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None, None]:
        await house.start()
        try:
            yield
        finally:
            await house.close()

    app = FastAPI(
        title="Doctor's digital twin",
        version="0.1.0",
        description=DESCRIPTION,
        lifespan=lifespan,
        dependencies=[Depends(access_checked)],
    )
    app.state.house = house
    app.state.cookie_secret = house.cookie_secret
    add_error_handlers(app)
    for routes in ROUTES:
        app.include_router(routes.router)
    if page_house is not None:
        from api.pages.router import include_pages

        include_pages(app, house=page_house)
    app.add_middleware(Envelope)
    return app
