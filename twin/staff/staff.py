"""The staff of the hospital: invited, accepted, signed in, signed out, disabled."""

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from twin.errors import InvitationInvalid, SignInRefused, StaffInvalid, StaffNotFound
from twin.settings import StaffSettings
from twin.staff.member import STAFF_ROLES, Role, StaffMember
from twin.staff.passwords import LONGEST, Passwords, checked_password
from twin.staff.secret_tokens import new_token, token_hash
from twin.staff.sessions import Sessions, member
from twin.staff.throttle import SignInThrottle
from twin.storage.database import Database
from twin.storage.staff_tables import StaffInvitationRow, StaffRow

log = logging.getLogger(__name__)
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@+-]{1,79}")
NAME_CHARACTERS = 120


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an invitation offers. `token` is part of the link and known to nobody else."""

    token: str
    name: str
    role: Role
    personas: frozenset[str]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Account:
    """One account as an administrator sees it."""

    login: str
    member: StaffMember
    created_at: datetime
    is_disabled: bool


class Staff:
    """All accounts of this service. There is none at first, and none has a password somebody else chose."""

    def __init__(self, database: Database, settings: StaffSettings) -> None:
        """Take the database and the limits."""
        self._database = database
        self._settings = settings
        self._passwords = Passwords()
        self._sessions = Sessions(database, settings)
        self._throttle = SignInThrottle(database, settings)

    async def invite(self, name: str, role: Role, personas: Iterable[str] = ()) -> Invitation:
        """Make an invitation for one person.

        Raises:
            StaffInvalid: When the name is empty or too long, or role and personas do not go together.
        """
        name, bound = name.strip(), frozenset(personas)
        if not 1 <= len(name) <= NAME_CHARACTERS:
            raise StaffInvalid(f"A name has 1 to {NAME_CHARACTERS} characters; this one has {len(name)}.")
        if role not in STAFF_ROLES:
            raise StaffInvalid(f"{role.value!r} has no account. Roles: {', '.join(STAFF_ROLES)}.")
        if role is Role.PHYSICIAN and not bound:
            raise StaffInvalid("A physician is bound to at least one persona: add `--persona <id>`.")
        now = datetime.now(UTC)
        token = new_token()
        expires = now + timedelta(hours=self._settings.invitation_hours)
        async with self._database.transaction() as session:
            session.add(
                StaffInvitationRow(
                    token_hash=token_hash(token),
                    name=name,
                    role=role.value,
                    personas=sorted(bound),
                    created_at=now,
                    expires_at=expires,
                )
            )
        return Invitation(token, name, role, bound, expires)

    async def invitation(self, token: str) -> Invitation:
        """Give what an invitation offers, without using it.

        Raises:
            InvitationInvalid: Unknown, used or run out.
        """
        async with self._database.reading() as session:
            row = await session.get(StaffInvitationRow, token_hash(token))
        if row is None or row.used_at is not None or row.expires_at <= datetime.now(UTC):
            raise InvitationInvalid
        return Invitation(token, row.name, Role(row.role), frozenset(row.personas), row.expires_at)

    async def accept(self, token: str, *, login: str, password: str) -> str:
        """Use an invitation: make the account and give the token of its first session.

        Raises:
            InvitationInvalid: Unknown, used or run out; of two that come at once, one gets this.
            StaffInvalid: When the sign-in name or the password cannot be taken; the invitation stays open.
        """
        offered = await self.invitation(token)
        login = folded_login(login)
        if not _LOGIN.fullmatch(login):
            raise StaffInvalid(
                "A sign-in name has 2 to 80 characters: letters, digits, and . _ - @ +, beginning with a letter or digit."
            )
        hashed = await self._passwords.hash(checked_password(password, login=login, name=offered.name))
        now = datetime.now(UTC)
        staff_id = uuid4().hex
        try:
            async with self._database.transaction() as session:
                used = await session.execute(
                    update(StaffInvitationRow)
                    .where(
                        StaffInvitationRow.token_hash == token_hash(token),
                        StaffInvitationRow.used_at.is_(None),
                        StaffInvitationRow.expires_at > now,
                    )
                    .values(used_at=now)
                    .returning(StaffInvitationRow.token_hash)
                )
                if used.first() is None:
                    raise InvitationInvalid
                session.add(
                    StaffRow(
                        id=staff_id,
                        login=login,
                        name=offered.name,
                        role=offered.role.value,
                        personas=sorted(offered.personas),
                        password_hash=hashed,
                        created_at=now,
                    )
                )
        except IntegrityError as error:
            raise StaffInvalid(f"The sign-in name {login!r} is taken. Choose another.") from error
        return await self._sessions.open(staff_id)

    async def sign_in(self, login: str, password: str, *, address: str, instead_of: str = "") -> str:
        """Open a session and give its token; the browser's session before, `instead_of`, ends.

        An unknown or disabled account takes as long and is told the same as a wrong password.

        Raises:
            SignInThrottled: Too many tries of this account or address.
            SignInRefused: Name and password do not fit together.
        """
        login = folded_login(login)
        await self._throttle.count(login, address)
        async with self._database.reading() as session:
            row = (await session.execute(select(StaffRow).where(StaffRow.login == login))).scalar()
        usable = row if row is not None and row.disabled_at is None else None
        fits = await self._passwords.fits(password[: LONGEST + 1], usable.password_hash if usable else None)
        if usable is None or not fits:
            raise SignInRefused
        await self._throttle.forgive(login, address)
        return await self._sessions.open(usable.id, instead_of=instead_of)

    async def member_of(self, token: str) -> StaffMember | None:
        """Give the account whose open session this token is; None when there is none, or nobody can look it up."""
        try:
            return await self._sessions.member_of(token)
        except SQLAlchemyError as error:
            # What patients need in an emergency must come without a database, also in a browser that is signed in.
            log.warning("session not read", extra={"fault": type(error).__name__})
            return None

    async def sign_out(self, token: str) -> None:
        """End a session; an unknown one is harmless."""
        await self._sessions.end(token)

    async def change_password(self, staff_id: str, *, old: str, new: str, token: str) -> str:
        """Change a password; every session of the account ends, and a new one is opened for `token`'s browser.

        Raises:
            SignInRefused: When the old password does not fit.
            SignInThrottled: When it did not fit too often.
            StaffInvalid: When the new one cannot be taken.
        """
        async with self._database.reading() as session:
            row = await session.get(StaffRow, staff_id)
        login, name = (row.login, row.name) if row else ("", "")
        await self._throttle.count(login, f"account {staff_id}")
        if row is None or not await self._passwords.fits(old[: LONGEST + 1], row.password_hash):
            raise SignInRefused
        hashed = await self._passwords.hash(checked_password(new, login=login, name=name))
        async with self._database.transaction() as session:
            await session.execute(
                update(StaffRow).where(StaffRow.id == staff_id).values(password_hash=hashed)
            )
        await self._throttle.forgive(login, f"account {staff_id}")
        await self._sessions.end_all(staff_id)
        return await self._sessions.open(staff_id, instead_of=token)

    async def accounts(self) -> list[Account]:
        """Give every account, by sign-in name."""
        async with self._database.reading() as session:
            rows = (await session.execute(select(StaffRow).order_by(StaffRow.login))).scalars().all()
        return [Account(row.login, member(row), row.created_at, row.disabled_at is not None) for row in rows]

    async def disable(self, login: str) -> None:
        """Shut an account and end its sessions at once.

        Raises:
            StaffNotFound: When there is none of that name.
        """
        login = folded_login(login)
        async with self._database.transaction() as session:
            shut = await session.execute(
                update(StaffRow)
                .where(StaffRow.login == login)
                .values(disabled_at=datetime.now(UTC))
                .returning(StaffRow.id)
            )
            staff_id = shut.scalar()
        if staff_id is None:
            raise StaffNotFound(login)
        await self._sessions.end_all(staff_id)


def folded_login(login: str) -> str:
    """Give a sign-in name as it is compared: without spaces around it, in small letters."""
    return login.strip().casefold()[:100]
