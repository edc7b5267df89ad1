"""`twin evaluate triage`: prints the figures, or the conversations judged wrongly."""

import json
from dataclasses import replace

import typer


def print_triage_figures(*, tuned: bool, misses: bool, rules_only: bool, as_json: bool) -> None:
    """Judge the labelled conversations and print what came out."""
    from twin.evaluation.triage_cases import load_cases, load_second_reading
    from twin.evaluation.triage_metrics import triage_report
    from twin.settings import load_settings
    from twin.triage.triage import load_triage

    corpora = load_settings().paths.corpora
    engine = load_triage(corpora, on_wrong=lambda error: typer.echo(f"left out: {error}", err=True))
    if rules_only:
        engine = replace(engine, nearness=None)
    report = triage_report(engine, load_cases(corpora), only_tuned=tuned, second=load_second_reading(corpora))
    if as_json:
        typer.echo(json.dumps(report.to_json(), ensure_ascii=False))
    elif misses:
        wrong = [one for one in report.parts["tuned"] if one.given is not one.case.disposition]
        wrong.sort(key=lambda one: (not one.is_missed, not one.is_false_alarm, one.case.id))
        for one in wrong:
            head = "MISSED" if one.is_missed else "FALSE ALARM" if one.is_false_alarm else "other"
            typer.echo(f"{head:11} {one.to_text()}")
    else:
        typer.echo(report.to_text())
