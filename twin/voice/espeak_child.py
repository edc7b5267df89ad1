"""The child process that reads one text with espeak-ng: JSON in, a JSON line and sound out.

python -m twin.voice.espeak_child
in:  {"data": path or null, "runs": [{"text", "voice", "rate", "pitch", "pitch_range"}, ...]}
out: {"sample_rate", "runs": [{"samples", "events": [[kind, offset, sample, name], ...]}, ...]} and a line end,
     then the runs' sound one after another, int16.
"""

import json
import sys
from dataclasses import astuple
from pathlib import Path

from twin.voice.espeak_door import open_espeak


def main() -> int:
    """Read one text; 1 when espeak-ng cannot, with its reason on stderr."""
    asked = json.load(sys.stdin)
    runs, sounds = [], []
    try:
        with open_espeak(Path(asked["data"]) if asked["data"] else None) as espeak:
            for run in asked["runs"]:
                sound, events = espeak.say(
                    run["text"],
                    voice=run["voice"],
                    rate=run["rate"],
                    pitch=run["pitch"],
                    pitch_range=run["pitch_range"],
                )
                sounds.append(sound)
                runs.append({"samples": len(sound) // 2, "events": [astuple(event) for event in events]})
            head = {"sample_rate": espeak.sample_rate, "runs": runs}
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)  # noqa: T201 - the parent reads it
        return 1
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + b"".join(sounds))
    return 0


if __name__ == "__main__":
    sys.exit(main())
