"""Say whether a file is what this house made: its label, its manifest, the signature, and every byte."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from twin.errors import LabelError, LabelInvalid
from twin.labels.aigc_label import AigcLabel
from twin.labels.file_label import WITHOUT_PLACE, can_carry, read_label
from twin.labels.manifest import SIDE_CAR, ListedFile, Manifest, read_manifest
from twin.labels.sealing import Sealing
from twin.labels.signing_key import short_name, trusted_keys
from twin.media.finished_file import sha256_of


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `name` is label, manifest, signature, key, number or file; `words` say what was found."""

    name: str
    is_good: bool
    words: str


@dataclass(frozen=True, slots=True)
class Verified:
    """The outcome for one file. `manifest` is the one that speaks for it, None where none does."""

    file: str
    checks: tuple[Check, ...]
    label: AigcLabel | None
    manifest: Manifest | None

    @property
    def is_genuine(self) -> bool:
        """Say whether every check is good."""
        return all(check.is_good for check in self.checks)

    def to_json(self) -> dict[str, Any]:
        """Give the outcome for programs."""
        return {
            "file": self.file,
            "genuine": self.is_genuine,
            "checks": [
                {"check": check.name, "good": check.is_good, "words": check.words} for check in self.checks
            ],
            "label": json.loads(self.label.to_json()) if self.label else None,
            "facts": self.manifest.facts.model_dump(mode="json") if self.manifest else None,
        }


def verify(path: Path, *, sealing: Sealing, manifest: Path | None = None, name: str = "") -> Verified:
    """Check one file.

    Args:
        path: The file.
        sealing: For the manifests this house keeps and the keys it believes.
        manifest: Its side-car; when not given, the one beside it, else the house's own by the label's number.
        name: What the file was called, where `path` is only a copy.
    """
    called = name or path.name
    if (own := _is_manifest(path)) is not None:
        return Verified(called, (_signature(own), _key(own, sealing)), None, own)
    label, label_check = _label(path)
    found, where = _manifests(path, manifest, label, sealing)
    checks = [label_check] if label_check else []
    if not found:
        checks.append(Check("manifest", False, where))
        return Verified(called, tuple(checks), label, None)
    hash_ = sha256_of(path)
    one, listed = _speaking(found, hash_, called)
    checks.append(Check("manifest", True, where))
    checks.append(_signature(one))
    checks.append(_key(one, sealing))
    if label is not None:
        is_same = label.produce_id == one.produce_id
        checks.append(
            Check(
                "number", is_same, f"the file's number is {label.produce_id}, the manifest's {one.produce_id}"
            )
        )
    checks.append(_file(listed, hash_))
    return Verified(called, tuple(checks), label, one)


def _is_manifest(path: Path) -> Manifest | None:
    """Read a file that is a manifest itself: its signature alone speaks for it."""
    if path.suffix.lower() != ".json":
        return None
    try:
        return read_manifest(path)
    except LabelError:
        return None


def _label(path: Path) -> tuple[AigcLabel | None, Check | None]:
    if not can_carry(path):
        if path.suffix.lower() in WITHOUT_PLACE:
            return None, None  # the format has no place; the manifest alone speaks
        return None, Check("label", False, f"{path.suffix or 'this format'} is none that the house exports")
    try:
        label = read_label(path)
    except (LabelInvalid, OSError, ValueError) as error:
        return None, Check("label", False, str(error))
    if label is None:
        return None, Check("label", False, "the file has no AIGC label; it was taken out, or never there")
    return label, Check("label", True, f"exactly one AIGC label, number {label.produce_id}")


def _manifests(
    path: Path, given: Path | None, label: AigcLabel | None, sealing: Sealing
) -> tuple[list[Manifest], str]:
    for one in (given, path.with_name(SIDE_CAR)):
        if one is None or not (given or one.is_file()):
            continue
        try:
            return [read_manifest(one)], f"{one.name} speaks for it"
        except LabelError as error:
            return [], str(error)
    kept = sealing.manifests_of(label.produce_id) if label else []
    if kept:
        return kept, "this house keeps its manifest"
    return [], f"no {SIDE_CAR} lies beside the file, and this house keeps none for it"


def _speaking(found: Sequence[Manifest], hash_: str, called: str) -> tuple[Manifest, ListedFile | None]:
    """Give the manifest that lists these very bytes, else the last one with what it lists under the file's name."""
    for one in found:
        for listed in one.files:
            if listed.sha256 == hash_:
                return one, listed
    return found[-1], next((listed for listed in found[-1].files if listed.name == called), None)


def _signature(manifest: Manifest) -> Check:
    if manifest.is_signed():
        return Check("signature", True, "the manifest's signature is good")
    return Check("signature", False, "the manifest was changed after it was signed")


def _key(manifest: Manifest, sealing: Sealing) -> Check:
    name = short_name(manifest.public_key)
    if manifest.public_key in trusted_keys(sealing.data):
        return Check("key", True, f"signed by a key this house believes ({name})")
    return Check(
        "key",
        False,
        f"signed by a key this house does not know ({name}); put the public key into trusted_keys/",
    )


def _file(listed: ListedFile | None, hash_: str) -> Check:
    if listed is None:
        return Check("file", False, "the manifest lists no such file")
    if listed.sha256 == hash_:
        return Check("file", True, "every byte is as it was signed")
    return Check(
        "file", False, f"the file was changed: SHA-256 {hash_[:16]}…, signed was {listed.sha256[:16]}…"
    )
