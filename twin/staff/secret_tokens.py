"""Opaque tokens: who holds one may enter; the database knows only its hash."""

import hashlib
import hmac
import secrets

TOKEN_BYTES = 32  # 256 bits: no throttle is needed against guessing


def new_token() -> str:
    """Make a token for a link or a cookie."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """Give what is stored of a token: SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(token.encode()).hexdigest()


def form_token(session_token: str) -> str:
    """Give the token that every form of this session carries; nobody can make it without the cookie."""
    return hmac.new(session_token.encode(), b"form", hashlib.sha256).hexdigest()


def is_form_token(given: str, session_token: str) -> bool:
    """Compare in equal time."""
    return hmac.compare_digest(given.encode(), form_token(session_token).encode())
