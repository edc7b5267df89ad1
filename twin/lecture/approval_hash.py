"""What an approval is bound to: one hash of the script's words, sources and slides, and of the voice that will speak them."""

import hashlib
import json

from twin.lecture.script import Script


def script_hash(script: Script) -> str:
    """Give the SHA-256 of a script as canonical JSON. Seconds are an estimate and no part of what is approved."""
    content = script.model_dump(mode="json")
    for scene in content["scenes"]:
        for sentence in scene["sentences"]:
            del sentence["seconds"]
            if not sentence[
                "translation"
            ]:  # scripts without second captions keep the hash they were approved with
                del sentence["translation"]
    return _sha256(content)


def approval_hash(script: Script, slides_hash: str, voice_id: str) -> str:
    """Give the SHA-256 that a physician's approval is bound to; every change of words, slides or voice changes it."""
    return _sha256({"script": script_hash(script), "slides": slides_hash, "voice": voice_id})


def _sha256(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
