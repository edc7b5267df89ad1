"""The one door to espeak-ng: its C library by ctypes, as the package `espeakng-loader` brings it.

Opened only in a child process that ends after one text (`espeak_child`): the library keeps what it was told in globals,
and a fault in it must not take the service with it.
"""

import ctypes
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LONGEST_DATA_PATH = 140  # bytes; espeak-ng copies the path into 160 and appends the names of its files
_RETRIEVAL = 1  # AUDIO_OUTPUT_RETRIEVAL: sound goes to the callback
_PHONEME_EVENTS, _DO_NOT_EXIT = 0x0001, 0x8000
_UTF8 = 1
_BY_CHARACTER = 1
_PARAMETERS = {"rate": 1, "pitch": 3, "range": 4}
WORD, PHONEME = 1, 7  # espeakEVENT_WORD, espeakEVENT_PHONEME


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_milliseconds", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("name", ctypes.c_char * 8),
    )


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


@dataclass(frozen=True, slots=True)
class RunEvent:
    """One event: kind WORD or PHONEME, offset of a word's first character in the run, sample, phoneme mnemonic."""

    kind: int
    offset: int
    sample: int
    name: str


class Espeak:
    """The library, open. Not for threads."""

    def __init__(self, library: ctypes.CDLL, sample_rate: int) -> None:
        """Take the initialised library; `open_espeak` makes it."""
        self._library = library
        self.sample_rate = sample_rate

    def say(
        self, text: str, *, voice: str, rate: int, pitch: int, pitch_range: int
    ) -> tuple[bytes, Sequence[RunEvent]]:
        """Read one run of text; give its sound (int16, this machine's byte order) and its events in order.

        Raises:
            ValueError: If there is no such voice.
            RuntimeError: If the library fails.
        """
        if self._library.espeak_SetVoiceByName(voice.encode()):
            raise ValueError(f"espeak-ng has no voice {voice!r}")
        for name, value in (("rate", rate), ("pitch", pitch), ("range", pitch_range)):
            self._library.espeak_SetParameter(_PARAMETERS[name], value, 0)
        sound: list[bytes] = []
        events: list[RunEvent] = []

        def heard(
            wave: "ctypes._Pointer[ctypes.c_short]", samples: int, found: "ctypes._Pointer[_Event]"
        ) -> int:
            if wave and samples > 0:
                sound.append(ctypes.string_at(wave, samples * 2))
            number = 0
            while found[number].type:
                one = found[number]
                if one.type in {WORD, PHONEME}:
                    name = (
                        bytes(one.name).split(b"\0")[0].decode("utf-8", "ignore")
                        if one.type == PHONEME
                        else ""
                    )
                    events.append(RunEvent(one.type, max(0, one.text_position - 1), one.sample, name))
                number += 1
            return 0

        callback = _Callback(heard)  # held until the library is done with it
        self._library.espeak_SetSynthCallback(callback)
        encoded = text.encode("utf-8")
        failed = self._library.espeak_Synth(
            encoded, ctypes.c_size_t(len(encoded) + 1), 0, _BY_CHARACTER, 0, _UTF8, None, None
        )
        if failed or self._library.espeak_Synchronize():
            raise RuntimeError(f"espeak-ng failed with {failed}")
        return b"".join(sound), events


@contextmanager
def open_espeak(data: Path | None = None) -> Iterator[Espeak]:
    """Open the library with its data, which is linked from a short path where its own is too long for it.

    Raises:
        RuntimeError: If it does not open.
    """
    import espeakng_loader

    data = data or Path(espeakng_loader.get_data_path())
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    with _short_path(data) as path:
        sample_rate = library.espeak_Initialize(
            _RETRIEVAL, 0, str(path).encode(), _PHONEME_EVENTS | _DO_NOT_EXIT
        )
        if sample_rate <= 0:
            raise RuntimeError(f"espeak-ng does not open its data ({sample_rate})")
        yield Espeak(library, sample_rate)


@contextmanager
def _short_path(data: Path) -> Iterator[Path]:
    if len(str(data).encode()) <= LONGEST_DATA_PATH:
        yield data
        return
    with tempfile.TemporaryDirectory(prefix="espeak") as folder:
        link = Path(folder) / "espeak-ng-data"
        link.symlink_to(data.resolve(), target_is_directory=True)
        yield link
