"""`twin education`: what a persona teaches patients, a lesson, its leaflet."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from twin.assembly import House
    from twin.education.lesson import Lesson

app = typer.Typer(help="Patients' lessons: topics, lesson, leaflet.", no_args_is_help=True)
PersonaArgument = Annotated[str, typer.Argument(help="Persona id.")]
TopicArgument = Annotated[str, typer.Argument(help="Topic id, as `twin education topics` lists it.")]
LanguageOption = Annotated[str, typer.Option("--language", help="en or zh.")]
JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


@app.command("topics")
def topics(persona_id: PersonaArgument, as_json: JsonFlag = False) -> None:
    """List what a persona teaches, from what its folder holds.

    Example: twin education topics cardiology
    """
    from dataclasses import asdict

    from twin.cli.opened import in_open_house

    async def work(house: "House") -> Any:
        return await house.lessons.education.topics(persona_id)

    found = in_open_house(work)
    if as_json:
        rows = [asdict(topic) | {"title": topic.title.model_dump()} for topic in found]
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    for topic in found:
        kind = "planned" if topic.is_planned else "from a talk"
        title = topic.title.en if topic.title.en == topic.title.zh else f"{topic.title.en} / {topic.title.zh}"
        typer.echo(f"{topic.id}\t{title}\t{','.join(topic.languages)}\t{kind}")


@app.command("lesson")
def lesson(
    persona_id: PersonaArgument,
    topic_id: TopicArgument,
    *,
    language: LanguageOption = "en",
    audience: Annotated[str, typer.Option("--audience", help="patient, public or resident.")] = "patient",
    depth: Annotated[str, typer.Option("--depth", help="plain, simpler or more.")] = "plain",
    as_json: JsonFlag = False,
) -> None:
    """Print one lesson: every statement with its source, and how hard it is to read.

    Example: twin education lesson cardiology heart-failure --language zh
    """
    from twin.cli.opened import in_open_house
    from twin.education.lesson import Depth
    from twin.persona.slots import Audience

    if language not in ("en", "zh") or audience not in tuple(Audience) or depth not in tuple(Depth):
        typer.echo(
            "Use --language en|zh, --audience patient|public|resident, --depth plain|simpler|more.", err=True
        )
        raise typer.Exit(2)

    async def work(house: "House") -> "Lesson":
        return await house.lessons.education.lesson(
            persona_id, topic_id, language=language, audience=Audience(audience), depth=Depth(depth)
        )

    made = in_open_house(work)
    if as_json:
        from dataclasses import asdict

        typer.echo(json.dumps(asdict(made), ensure_ascii=False, default=str))
        return
    _print(made)


@app.command("leaflet")
def leaflet(
    persona_id: PersonaArgument,
    topic_id: TopicArgument,
    *,
    out: Annotated[Path, typer.Option("--out", help="File to write; .pdf, or .png for its pages.")],
    language: LanguageOption = "en",
    large: Annotated[bool, typer.Option("--large", help="In large print.")] = False,
    carers: Annotated[bool, typer.Option("--carers", help="For who cares for the patient.")] = False,
) -> None:
    """Write a lesson as a leaflet: PDF, or one picture a page.

    Example: twin education leaflet cardiology heart-failure --out heart-failure.pdf
    """
    from twin.cli.opened import in_open_house
    from twin.education.leaflet import leaflet_of

    async def work(house: "House") -> tuple[bytes, ...]:
        made = leaflet_of(
            await house.lessons.education.lesson(persona_id, topic_id, language=language),
            house.persona(persona_id),
            explainer=house.lessons.explainer,
            public_url=house.serve.public_url,
            emergency_number=house.serve.emergency_number,
            for_carers=carers,
        )
        if out.suffix == ".png":
            return house.lessons.leaflet_pictures(made, is_large=large)
        return (house.lessons.leaflet_pdf(made, is_large=large),)

    for number, content in enumerate(in_open_house(work), 1):
        path = out if number == 1 else out.with_stem(f"{out.stem}-{number}")
        path.write_bytes(content)
        typer.echo(str(path))


def _print(made: "Lesson") -> None:
    """Print a lesson for a person."""
    typer.echo(f"{made.title} · {made.audience} · {made.depth}\n")
    for number, chunk in enumerate(made.chunks, 1):
        typer.echo(f"{number}. {chunk.title}")
        for one in chunk.statements:
            text = f"“{one.text}”" if one.is_quoted else one.text
            typer.echo(f"   - {text} [{one.source.number}]")
        if chunk.is_simplest:
            typer.echo("   (no simpler words that stay true to the source)")
    typer.echo("")
    for source in made.sources:
        typer.echo(f"[{source.number}] {source.line}")
    typer.echo(f"\n{made.reading.to_text()}")
