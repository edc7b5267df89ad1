"""How fast each voice was measured to speak, so that the next script is as long as was asked on that very voice."""

import contextlib
import json
import os
import tempfile
from pathlib import Path

SLOWEST, FASTEST = (
    0.5,
    2.0,
)  # against the embedded voice; a measure outside is a fault of the sound, not a rate


class MeasuredRates:
    """One small file in the data directory, written whole."""

    def __init__(self, data: Path) -> None:
        """Take the data directory; nothing is read yet."""
        self._path = data / "voice_rates.json"

    def rate(self, voice_id: str, language: str) -> float:
        """Give the rate of a voice against the embedded one; 1.0 until it was measured."""
        value = self._all().get(f"{voice_id} {language}", 1.0)
        return value if SLOWEST <= value <= FASTEST else 1.0

    def measured(self, voice_id: str, language: str, *, estimated: float, spoken: float) -> float:
        """Keep how long a voice took (`spoken` seconds of sound) for what was estimated at rate 1.0; give the rate."""
        if estimated <= 0 or spoken <= 0:
            return self.rate(voice_id, language)
        rate = min(FASTEST, max(SLOWEST, estimated / spoken))
        rates = self._all() | {f"{voice_id} {language}": round(rate, 4)}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=".voice_rates")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(rates, file)
        Path(name).replace(self._path)
        return rates[f"{voice_id} {language}"]

    def _all(self) -> dict[str, float]:
        with contextlib.suppress(OSError, ValueError):
            found = json.loads(self._path.read_text(encoding="utf-8"))
            return {str(key): float(value) for key, value in found.items()}
        return {}
