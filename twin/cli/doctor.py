"""`twin doctor`: what is missing, and the exact fix."""

import json
from typing import Annotated

import typer


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
    settings: Annotated[
        bool, typer.Option("--settings", help="Also say where each setting came from.")
    ] = False,
) -> None:
    """Say what is missing, and the exact fix. Exits 1 when something keeps the service from working.

    Example: twin doctor
    """
    import asyncio

    from twin.cli.examinations import examine
    from twin.settings import load_settings, origins

    loaded = load_settings()
    findings = asyncio.run(examine(loaded))
    if as_json:
        typer.echo(json.dumps([finding.__dict__ for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            mark = "ok   " if finding.ok else ("wrong" if finding.is_needed else "note ")
            typer.echo(f"{mark}  {finding.part}: {finding.state}")
            if finding.fix:
                typer.echo(f"       fix: {finding.fix}")
    if settings:
        for name, origin in origins(loaded).items():
            typer.echo(f"{name}: {origin}")
    raise typer.Exit(0 if all(finding.ok or not finding.is_needed for finding in findings) else 1)
