"""Reading a script file back. What cannot be read is named with its line, and nothing is guessed."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import yaml
from pydantic import ValidationError

from twin.errors import ScriptFileInvalid
from twin.lecture.script import Scene, Script, ScriptSentence, SentenceSource
from twin.lecture.script_file import comment_of, definition_of, footnotes_of, unescaped


def read_script(text: str) -> Script:
    """Give the script of a file.

    Raises:
        ScriptFileInvalid: With the line and what is wrong there.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    head, first = _front_matter(lines)
    sources = _sources(lines, first)
    reading = _Reading(sources)
    for number, line in enumerate(lines[first:], start=first + 1):
        reading.take(number, line)
    scenes = reading.finished(len(lines))
    try:
        return Script(
            title=head["title"],
            brief=head["brief"],
            scenes=scenes,
            not_covered=tuple(head.get("not_covered") or ()),
            made_on=head["made_on"],
        )
    except KeyError as error:
        raise ScriptFileInvalid(1, f"the front matter has no `{error.args[0]}:`.") from error
    except ValidationError as error:
        fault = error.errors()[0]
        name = str(fault["loc"][-1]) if fault["loc"] else ""
        raise ScriptFileInvalid(_line_of(lines[:first], name), f"`{name}`: {fault['msg']}.") from error


class _Reading:
    """The scenes read so far."""

    def __init__(self, sources: Mapping[int, SentenceSource]) -> None:
        self._sources = sources
        self._scenes: list[Scene] = []
        self._open: tuple[int, str, dict[str, Any] | None, list[ScriptSentence]] | None = None
        self._ids: dict[str, int] = {}

    def take(self, number: int, line: str) -> None:
        if not line.strip() or line.strip() == "---" or line.startswith("# ") or definition_of(line):
            return
        if line.startswith("[^"):
            raise ScriptFileInvalid(number, "a source is written `[^1]: its line <!-- passage id -->`.")
        if line.startswith("## "):
            self._close()
            self._open = (number, unescaped(line[3:].strip()), None, [])
            return
        if self._open is None:
            raise ScriptFileInvalid(number, "text stands before the first scene (`## …`).")
        words, comment = comment_of(line)
        if not words:
            self._take_slide(number, comment)
        elif words.startswith("#"):
            raise ScriptFileInvalid(number, "a heading of this level has no meaning here; a scene is `## …`.")
        else:
            self._open[3].append(self._sentence(number, words, comment))

    def finished(self, last: int) -> tuple[Scene, ...]:
        self._close()
        if not self._scenes:
            raise ScriptFileInvalid(last, "no scene (`## …`) was found.")
        return tuple(self._scenes)

    def _take_slide(self, number: int, comment: str) -> None:
        assert self._open is not None
        start, title, slide, sentences = self._open
        if slide is not None:
            raise ScriptFileInvalid(number, "this scene has two comments of its own.")
        self._open = (start, title, _json(number, comment), sentences)

    def _sentence(self, number: int, words: str, comment: str) -> ScriptSentence:
        bare, marks = footnotes_of(words)
        unknown = [one for one in marks if one not in self._sources]
        if unknown:
            raise ScriptFileInvalid(
                number, f"the footnote [^{unknown[0]}] is not defined at the end of the file."
            )
        text = unescaped(bare)
        kept = _json(number, comment) if comment else {"id": _new_id(text)}
        if not isinstance(kept.get("id"), str):
            raise ScriptFileInvalid(number, "the comment behind the sentence has lost its `id`.")
        if kept["id"] in self._ids:
            raise ScriptFileInvalid(
                number, f"the sentence id {kept['id']!r} stands in line {self._ids[kept['id']]} already."
            )
        self._ids[kept["id"]] = number
        try:
            return ScriptSentence(
                text=text,
                sources=tuple(self._sources[one] for one in marks),
                **{str(k): v for k, v in kept.items()},
            )
        except (ValidationError, TypeError) as error:
            raise ScriptFileInvalid(
                number, f"the comment behind the sentence cannot be read ({_short(error)})."
            ) from error

    def _close(self) -> None:
        if self._open is None:
            return
        start, title, slide, sentences = self._open
        if slide is None:
            raise ScriptFileInvalid(start, f"the scene {title!r} has lost the comment below its heading.")
        if any(scene.id == slide.get("id") for scene in self._scenes):
            raise ScriptFileInvalid(start, f"the scene id {slide.get('id')!r} stands twice.")
        try:
            self._scenes.append(Scene(title=title, sentences=tuple(sentences), **slide))
        except (ValidationError, TypeError) as error:
            raise ScriptFileInvalid(
                start, f"the comment of the scene {title!r} cannot be read ({_short(error)})."
            ) from error
        self._open = None


def _front_matter(lines: list[str]) -> tuple[dict[str, Any], int]:
    if not lines or lines[0].strip() != "---":
        raise ScriptFileInvalid(1, "the file does not begin with front matter (`---`).")
    end = next((n for n, line in enumerate(lines[1:], start=1) if line.strip() == "---"), None)
    if end is None:
        raise ScriptFileInvalid(1, "the front matter does not end (`---`).")
    try:
        head = yaml.safe_load("\n".join(lines[1:end]))
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 2
        raise ScriptFileInvalid(line, f"the front matter is no YAML ({error.problem}).") from error
    if not isinstance(head, dict):
        raise ScriptFileInvalid(1, "the front matter holds no `title:`.")
    return head, end + 1


def _sources(lines: list[str], first: int) -> dict[int, SentenceSource]:
    found: dict[int, SentenceSource] = {}
    for number, line in enumerate(lines[first:], start=first + 1):
        definition = definition_of(line)
        if definition is None:
            continue
        if definition[0] in found:
            raise ScriptFileInvalid(number, f"the footnote [^{definition[0]}] is defined twice.")
        found[definition[0]] = definition[1]
    return found


def _json(number: int, comment: str) -> dict[str, Any]:
    try:
        value = json.loads(comment)
    except json.JSONDecodeError as error:
        raise ScriptFileInvalid(number, f"the comment is no JSON ({error.msg}).") from error
    if not isinstance(value, dict):
        raise ScriptFileInvalid(number, "the comment is no JSON object.")
    return value


def _line_of(lines: list[str], name: str) -> int:
    return next((n for n, line in enumerate(lines, start=1) if line.strip().startswith(f"{name}:")), 1)


def _new_id(text: str) -> str:
    return "new-" + hashlib.sha256(text.encode()).hexdigest()[:10]


def _short(error: Exception) -> str:
    return error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
