"""How well sound, captions and slides of a finished talk agree: `python -m benchmarks.talk_sync FOLDER`.

Each caption's start against the moment the sound rises out of silence, slide cuts against the chapters, and the length of
the sound against that of the picture. Only captions that begin after a pause have a rise of their own to be measured by.
"""

import json
import re
import sys
from pathlib import Path

import numpy as np

from twin.media.loudness import measured_file
from twin.media.probe import packet_times, probed
from twin.media.sound import decoded_sound

RATE = 16_000
STEP = RATE // 200  # 5 ms
QUIET_SECONDS = 0.15  # of silence before a rise that counts
REACH_SECONDS = 0.35
CLOCK = re.compile(r"(\d+):(\d+):(\d+),(\d+) -->")


def cue_starts(srt: str) -> list[float]:
    """Give the starts of the captions of an SRT file, in seconds."""
    return [int(h) * 3600 + int(m) * 60 + int(s) + int(ms) / 1000 for h, m, s, ms in CLOCK.findall(srt)]


def rises(path: Path) -> list[float]:
    """Give when the sound of a file rises out of a pause, in seconds."""
    heard = decoded_sound(path, sample_rate=RATE).astype(np.float64)
    blocks = heard[: len(heard) // STEP * STEP].reshape(-1, STEP)
    level = np.sqrt((blocks**2).mean(axis=1))
    loud = level > 0.02 * np.percentile(level, 99)
    quiet = round(QUIET_SECONDS / (STEP / RATE))
    return [at * STEP / RATE for at in np.flatnonzero(loud) if not loud[max(0, at - quiet) : at].any()]


def measured(folder: Path) -> dict[str, object]:
    """Measure one published folder."""
    video = next(folder.glob("*.mp4"))
    found = rises(video)
    off = []
    for start in cue_starts(next(folder.glob("captions.*.srt")).read_text(encoding="utf-8")):
        nearest = min(found, key=lambda rise: abs(rise - start))
        if abs(nearest - start) < REACH_SECONDS:
            off.append(float(nearest - start))
    picture, sound = packet_times(video, "v:0"), packet_times(video, "a:0")
    loud = measured_file(video)
    away = [abs(one) * 1000 for one in off]
    return {
        "captions_measured": len(off),
        "caption_offset_ms_median": round(float(np.median(away)), 1),
        "caption_offset_ms_worst": round(float(max(away)), 1),
        "captions_beyond_60_ms": sum(bool(one > 60) for one in away),
        "drift_ms": round((max(s + d for s, d in sound) - max(s + d for s, d in picture)) * 1000, 1),
        "frames": len(picture),
        "frames_in_step": sorted(round(s * 25, 3) for s, _ in picture) == list(range(len(picture))),
        "chapters_on_frames": all(
            abs(one.start_seconds * 25 - round(one.start_seconds * 25)) < 1e-6
            for one in probed(video).chapters
        ),
        "lufs": loud.lufs,
        "true_peak_db": loud.true_peak,
    }


if __name__ == "__main__":
    print(json.dumps({folder: measured(Path(folder)) for folder in sys.argv[1:]}, indent=1))
