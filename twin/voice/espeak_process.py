"""Has a fresh child process read a text with espeak-ng, and ends it when nobody waits any more."""

import asyncio
import marshal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from twin.voice.espeak_door import LONGEST_DATA_PATH, WORD, located
from twin.voice.voice_errors import VoiceNotSet, VoiceUnavailable

SECONDS = (
    30.0  # a thousand times real time: a minute of speech takes a tenth of a second, a start a twentieth
)
# Without `site` and its packages: the child needs ctypes and two files of ours.
_CHILD = (
    f"import sys; sys.path.insert(0, {str(Path(__file__).resolve().parents[2])!r}); "
    "from twin.voice.espeak_child import main; sys.exit(main())"
)


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
    try:
        library, own_data = located()
    except ImportError as error:
        raise _not_opened(str(error)) from None
    with _short_path(data or Path(own_data)) as path:
        asked = marshal.dumps((library, str(path), [astuple(run) for run in runs]))
        return _sounds(await _told_by_child(asked))


async def _told_by_child(asked: bytes) -> bytes:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        "-S",
        "-c",
        _CHILD,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        written, said = await asyncio.wait_for(process.communicate(asked), SECONDS)
    except TimeoutError:
        raise VoiceUnavailable("The embedded voice", f"nothing within {SECONDS:.0f} seconds") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode == 1:
        raise _not_opened(said.decode("utf-8", "replace").strip()[-200:])
    if process.returncode:
        raise VoiceUnavailable("The embedded voice", f"its process ended with {process.returncode}")
    return written


@contextmanager
def _short_path(data: Path) -> Iterator[Path]:
    """Give a path that the library can take; one that is too long is linked from a short one."""
    if len(str(data).encode()) <= LONGEST_DATA_PATH:
        yield data
        return
    with tempfile.TemporaryDirectory(prefix="espeak") as folder:
        link = Path(folder) / "espeak-ng-data"
        link.symlink_to(data.resolve(), target_is_directory=True)
        yield link


def _not_opened(why: str) -> VoiceNotSet:
    return VoiceNotSet(
        f"The embedded voice cannot be opened ({why}). Run `make setup`, which installs the package espeakng-loader."
    )


def _sounds(written: bytes) -> list[EspeakSound]:
    sample_rate, runs = marshal.loads(written)  # noqa: S302 - from our own child
    return [
        EspeakSound(
            samples=np.frombuffer(sound, dtype=np.int16),
            sample_rate=sample_rate,
            words=tuple((offset, sample) for kind, offset, sample, _ in events if kind == WORD),
            phonemes=tuple((name, sample) for kind, _, sample, name in events if kind != WORD),
        )
        for sound, events in runs
    ]
