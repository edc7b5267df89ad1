"""`twin triage`: how urgent it is, before anything else is asked. Needs no index, no model, no database."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from twin.triage.triage import Triage


def triage(  # noqa: PLR0917 Typer's options; they are given by name
    text: Annotated[str | None, typer.Argument(help="What the patient says.")] = None,
    jsonl: Annotated[
        str | None,
        typer.Option(help='File of lines {"id","text"} or {"id","turns":[…]}, or - for standard input.'),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say every sign that was found, and what the mention means.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Run the rules' own examples; exits 1 if one fails.")
    ] = False,
    only: Annotated[str, typer.Option(help="With --check: rules whose id begins so.")] = "",
) -> None:
    """Say how urgent it is, why, what to do, and which department.

    Example: twin triage "crushing chest pain and sweating for 20 minutes"
    """
    if check:
        _check(only)
        return
    if (text is None) == (jsonl is None):
        raise typer.BadParameter("Give a text, or --jsonl FILE, not both.")
    from twin.cli.triage_lines import TriageLines
    from twin.settings import load_settings
    from twin.triage.triage import load_triage

    settings = load_settings()
    if explain and text is not None:  # for those who write rules: what is wrong elsewhere does not stop them
        engine = load_triage(settings.paths.corpora, on_wrong=lambda error: typer.echo(str(error), err=True))
        typer.echo(_explained(engine, text))
        return
    engine = load_triage(settings.paths.corpora)
    lines = TriageLines(engine, settings.paths.corpora, emergency_number=settings.serve.emergency_number)
    if jsonl is not None:
        for entry in _entries(jsonl):
            typer.echo(json.dumps(lines.judged(entry), ensure_ascii=False))
        return
    assert text is not None
    if as_json:
        typer.echo(json.dumps(lines.judged({"text": text}), ensure_ascii=False))
    else:
        typer.echo(lines.to_text(text))


def _entries(source: str) -> Iterable[dict[str, Any]]:
    """Give the entries of a file or of standard input one after the other, as they arrive."""
    from twin.cli.json_lines import entry_of

    if source == "-":
        yield from (entry_of(line, number, "-") for number, line in enumerate(sys.stdin, 1) if line.strip())
        return
    path = Path(source)
    if not path.is_file():
        raise typer.BadParameter(f"No file {path}.")
    with path.open(encoding="utf-8") as stream:
        yield from (entry_of(line, number, source) for number, line in enumerate(stream, 1) if line.strip())


def _explained(engine: "Triage", text: str) -> str:
    """Write down every mention, every value, and the rules that fired."""
    findings = engine.read(text)
    result = engine.judge(findings)
    lines = [f"read as  {engine.messages.normal(text).text!r}"]
    lines += [
        f"{one.status.value:9} {one.sign}: {text[one.start : one.end]!r}"
        for one in sorted(findings.mentions, key=lambda one: one.start)
    ]
    lines += [
        f"measured  {one.name} = {one.value:g}: {text[one.start : one.end]!r}" for one in findings.values
    ]
    lines.append(f"person    {findings.person}")
    lines.append(f"present   {', '.join(sorted(findings.present)) or 'nothing'}")
    lines += [f"fired     {one.rule} ({one.disposition.value})" for one in result.fired]
    lines.append(f"level     {result.disposition.value} ({result.layer})")
    return "\n".join(lines)


def _check(only: str) -> None:
    """Run the examples of the rules."""
    from twin.settings import load_settings
    from twin.triage.rule_check import failed_examples
    from twin.triage.triage import load_triage

    wrong: list[str] = []
    engine = load_triage(load_settings().paths.corpora, on_wrong=lambda error: wrong.append(str(error)))
    failed = [one.to_text() for one in failed_examples(engine, only=only)]
    for line in (*wrong, *failed):
        typer.echo(line)
    chosen = [rule for rule in engine.rules if rule.id.startswith(only)]
    examples = sum(len(rule.positive) + len(rule.negative) for rule in chosen)
    typer.echo(
        f"{len(chosen)} rules, {examples} examples, {len(failed)} fail; {len(wrong)} entries are wrong",
        err=True,
    )
    raise typer.Exit(1 if wrong or failed else 0)
