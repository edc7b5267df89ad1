"""The YAML files under corpora/triage, read with words for what is wrong and where."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from twin.errors import TriageDataInvalid
from twin.persona.yaml_lines import LOADER, parse_yaml

Made = TypeVar("Made")
OnWrong = Callable[[TriageDataInvalid], None]  # told of what is wrong; reading goes on without it
LANGUAGES = ("en", "zh")


def stop(wrong: TriageDataInvalid) -> None:
    """Raise what is wrong: nothing is served from files that are not right."""
    raise wrong


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a file: where it stands, its id and its keys."""

    path: Path
    section: str
    place: str | int
    keys: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Give its id, or "?" when it has none."""
        return str(self.keys.get("id", self.place))

    def wrong(self, problem: str) -> TriageDataInvalid:
        """Make the error that names the file, the line and the way out."""
        document = parse_yaml(self.path.read_text(encoding="utf-8"))
        line = document.line_of((self.section, self.place))
        return TriageDataInvalid(
            f"{self.path.parent.name}/{self.path.name}, line {line}: {self.id}: {problem} See docs/triage-rules.md."
        )

    def read(self, make: Callable[["Entry"], Made], on_wrong: OnWrong = stop) -> Made | None:
        """Make something of the entry; None when it is wrong and `on_wrong` lets reading go on."""
        try:
            return make(self)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            on_wrong(self.wrong(f"{error} is missing." if isinstance(error, KeyError) else str(error)))
            return None


def loaded(path: Path) -> dict[str, Any]:
    """Read one file; a file that has not changed is not read twice.

    Raises:
        TriageDataInvalid: If it is not there, no YAML, or not a mapping.
    """
    try:
        status = path.stat()
    except OSError as error:
        raise TriageDataInvalid(
            f"{path} cannot be read ({error.strerror}). Run in the folder that holds corpora/, or set TWIN_PATHS__CORPORA."
        ) from None
    return _loaded(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=64)
def _loaded(path: Path, modified_ns: int, size: int) -> dict[str, Any]:
    """Read one file as it was at that time."""
    import yaml

    text = path.read_text(encoding="utf-8")
    try:
        value = yaml.load(text, Loader=LOADER)  # noqa: S506 both loaders are safe
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = (mark.line if mark else 0) + 1
        raise TriageDataInvalid(
            f"{path.parent.name}/{path.name}, line {line}: {getattr(error, 'problem', error)}. "
            "Quote the line, or see docs/triage-rules.md."
        ) from error
    if not isinstance(value, dict):
        raise TriageDataInvalid(
            f"{path.parent.name}/{path.name} is empty or no mapping. See docs/triage-rules.md."
        )
    return value


def forget_files() -> None:
    """Let go of what was read; files are only remembered while everything is loaded."""
    _loaded.cache_clear()


def entries(folder: Path, section: str, on_wrong: OnWrong = stop) -> Iterator[Entry]:
    """Give the entries of a section of all files of a folder, in the order of file names."""
    for path in sorted(folder.glob("*.yaml")):
        try:
            several = loaded(path).get(section) or {}
        except TriageDataInvalid as wrong:
            on_wrong(wrong)
            continue
        pairs = several.items() if isinstance(several, dict) else enumerate(several)
        for place, keys in pairs:
            entry = Entry(path, section, place, keys if isinstance(keys, dict) else {})
            if isinstance(keys, dict):
                yield entry
            else:
                on_wrong(entry.wrong("is no mapping."))


def in_both(keys: Mapping[str, Any], name: str) -> dict[str, str]:
    """Give a text in both languages.

    Raises:
        ValueError: If one is missing.
    """
    text = keys.get(name) or {}
    if not isinstance(text, dict) or any(not text.get(language) for language in LANGUAGES):
        raise ValueError(f"`{name}` needs `en` and `zh`.")
    return {language: str(text[language]) for language in LANGUAGES}


def lines_in_both(keys: Mapping[str, Any], name: str) -> dict[str, tuple[str, ...]]:
    """Give lines in both languages; none when the key is left out."""
    text = keys.get(name) or {}
    return {language: as_lines(text.get(language)) for language in LANGUAGES}


def as_lines(value: Any) -> tuple[str, ...]:
    """Give a list of texts; a single one stands for a list of one.

    Raises:
        ValueError: For yes, no, on, off without quotes, which YAML reads as true and false.
    """
    if value is None:
        return ()
    if isinstance(value, bool) or (isinstance(value, list) and any(isinstance(one, bool) for one in value)):
        raise ValueError("quote `no`, `yes`, `on` and `off`: YAML reads them as true and false.")
    return tuple(str(one) for one in value) if isinstance(value, list) else (str(value),)
