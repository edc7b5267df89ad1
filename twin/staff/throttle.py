"""Failed sign-ins, counted per account name and per address, whether or not the account exists."""

import hashlib
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from twin.errors import SignInThrottled
from twin.settings import StaffSettings
from twin.storage.database import Database
from twin.storage.staff_tables import SignInFailureRow

# Behind one address sit all the wards of a hospital; behind one name sits one person.
ADDRESS_FACTOR = 10


class SignInThrottle:
    """Counts a try before the password is looked at, so that tries at the same moment are all counted."""

    def __init__(self, database: Database, settings: StaffSettings) -> None:
        """Take the database and the limits."""
        self._database = database
        self._allowed = settings.failures_allowed
        self._window = timedelta(minutes=settings.failure_minutes)

    async def count(self, login: str, address: str) -> None:
        """Count a try for both.

        Raises:
            SignInThrottled: When either has failed too often within the window; the try is then not counted.
        """
        try:
            await self._count(login, address)
        except IntegrityError:  # two first tries at the same moment: the second finds the first's row
            await self._count(login, address)

    async def _count(self, login: str, address: str) -> None:
        now = datetime.now(UTC)
        limits = {
            _key("login", login): self._allowed,
            _key("address", address): self._allowed * ADDRESS_FACTOR,
        }
        async with self._database.transaction() as session:
            # In the order of the keys: two transactions that lock the same rows cannot wait for each other.
            query = select(SignInFailureRow).where(SignInFailureRow.key_hash.in_(limits))
            rows = (
                await session.execute(query.order_by(SignInFailureRow.key_hash).with_for_update())
            ).scalars()
            known = {row.key_hash: row for row in rows}
            for row in known.values():
                if row.first_at + self._window <= now:
                    row.failures, row.first_at = 0, now
            waits = [
                row.first_at + self._window - now for key, row in known.items() if row.failures >= limits[key]
            ]
            if waits:
                raise SignInThrottled(max(1, round(max(waits).total_seconds())))
            for key in sorted(limits):
                if key in known:
                    known[key].failures += 1
                else:
                    session.add(SignInFailureRow(key_hash=key, failures=1, first_at=now))

    async def forgive(self, login: str, address: str) -> None:
        """Forget an account's failures after it signed in, and all old ones; the address gets its one try back."""
        async with self._database.transaction() as session:
            await session.execute(
                delete(SignInFailureRow).where(SignInFailureRow.key_hash == _key("login", login))
            )
            row = await session.get(SignInFailureRow, _key("address", address))
            if row is not None:
                row.failures = max(0, row.failures - 1)
            old = SignInFailureRow.first_at < datetime.now(UTC) - self._window
            await session.execute(delete(SignInFailureRow).where(old))


def _key(kind: str, value: str) -> str:
    return hashlib.sha256(f"{kind}:{value}".encode()).hexdigest()
