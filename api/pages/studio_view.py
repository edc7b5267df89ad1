"""What the studio's pages show, made ready: scenes with numbered sentences, sources as links, lengths and sizes for people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from api.pages.desk_view import shown_time
from twin.errors import PersonaError, TwinError
from twin.labels.disclosure import twin_name
from twin.lecture.fitting import is_long_enough
from twin.lecture.project import Comment, Project, ProjectState, VersionLine, state_word
from twin.lecture.script import Scene, Script, ScriptSentence, SentenceKind, SentenceSource
from twin.lecture.script_diff import Difference

# Ways out of a failed job that pages know in both languages; the exact message stands below them.
KNOWN_FAULTS = frozenset(
    {
        "VoiceKeyRefused", "VoiceUnpaid", "VoiceOverloaded", "VoiceUnavailable", "VoiceUnknown", "DiskFull", "NotApproved",
        "PolicyRefused", "ScriptRefused", "FontMissing", "GlyphMissing", "TextDoesNotFit", "TalkUnsound", "LectureChanged",
        "ApprovalRefused", "BriefInvalid", "SecondCaptionsMissing", "ScriptFileInvalid", "SentenceNotFound", "IndexMissing",
    }
)  # fmt: skip

# Reasons of the gate that the editor has words for; the others are told as one.
KNOWN_REFUSALS = frozenset(
    {
        "not_supported", "missing_citation", "number_not_in_evidence", "medicine_not_in_evidence", "must_not_say",
        "diagnosis", "prescription", "false_reassurance",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownTalk:
    """One line of the list of talks. `state` is its value, `word` its name in the reader's language."""

    id: str
    topic: str
    language: str
    state: str
    word: str
    twin_name: str
    audience: str
    minutes: str
    author: str
    changed: str
    version: int


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A source as a person reads it, and where it opens."""

    line: str
    href: str


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """One row of the editor. `number` counts through the whole script, from 1; `refused` is the gate's reason, `caption` what an
    author typed for it in the other language."""

    number: int
    id: str
    text: str
    kind: str
    seconds: str
    refused: str
    sources: tuple[ShownLink, ...]
    comments: tuple[Comment, ...]
    may_rise: bool
    may_sink: bool
    caption: str

    @property
    def is_notice(self) -> bool:
        """Say whether it is nobody's to edit."""
        return self.kind == SentenceKind.NOTICE.value


@dataclass(frozen=True, slots=True)
class ShownScene:
    """One scene with its rows. `clock` is how long it takes."""

    number: int
    id: str
    kind: str
    title: str
    clock: str
    sentences: tuple[ShownSentence, ...]


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """One line of the list of versions."""

    number: int
    author: str
    note: str
    restored_from: int | None
    made: str


def clock_of(seconds: float) -> str:
    """Write a length as minutes and seconds."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def length_word(seconds: float, asked: float) -> str:
    """Say how a length stands to what was asked: "right" (within 10 %), "long" or "short"."""
    if is_long_enough(seconds, asked / 60):
        return "right"
    return "long" if seconds > asked else "short"


def size_of(count: int) -> str:
    """Write a size in bytes as people read it."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1_000))} kB"
    return f"{count / 1_000_000:.1f} MB"


def tongue(language: str) -> str:
    """Give the value of a `lang` attribute."""
    return "zh-Hans" if language == "zh" else "en"


def name_of_twin(served: object, persona_id: str, language: str) -> str:
    """Give the twin's name; of a folder that is gone, its id."""
    try:
        return twin_name(served.persona(persona_id), language)  # type: ignore[attr-defined]
    except PersonaError:
        return persona_id


def shown_talk(project: Project, name: str, language: str) -> ShownTalk:
    """Give one line of the list."""
    return ShownTalk(
        id=project.id,
        topic=project.brief.topic,
        language=project.brief.language,
        state=project.state.value,
        word=state_word(project.state, language),
        twin_name=name,
        audience=project.brief.audience.value,
        minutes=f"{project.brief.minutes:g}",
        author=project.author,
        changed=shown_time(project.changed_at),
        version=project.version,
    )


