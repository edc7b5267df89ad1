"""The house's signing key: Ed25519 (RFC 8032), made once in the data directory. The one door to the vendor."""

import hashlib
from pathlib import Path

from twin.storage.kept_secret import kept_secret

KEY_FILE = "signing_key"
TRUSTED_FOLDER = "trusted_keys"  # public keys of other houses, one a file, in hexadecimal


class SigningKey:
    """Signs bytes. Its public half, in hexadecimal, stands in every manifest."""

    def __init__(self, data: Path) -> None:
        """Read the key of a data directory, or make it."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        data.mkdir(parents=True, exist_ok=True)
        self._key = Ed25519PrivateKey.from_private_bytes(kept_secret(data, KEY_FILE))

    @property
    def public(self) -> str:
        """Give the public key in hexadecimal."""
        return self._key.public_key().public_bytes_raw().hex()

    def sign(self, content: bytes) -> str:
        """Give the signature in hexadecimal."""
        return self._key.sign(content).hex()


def is_signed_by(public: str, content: bytes, signature: str) -> bool:
    """Say whether a signature is that key's over these bytes; wrong hexadecimal is no signature."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def trusted_keys(data: Path) -> frozenset[str]:
    """Give the public keys this house believes: its own, and those put into `trusted_keys/`."""
    keys = {SigningKey(data).public}
    for path in sorted((data / TRUSTED_FOLDER).glob("*")):
        keys.add(path.read_text(encoding="utf-8").strip().lower())
    return frozenset(keys)


def short_name(public: str) -> str:
    """Give the first characters of a key's hash, for people."""
    return hashlib.sha256(public.encode()).hexdigest()[:16]
