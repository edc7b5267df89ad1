"""A process of its own that has one text read by a kept ElevenLabs voice; a program for the tests of the store.

python -m tests.twin.voice.buyer BASE_URL FOLDER TEXT [die]: prints the SHA-256 of the sound; "die" ends it by SIGKILL
right after the sound was given.
"""

import asyncio
import hashlib
import os
import signal
import sys
from pathlib import Path

from pydantic import SecretStr

from twin.voice.elevenlabs_door import ElevenLabsDoor
from twin.voice.elevenlabs_voice import ElevenLabsVoice
from twin.voice.kept_voice import KeptVoice
from twin.voice.spoken_text import SpokenText
from twin.voice.voice_store import VoiceStore


async def main(base_url: str, folder: str, text: str, *rest: str) -> None:
    """Have the text read."""
    door = ElevenLabsDoor(api_key=SecretStr("k"), base_url=base_url, timeout_seconds=20.0, retries=0)
    voice = KeptVoice(ElevenLabsVoice(door, voice="stock", is_cloned=False), VoiceStore(Path(folder)))
    speech = await voice.speak(SpokenText(text, text, "en", ()))
    if rest:
        os.kill(os.getpid(), signal.SIGKILL)
    sys.stdout.write(hashlib.sha256(speech.samples.tobytes()).hexdigest())
    await voice.aclose()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
