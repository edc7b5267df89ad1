"""The last look at a finished talk, with the eyes of a player: frames, cuts, sound, captions, chapters, tags."""

from collections.abc import Sequence
from pathlib import Path

from twin.errors import TalkUnsound
from twin.lecture.captions import Cue
from twin.lecture.talk_sound import SOUND_RATE
from twin.lecture.timeline import FRAMES_A_SECOND, Timeline
from twin.media.loudness import measured_track
from twin.media.loudness_meter import Loudness
from twin.media.probe import all_packet_times, probed
from twin.voice.wave_sound import SAMPLE_RATE

WIDEST_DRIFT_SECONDS = 0.04  # what nobody sees or hears: one frame
WIDEST_CUE_SECONDS = 0.002  # captions are written in milliseconds


def check_video(path: Path, *, timeline: Timeline, cues: Sequence[Cue], tracks: int) -> Loudness:
    """Go on only with a sound video; give its loudness.

    Raises:
        TalkUnsound: Naming everything that is wrong.
    """
    facts = probed(path)
    # The voice has half the rate of the track, so half of its samples tell all of it.
    loud = measured_track(path, sample_rate=SOUND_RATE, every=SOUND_RATE // SAMPLE_RATE)
    packets = all_packet_times(path)
    faults = [
        *_picture_faults(packets.get("v", ()), timeline),
        *_sound_faults(packets.get("a", ()), timeline),
        *_caption_faults(packets.get("s", ()), cues if tracks else ()),
    ]
    titles = [chapter.title for chapter in facts.chapters]
    if titles != [scene.title for scene in timeline.scenes]:
        faults.append(f"its chapters are {titles}")
    if not facts.tags.get("AIGC"):
        faults.append("it carries no AIGC field")
    if not loud.is_right:
        faults.append(f"its loudness is {loud.lufs:.1f} LUFS with a peak of {loud.true_peak:.1f} dB")
    if faults:
        raise TalkUnsound(
            f"{path.name} is not published: {'; '.join(faults)}. Render it again; if it stays, please report it."
        )
    return loud


def _picture_faults(packets: Sequence[tuple[float, float]], timeline: Timeline) -> list[str]:
    shown = sorted(round(start * FRAMES_A_SECOND, 3) for start, _ in packets)
    if shown != list(range(timeline.frames)):
        return [f"it shows {len(shown)} frames instead of {timeline.frames}, or not in step"]
    return []


def _sound_faults(packets: Sequence[tuple[float, float]], timeline: Timeline) -> list[str]:
    ends = max((start + length for start, length in packets), default=0.0)
    # The coder works in blocks of 21 ms, so its last one may reach that far behind the last frame.
    if not -WIDEST_DRIFT_SECONDS <= ends - timeline.seconds <= WIDEST_DRIFT_SECONDS:
        return [f"its sound ends at {ends:.3f} s, its picture at {timeline.seconds:.3f} s"]
    return []


def _caption_faults(packets: Sequence[tuple[float, float]], cues: Sequence[Cue]) -> list[str]:
    if not cues:
        return []
    # mov_text fills the time between two captions with an empty one of two bytes; only starts are compared.
    begun = {round(start, 3) for start, _ in packets}
    lost = [cue for cue in cues if not any(abs(cue.start_seconds - at) <= WIDEST_CUE_SECONDS for at in begun)]
    return [f"{len(lost)} captions do not appear when they are spoken"] if lost else []
