"""What commands of the studio are told: whose account they act for, and a brief."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from twin.assembly import House
    from twin.lecture.script import Brief
    from twin.staff.member import StaffMember

ByOption = Annotated[str, typer.Option("--by", help="Sign-in name of the account that does it.")]


async def member_by_login(house: "House", login: str) -> "StaffMember":
    """Give the account of a sign-in name; without one, the command line itself, which approves nothing."""
    from twin.errors import StaffNotFound
    from twin.staff.member import Role, StaffMember

    if not login:
        return StaffMember("", "command line", Role.ADMIN)
    for account in await house.staff.accounts():
        if account.login == login and not account.is_disabled:
            return account.member
    raise StaffNotFound(login)


def brief_from(**fields: object) -> "Brief":
    """Give the brief of a command's options; a wrong one is a fault of usage."""
    from pydantic import ValidationError

    from twin.lecture.script import Brief

    try:
        return Brief.model_validate(fields)
    except ValidationError as error:
        raise typer.BadParameter(
            "; ".join(f"{fault['loc'][-1]}: {fault['msg']}" for fault in error.errors())
        ) from error
