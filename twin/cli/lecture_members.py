"""Whose account a command of the studio acts for."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from twin.assembly import House
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
