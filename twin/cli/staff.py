"""`twin staff`: invite, list and disable accounts; pause a twin; take a consent back."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from twin.assembly import House
    from twin.staff.staff import Account, Invitation

app = typer.Typer(help="Accounts of the staff, and the physician's reins.", no_args_is_help=True)
JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
PersonaId = Annotated[str, typer.Argument(help="Persona id.")]
BY = "command line"


@app.command("invite")
def invite(
    role: Annotated[str, typer.Option(help="resident, outreach, physician or admin.")],
    name: Annotated[str, typer.Option(help="The person's name, as patients may read it.")],
    persona: Annotated[
        list[str] | None, typer.Option(help="Persona the account is bound to; may be given several times.")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Make an invitation link. It makes one account, once; whoever opens it chooses sign-in name and password.

    Example: twin staff invite --role physician --persona cardiology --name "Dr. Lin Wanqing"
    """
    from twin.cli.opened import in_open_house
    from twin.staff.member import STAFF_ROLES, Role

    if role not in tuple(STAFF_ROLES):
        raise typer.BadParameter(f"{role!r} is none of {', '.join(STAFF_ROLES)}.")

    async def work(house: "House") -> "tuple[Invitation, str]":
        for persona_id in persona or []:
            house.shelf.persona(persona_id)
        made = await house.staff.invite(name, Role(role), persona or [])
        return made, f"{house.serve.public_url.rstrip('/')}/staff/invitation/{made.token}"

    made, link = in_open_house(work)
    if as_json:
        typer.echo(json.dumps({"link": link, "role": role, "expires_at": made.expires_at.isoformat()}))
        return
    typer.echo(link)
    typer.echo(
        f"Good until {made.expires_at:%Y-%m-%d %H:%M} UTC, for one account. Send it to that person only.",
        err=True,
    )


@app.command("list")
def list_accounts(as_json: JsonFlag = False) -> None:
    """List the accounts.

    Example: twin staff list
    """
    from twin.cli.opened import in_open_house

    async def work(house: "House") -> "list[Account]":
        return await house.staff.accounts()

    accounts = in_open_house(work)
    if as_json:
        rows = [
            {
                "login": one.login,
                "name": one.member.name,
                "role": one.member.role.value,
                "personas": sorted(one.member.personas),
                "disabled": one.is_disabled,
            }
            for one in accounts
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    for one in accounts:
        member, shut = one.member, "\tdisabled" if one.is_disabled else ""
        typer.echo(f"{one.login}\t{member.role}\t{','.join(sorted(member.personas))}\t{member.name}{shut}")
    if not accounts:
        typer.echo("No account yet. Make an invitation: twin staff invite --role admin --name NAME", err=True)


@app.command("disable")
def disable(login: Annotated[str, typer.Argument(help="Sign-in name.")]) -> None:
    """Shut an account; whoever is signed in with it is out at once.

    Example: twin staff disable lin
    """
    from twin.cli.opened import in_open_house

    async def work(house: "House") -> None:
        await house.staff.disable(login)

    in_open_house(work)
    typer.echo(f"{login} is disabled and signed out.")


@app.command("pause")
def pause(
    persona_id: PersonaId,
    reason: Annotated[str, typer.Option(help="Why; the staff can read it.")] = "",
) -> None:
    """Pause a twin: within seconds it answers nothing more, on no page and in no program.

    Example: twin staff pause cardiology --reason "on leave"
    """
    from twin.cli.opened import in_open_house

    async def work(house: "House") -> None:
        house.shelf.persona(persona_id)
        await house.pauses.pause(persona_id, by=BY, reason=reason)

    in_open_house(work)
    typer.echo(f"{persona_id} is paused. End it: twin staff resume {persona_id}")


@app.command("resume")
def resume(persona_id: PersonaId) -> None:
    """Let a paused twin speak again.

    Example: twin staff resume cardiology
    """
    from twin.cli.opened import in_open_house

    async def work(house: "House") -> None:
        house.shelf.persona(persona_id)
        await house.pauses.resume(persona_id, by=BY)

    in_open_house(work)
    typer.echo(f"{persona_id} speaks again.")


@app.command("revoke-consent")
def revoke_consent(
    persona_id: PersonaId,
    reason: Annotated[str, typer.Option(help="Why, and on whose word.")],
    use: Annotated[
        list[str] | None, typer.Option(help="name, likeness or voice; everything when left out.")
    ] = None,
) -> None:
    """Take a physician's consent back, from the next request on. The twin falls silent when everything is taken back.

    Example: twin staff revoke-consent cardiology --reason "Dr. Lin's letter of 3 November"
    """
    from twin.labels.consent import EVERYTHING, ConsentLedger, Use
    from twin.settings import load_settings

    unknown = set(use or []) - {one.value for one in Use}
    if unknown:
        raise typer.BadParameter(f"{', '.join(sorted(unknown))} is none of {', '.join(Use)}.")
    ledger = ConsentLedger(load_settings().paths.personas)
    uses = [Use(one) for one in use] if use else EVERYTHING
    path = ledger.revoke(persona_id, by=BY, reason=reason, uses=uses)
    typer.echo(f"Written to {path}. It counts at the next request.")
