"""Has a fresh child process read a text with espeak-ng, and ends it when nobody waits any more."""

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from twin.voice.voice_errors import VoiceNotSet, VoiceUnavailable

SECONDS = (
    30.0  # a thousand times real time: a minute of speech takes a tenth of a second, a start a twentieth
)
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class EspeakRun:
    """Text to read with one voice of espeak-ng; `rate` in its words a minute, `pitch` and `pitch_range` 0 to 99."""

    text: str
    voice: str
    rate: int
    pitch: int
    pitch_range: int


@dataclass(frozen=True, slots=True)
class EspeakSound:
    """One run as it sounds. `words` are (offset of the first character, sample), `phonemes` (mnemonic, sample)."""

    samples: NDArray[np.int16]
    sample_rate: int
    words: tuple[tuple[int, int], ...]
    phonemes: tuple[tuple[str, int], ...]


async def read_by_espeak(runs: Sequence[EspeakRun], *, data: Path | None = None) -> list[EspeakSound]:
    """Read runs one after another in one fresh process; give one sound a run.

    Args:
        runs: At least one; texts without line ends or zero bytes.
        data: Folder of espeak-ng's data; None is the package's own.

    Raises:
        VoiceNotSet: If espeak-ng cannot be opened.
        VoiceUnavailable: If it takes too long or ends early.
    """
    asked = json.dumps({"data": str(data) if data else None, "runs": [asdict(run) for run in runs]})
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH")))),
        "PYTHONIOENCODING": "utf-8",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "twin.voice.espeak_child",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=environment,
    )
    try:
        written, said = await asyncio.wait_for(process.communicate(asked.encode()), SECONDS)
    except TimeoutError:
        raise VoiceUnavailable("The embedded voice", f"nothing within {SECONDS:.0f} seconds") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode == 1:
        raise VoiceNotSet(
            f"The embedded voice cannot be opened ({said.decode('utf-8', 'replace').strip()[-200:]}). Run `make setup`, which "
            "installs the package espeakng-loader."
        )
    if process.returncode:
        raise VoiceUnavailable("The embedded voice", f"its process ended with {process.returncode}")
    return _sounds(written)


def _sounds(written: bytes) -> list[EspeakSound]:
    line, _, pcm = written.partition(b"\n")
    head = json.loads(line)
    samples = np.frombuffer(pcm, dtype=np.int16)
    sounds, begin = [], 0
    for run in head["runs"]:
        end = begin + run["samples"]
        sounds.append(
            EspeakSound(
                samples=samples[begin:end],
                sample_rate=head["sample_rate"],
                words=tuple((offset, sample) for kind, offset, sample, _ in run["events"] if kind == 1),
                phonemes=tuple((name, sample) for kind, _, sample, name in run["events"] if kind != 1),
            )
        )
        begin = end
    return sounds
