"""What a media file holds: length, streams, tags, chapters, and the time of every packet."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from twin.media.ffmpeg_door import ffmpeg_binary, output, run, run_command, source

DURATION = re.compile(r"Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)")
STREAM = re.compile(r"^\s*Stream #0:(\d+)(?:\[[^\]]*\])?(?:\((\w+)\))?: (\w+): (\w+)(.*)$")
SIZE = re.compile(r"\b(\d{2,5})x(\d{2,5})\b")
RATE = re.compile(r"(\d+) Hz")
FRAMES = re.compile(r"([\d.]+) fps")


@dataclass(frozen=True, slots=True)
class MediaStream:
    """One stream. `kind` is Video, Audio or Subtitle; `language` as ISO 639-2, und where unsaid; zero where a number does not apply."""

    number: int
    kind: str
    codec: str
    language: str
    width: int = 0
    height: int = 0
    frames_a_second: float = 0.0
    sample_rate: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class MediaChapter:
    """One chapter; half-open, in seconds."""

    title: str
    start_seconds: float
    end_seconds: float


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """What a file says of itself. `seconds` is its longest stream, 0.0 for a picture."""

    seconds: float
    streams: tuple[MediaStream, ...]
    tags: Mapping[str, str]
    chapters: tuple[MediaChapter, ...]


def probed(path: Path) -> MediaFacts:
    """Read what a file holds, without decoding it.

    Raises:
        MediaUnreadable: If ffmpeg knows no such file.
    """
    # The ffmetadata muxer writes tags and chapters in full, where the printed summary cuts them.
    command = [
        ffmpeg_binary(),
        "-hide_banner",
        "-nostdin",
        "-nostats",
        "-i",
        str(path),
        "-f",
        "ffmetadata",
        "pipe:",
    ]
    written, said = run_command(command, what=path.name)
    told = said.split("Output #0")[0]
    found = DURATION.search(told)
    hours, minutes, seconds = found.groups() if found else ("0", "0", "0")
    tags, chapters = _metadata(written.decode("utf-8", "replace"))
    streams = tuple(_stream(match) for line in told.splitlines() if (match := STREAM.match(line)))
    return MediaFacts(int(hours) * 3600 + int(minutes) * 60 + float(seconds), streams, tags, chapters)


def packet_times(path: Path, stream: str) -> list[tuple[float, float]]:
    """Give (start, duration) in seconds of every packet of a stream (`v:0`, `a:0`, `s:0`), in the file's order."""
    return _packets(path, stream).get(0, [])


def all_packet_times(path: Path) -> dict[str, list[tuple[float, float]]]:
    """Give (start, duration) of every packet of the first picture, sound and captions, by `v`, `a`, `s`; one look at the file."""
    told = _packets(path, "v:0", "a:0?", "s:0?")
    return {kind: told[number] for number, kind in enumerate("vas") if number in told}


def _packets(path: Path, *streams: str) -> dict[int, list[tuple[float, float]]]:
    """Give the packets of streams by their place among those asked for."""
    film = source(path)
    graph = output(*(film[one] for one in streams), path="pipe:", f="framecrc", c="copy", loglevel="error")
    written, _ = run(graph, what=path.name)
    base: dict[int, float] = {}
    times: dict[int, list[tuple[float, float]]] = {}
    for line in written.decode().splitlines():
        if line.startswith("#tb "):
            number, told = line.removeprefix("#tb ").split(": ")
            above, below = told.strip().split("/")
            base[int(number)] = int(above) / int(below)
        elif line and not line.startswith("#"):
            cells = [cell.strip() for cell in line.split(",")]
            tick = base[int(cells[0])]
            times.setdefault(int(cells[0]), []).append((int(cells[2]) * tick, int(cells[3]) * tick))
    return times


def _stream(match: "re.Match[str]") -> MediaStream:
    number, language, kind, codec, detail = match.groups()
    size, rate, frames = SIZE.search(detail), RATE.search(detail), FRAMES.search(detail)
    return MediaStream(
        number=int(number),
        kind=kind,
        codec=codec,
        language=language or "und",
        width=int(size[1]) if size and kind == "Video" else 0,
        height=int(size[2]) if size and kind == "Video" else 0,
        frames_a_second=float(frames[1]) if frames else 0.0,
        sample_rate=int(rate[1]) if rate else 0,
        detail=detail.strip(" ,"),
    )


def _metadata(text: str) -> tuple[dict[str, str], tuple[MediaChapter, ...]]:
    """Read an ffmetadata file: tags of the whole, then its chapters."""
    tags: dict[str, str] = {}
    chapters: list[dict[str, str]] = []
    into = tags
    # A line that ends in a backslash goes on; `=`, `;`, `#`, `\` and newline are escaped by one.
    for line in re.split(r"(?<!\\)\n", text):
        if line in ("[CHAPTER]", "[STREAM]"):
            into = {}
            if line == "[CHAPTER]":
                chapters.append(into)
        elif parts := re.match(r"((?:[^=\\]|\\.)+)=(.*)", line, re.S):
            into[re.sub(r"\\(.)", r"\1", parts[1], flags=re.S)] = re.sub(
                r"\\(.)", r"\1", parts[2], flags=re.S
            )
    return tags, tuple(_chapter(chapter) for chapter in chapters)


def _chapter(told: Mapping[str, str]) -> MediaChapter:
    above, below = (int(part) for part in told["TIMEBASE"].split("/"))
    return MediaChapter(
        told.get("title", ""), int(told["START"]) * above / below, int(told["END"]) * above / below
    )
