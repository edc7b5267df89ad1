"""Accounts of the staff: nobody is let in who was not invited, and nobody stays in for ever."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from twin.errors import InvitationInvalid, SignInRefused, SignInThrottled, StaffInvalid, StaffNotFound
from twin.settings import StaffSettings
from twin.staff.member import Role
from twin.staff.staff import Staff
from twin.storage.database import Database
from twin.storage.staff_tables import SignInFailureRow, StaffInvitationRow, StaffRow, StaffSessionRow

PASSWORD = "blue notebook on monday"
ADDRESS = "10.0.0.7"


async def accepted(staff: Staff, login: str = "lin") -> str:
    offered = await staff.invite("Dr. Lin Wanqing", Role.PHYSICIAN, ["cardiology"])
    return await staff.accept(offered.token, login=login, password=PASSWORD)


async def moved_back(database: Database, **hours: float) -> None:
    """Let hours pass for every session."""
    async with database.transaction() as session:
        for row in (await session.execute(select(StaffSessionRow))).scalars():
            for name, count in hours.items():
                setattr(row, name, getattr(row, name) - timedelta(hours=count))


async def test_at_first_nobody_can_sign_in(staff: Staff) -> None:
    with pytest.raises(SignInRefused):
        await staff.sign_in("admin", "admin", address=ADDRESS)

    assert await staff.accounts() == []


async def test_who_accepts_an_invitation_is_signed_in_with_its_role_and_persona(staff: Staff) -> None:
    token = await accepted(staff)

    member = await staff.member_of(token)

    assert member is not None and member.role is Role.PHYSICIAN and member.personas == {"cardiology"}
    assert member.may_act_for("cardiology") and not member.may_act_for("urology")


async def test_an_invitation_makes_one_account_even_when_two_accept_at_once(staff: Staff) -> None:
    offered = await staff.invite("Dr. Gu", Role.PHYSICIAN, ["urology"])

    tried = await asyncio.gather(
        *(staff.accept(offered.token, login=f"gu{n}", password=PASSWORD) for n in range(3)),
        return_exceptions=True,
    )

    assert sum(isinstance(one, str) for one in tried) == 1
    assert sum(isinstance(one, InvitationInvalid) for one in tried) == 2
    assert len(await staff.accounts()) == 1


async def test_an_invitation_that_ran_out_opens_nothing(staff: Staff, database: Database) -> None:
    offered = await staff.invite("Dr. Gu", Role.PHYSICIAN, ["urology"])
    async with database.transaction() as session:
        await session.execute(update(StaffInvitationRow).values(expires_at=datetime.now(UTC)))

    with pytest.raises(InvitationInvalid):
        await staff.accept(offered.token, login="gu", password=PASSWORD)


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaa", "my name is lin", "x" * 201])
async def test_a_password_that_is_easy_to_guess_is_not_taken_and_the_invitation_stays(
    staff: Staff, password: str
) -> None:
    offered = await staff.invite("Dr. Gu", Role.PHYSICIAN, ["urology"])

    with pytest.raises(StaffInvalid):
        await staff.accept(offered.token, login="lin", password=password)

    assert (await staff.invitation(offered.token)).name == "Dr. Gu"


async def test_a_sign_in_name_belongs_to_one_person(staff: Staff) -> None:
    await accepted(staff)

    with pytest.raises(StaffInvalid, match="taken"):
        await accepted(staff, login=" LIN ")


@pytest.mark.parametrize(
    ("name", "role", "personas"),
    [("", Role.ADMIN, []), ("Dr. X", Role.PHYSICIAN, []), ("P", Role.PATIENT, [])],
)
async def test_an_invitation_without_sense_is_not_made(
    staff: Staff, name: str, role: Role, personas: list[str]
) -> None:
    with pytest.raises(StaffInvalid):
        await staff.invite(name, role, personas)


async def test_signing_in_gives_a_new_session_and_ends_the_browser_s_old_one(staff: Staff) -> None:
    first = await accepted(staff)

    second = await staff.sign_in("Lin", PASSWORD, address=ADDRESS, instead_of=first)

    assert second != first
    assert await staff.member_of(first) is None and await staff.member_of(second) is not None


async def test_neither_tokens_nor_passwords_stand_in_the_database(staff: Staff, database: Database) -> None:
    token = await accepted(staff)

    async with database.reading() as session:
        account = (await session.execute(select(StaffRow))).scalar_one()
        open_ = (await session.execute(select(StaffSessionRow))).scalar_one()

    assert account.password_hash.startswith("$argon2id$") and PASSWORD not in account.password_hash
    assert token not in open_.token_hash


async def test_an_unknown_account_a_wrong_password_and_a_disabled_account_are_told_the_same(
    staff: Staff,
) -> None:
    await accepted(staff)
    await accepted(staff, login="gone")
    await staff.disable("gone")

    told = set()
    for login, password in (("nobody", PASSWORD), ("lin", "not the password"), ("gone", PASSWORD)):
        with pytest.raises(SignInRefused) as refused:
            await staff.sign_in(login, password, address=ADDRESS)
        told.add(str(refused.value))

    assert len(told) == 1


@pytest.mark.parametrize("login", ["lin", "nobody"])
async def test_after_three_failures_even_the_right_password_waits(staff: Staff, login: str) -> None:
    await accepted(staff)
    for _ in range(3):
        with pytest.raises(SignInRefused):
            await staff.sign_in(login, "not the password", address=ADDRESS)

    with pytest.raises(SignInThrottled):
        await staff.sign_in(login, PASSWORD, address="10.9.9.9")


async def test_tries_at_the_same_moment_are_all_counted(staff: Staff) -> None:
    await accepted(staff)

    tried = await asyncio.gather(
        *(staff.sign_in("lin", f"not the password {n}", address=ADDRESS) for n in range(8)),
        return_exceptions=True,
    )

    assert sum(isinstance(one, SignInRefused) for one in tried) == 3
    assert sum(isinstance(one, SignInThrottled) for one in tried) == 5


async def test_one_address_cannot_try_many_names(staff: Staff) -> None:
    for number in range(30):
        with pytest.raises(SignInRefused):
            await staff.sign_in(f"name{number}", "p", address=ADDRESS)

    with pytest.raises(SignInThrottled):
        await staff.sign_in("another", "p", address=ADDRESS)


async def test_failures_are_forgotten_after_their_time_and_after_a_sign_in(
    staff: Staff, database: Database
) -> None:
    await accepted(staff)
    for _ in range(3):
        with pytest.raises(SignInRefused):
            await staff.sign_in("lin", "not the password", address=ADDRESS)
    async with database.transaction() as session:
        await session.execute(
            update(SignInFailureRow).values(first_at=datetime.now(UTC) - timedelta(minutes=16))
        )

    assert await staff.sign_in("lin", PASSWORD, address=ADDRESS)

    async with database.reading() as session:
        left = (await session.execute(select(SignInFailureRow))).scalars().all()
    assert all(row.failures == 0 for row in left)


@pytest.mark.parametrize(("column", "hours"), [("seen_at", 1.01), ("created_at", 12.01)])
async def test_a_session_ends_when_it_is_not_used_and_after_half_a_day(
    staff: Staff, database: Database, column: str, hours: float
) -> None:
    token = await accepted(staff)

    await moved_back(database, **{column: hours})

    assert await staff.member_of(token) is None


async def test_using_a_session_keeps_it_open(staff: Staff, database: Database) -> None:
    token = await accepted(staff)
    await moved_back(database, seen_at=0.9)

    assert await staff.member_of(token) is not None
    await moved_back(database, seen_at=0.9)

    assert await staff.member_of(token) is not None


async def test_a_disabled_account_is_out_at_once(staff: Staff) -> None:
    token = await accepted(staff)

    await staff.disable("LIN")

    assert await staff.member_of(token) is None
    assert [one.is_disabled for one in await staff.accounts()] == [True]
    with pytest.raises(StaffNotFound):
        await staff.disable("nobody")


async def test_signing_out_ends_the_session(staff: Staff) -> None:
    token = await accepted(staff)

    await staff.sign_out(token)

    assert await staff.member_of(token) is None


async def test_a_new_password_ends_every_other_session(staff: Staff) -> None:
    here = await accepted(staff)
    there = await staff.sign_in("lin", PASSWORD, address=ADDRESS)
    member = await staff.member_of(here)
    assert member is not None

    renewed = await staff.change_password(member.id, old=PASSWORD, new="green notebook, tuesday", token=here)

    assert await staff.member_of(here) is None and await staff.member_of(there) is None
    assert await staff.member_of(renewed) is not None
    with pytest.raises(SignInRefused):
        await staff.sign_in("lin", PASSWORD, address=ADDRESS)
    with pytest.raises(SignInRefused):
        await staff.change_password(member.id, old=PASSWORD, new="red notebook, wednesday", token=renewed)


def test_a_session_without_use_ends_within_a_shift_by_default() -> None:
    settings = StaffSettings()

    assert settings.session_idle_minutes <= 60 and settings.session_hours <= 12
