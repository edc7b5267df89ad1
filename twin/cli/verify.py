"""`twin verify FILE`: say whether a file is what this house made and labelled."""

import json
from pathlib import Path
from typing import Annotated

import typer


def verify(
    files: Annotated[list[Path], typer.Argument(help="Files that the house exported.")],
    manifest: Annotated[
        Path | None, typer.Option(help="Their manifest; by default the manifest.json beside each file.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON list for programs.")] = False,
) -> None:
    """Say whether files are what this house made: label, manifest, signature, every byte. Exits 1 if one is not.

    Example: twin verify talks/af/talk.mp4
    """
    from twin.labels.sealing import Sealing
    from twin.labels.verifying import verify as verified
    from twin.settings import load_settings

    missing = [str(path) for path in files if not path.is_file()]
    if missing:
        raise typer.BadParameter(f"no such file: {', '.join(missing)}")
    settings = load_settings()
    sealing = Sealing(settings.paths.data, producer=settings.labels.producer)
    found = [verified(path, sealing=sealing, manifest=manifest) for path in files]
    if as_json:
        typer.echo(json.dumps([one.to_json() for one in found], ensure_ascii=False, indent=2))
    else:
        for one in found:
            typer.echo(f"{one.file}: {'genuine' if one.is_genuine else 'NOT GENUINE'}")
            for check in one.checks:
                typer.echo(f"  {'ok ' if check.is_good else 'NO '} {check.name}: {check.words}")
    raise typer.Exit(0 if all(one.is_genuine for one in found) else 1)
