"""`twin evaluate`: the figures, measured on the persona's questions."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from twin.cli.case_figures import teaching
from twin.cli.key_point_figures import conflicts, teach_back
from twin.cli.readability_figures import readability

if TYPE_CHECKING:
    from twin.assembly import House

app = typer.Typer(help="Figures, with intervals, and how each is measured.", no_args_is_help=True)
PersonaArgument = Annotated[
    str | None, typer.Argument(help="Persona id; all that have questions when left out.")
]
JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
app.command("readability")(readability)
app.command("teach-back")(teach_back)
app.command("conflicts")(conflicts)
app.command("teaching")(teaching)


@app.command("retrieval")
def retrieval(persona_id: PersonaArgument = None, as_json: JsonFlag = False) -> None:
    """Recall@5 beside BM25 alone, dense alone and LangChain's stock Chroma retriever, in one run.

    Example: twin evaluate retrieval cardiology
    """
    from twin.cli.opened import in_open_house
    from twin.evaluation.retrieval_run import retrieval_figures

    async def work(house: "House") -> dict[str, Any]:
        return {one: await retrieval_figures(house, one) for one in with_questions(house, persona_id)}

    _print(in_open_house(work), as_json=as_json)


@app.command("citations")
def citations(persona_id: PersonaArgument = None, as_json: JsonFlag = False) -> None:
    """Citations that resolve, covered questions answered, uncovered ones declined: always together.

    Example: twin evaluate citations cardiology
    """
    from twin.cli.opened import in_open_house
    from twin.evaluation.citation_run import citation_figures

    async def work(house: "House") -> dict[str, Any]:
        return {one: await citation_figures(house, one) for one in with_questions(house, persona_id)}

    _print(in_open_house(work), as_json=as_json)


@app.command("fidelity")
def fidelity(
    persona_id: PersonaArgument = None,
    as_json: JsonFlag = False,
    as_page: Annotated[bool, typer.Option("--markdown", help="Print the page docs/fidelity.md.")] = False,
) -> None:
    """Grounded, declined, exact, in manner, of the right opinion, isolated: tuned and kept-aside part side by side.

    Asks every question of the persona and of all others; some minutes a persona.

    Example: twin evaluate fidelity cardiology
    """
    from twin.cli.opened import in_open_house
    from twin.evaluation.fidelity_page import fidelity_page
    from twin.evaluation.fidelity_run import fidelity_figures

    async def work(house: "House") -> dict[str, Any]:
        found = {}
        for one in with_questions(house, persona_id):
            typer.echo(f"{one}: asking", err=True)
            found[one] = await fidelity_figures(house, one)
        return found

    figures = in_open_house(work)
    if as_page:
        typer.echo(fidelity_page(figures), nl=False)
        return
    _print(figures, as_json=as_json)


@app.command("triage")
def triage(
    tuned: Annotated[
        bool, typer.Option("--tuned", help="Only the part that the rules' authors may look at.")
    ] = False,
    misses: Annotated[
        bool,
        typer.Option("--misses", help="With --tuned: every conversation judged wrongly, emergencies first."),
    ] = False,
    rules_only: Annotated[
        bool, typer.Option("--rules-only", help="Without the layer that learnt from the tuned part.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Emergency recall beside false emergencies, by part, language and kind; under- and over-triage; the ratchet.

    Needs no model and no index. Example: twin evaluate triage --tuned --misses
    """
    from twin.cli.triage_figures import print_triage_figures

    if misses and not tuned:
        raise typer.BadParameter("--misses shows the tuned part only; add --tuned.")
    print_triage_figures(tuned=tuned, misses=misses, rules_only=rules_only, as_json=as_json)


@app.command("referral")
def referral(as_json: JsonFlag = False) -> None:
    """Complaint to department: first and among three, tuned and kept aside, by language.

    Needs no model and no index. Example: twin evaluate referral
    """
    from twin.cli.referral_figures import print_referral_figures

    print_referral_figures(as_json=as_json)


@app.command("gate")
def gate(
    cases: Annotated[
        Path | None, typer.Option("--cases", help="Folder of cases; corpora/gate/cases when left out.")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Hostile completions released, clean ones withheld, altered numbers caught; tuned and kept aside.

    Needs no model and no index. Example: twin evaluate gate
    """
    from twin.cli.gate_figures import print_gate_figures

    print_gate_figures(cases=cases, as_json=as_json)


@app.command("corrections")
def corrections(persona_id: PersonaArgument = None, as_json: JsonFlag = False) -> None:
    """A physician's answer reaches paraphrases and no near miss, holds at the next request, and can be undone.

    Example: twin evaluate corrections cardiology
    """
    from twin.cli.opened import in_open_house
    from twin.evaluation.correction_run import correction_figures

    async def work(house: "House") -> dict[str, Any]:
        return {one: await correction_figures(house, one) for one in with_questions(house, persona_id)}

    _print(in_open_house(work), as_json=as_json)


def with_questions(house: "House", persona_id: str | None) -> list[str]:
    """Give the one persona that was named, or all that have questions."""
    if persona_id is not None:
        house.shelf.folder(persona_id)
        return [persona_id]
    return [
        one for one in house.shelf.ids() if (house.shelf.folder(one) / "questions/covered.yaml").is_file()
    ]


def _print(figures: dict[str, Any], *, as_json: bool) -> None:
    """Print figures for a person or a program."""
    if as_json:
        typer.echo(json.dumps({key: value.to_json() for key, value in figures.items()}, ensure_ascii=False))
        return
    for persona_id, value in figures.items():
        typer.echo(f"## {persona_id}\n\n{value.to_text()}\n")
