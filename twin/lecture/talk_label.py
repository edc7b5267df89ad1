"""The label of a talk's files: the AIGC field of GB 45438-2025, and a manifest with the hash of every file."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from twin.lecture.talk_order import TalkFacts
from twin.media.finished_file import keep, sha256_of

PRODUCER = "doctor-digital-twin"
MANIFEST = "manifest.json"


class PlainLabel:
    """Labels by the field alone, without a signature."""

    def tags(self, facts: TalkFacts) -> Mapping[str, str]:
        """Give the tags of the video and the sound."""
        return {
            "title": facts.title,
            "artist": facts.speaker,
            "comment": "AI生成" if facts.language == "zh" else "AI-generated",
            "AIGC": aigc_field(facts),
        }

    def label(self, folder: Path, facts: TalkFacts) -> None:
        """Write the manifest."""
        files = {path.name: sha256_of(path) for path in sorted(folder.iterdir()) if path.name != MANIFEST}
        told = {"made_by": PRODUCER, "ai_generated": True, **asdict(facts), "files": files}
        content = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        keep(folder / MANIFEST, content.encode())


def aigc_field(facts: TalkFacts) -> str:
    """Give the AIGC field: seven string keys, Label "1" for what is certainly generated."""
    return json.dumps(
        {
            "Label": "1",
            "ContentProducer": PRODUCER,
            "ProduceID": facts.script_sha256[:32],
            "ReservedCode1": "",
            "ContentPropagator": "",
            "PropagateID": "",
            "ReservedCode2": "",
        },
        separators=(",", ":"),
    )
