"""The one door to espeak-ng: its C library by ctypes, as the package `espeakng-loader` brings it.

Opened only in a child process that ends after one text (`espeak_child`): the library keeps what it was told in globals,
and a fault in it must not take the service with it. What this file imports every sentence pays for: with `json`, `pathlib` and
`dataclasses` a child took 65 ms of which 20 were the voice's.
"""

import ctypes

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


# One event: kind WORD or PHONEME, offset of a word's first character in the run, sample, phoneme mnemonic.
RunEvent = tuple[int, int, int, str]


class Espeak:
    """The library, open. Not for threads."""

    def __init__(self, library: str, data: str) -> None:
        """Open the library with its data, both of `located`; a path of data is at most LONGEST_DATA_PATH bytes.

        Raises:
            OSError: If there is no such library.
            RuntimeError: If it does not open its data.
        """
        self._library = ctypes.CDLL(library)
        self.sample_rate = self._library.espeak_Initialize(
            _RETRIEVAL, 0, data.encode(), _PHONEME_EVENTS | _DO_NOT_EXIT
        )
        if self.sample_rate <= 0:
            raise RuntimeError(f"espeak-ng does not open its data ({self.sample_rate})")

    def say(
        self, text: str, *, voice: str, rate: int, pitch: int, pitch_range: int
    ) -> tuple[bytes, list[RunEvent]]:
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
                    events.append((one.type, max(0, one.text_position - 1), one.sample, name))
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


def located() -> tuple[str, str]:
    """Give where the package has the library and its data.

    Raises:
        ImportError: If the package is not installed.
    """
    import espeakng_loader

    return str(espeakng_loader.get_library_path()), str(espeakng_loader.get_data_path())
