"""`twin evaluate referral`: complaint to department, over the labelled consultations."""

import json

import typer


def print_referral_figures(*, as_json: bool) -> None:
    """Refer every labelled consultation and print how often it was right."""
    from twin.evaluation.referral_cases import load_complaints
    from twin.evaluation.referral_metrics import by_part_and_language
    from twin.settings import load_settings
    from twin.triage.data_files import loaded
    from twin.wayfinding.referral import load_referral

    settings = load_settings()
    hospital = settings.paths.corpora / settings.wayfinding.folder
    departments = [one["id"] for one in loaded(hospital / "departments.yaml")["departments"]]
    referral = load_referral(hospital, departments=departments)
    judged = [
        (one, [given.department for given in referral.departments_for(one.text)])
        for one in load_complaints(hospital)
    ]
    sections = by_part_and_language(judged)
    if as_json:
        typer.echo(json.dumps({name: figures.to_json() for name, figures in sections.items()}))
        return
    for name, figures in sections.items():
        typer.echo(f"## {name}\n\n{figures.to_text()}\n")
