"""What was said, to read: as Markdown and as a page of its own whose sentences carry their times."""

import html
import re
from collections.abc import Mapping, Sequence

from twin.lecture.script import Script
from twin.lecture.talk_sources import NumberedSource, all_sources
from twin.lecture.timeline import TimedScene, Timeline

SOURCES = {"en": "Sources", "zh": "资料来源"}
LABEL = {"en": "AI-generated · digital twin", "zh": "AI 生成 · 数字分身"}
STYLE = (
    "body{font:1.0625rem/1.6 system-ui,'Noto Sans CJK SC',sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#1c2430}"
    "h1{line-height:1.25}h2{margin-top:2rem}h2 time{color:#5a6675;font-weight:400;font-size:.875rem;margin-left:.5rem}"
    ".label{display:inline-block;border:1px solid #8a4b08;border-radius:1rem;padding:.1rem .75rem;color:#8a4b08}"
    "ol{padding-left:1.5rem}@media(prefers-color-scheme:dark){body{background:#10151c;color:#e8ecf1}.label{color:#f3c892;border-color:#f3c892}h2 time{color:#aab4c0}}"
)

_TIMED = re.compile(r'<span id="([^"]+)" data-start="([0-9.]+)" data-end="([0-9.]+)">')


def times_of(page: str) -> dict[str, tuple[float, float]]:
    """Read from a page of `html_transcript` when each sentence is spoken, by its id: start and end in seconds."""
    return {html.unescape(id_): (float(start), float(end)) for id_, start, end in _TIMED.findall(page)}


def markdown_transcript(
    script: Script,
    timeline: Timeline,
    sources: Mapping[str, tuple[NumberedSource, ...]],
    *,
    front_matter: str = "",
) -> str:
    """Give the transcript as Markdown; the label's front matter is put before it when it is sealed."""
    language = script.brief.language
    blocks = [f"# {script.title}", f"*{LABEL[language]}*"]
    for scene in timeline.scenes:
        blocks.append(f"## {scene.title} ({_clock(scene.start_seconds)})")
        blocks.append(_said(scene, language))
    listed = all_sources(sources)
    if listed:
        blocks.append(f"## {SOURCES[language]}")
        blocks.append("\n".join(f"{source.mark}. {source.line}" for source in listed))
    return "\n\n".join(blocks) + "\n"


def html_transcript(
    script: Script, timeline: Timeline, sources: Mapping[str, tuple[NumberedSource, ...]]
) -> str:
    """Give the transcript as one page without script; each sentence has `data-start` and `data-end` in seconds."""
    language = script.brief.language
    listed = all_sources(sources)
    parts = [
        "<!doctype html>",
        f'<html lang="{"zh-CN" if language == "zh" else "en"}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<title>{html.escape(script.title)}</title><style>{STYLE}</style></head><body><main>",
        f'<p class="label">{LABEL[language]}</p><h1>{html.escape(script.title)}</h1>',
        *(part for scene in timeline.scenes for part in _section(scene, language)),
        *_source_list(listed, language),
        "</main></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _section(scene: TimedScene, language: str) -> list[str]:
    clock = _clock(scene.start_seconds)
    blank = "" if language == "zh" else " "
    said = blank.join(
        f'<span id="{html.escape(one.said.id)}" data-start="{one.start_seconds:.2f}" data-end="{one.end_seconds:.2f}">'
        f"{html.escape(one.said.text.written)}</span>"
        for one in scene.sentences
    )
    return [f"<section><h2>{html.escape(scene.title)}<time>{clock}</time></h2><p>{said}</p></section>"]


def _source_list(listed: Sequence[NumberedSource], language: str) -> list[str]:
    if not listed:
        return []
    lines = "".join(f'<li value="{html.escape(one.mark)}">{html.escape(one.line)}</li>' for one in listed)
    return [f"<section><h2>{SOURCES[language]}</h2><ol>{lines}</ol></section>"]


def _said(scene: TimedScene, language: str) -> str:
    blank = "" if language == "zh" else " "
    return blank.join(sentence.said.text.written for sentence in scene.sentences)


def _clock(seconds: float) -> str:
    """Give minutes and seconds, as a player shows them."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
