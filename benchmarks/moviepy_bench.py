"""The same talk made with MoviePy: same slides, same pictures of the presenter, same captions burned in, same sound, same coder.

MoviePy is no dependency of ours. Name an interpreter that has it: `TWIN_BENCH_PYTHON=/path/to/python python -m benchmarks.talk_bench`.
"""

import json
import os
import resource
import subprocess
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from twin.lecture.captions import Cue
from twin.lecture.segments import CODING, PieceOfFilm
from twin.lecture.slides import SlidePicture
from twin.lecture.timeline import FRAMES_A_SECOND, Timeline
from twin.voice.wave_sound import SAMPLE_RATE, wav_bytes

INTERPRETER = "TWIN_BENCH_PYTHON"
CAPTION_SIZE = 44  # pixels, as the burned captions have
# As its documentation advises for speed: a composition for each slide, which lies under the others as the ground, then chained.
MADE_WITH_MOVIEPY = """
import json, sys
import numpy as np
from moviepy import AudioFileClip, CompositeVideoClip, ImageClip, TextClip, VideoClip, concatenate_videoclips
told = json.load(open(sys.argv[1]))
fps, looks = told["fps"], np.load(told["looks"], mmap_mode="r")
scenes = []
for slide in told["slides"]:
    begin, seconds, shown = slide["start"], slide["seconds"], slide["shown"]
    layers = [ImageClip(slide["png"]).with_duration(seconds)]
    if shown:
        def frame(t, shown=shown):
            return np.asarray(looks[shown[min(int(t * fps + 0.5), len(shown) - 1)]])
        layers.append(VideoClip(frame, duration=seconds).with_position((slide["x"], slide["y"])))
    for cue in told["cues"]:
        start, end = max(cue["start"], begin), min(cue["start"] + cue["seconds"], begin + seconds)
        if start < end:
            words = TextClip(
                text=cue["text"], font_size=told["size"], color="white", bg_color="black", method="caption",
                size=(told["wide"], None),
            )
            words = words.with_start(start - begin).with_duration(end - start)
            layers.append(words.with_position((told["left"], told["top"])))
    scenes.append(CompositeVideoClip(layers, use_bgclip=True).with_duration(seconds))
film = concatenate_videoclips(scenes, method="chain").with_audio(AudioFileClip(told["sound"]))
film.write_videofile(
    told["out"], fps=fps, codec="libx264", preset=told["preset"], audio_codec="aac", threads=2, logger=None,
    ffmpeg_params=["-crf", str(told["crf"]), "-tune", told["tune"], "-pix_fmt", "yuv420p"],
)
"""


def interpreter_with_moviepy() -> str:
    """Give the interpreter that has MoviePy; empty where there is none."""
    python = os.environ.get(INTERPRETER, "")
    if not python:
        return ""
    found = subprocess.run([python, "-c", "import moviepy"], capture_output=True, check=False)
    return python if found.returncode == 0 else ""


def moviepy_cpu_seconds(python: str, talk: Path) -> float:
    """Have MoviePy make the talk told in a file of `told`; give the CPU-seconds of it and of its ffmpeg."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([python, "-c", MADE_WITH_MOVIEPY, str(talk)], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def told(
    folder: Path,
    *,
    timeline: Timeline,
    slides: Sequence[SlidePicture],
    pieces: Sequence[PieceOfFilm],
    cues: Sequence[Cue],
    pcm: bytes,
) -> Path:
    """Write all that the talk is made from where another interpreter can read it."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers: dict[tuple[str, str], int] = {}
    looks: list[np.ndarray] = []
    left = list(pieces)
    scenes = []
    for scene, slide in zip(timeline.scenes, slides, strict=True):
        count = max(1, len(scene.sentences))
        shown: list[int] = []
        for piece in left[:count]:
            if piece.presenter:
                for name in piece.presenter.frames:
                    if (slide.hash, name) not in numbers:
                        numbers[slide.hash, name] = len(looks)
                        looks.append(piece.presenter.looks[name])
                    shown.append(numbers[slide.hash, name])
        left = left[count:]
        png = folder / f"{scene.id}.png"
        png.write_bytes(slide.png)
        box = slide.presenter_box
        place = {"x": box.x if box else 0, "y": box.y if box else 0}
        times = {"start": scene.start_seconds, "seconds": scene.frames / FRAMES_A_SECOND}
        scenes.append({"png": str(png), "shown": shown, **place, **times})
    np.save(folder / "looks.npy", np.stack(looks))
    (folder / "sound.wav").write_bytes(wav_bytes(np.frombuffer(pcm, "<i2"), sample_rate=SAMPLE_RATE))
    caption = slides[-1].caption_box
    talk = {
        "fps": FRAMES_A_SECOND,
        "seconds": timeline.seconds,
        "frame": [slides[0].width, slides[0].height],
        "slides": scenes,
        "looks": str(folder / "looks.npy"),
        "sound": str(folder / "sound.wav"),
        "out": str(folder / "moviepy.mp4"),
        "cues": [
            {
                "text": "\n".join(cue.lines),
                "start": cue.start_seconds,
                "seconds": cue.end_seconds - cue.start_seconds,
            }
            for cue in cues
        ],
        "size": CAPTION_SIZE,
        "left": caption.x,
        "top": caption.y,
        "wide": 1376,
        **{name: CODING[name] for name in ("preset", "crf", "tune")},
    }
    path = folder / "talk.json"
    path.write_text(json.dumps(talk), encoding="utf-8")
    return path
