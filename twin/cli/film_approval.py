"""Who approves a talk that is made on the command line: a physician who signs in and reads, or openly the demonstration."""

import os
import sys
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from twin.assembly import House
    from twin.lecture.script import Script
    from twin.staff.member import StaffMember

APPROVED_BY_DEMO = "the demonstration, in place of a fictional physician"
PASSWORD = "TWIN_APPROVER_PASSWORD"  # noqa: S105 - the name of a variable, not a password


async def approver_of(house: "House", script: "Script", *, login: str, by_demo: bool) -> "StaffMember | None":
    """Give who approves this script, or None where nobody does.

    Raises:
        ApprovalRefused: When the demonstration would approve for a physician who exists, or nobody confirms.
        SignInRefused: When name and password do not fit.
    """
    from twin.errors import ApprovalRefused
    from twin.staff.member import Role, StaffMember

    persona_id = script.brief.persona_id
    if by_demo:
        if not house.shelf.persona(persona_id).fictional:
            raise ApprovalRefused(
                f"{persona_id!r} is no fictional physician: nobody approves in place of one who exists. Use --approved-by."
            )
        print(f"Approved by {APPROVED_BY_DEMO}; the manifest says so.", file=sys.stderr)
        return StaffMember("demonstration", APPROVED_BY_DEMO, Role.PHYSICIAN, frozenset({persona_id}))
    if not login:
        return None
    member = await _signed_in(house, login)
    _show(script)
    if not sys.stdin.isatty() or not typer.confirm("Approve this script, word by word?", err=True):
        raise ApprovalRefused(
            "Nobody has approved the script. Read it at a terminal, or `twin lecture script export` it and have it approved "
            "in the studio; then `twin lecture render`."
        )
    return member


async def _signed_in(house: "House", login: str) -> "StaffMember":
    from twin.errors import SignInRefused

    password = os.environ.get(PASSWORD) or typer.prompt(f"Password of {login}", hide_input=True, err=True)
    token = await house.staff.sign_in(login, password, address="command line")
    member = await house.staff.member_of(token)
    await house.staff.sign_out(token)
    if member is None:
        raise SignInRefused()
    return member


def _show(script: "Script") -> None:
    for scene in script.scenes:
        print(f"\n{scene.title}", file=sys.stderr)
        for sentence in scene.sentences:
            print(f"  {sentence.text}", file=sys.stderr)
            for source in sentence.sources:
                print(f"      [{source.line}]", file=sys.stderr)
