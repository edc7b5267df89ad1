"""The door to ffmpeg: what it makes, and what it says when it cannot."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from twin.media.ffmpeg_door import ffmpeg_binary, last_words, output, run, source
from twin.media.media_errors import MediaKilled, MediaUnreadable
from twin.media.probe import packet_times, probed
from twin.media.sound import decoded_sound

RATE = 24000


def tone(seconds: float) -> np.ndarray:
    return (8000 * np.sin(2 * np.pi * 440 * np.arange(int(seconds * RATE)) / RATE)).astype(np.int16)


def encoded(form: str) -> bytes:
    heard = source("pipe:", f="s16le", ar=RATE, ac=1)
    return run(output(heard, path="pipe:", f=form), given=tone(1.0).tobytes())[0]


@pytest.mark.parametrize("form", ["wav", "mp3", "adts", "ogg"])
def test_any_sound_comes_out_as_mono_numbers_of_the_asked_rate(form: str) -> None:
    heard = decoded_sound(encoded(form), sample_rate=16000)

    assert heard.dtype == np.int16
    assert abs(len(heard) / 16000 - 1.0) < 0.12  # encoders pad their first and last frame


def test_bytes_that_are_no_sound_are_refused_with_ffmpegs_own_words() -> None:
    with pytest.raises(MediaUnreadable) as refused:
        decoded_sound(b"<html>502 Bad Gateway</html>" * 50, sample_rate=RATE)

    assert refused.value.said


def test_an_empty_sound_is_refused() -> None:
    with pytest.raises(MediaUnreadable, match="empty"):
        decoded_sound(b"", sample_rate=RATE)


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(MediaUnreadable, match="No such file"):
        probed(tmp_path / "gone.mp4")


def test_a_run_over_its_time_is_ended_and_said() -> None:
    endless = source("testsrc=size=64x64", f="lavfi", re=None)

    with pytest.raises(MediaKilled, match="too long"):
        run(output(endless, path="pipe:", f="null"), what="a test picture", seconds=0.3)


def test_a_full_disk_is_called_a_full_disk(tmp_path: Path) -> None:
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))\n"
        "from twin.media.ffmpeg_door import output, run, source\n"
        "from twin.media.media_errors import DiskFull\n"
        "try:\n"
        "    run(output(source('testsrc=size=320x180:duration=9', f='lavfi'), path=sys.argv[1], vcodec='rawvideo'))\n"
        "except DiskFull as error:\n"
        "    print(error)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "large.nut")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert "No room left" in done.stdout, done.stderr


def test_a_probe_gives_length_streams_tags_and_packets(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    seen = source("testsrc=size=320x180:rate=25:duration=2", f="lavfi")
    heard = source("sine=duration=2", f="lavfi")
    run(output(seen, heard, path=film, vcodec="libx264", acodec="aac", metadata="title=Heart; and = rhythm"))

    facts = probed(film)

    assert facts.seconds == pytest.approx(2.0, abs=0.05)
    assert [(stream.kind, stream.codec) for stream in facts.streams] == [("Video", "h264"), ("Audio", "aac")]
    assert (facts.streams[0].width, facts.streams[0].height, facts.streams[0].frames_a_second) == (
        320,
        180,
        25.0,
    )
    assert facts.tags["title"] == "Heart; and = rhythm"
    assert len(packet_times(film, "v:0")) == 50


def test_the_last_words_name_the_cause_and_not_only_the_failure() -> None:
    assert last_words("pipe: Invalid data found\nConversion failed!\n") == "pipe: Invalid data found"


def test_the_binary_is_there() -> None:
    assert Path(ffmpeg_binary()).exists()
