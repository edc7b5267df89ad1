"""`twin persona`: list, check and make persona folders."""

import json
from typing import Annotated

import typer

app = typer.Typer(help="Persona folders: list, check, new.", no_args_is_help=True)
JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


@app.command("list")
def list_personas(as_json: JsonFlag = False) -> None:
    """List the persona folders.

    Example: twin persona list
    """
    from twin.persona.folder import load_persona, persona_ids
    from twin.settings import load_settings

    personas_dir = load_settings().paths.personas
    personas = [load_persona(personas_dir, persona_id) for persona_id in persona_ids(personas_dir)]
    if as_json:
        rows = [
            {
                "id": one.id,
                "name": one.name.model_dump(),
                "specialty": one.specialty.model_dump(),
                "fictional": one.fictional,
            }
            for one in personas
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    for one in personas:
        fictional = " (fictional)" if one.fictional else ""
        typer.echo(f"{one.id}\t{one.name.en} {one.name.zh}\t{one.specialty.en} {one.specialty.zh}{fictional}")
    if not personas:
        typer.echo(f"No persona folder in {personas_dir}/. Make one: twin persona new my_clinic", err=True)


@app.command("check")
def check(
    persona_id: Annotated[str | None, typer.Argument(help="Persona id; all when left out.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Say what a persona folder lacks: file, line, what is wrong, what to write. Exits 1 if it cannot be indexed yet.

    Example: twin persona check cardiology
    """
    from twin.evaluation.dataset import with_question_findings
    from twin.persona.checking import check_folder
    from twin.persona.folder import persona_ids
    from twin.settings import load_settings
    from twin.teaching.case_check import with_case_findings

    settings = load_settings()
    paths = settings.paths
    chosen = [persona_id] if persona_id else persona_ids(paths.personas)
    reports = [
        with_case_findings(
            with_question_findings(check_folder(paths.personas, paths.corpora, one), paths.personas),
            paths.personas,
            paths.corpora,
            settings.passages,
        )
        for one in chosen
    ]
    if as_json:
        typer.echo(
            json.dumps([report.model_dump() | {"ok": report.ok} for report in reports], ensure_ascii=False)
        )
    else:
        for report in reports:
            typer.echo(report.to_text())
    raise typer.Exit(0 if all(report.ok for report in reports) else 1)


@app.command("new")
def new(persona_id: Annotated[str, typer.Argument(help="Its id: a-z, 0-9 and _.")]) -> None:
    """Make a folder that passes the check, filled with examples to replace.

    Example: twin persona new geriatrics
    """
    from twin.persona.scaffold import scaffold
    from twin.settings import load_settings

    for path in scaffold(load_settings().paths.personas, persona_id):
        typer.echo(str(path))
    typer.echo(
        f"Replace the examples, then: twin persona check {persona_id} && twin index build {persona_id}",
        err=True,
    )
