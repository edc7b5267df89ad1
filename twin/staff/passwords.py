"""Passwords: argon2id, and the only file that knows the library."""

import asyncio
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from twin.errors import StaffInvalid

SHORTEST, LONGEST = 12, 200  # characters; NIST SP 800-63B asks for 8 with a second factor, more without
# One hash takes 64 MiB (RFC 9106, second recommended option); many at once would be a way to fill the memory.
_AT_ONCE = 2


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=3, memory_cost=65_536, parallelism=4)


@cache
def _nobodys_hash() -> str:
    """Give a hash that fits no password, so that an unknown account costs the time of a known one."""
    return _hasher().hash("nobody's password, and checked all the same")


class Passwords:
    """Hashes and checks, beside the event loop and never many at a time."""

    def __init__(self) -> None:
        """Prepare; no hash is made yet."""
        self._turn = asyncio.Semaphore(_AT_ONCE)

    async def hash(self, password: str) -> str:
        """Give the argon2id string of a password."""
        async with self._turn:
            return await asyncio.to_thread(_hasher().hash, password)

    async def fits(self, password: str, password_hash: str | None) -> bool:
        """Say whether a password fits; without a hash it takes as long and says no."""
        async with self._turn:
            fits = await asyncio.to_thread(_fits, password, password_hash or _nobodys_hash())
        return fits and password_hash is not None


def checked_password(password: str, *, login: str, name: str) -> str:
    """Give the password back when it can be taken.

    Raises:
        StaffInvalid: When it is too short, too long, or says the sign-in name or the name.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise StaffInvalid(
            f"A password has {SHORTEST} to {LONGEST} characters; this one has {len(password)}."
        )
    folded = password.casefold()
    if len(set(folded)) < 5 or any(word in folded for word in (login.casefold(), name.casefold()) if word):
        raise StaffInvalid(
            "This password is easy to guess: choose one without your name and with more different characters."
        )
    return password


def _fits(password: str, password_hash: str) -> bool:
    try:
        return _hasher().verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False
