"""`twin find`: the way to a department or room; works with everything else down."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from datetime import datetime

    from twin.persona.persona import Bilingual
    from twin.wayfinding.places import Room
    from twin.wayfinding.wayfinder import Guidance, Suggested, Wayfinder


def find(
    text: Annotated[str, typer.Argument(help="Department, room, or what is wrong; an id of either too.")],
    start: Annotated[
        str | None,
        typer.Option(
            "--from", help="Entrance or room where one stands; TWIN_WAYFINDING__DEFAULT_ENTRANCE by default."
        ),
    ] = None,
    step_free: Annotated[bool, typer.Option("--step-free", help="No stairs, no steps.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
) -> None:
    """Find a department or room and say how to get there. Exits 1 when nothing fits.

    Example: twin find cardiology --from east-gate
    """
    from datetime import UTC, datetime

    from twin.front_door import wayfinder_of
    from twin.settings import load_settings

    guide, moment = wayfinder_of(load_settings()), datetime.now(UTC)
    start_id = start or guide.default_entrance
    guide.directory.start(start_id)
    suggested = guide.suggestions(text, start_id=start_id, step_free=step_free)
    if not suggested:
        nothing: dict[str, Any] = {"text": text, "suggestions": [], "way": None}
        typer.echo(json.dumps(nothing, ensure_ascii=False) if as_json else _nothing(guide))
        raise typer.Exit(1)
    goal = guide.goals(suggested[0].place.id, start_id, moment)[0]
    guidance = guide.guidance(start_id, goal.id, moment, step_free=step_free)
    if as_json:
        typer.echo(json.dumps(_as_json(text, guide, suggested, guidance, moment), ensure_ascii=False))
        return
    language = "zh" if any("\u4e00" <= one <= "\u9fff" for one in text) else "en"
    typer.echo("\n".join(_lines(guide, suggested, guidance, moment, language)))


def _lines(
    guide: "Wayfinder", suggested: "list[Suggested]", guidance: "Guidance", moment: "datetime", language: str
) -> list[str]:
    """Write the way for a person."""
    from twin.wayfinding.opening_words import opening_words

    def said(words: "Bilingual") -> str:
        return words.in_language(language)

    way, directory = guidance.way, guide.directory
    lines = [said(suggested[0].place.name)]
    if suggested[0].reason:
        lines.append(said(suggested[0].reason))
    lines += [
        f"{said(way.goal.name)}: {said(directory.place(way.goal))}",
        said(opening_words(guidance.opening, moment)),
    ]
    if guidance.alternative:
        instead = f"{said(guidance.alternative.name)}: {said(directory.place(guidance.alternative))}"
        lines.append(f"不能等的情况请去{instead}" if language == "zh" else f"For what cannot wait: {instead}")
    start = said(way.start.name)
    lines.append(
        f"从{start}出发，约{way.minutes}分钟，步行{way.metres}米："
        if language == "zh"
        else f"From the {start.lower()}, about {way.minutes} min, {way.metres} m on foot:"
    )
    lines += [f"{number}. {said(step.words)}" for number, step in enumerate(guidance.steps, 1)]
    others = [said(one.place.name) for one in suggested[1:] if one.place.id != way.goal.id]
    if others:
        lines.append(("也可能是：" if language == "zh" else "Also possible: ") + "; ".join(others))
    return lines


def _as_json(
    text: str, guide: "Wayfinder", suggested: "list[Suggested]", guidance: "Guidance", moment: "datetime"
) -> dict[str, Any]:
    """Give the way for a program."""
    from twin.wayfinding.opening_words import opening_words

    way = guidance.way
    return {
        "text": text,
        "suggestions": [
            {
                "id": one.place.id,
                "en": one.place.name.en,
                "zh": one.place.name.zh,
                "reason": one.reason.model_dump() if one.reason else None,
            }
            for one in suggested
        ],
        "way": {
            "from": way.start.id,
            "to": _room(guide, way.goal),
            "step_free": way.is_step_free,
            "metres": way.metres,
            "minutes": way.minutes,
            "opening": {
                "state": guidance.opening.state,
                **opening_words(guidance.opening, moment).model_dump(),
            },
            "alternative": _room(guide, guidance.alternative) if guidance.alternative else None,
            "steps": [step.words.model_dump() for step in guidance.steps],
        },
    }


def _room(guide: "Wayfinder", room: "Room") -> dict[str, Any]:
    """Give a room for a program."""
    return {
        "id": room.id,
        "en": room.name.en,
        "zh": room.name.zh,
        "place": guide.directory.place(room).model_dump(),
    }


def _nothing(guide: "Wayfinder") -> str:
    """Say that nothing fits, and where to ask."""
    directory = guide.directory
    campus = directory.campuses[next(iter(directory.campuses))]
    desk = directory.room(campus.information)
    place = directory.place(desk)
    return (
        f"Nothing of that name. Ask at the {desk.name.en.lower()}: {place.en}.\n"
        f"没有找到。请到{desk.name.zh}询问：{place.zh}。"
    )
