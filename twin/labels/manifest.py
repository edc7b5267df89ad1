"""The signed side-car of what was made: from which script and sources, with whose consent and approval, and each file's hash."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, Field, ValidationError

from twin.errors import ManifestInvalid
from twin.labels.signing_key import SigningKey, is_signed_by

SIDE_CAR = "manifest.json"
LARGEST = 4 * 1024 * 1024  # bytes; a talk of 45 minutes has some 60 kB


class UsedConsent(BaseModel, frozen=True, extra="forbid"):
    """The consent under which a name, face or voice was used. `file` is relative to the persona folder."""

    file: str
    signed: str
    expires: str
    uses: tuple[str, ...]


class Facts(BaseModel, frozen=True, extra="forbid"):
    """What a manifest says beside the files. Empty where it does not apply.

    `made_from` is the hash of what the content is made from, such as script, slides and voice; it gives the label its
    number. `sources` are lines as a person reads them. Dates are ISO 8601. `is_draft`: not approved, for preview only.
    """

    kind: Literal["talk", "leaflet", "script", "slides", "answer", "case"]
    title: str
    language: str
    persona_id: str
    persona_name: str = ""
    is_fictional: bool = False
    made_from: str
    script_sha256: str = ""
    sources: tuple[str, ...] = ()
    model: str = ""
    voice: str = ""
    consent: UsedConsent | None = None
    approved_by: str = ""
    approved_on: str = ""
    made_on: str
    is_draft: bool = False


class ListedFile(BaseModel, frozen=True, extra="forbid"):
    """One file the manifest speaks for. `bytes` is its size."""

    name: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    bytes: int


class Manifest(BaseModel, frozen=True, extra="forbid"):
    """Facts and files under one signature. `label` is what stands in each file that has a place for it."""

    version: Literal[1] = 1
    label: Mapping[str, str]
    facts: Facts
    files: tuple[ListedFile, ...]
    public_key: str
    signature: str = ""

    @property
    def produce_id(self) -> str:
        """Give the number the files bear."""
        return self.label.get("ProduceID", "")

    def signed_content(self) -> bytes:
        """Give the bytes the signature is over: everything but itself, as canonical JSON (sorted keys, UTF-8)."""
        held: dict[str, Any] = self.model_dump(mode="json", exclude={"signature"})
        return json.dumps(held, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()

    def signed_with(self, key: SigningKey) -> "Manifest":
        """Give the same manifest under a signature."""
        own = self.model_copy(update={"public_key": key.public, "signature": ""})
        return own.model_copy(update={"signature": key.sign(own.signed_content())})

    def is_signed(self) -> bool:
        """Say whether the signature is that of the key it names."""
        return is_signed_by(self.public_key, self.signed_content(), self.signature)

    def to_json(self) -> str:
        """Give the text of the file."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def read_manifest(path: Path) -> Manifest:
    """Read a side-car file.

    Raises:
        ManifestInvalid: If it is too large, or no manifest.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise ManifestInvalid(path, f"it has more than {LARGEST} bytes")
        return Manifest.model_validate_json(path.read_bytes())
    except OSError as error:
        raise ManifestInvalid(path, error.strerror or type(error).__name__) from None
    except ValidationError as error:
        first = error.errors()[0]
        raise ManifestInvalid(path, f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
