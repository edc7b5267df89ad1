"""Who is signed in: server-side sessions with an idle and an absolute end."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Delete, delete, select, update

from twin.settings import StaffSettings
from twin.staff.member import Role, StaffMember
from twin.staff.secret_tokens import new_token, token_hash
from twin.storage.database import Database
from twin.storage.staff_tables import StaffRow, StaffSessionRow

# A session's last use is written at most this often: reading a page must not write each time.
SEEN_SECONDS = 60


class Sessions:
    """Opens, reads and ends sessions. A token is known to the browser only; its hash is the row's name."""

    def __init__(self, database: Database, settings: StaffSettings) -> None:
        """Take the database and how long a session may last."""
        self._database = database
        self._idle = timedelta(minutes=settings.session_idle_minutes)
        self._longest = timedelta(hours=settings.session_hours)

    async def open(self, staff_id: str, *, instead_of: str = "") -> str:
        """Open a session and give its token; the browser's earlier session, if any, ends."""
        now = datetime.now(UTC)
        token = new_token()
        async with self._database.transaction() as session:
            if instead_of:
                await session.execute(_of(instead_of))
            await session.execute(
                delete(StaffSessionRow).where(StaffSessionRow.created_at < now - self._longest)
            )
            session.add(
                StaffSessionRow(token_hash=token_hash(token), staff_id=staff_id, created_at=now, seen_at=now)
            )
        return token

    async def member_of(self, token: str) -> StaffMember | None:
        """Give the account behind a token; None when the session is unknown or over, or the account disabled."""
        now = datetime.now(UTC)
        async with self._database.reading() as session:
            query = select(StaffSessionRow, StaffRow).join(StaffRow, StaffRow.id == StaffSessionRow.staff_id)
            found = (
                await session.execute(query.where(StaffSessionRow.token_hash == token_hash(token)))
            ).first()
        if found is None:
            return None
        open_, account = found
        if account.disabled_at is not None or open_.created_at + self._longest <= now:
            return None
        if open_.seen_at + self._idle <= now:
            return None
        if (now - open_.seen_at).total_seconds() > SEEN_SECONDS:
            await self._see(token, now)
        return member(account)

    async def end(self, token: str) -> None:
        """End one session."""
        async with self._database.transaction() as session:
            await session.execute(_of(token))

    async def end_all(self, staff_id: str, *, but: str = "") -> None:
        """End every session of an account, all but one if a token is given."""
        async with self._database.transaction() as session:
            ended = delete(StaffSessionRow).where(StaffSessionRow.staff_id == staff_id)
            await session.execute(
                ended.where(StaffSessionRow.token_hash != token_hash(but)) if but else ended
            )

    async def _see(self, token: str, now: datetime) -> None:
        async with self._database.transaction() as session:
            await session.execute(
                update(StaffSessionRow)
                .where(StaffSessionRow.token_hash == token_hash(token))
                .values(seen_at=now)
            )


def member(row: StaffRow) -> StaffMember:
    """Give the account of a row."""
    return StaffMember(row.id, row.name, Role(row.role), frozenset(row.personas))


def _of(token: str) -> Delete:
    return delete(StaffSessionRow).where(StaffSessionRow.token_hash == token_hash(token))
