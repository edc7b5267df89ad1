"""`twin search`: what the folder holds about a text; no chat model is asked."""

import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from twin.assembly import House
    from twin.evidence.evidence import EvidenceItem


def search(
    persona_id: Annotated[str, typer.Argument(help="Persona id.")],
    text: Annotated[str | None, typer.Argument(help="What to search for.")] = None,
    top: Annotated[int, typer.Option(min=1, max=100, help="Passages given.")] = 10,
    jsonl: Annotated[
        str | None, typer.Option(help='File of lines {"id","text"}, or - for standard input.')
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
) -> None:
    """Search a twin's folder; best first.

    Example: twin search cardiology "coffee with atrial fibrillation" --top 3
    """
    from twin.cli.json_lines import lines_of
    from twin.cli.opened import in_open_house

    if (text is None) == (jsonl is None):
        raise typer.BadParameter("Give a text, or --jsonl FILE, not both.")

    async def work(house: "House") -> None:
        for entry in lines_of(jsonl, sys.stdin) if jsonl else [{"id": None, "text": text}]:
            items = await house.search(persona_id, str(entry["text"]), top=top)
            _print(entry["id"], items, as_json=as_json or jsonl is not None)

    in_open_house(work)


def _print(entry_id: Any, items: "Iterable[EvidenceItem]", *, as_json: bool) -> None:
    """Print the hits of one text."""
    if as_json:
        hits = [_hit(item) for item in items]
        shown = {"hits": hits} if entry_id is None else {"id": entry_id, "hits": hits}
        typer.echo(json.dumps(shown, ensure_ascii=False))
        return
    for item in items:
        typer.echo(f"{item.key}  {item.source}  ({item.score:.4f})\n    {item.held.passage.text}\n")


def _hit(item: "EvidenceItem") -> dict[str, Any]:
    """Give one hit as JSON holds it."""
    passage = item.held.passage
    return {
        "passage": passage.id,
        "document": passage.document,
        "title": item.held.metadata.title,
        "page": passage.page,
        "slide": passage.slide,
        "start_seconds": passage.start_seconds,
        "score": round(item.score, 6),
        "text": passage.text,
    }