def state_filters(language: str) -> tuple[tuple[str, str], ...]:
    """Give every state with its word: value of the filter and what it is called."""
    return tuple((state.value, state_word(state, language)) for state in ProjectState)


def source_link_of(source: SentenceSource, persona_id: str) -> ShownLink:
    """Give a source with the address where its passage opens, marked."""
    query = urlencode({"d": persona_id})
    return ShownLink(source.line, f"/sources/{quote(source.passage_id, safe='')}?{query}")


def shown_scenes(script: Script, comments: Sequence[Comment] = ()) -> tuple[ShownScene, ...]:
    """Give the script as the editor's tables."""
    said = script.sentences()
    number_of = {one.id: number for number, one in enumerate(said, start=1)}
    movable = [one.id for one in said if one.kind is not SentenceKind.NOTICE]
    ends = (movable[0], movable[-1]) if movable else ("", "")
    return tuple(
        ShownScene(
            number=number,
            id=scene.id,
            kind=scene.kind.value,
            title=scene.title,
            clock=clock_of(sum(one.seconds for one in scene.sentences)),
            sentences=tuple(
                _row(one, script, number_of[one.id], ends, [c for c in comments if c.sentence_id == one.id])
                for one in scene.sentences
            ),
        )
        for number, scene in enumerate(script.scenes, start=1)
    )


def shown_versions(lines: Sequence[VersionLine]) -> list[ShownVersion]:
    """Give who saved what when."""
    return [
        ShownVersion(one.number, one.author, one.note, one.restored_from, shown_time(one.made_at))
        for one in lines
    ]


def titles_of(*scripts: Script) -> Mapping[str, str]:
    """Give the titles of scenes by id, of the last script that has one."""
    return {scene.id: scene.title for script in scripts for scene in script.scenes}


def shown_differences(found: Sequence[Difference], titles: Mapping[str, str]) -> list[dict[str, str]]:
    """Give differences with the titles of their scenes."""
    return [
        {"change": one.change, "scene": titles.get(one.scene, ""), "before": one.before, "after": one.after}
        for one in found
    ]


def fault_key(kind: str) -> str:
    """Give the key of the words for an error of this class."""
    return f"studio_fault_{kind}" if kind in KNOWN_FAULTS else "studio_fault_other"


def fault_of(error: TwinError) -> dict[str, str]:
    """Give an error for the page: the key of its words, and its exact message."""
    return {"key": fault_key(type(error).__name__), "detail": str(error)}


def all_links(script: Script) -> tuple[ShownLink, ...]:
    """Give every source of a script once, in the order of first mention."""
    links: dict[str, ShownLink] = {}
    for scene in script.scenes:
        for source in _sources_of(scene):
            links.setdefault(source.line, source_link_of(source, script.brief.persona_id))
    return tuple(links.values())


def _sources_of(scene: Scene) -> tuple[SentenceSource, ...]:
    shown = tuple(part.source for part in (scene.chart, scene.table) if part is not None)
    return tuple(source for one in scene.sentences for source in one.sources) + shown


def _row(
    one: ScriptSentence, script: Script, number: int, ends: tuple[str, str], comments: Sequence[Comment]
) -> ShownSentence:
    is_notice = one.kind is SentenceKind.NOTICE
    refused = one.refused if one.refused in KNOWN_REFUSALS or not one.refused else "other"
    if not refused and one.kind is SentenceKind.STATEMENT and not one.sources:
        refused = "missing_citation"
    return ShownSentence(
        number=number,
        id=one.id,
        text=one.text,
        kind=one.kind.value,
        seconds=f"{one.seconds:.1f}",
        refused=refused,
        sources=tuple(source_link_of(source, script.brief.persona_id) for source in one.sources),
        comments=tuple(comments),
        may_rise=not is_notice and one.id != ends[0],
        may_sink=not is_notice and one.id != ends[1],
        caption=one.translation,
    )
