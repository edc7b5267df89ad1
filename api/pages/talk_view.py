"""A finished talk as pages show it: player, chapters, transcript with times, sources, downloads with sizes."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from api.pages.studio_view import ShownLink, all_links, clock_of, size_of
from twin.lecture.made_talks import MadeTalk
from twin.lecture.script import Script, ScriptSentence
from twin.lecture.second_captions import other_language
from twin.lecture.timeline import FRAMES_A_SECOND, LAST_TAIL_FRAMES, LEAD_FRAMES

LEAD_SECONDS = LEAD_FRAMES / FRAMES_A_SECOND  # a chapter begins so long before its first word
TAIL_SECONDS = LAST_TAIL_FRAMES / FRAMES_A_SECOND  # the last slide stays so long behind the last word
HIDDEN = frozenset({"thumbnail.png"})  # stands on the page itself
# What a file is, for the words of its link; by the ending of its name.
KIND_OF = {
    ".mp4": "video", ".mp3": "sound", ".pdf": "handout", ".pptx": "slides", ".vtt": "captions", ".srt": "captions",
    ".md": "transcript", ".html": "transcript", ".json": "manifest",
}  # fmt: skip
TYPE_OF = {
    ".mp4": "video/mp4", ".mp3": "audio/mpeg", ".pdf": "application/pdf", ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip; charset=utf-8", ".md": "text/markdown; charset=utf-8", ".png": "image/png",
    ".html": "text/html; charset=utf-8", ".json": "application/json",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownFile:
    """One file to take along. `kind` names its words."""

    name: str
    kind: str
    size: str
    href: str


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """One sentence of the transcript with its place in the talk, in seconds, and the numbers of its sources."""

    id: str
    text: str
    start: float
    end: float
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One scene: where it begins, and what is said."""

    title: str
    start: float
    clock: str
    lines: tuple[SpokenLine, ...]


@dataclass(frozen=True, slots=True)
class ShownPlayer:
    """Everything the player's fragment needs. `base` is the folder of the files' addresses, with the last slash."""

    title: str
    language: str
    is_draft: bool
    video: str
    poster: str
    captions: str
    second_captions: str
    sound: str
    chapters_track: str
    length: str
    chapters: tuple[Chapter, ...]
    sources: tuple[ShownLink, ...]
    files: tuple[ShownFile, ...]


def shown_player(script: Script, made: MadeTalk, *, base: str, chapters_track: str = "") -> ShownPlayer:
    """Give a finished talk for its page."""
    language = script.brief.language
    chapters = chapters_of(script, made.times())
    ends = [line.end for chapter in chapters for line in chapter.lines]
    return ShownPlayer(
        title=script.title,
        language=language,
        is_draft=made.is_draft,
        video=_address(made, made.video, base),
        poster=_address(made, "thumbnail.png", base),
        captions=_address(made, f"captions.{language}.vtt", base),
        second_captions=_address(made, f"captions.{other_language(language)}.vtt", base),
        sound=_address(made, made.video.replace(".mp4", ".mp3"), base),
        chapters_track=chapters_track,
        length=clock_of(max(ends) + TAIL_SECONDS if ends else 0.0),
        chapters=chapters,
        sources=all_links(script),
        files=_files(made, base),
    )


def chapters_of(script: Script, times: Mapping[str, tuple[float, float]]) -> tuple[Chapter, ...]:
    """Give the scenes with what is said in them; without times, all at the beginning."""
    numbers = {link.line: number for number, link in enumerate(all_links(script), start=1)}
    chapters = []
    for place, scene in enumerate(script.scenes):
        lines = tuple(_line(one, times, numbers) for one in scene.sentences)
        begun = lines[0].start if lines else 0.0
        start = 0.0 if not place else max(0.0, round(begun - LEAD_SECONDS, 2))
        chapters.append(Chapter(scene.title, start, clock_of(start), lines))
    return tuple(chapters)


def chapters_vtt(chapters: tuple[Chapter, ...]) -> str:
    """Write the chapters as WebVTT."""
    ends = [chapter.start for chapter in chapters[1:]]
    ends.append(max((line.end for chapter in chapters for line in chapter.lines), default=0.0))
    blocks = ["WEBVTT"]
    for number, (chapter, end) in enumerate(zip(chapters, ends, strict=True), start=1):
        title = chapter.title.replace("-->", "→").replace("&", "&amp;").replace("<", "&lt;")
        blocks.append(f"{number}\n{_stamp(chapter.start)} --> {_stamp(end)}\n{title}")
    return "\n\n".join(blocks) + "\n"


def _line(
    one: ScriptSentence, times: Mapping[str, tuple[float, float]], numbers: Mapping[str, int]
) -> SpokenLine:
    start, end = times.get(one.id, (0.0, 0.0))
    marks = tuple(dict.fromkeys(numbers[source.line] for source in one.sources))
    return SpokenLine(one.id, one.text, start, end, marks)


def _files(made: MadeTalk, base: str) -> tuple[ShownFile, ...]:
    order = list(dict.fromkeys(KIND_OF.values()))
    shown = [
        ShownFile(one.name, KIND_OF[ending], size_of(one.size), base + quote(one.name))
        for one in made.files
        if one.name not in HIDDEN and (ending := _ending(one.name)) in KIND_OF
    ]
    return tuple(sorted(shown, key=lambda one: (order.index(one.kind), one.name)))


def _address(made: MadeTalk, name: str, base: str) -> str:
    return base + quote(name) if made.file(name) else ""


def _ending(name: str) -> str:
    return name[name.rfind(".") :].lower()


def media_type_of(name: str) -> str:
    """Give the media type of a file of a talk."""
    return TYPE_OF.get(_ending(name), "application/octet-stream")


def _stamp(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    return f"{thousandths // 3_600_000:02}:{thousandths // 60_000 % 60:02}:{thousandths // 1000 % 60:02}.{thousandths % 1000:03}"
