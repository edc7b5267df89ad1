"""The child process that reads one text with espeak-ng, told and telling in `marshal`, which needs no import of its own.

in:  (path of the library, path of its data, [(text, voice, rate, pitch, pitch range), ...])
out: (sample rate, [(sound as int16 bytes, [(kind, offset, sample, name), ...]), ...])
It ends with 1 when espeak-ng cannot be opened or cannot read, and says why on stderr.
"""

import marshal
import sys

from twin.voice.espeak_door import Espeak


def main() -> int:
    """Read one text."""
    library, data, runs = marshal.load(sys.stdin.buffer)  # noqa: S302 - from our own parent
    try:
        espeak = Espeak(library, data)
        read = [
            espeak.say(text, voice=voice, rate=rate, pitch=pitch, pitch_range=pitch_range)
            for text, voice, rate, pitch, pitch_range in runs
        ]
    except (OSError, RuntimeError, ValueError) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)  # noqa: T201 - the parent reads it
        return 1
    marshal.dump((espeak.sample_rate, read), sys.stdout.buffer)
    return 0
