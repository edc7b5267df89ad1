"""YAML with line numbers, so that a check can point at the line."""

from dataclasses import dataclass
from typing import Any

import yaml

# libyaml's parser where PyYAML was built with it: a folder's check reads hundreds of small files.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlUnreadable(ValueError):
    """The text is not valid YAML; `line` counts from 1."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line


@dataclass(frozen=True, slots=True)
class LinedYaml:
    """A parsed YAML text. `lines` maps a path such as ("scope", "does_not", 0) to its line, counted from 1."""

    value: Any
    lines: dict[tuple[str | int, ...], int]

    def line_of(self, path: tuple[str | int, ...]) -> int:
        """Give the line of the nearest node on the way to `path`."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 1


def parse_yaml(text: str, *, first_line: int = 1) -> LinedYaml:
    """Parse `text`, whose first line is `first_line` of its file.

    Raises:
        YamlUnreadable: With the line and the parser's words.
    """
    loader = LOADER(text)
    try:
        node = loader.get_single_node()
        lines: dict[tuple[str | int, ...], int] = {}
        if node is not None:
            _note_lines(node, (), lines, first_line)
        value = loader.construct_document(node) if node is not None else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = (mark.line if mark else 0) + first_line
        raise YamlUnreadable(line, getattr(error, "problem", None) or str(error)) from error
    finally:
        loader.dispose()
    return LinedYaml(value, lines)


def _note_lines(
    node: yaml.Node, path: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int], first_line: int
) -> None:
    """Write down the line of `node` and of everything below it."""
    lines[path] = node.start_mark.line + first_line
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            below = (*path, str(key.value))
            _note_lines(value, below, lines, first_line)
            lines[below] = key.start_mark.line + first_line
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            _note_lines(value, (*path, number), lines, first_line)
