"""A script as a Markdown file that people read and change, and back: `read_script(write_script(x)) == x`.

Front matter holds the brief. A scene is a `##` heading with a comment that holds its id and its slide; a sentence is a line with its
sources as footnotes and a comment with its id. A line without a comment is a new sentence.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

import yaml

from twin.lecture.script import Scene, Script, ScriptSentence, SentenceSource

LABEL_KEY = "AIGC"  # front matter that twin/labels adds to every exported file; no part of the script
_COMMENT = {"open": "<!-- ", "close": " -->"}
_MARKED = re.compile(r"(?<!\\)<!--\s*(.*?)\s*-->\s*$")
_FOOTNOTE = re.compile(r"(?<!\\)\[\^(\d+)\]")
_DEFINITION = re.compile(r"^\[\^(\d+)\]:\s+(.*?)\s*(?<!\\)<!--\s*(.+?)\s*-->\s*$")
_TO_ESCAPE = re.compile(r"\\|<!--|\[\^")
_LEADING = re.compile(r"^(?=[#\-*>+]|\d+[.)])")
_SLIDE_FIELDS = ("kicker", "bullets", "right_bullets", "quote", "chart", "table", "picture")


def write_script(script: Script, *, labels: Mapping[str, Any] | None = None) -> str:
    """Give the file. `labels` is further front matter, such as the AIGC label; it is not read back."""
    numbers: dict[SentenceSource, int] = {}
    for one in script.sentences():
        for source in one.sources:
            numbers.setdefault(source, len(numbers) + 1)
    head = {
        "title": script.title,
        "made_on": script.made_on,
        "brief": script.brief.model_dump(mode="json"),
        "not_covered": list(script.not_covered),
        **(labels or {}),
    }
    front = yaml.safe_dump(head, allow_unicode=True, sort_keys=False, width=120)
    lines = ["---", *front.splitlines(), "---", "", f"# {_escaped(script.title)}"]
    for scene in script.scenes:
        lines += ["", *_scene_lines(scene, numbers)]
    if numbers:
        lines += ["", "---", ""]
        lines += [
            f"[^{number}]: {_escaped(source.line)} <!-- {source.passage_id} -->"
            for source, number in numbers.items()
        ]
    return "\n".join(lines) + "\n"


def _scene_lines(scene: Scene, numbers: Mapping[SentenceSource, int]) -> list[str]:
    slide = {name: getattr(scene, name) for name in _SLIDE_FIELDS}
    dumped = scene.model_dump(mode="json", include=set(_SLIDE_FIELDS))
    slide_of: dict[str, Any] = {"id": scene.id, "kind": scene.kind.value, "layout": scene.layout}
    slide_of |= {name: dumped[name] for name in _SLIDE_FIELDS if slide[name]}
    lines = [f"## {_escaped(scene.title)}", _comment(slide_of), ""]
    for one in scene.sentences:
        marks = "".join(f"[^{numbers[source]}]" for source in one.sources)
        kept: dict[str, Any] = {"id": one.id, "kind": one.kind.value, "seconds": one.seconds}
        if one.refused:
            kept["refused"] = one.refused
        if one.translation:
            kept["translation"] = one.translation
        lines += [f"{_escaped(one.text)}{' ' + marks if marks else ''} {_comment(kept)}", ""]
    return lines[:-1]


def _comment(value: Mapping[str, Any]) -> str:
    """Write JSON that cannot end the comment it stands in."""
    return f"{_COMMENT['open']}{json.dumps(value, ensure_ascii=False).replace('>', chr(92) + 'u003e')}{_COMMENT['close']}"


def _escaped(text: str) -> str:
    one_line = " ".join(text.splitlines()) if "\n" in text or "\r" in text else text
    escaped = _TO_ESCAPE.sub(lambda found: "\\" + found.group(), one_line)
    return _LEADING.sub(lambda _: "\\", escaped)


def unescaped(text: str) -> str:
    """Give a line's words without the backslashes that kept them from being markup."""
    return re.sub(r"\\(.)", r"\1", text)


def comment_of(line: str) -> tuple[str, str]:
    """Part a line from the comment at its end; the comment is empty where there is none."""
    found = _MARKED.search(line)
    return (line[: found.start()].rstrip(), found.group(1)) if found else (line.rstrip(), "")


def footnotes_of(text: str) -> tuple[str, list[int]]:
    """Part a sentence from the footnote marks in it."""
    return _FOOTNOTE.sub("", text).rstrip(), [int(one) for one in _FOOTNOTE.findall(text)]


def definition_of(line: str) -> tuple[int, SentenceSource] | None:
    """Read `[^1]: line <!-- passage id -->`; None for any other line."""
    found = _DEFINITION.match(line)
    if not found:
        return None
    number, text, passage_id = found.groups()
    return int(number), SentenceSource(passage_id=passage_id, line=unescaped(text))


def is_new(sentence: ScriptSentence) -> bool:
    """Say whether a sentence was written into the file by hand and has not been judged yet."""
    return sentence.id.startswith("new-")
