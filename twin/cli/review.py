"""`twin review`: the physician's desk on the command line."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from twin.assembly import House
    from twin.consultation.physicians_desk import EntryFile
    from twin.review.decisions import Decision, Scope, Verdict
    from twin.review.queue import Group

app = typer.Typer(help="The physician's desk: what waits, one entry, decisions.", no_args_is_help=True)
JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
PersonaOption = Annotated[str | None, typer.Option("--persona", help="Only this persona's desk.")]


@app.command("list")
def list_waiting(persona: PersonaOption = None, as_json: JsonFlag = False) -> None:
    """List what waits, the most pressing first; similar questions are one line. Exits 1 when nothing waits.

    Example: twin review list --persona cardiology
    """
    from twin.cli.opened import in_open_house

    async def work(house: "House") -> "list[Group]":
        if persona is not None:
            house.persona(persona)
        return await house.desk.waiting(None if persona is None else frozenset({persona}))

    groups = in_open_house(work)
    if as_json:
        rows = [
            {
                "entry": group.first.id,
                "kind": group.first.kind.value,
                "persona": group.first.persona,
                "times_asked": group.times_asked,
                "weight": group.weight,
                "due_at": group.first.due_at.isoformat(),
                "question": group.first.question,
            }
            for group in groups
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False))
    else:
        for group in groups:
            one = group.first
            due = one.due_at.astimezone().strftime("%Y-%m-%d %H:%M")
            line = f"{one.id}  {one.kind.value}  {one.persona}  asked by {group.times_asked}, due {due}"
            typer.echo(f"{line}\n    {' '.join(one.question.split())[:200]}")
    raise typer.Exit(0 if groups else 1)


@app.command("show")
def show(
    entry_id: Annotated[str, typer.Argument(help="Id of an entry, as `twin review list` gives it.")],
) -> None:
    """Show one entry: summary, what the twin said, withheld sentences, evidence.

    Example: twin review show 3f2a…
    """
    from twin.cli.opened import in_open_house

    async def work(house: "House") -> "EntryFile":
        return await house.desk.file(entry_id, None)

    typer.echo(_as_text(in_open_house(work)))


@app.command("decide")
def decide(
    entry_id: Annotated[str, typer.Argument(help="Id of an entry.")],
    verdict: Annotated[str, typer.Argument(help="right, use_answer, source_wrong or do_not_answer.")],
    *,
    author: Annotated[str, typer.Option("--author", help="Name of the physician who decides.")],
    reason: Annotated[str, typer.Option("--reason", help="Why.")],
    scope: Annotated[str, typer.Option("--scope", help="question, persona or all.")] = "question",
    question: Annotated[
        str, typer.Option("--question", help="In general words; as asked when left out.")
    ] = "",
    answer_en: Annotated[str, typer.Option("--answer-en", help="The answer in English.")] = "",
    answer_zh: Annotated[str, typer.Option("--answer-zh", help="The answer in Chinese.")] = "",
    passage: Annotated[
        list[str] | None, typer.Option("--passage", help="Id of a passage that is wrong.")
    ] = None,
    review_by: Annotated[str, typer.Option("--review-by", help="Day to look at it again, YYYY-MM-DD.")] = "",
) -> None:
    """Decide about an entry and those that ask the same. It counts at the next request of every process.

    Example: twin review decide 3f2a… use_answer --author "Dr. Lin Wanqing" --reason "not in my texts" --answer-en "…"
    """
    from twin.cli.opened import in_open_house

    chosen, reach, day = _read_choices(verdict, scope, review_by)

    async def work(house: "House") -> "Decision":
        from twin.review.decisions import NewDecision

        file = await house.desk.file(entry_id, None)
        new = NewDecision(
            verdict=chosen,
            persona=file.entry.persona,
            author=author,
            reason=reason,
            review_by=day or datetime.now(UTC).date() + timedelta(days=house.desk.review_days),
            scope=reach,
            question=question or file.question,
            answer_en=answer_en,
            answer_zh=answer_zh,
            passages=tuple(passage or ()),
        )
        return await house.desk.decide(entry_id, new, None)

    decided = in_open_house(work)
    typer.echo(
        f"{decided.id}  {decided.made.verdict.value}, to be looked at again on {decided.made.review_by}"
    )


def _read_choices(verdict: str, scope: str, review_by: str) -> "tuple[Verdict, Scope, date | None]":
    """Read what the options choose.

    Raises:
        DecisionInvalid: When one of them is no choice.
    """
    from twin.errors import DecisionInvalid
    from twin.review.decisions import Scope, Verdict

    try:
        return Verdict(verdict), Scope(scope), date.fromisoformat(review_by) if review_by else None
    except ValueError as error:
        raise DecisionInvalid(
            f"{error}. Verdicts: {', '.join(Verdict)}. Scopes: {', '.join(Scope)}. Days are YYYY-MM-DD."
        ) from error


@app.command("undo")
def undo(
    decision_id: Annotated[str, typer.Argument(help="Id of a decision, as `twin review decide` gives it.")],
    *,
    author: Annotated[str, typer.Option("--author", help="Who undoes it.")],
    reason: Annotated[str, typer.Option("--reason", help="Why.")],
) -> None:
    """Take a decision back; its effect ends at the next request.

    Example: twin review undo 9c1e… --author "Dr. Lin Wanqing" --reason "wrong dose"
    """
    from twin.cli.opened import in_open_house

    async def work(house: "House") -> None:
        await house.desk.undo(decision_id, None, by=author, reason=reason)

    in_open_house(work)
    typer.echo(f"{decision_id}  undone")


def _as_text(file: "EntryFile") -> str:
    """Put a file into lines for a physician."""
    entry, told = file.entry, file.summary
    lines = [f"{entry.kind.value}  {entry.persona}  {entry.id}", "", f"Problem: {told.problem}"]
    lines += [f"History: {fact.kind}: {fact.words}" for fact in told.history]
    lines += [f"Said: {one.text} ({'; '.join(one.sources)})" for one in told.said]
    lines += [f"Open: {question}" for question in told.open_questions]
    lines += [f"Patient adds: {entry.words}"] if entry.words else []
    lines += [f"Draft: {line}" for line in entry.draft if entry.kind.value == "draft"]
    lines += [f"Withheld: {line}" for line in file.withheld]
    lines += [f"Evidence: {one.key} {one.passage} {one.source}" for one in file.evidence]
    if file.decision is not None:
        lines.append(f"Decided: {file.decision.made.verdict.value} by {file.decision.made.author}")
    # Terminals obey control characters: what a patient or a model wrote must not.
    return "\n".join("".join(c for c in line if c.isprintable()) for line in lines)
