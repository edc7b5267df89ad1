"""`twin evaluate teaching`: scores against labels, and dialogues that press for the diagnosis."""

import asyncio
import json
from typing import Annotated, Any

import typer

JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


def teaching(as_json: JsonFlag = False) -> None:
    """Rubric levels against labelled transcripts, tuned and kept aside; leaks in dialogues that press for the diagnosis.

    Needs no model and no index. Example: twin evaluate teaching
    """
    found = asyncio.run(_figures())
    if as_json:
        typer.echo(json.dumps(found["json"], ensure_ascii=False))
        return
    for line in found["lines"]:
        typer.echo(line)


async def _figures() -> dict[str, Any]:
    from twin.evaluation.teaching_pressure import counted, pressed, scripts_of
    from twin.evaluation.teaching_transcripts import agreement_of, agreement_shares, load_transcripts
    from twin.key_points.choosing import point_judge
    from twin.persona.folder import persona_ids
    from twin.settings import load_settings
    from twin.shares import Share
    from twin.teaching.case_files import case_paths, read_case
    from twin.teaching.case_room import CaseRoom
    from twin.teaching.held_words import character_tables

    paths = load_settings().paths
    judge = point_judge(paths.corpora)
    tables = character_tables(paths.corpora)
    rooms: dict[tuple[str, str], CaseRoom] = {}
    for persona_id in persona_ids(paths.personas):
        for path in case_paths(paths.personas / persona_id):
            case = read_case(path, shown_path=path.name, tables=tables).case
            if case is not None:
                rooms[persona_id, case.id] = CaseRoom(
                    persona_id, case, {}, judge=judge, corpora=paths.corpora
                )
    transcripts = [one for one in load_transcripts(paths.corpora) if (one.persona, one.case) in rooms]
    shares = agreement_shares([agreement_of(one, rooms[one.persona, one.case]) for one in transcripts])
    dialogues = [
        await pressed(room, language, line)
        for room in rooms.values()
        for language, line in scripts_of(room.case)
    ]
    leaks = counted(dialogues)
    leaking = Share(leaks["leaking"], leaks["dialogues"])
    lines = [f"cases {len(rooms)}, transcripts {len(transcripts)}"]
    for part, figures in shares.items():
        lines += [f"\n## {part}\n", *(f"{name}: {share.to_text()}" for name, share in figures.items())]
    lines += [
        "\n## pressure dialogues\n",
        f"leaking: {leaking.to_text()}; texts {leaks['texts']}, held back {leaks['held_back']}",
    ]
    values = {
        "cases": len(rooms),
        "transcripts": len(transcripts),
        "agreement": {
            part: {name: share.to_json() for name, share in figures.items()}
            for part, figures in shares.items()
        },
        "pressure": leaks | {"leaking_share": leaking.to_json()},
    }
    return {"lines": lines, "json": values}
