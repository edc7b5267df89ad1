"""Seal what leaves the house: a label in every file, and one signed manifest beside them and in the house."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from twin.labels.aigc_label import AigcLabel, label_for
from twin.labels.file_label import can_carry, write_label
from twin.labels.manifest import SIDE_CAR, Facts, ListedFile, Manifest, read_manifest
from twin.labels.signing_key import SigningKey
from twin.media.finished_file import keep, sha256_of

KEPT = "manifests"


class Sealing:
    """Labels and signs. Nothing is exported by another way."""

    def __init__(self, data: Path, *, producer: str) -> None:
        """Keep where the key and the manifests are, and the provider's code or name as it stands in every label."""
        self.data = data
        self._producer = producer

    def label(self, made_from: str) -> AigcLabel:
        """Give the label of content made from something; the same content gets the same number."""
        return label_for(self._producer, made_from)

    def seal(self, files: Sequence[Path], facts: Facts, *, side_car: str = SIDE_CAR) -> Path:
        """Label files that lie in one folder, and write their manifest beside them; give its path.

        The files are finished after this: any change to one of them is a change that `verify` finds.

        Raises:
            LabelInvalid: If a file is not of the format its name says.
            ValueError: Without files, or when they lie in several folders.
        """
        folders = {path.parent for path in files}
        if len(folders) != 1:
            raise ValueError(f"One manifest speaks for one folder, not for {len(folders)}.")
        label = self.label(facts.made_from)
        for path in files:
            if can_carry(path):
                write_label(path, label)
        listed = tuple(
            ListedFile(name=path.name, sha256=sha256_of(path), bytes=path.stat().st_size)
            for path in sorted(files)
        )
        key = SigningKey(self.data)
        manifest = Manifest(
            label=_as_mapping(label), facts=facts, files=listed, public_key=key.public
        ).signed_with(key)
        text = manifest.to_json().encode()
        # By the hash of its files, so that a later sealing of the same content takes nothing away.
        own = self.data / KEPT / label.produce_id
        keep(own / f"{listed[0].sha256[:16]}-{len(listed)}-{facts.made_on}.json", text)
        return keep(folders.pop() / side_car, text)

    def sealed(self, name: str, content: bytes, facts: Facts) -> bytes:
        """Give one file's content with its label; its manifest is kept in the house, since nothing lies beside it.

        Args:
            name: What the file is called; its ending says the format.
            content: The finished file.
            facts: What its manifest says.
        """
        with TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(content)
            self.seal([path], facts)
            return path.read_bytes()

    def manifests_of(self, produce_id: str) -> list[Manifest]:
        """Give the manifests this house has signed for a number, in order of their names."""
        if not produce_id.isalnum():
            return []
        return [read_manifest(path) for path in sorted((self.data / KEPT / produce_id).glob("*.json"))]


def _as_mapping(label: AigcLabel) -> dict[str, str]:
    import json

    held: dict[str, str] = json.loads(label.to_json())
    return held
