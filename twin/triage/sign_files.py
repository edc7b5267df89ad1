"""Signs, word lists, cues and measurements, read from their files and made ready for matching."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from twin.errors import TriageDataInvalid
from twin.triage.context import Cues
from twin.triage.data_files import LANGUAGES, Entry, OnWrong, as_lines, entries, in_both, loaded, stop
from twin.triage.findings import comparison
from twin.triage.literals import only_string, string_anchors
from twin.triage.matching import Matcher
from twin.triage.pattern import Node, PatternReader, PatternWrong, Word
from twin.triage.pattern_index import IndexedPattern
from twin.triage.pattern_regex import Script, anchors_of, expression, words_of
from twin.triage.pattern_words import normal_pattern
from twin.triage.quantities import Measure
from twin.triage.sign import COUNTING, Sign
from twin.triage.wording import Wording

DENIALS = frozenset(
    ["not", "no", "never", "none", "nothing", "without", "neither", "nor", "stopped", "不", "没", "无", "未"]
)
SCRIPTS: dict[str, Script] = {"en": "en", "zh": "zh"}
_SIGN_KEYS = {"name", "en", "zh", "time", "denial", "includes", "measured", "not"}


@dataclass(frozen=True, slots=True)
class SignFiles:
    """All signs and their patterns.

    `nodes` holds the pattern trees by language, for the vocabulary; they are many: do not keep them. `chinese` holds
    each Chinese pattern as it is written, with its sign.
    """

    signs: Mapping[str, Sign]
    patterns: tuple[IndexedPattern, ...]
    nodes: Mapping[str, tuple[tuple[str, Node], ...]]
    exceptions: Mapping[str, Matcher]
    chinese: tuple[tuple[str, str], ...]


class PatternFiles:
    """Reads patterns with the lists of all files."""

    def __init__(self, folder: Path, wording: Wording, on_wrong: OnWrong = stop) -> None:
        """Read the word lists of every file in `folder`."""
        self._wording = wording
        lists: dict[str, dict[str, list[str]]] = {language: defaultdict(list) for language in LANGUAGES}
        for entry in entries(folder, "lists", on_wrong):
            for language in LANGUAGES:
                lists[language][str(entry.place)] += [
                    self._normal(one, language) for one in as_lines(entry.keys.get(language))
                ]
        self._readers = {
            language: PatternReader(language, {name: tuple(some) for name, some in lists[language].items()})
            for language in LANGUAGES
        }
        self._known: dict[tuple[str, str], Node] = {}

    def _normal(self, pattern: str, language: str) -> str:
        return normal_pattern(pattern, language, self._wording.words, self._wording.simplified)

    def node(self, pattern: str, language: str) -> Node:
        """Read one pattern.

        Raises:
            PatternWrong: If it cannot be read.
        """
        return self._readers[language].read(self._normal(pattern, language))

    def written(self, pattern: str, language: str) -> str:
        """Write one pattern as an expression of RE2."""
        return expression(self.node(pattern, language), SCRIPTS[language])

    def indexed(self, pattern: str, language: str, owner: str) -> tuple[Node, IndexedPattern]:
        """Read one pattern of a sign with the words without which it cannot match.

        Raises:
            PatternWrong: If it cannot be read, or could match anything.
        """
        node = self.node(pattern, language)
        anchors = (string_anchors(node) if language == "zh" else ()) or anchors_of(node, SCRIPTS[language])
        if not anchors:
            raise PatternWrong(f"{pattern!r}: needs at least one word that must be there.")
        word = f"{node.text}{'*' * node.is_stem}" if language == "en" and isinstance(node, Word) else ""
        return node, IndexedPattern(
            owner,
            anchors,
            partial(self.written, pattern, language),
            any(word in DENIALS for word, _ in words_of(node)),
            word,
            only_string(node) if language == "zh" else "",
        )

    def matcher(self, keys: Mapping[str, Any]) -> Matcher:
        """Make one matcher of the patterns under `en` and `zh`."""
        nodes = [
            (self.node(pattern, language), SCRIPTS[language])
            for language in LANGUAGES
            for pattern in as_lines(keys.get(language))
        ]
        return Matcher(
            [(expression(*one), one[1]) for one in nodes],
            [anchors_of(*one) for one in nodes],
        )

    def pinyin_matcher(self, keys: Mapping[str, Any], syllables: dict[str, str]) -> Matcher:
        """Make one matcher of the Chinese patterns, as they are read in pinyin."""
        return Matcher(
            (expression(self.node(pattern, "zh"), "pinyin", syllables), "pinyin")
            for pattern in as_lines(keys.get("zh"))
        )


def read_signs(folder: Path, files: PatternFiles, on_wrong: OnWrong = stop) -> SignFiles:
    """Read every sign; one that several files define is one sign.

    Raises:
        TriageDataInvalid: Naming file, line and sign.
    """
    keys: dict[str, dict[str, Any]] = {}
    patterns: list[IndexedPattern] = []
    nodes: dict[str, list[tuple[str, Node]]] = {language: [] for language in LANGUAGES}
    last: dict[str, Entry] = {}
    exceptions: dict[tuple[str, str], list[str]] = defaultdict(list)
    chinese: list[tuple[str, str]] = []
    for entry in entries(folder, "signs", on_wrong):
        name = str(entry.place)
        last[name] = entry
        for language, text, node, pattern in (
            entry.read(lambda one: list(_patterns(one, files)), on_wrong) or ()
        ):
            nodes[language].append((name, node))
            patterns.append(pattern)
            if language == "zh":
                chinese.append((name, text))
        for language in LANGUAGES:
            exceptions[name, language] += as_lines((entry.keys.get("not") or {}).get(language))
        _merge(keys.setdefault(name, {}), entry)
    signs = {}
    for name, several in keys.items():
        sign = last[name].read(partial(_sign, several), on_wrong)
        if sign is not None:
            signs[name] = sign
    for name, sign in signs.items():
        unknown = [one for one in sign.includes if one not in signs]
        if unknown:
            on_wrong(last[name].wrong(f"includes {', '.join(unknown)}, which is no sign."))
    kept = tuple(pattern for pattern in patterns if pattern.owner in signs)
    matchers: dict[str, Matcher] = {}
    for name in signs:
        several = {language: exceptions[name, language] for language in LANGUAGES}
        if any(several.values()):
            matcher = last[name].read(partial(_exceptions, files, several), on_wrong)
            matchers |= {} if matcher is None else {name: matcher}
    trees = {language: tuple(one for one in some if one[0] in signs) for language, some in nodes.items()}
    spoken = tuple(one for one in chinese if one[0] in signs)
    return SignFiles(signs, kept, trees, matchers, spoken)


def _exceptions(files: PatternFiles, several: Mapping[str, list[str]], entry: Entry) -> Matcher:
    """Make the matcher of what is not this sign."""
    return files.matcher(several)


def _patterns(entry: Entry, files: PatternFiles) -> Iterable[tuple[str, str, Node, IndexedPattern]]:
    """Give the patterns of one entry with their language."""
    wrong = set(entry.keys) - _SIGN_KEYS
    if wrong:
        raise ValueError(f"{', '.join(sorted(wrong))}: no such key (known: {', '.join(sorted(_SIGN_KEYS))}).")
    for language in LANGUAGES:
        for pattern in as_lines(entry.keys.get(language)):
            yield language, pattern, *files.indexed(pattern, language, str(entry.place))


def _merge(keys: dict[str, Any], entry: Entry) -> None:
    """Add what one file says of a sign to what others said."""
    for key in ("includes", "measured"):
        keys[key] = (*keys.get(key, ()), *as_lines(entry.keys.get(key)))
    for key in ("name", "time", "denial"):
        if key in entry.keys:
            keys[key] = entry.keys[key]


def _sign(keys: Mapping[str, Any], entry: Entry) -> Sign:
    """Make the sign of what all files say of it."""
    time, denial = str(keys.get("time", "now")), str(keys.get("denial", "scope"))
    if time not in COUNTING:
        raise ValueError(f"`time: {time}`: write now, event or ever.")
    if denial not in ("scope", "direct", "never"):
        raise ValueError(f"`denial: {denial}`: write scope, direct or never.")
    bounds = []
    for written in keys["measured"]:
        bound = comparison(written)
        if bound is None:
            raise ValueError(f"{written!r} is no comparison such as `temperature >= 38`.")
        bounds.append(bound)
    return Sign(str(entry.place), in_both(keys, "name"), time, denial, tuple(keys["includes"]), tuple(bounds))


def read_cues(path: Path, files: PatternFiles) -> Cues:
    """Read context.yaml."""
    kinds = {}
    for kind, keys in loaded(path).items():
        try:
            kinds[kind] = files.matcher(keys)
        except ValueError as error:
            raise TriageDataInvalid(f"{path.name}: {kind}: {error} See docs/triage-rules.md.") from error
    return Cues(kinds)


def read_measures(path: Path, files: PatternFiles) -> tuple[Measure, ...]:
    """Read measurements.yaml."""
    measures = []
    for name, keys in loaded(path)["measurements"].items():
        units = {unit: (float(factor), float(offset)) for unit, (factor, offset) in keys["units"].items()}
        measures.append(
            Measure(
                name,
                files.matcher(keys["before"]),
                units,
                frozenset(keys.get("alone", ())),
                tuple(keys["plausible"]),
                pair=keys.get("pair", ""),
                bare=tuple(keys["bare"]) if "bare" in keys else None,
                convert_above=tuple(keys["convert_above"]) if "convert_above" in keys else None,
                convert_below=tuple(keys["convert_below"]) if "convert_below" in keys else None,
            )
        )
    return tuple(measures)
