"""`twin serve`: the web service."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from twin.settings import Settings


def serve(
    build: Annotated[bool, typer.Option(help="Bring every persona's index up to date first.")] = False,
    host: Annotated[
        str | None, typer.Option(help="Address to listen on; TWIN_SERVE__HOST by default.")
    ] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; TWIN_SERVE__PORT by default.")] = None,
) -> None:
    """Serve the pages, the JSON routes and the OpenAI-compatible routes.

    Example: twin serve --build
    """
    import asyncio

    from twin.settings import load_settings

    settings = load_settings()
    asyncio.run(_serve(listening_at(settings, host=host, port=port), build=build))


def listening_at(settings: "Settings", *, host: str | None, port: int | None) -> "Settings":
    """Give the settings with another host or port; links that nobody set follow along."""
    serve = settings.serve
    changed: dict[str, str | int] = {"host": host or serve.host, "port": port or serve.port}
    if serve.public_url == type(serve).model_fields["public_url"].default:
        changed["public_url"] = f"http://127.0.0.1:{changed['port']}"
    return settings.model_copy(update={"serve": serve.model_copy(update=changed)})


async def _serve(settings: "Settings", *, build: bool) -> None:
    """Open the house, build if asked, and serve until a signal comes."""
    import uvicorn

    from api.app import create_app
    from api.pages.house_shelf import HouseShelf
    from twin.assembly import prepared_house
    from twin.cli.log_lines import set_up_logging
    from twin.errors import PersonaInvalid, PublishRefused
    from twin.evaluation.publishing import build_index

    host, port = settings.serve.host, settings.serve.port
    set_up_logging(settings.log_format)
    house = await prepared_house(settings)
    for persona_id in house.shelf.ids() if build else []:
        try:
            report = await build_index(house, persona_id)
        except (PersonaInvalid, PublishRefused) as error:
            typer.echo(str(error), err=True)  # what served before goes on serving
            continue
        typer.echo(report.to_text().split("\n", 1)[0], err=True)
    if settings.chat.base_url is None and settings.chat.provider is None:
        typer.echo("No chat model is configured: the twins speak only in quotations.", err=True)
    if "zh" not in house.embedder.languages:
        typer.echo(
            "The embedded vectors know English only; Chinese is found by words and the glossary. "
            "TWIN_EMBEDDING__BASE_URL names a multilingual embedding server.",
            err=True,
        )
    app = create_app(house, page_house=HouseShelf(house))
    typer.echo(f"Serving {len(house.shelf.ids())} twins at http://{host}:{port}", err=True)
    config = uvicorn.Config(
        app, host=host, port=port, log_config=None, access_log=False, timeout_graceful_shutdown=5
    )
    await uvicorn.Server(config).serve()
