"""The label and the signed manifest of a talk's files, by the one way everything leaves the house."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from twin.labels.manifest import SIDE_CAR, Facts, UsedConsent
from twin.labels.sealing import Sealing
from twin.lecture.talk_order import TalkFacts

GENERATED = {"en": "AI-generated", "zh": "AI生成"}


class SealedTalk:
    """Labels talks. Equal facts and files give equal labels and an equal manifest."""

    def __init__(self, sealing: Sealing) -> None:
        """Take what labels and signs."""
        self._sealing = sealing

    def tags(self, facts: TalkFacts) -> Mapping[str, str]:
        """Give the tags of the video and the sound, the `AIGC` field among them."""
        return {
            "title": facts.title,
            "artist": facts.speaker,
            "comment": GENERATED[facts.language],
            "AIGC": self._sealing.label(_made_from(facts)).to_json(),
        }

    def label(self, folder: Path, facts: TalkFacts) -> None:
        """Label every file of the folder and write the signed manifest beside them."""
        # Hidden files are the halves of a killed process, and no part of the talk.
        names = [
            name
            for name in sorted(path.name for path in folder.iterdir())
            if name != SIDE_CAR and not name.startswith(".")
        ]
        files = [folder / name for name in names]
        self._sealing.seal(files, _told(facts))


def _made_from(facts: TalkFacts) -> str:
    parts = [
        facts.project,
        str(facts.version),
        facts.script_sha256,
        facts.slides_hash,
        facts.voice_id,
        str(facts.draft),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _told(facts: TalkFacts) -> Facts:
    consent = facts.consent
    return Facts(
        kind="talk",
        title=facts.title,
        language=facts.language,
        persona_id=facts.persona,
        persona_name=facts.speaker,
        is_fictional=facts.fictional,
        made_from=_made_from(facts),
        script_sha256=facts.script_sha256,
        sources=facts.sources,
        voice=facts.voice_id,
        consent=UsedConsent(**consent) if consent else None,
        approved_by=facts.approver,
        approved_on=facts.approved_at,
        made_on=facts.made_on,
        is_draft=facts.draft,
    )
