"""`twin evaluate teach-back` and `twin evaluate conflicts`: the labelled material of teaching, judged."""

import json
from typing import Annotated

import typer

JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


def teach_back(as_json: JsonFlag = False) -> None:
    """Agreement of the teach-back judge with labelled replies, and wrong beliefs passed as said; tuned and kept aside.

    Of the part kept aside only counts are printed. Needs no served model and no index.

    Example: twin evaluate teach-back
    """
    from twin.evaluation.teach_back_cases import load_teach_back
    from twin.evaluation.teach_back_metrics import judged_cases
    from twin.key_points.choosing import point_judge
    from twin.settings import load_settings

    corpora = load_settings().paths.corpora
    parts = [
        ("tuned", load_teach_back(corpora, kept_aside=False)),
        ("kept aside", load_teach_back(corpora, kept_aside=True)),
    ]
    figures = judged_cases(point_judge(corpora), parts)
    if as_json:
        typer.echo(json.dumps({name: one.to_json() for name, one in figures.items()}, ensure_ascii=False))
        return
    for name, one in figures.items():
        typer.echo(f"## {name}\n\n{one.to_text()}\n")


def conflicts(as_json: JsonFlag = False) -> None:
    """Planted conflicts between a passage and a newer guideline that are flagged, and others flagged falsely.

    Of the part kept aside only counts are printed. Needs no model and no index. Example: twin evaluate conflicts
    """
    from twin.conflicts.detecting import conflict_detector
    from twin.evaluation.conflict_figures import conflict_figures, load_planted
    from twin.settings import load_settings

    corpora = load_settings().paths.corpora
    detector = conflict_detector(corpora)
    figures = {
        name: conflict_figures(detector, load_planted(corpora, kept_aside=aside))
        for name, aside in (("tuned", False), ("kept aside", True))
    }
    if as_json:
        typer.echo(json.dumps({name: one.to_json() for name, one in figures.items()}, ensure_ascii=False))
        return
    for name, one in figures.items():
        typer.echo(f"## {name}\n\n{one.to_text()}\n")
