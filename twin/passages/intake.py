"""The intake report: what a folder gave, and what a person should look at before it is indexed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from twin.passages.document import Document
from twin.passages.passage import Passage
from twin.passages.reading import Refused
from twin.passages.script import script_language
from twin.persona.slots import Slot


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A document that was read."""

    document: str
    path: str
    slot: str
    language: str
    passages: int
    characters: int


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that was not read. `error` is the class, `reason` says what to do."""

    path: str
    error: str
    reason: str


@dataclass(frozen=True, slots=True)
class DuplicatePassage:
    """A passage that says nearly the same as an earlier one."""

    passage: str
    document: str
    duplicate_of: str
    document_of_first: str


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """A document whose script is not the language it declares."""

    document: str
    declared: str
    detected: str


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A passage that seems to hold personal data. Where it stands, never what it says."""

    passage: str
    document: str
    place: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """What was read, refused, duplicate, undated, superseded, of another language than declared, and held back.

    `superseded` pairs a document with the one that replaces it.
    """

    read: tuple[ReadFile, ...]
    refused: tuple[RefusedFile, ...]
    duplicates: tuple[DuplicatePassage, ...]
    undated: tuple[str, ...]
    superseded: tuple[tuple[str, str], ...]
    other_languages: tuple[OtherLanguage, ...]
    held_back: tuple[HeldBack, ...]

    def to_json(self) -> dict[str, Any]:
        """Give plain dicts and lists for JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "IntakeReport":
        """Read what `to_json` wrote."""
        return cls(
            read=tuple(ReadFile(**one) for one in value["read"]),
            refused=tuple(RefusedFile(**one) for one in value["refused"]),
            duplicates=tuple(DuplicatePassage(**one) for one in value["duplicates"]),
            undated=tuple(value["undated"]),
            superseded=tuple((old, new) for old, new in value["superseded"]),
            other_languages=tuple(OtherLanguage(**one) for one in value["other_languages"]),
            held_back=tuple(HeldBack(**one | {"kinds": tuple(one["kinds"])}) for one in value["held_back"]),
        )

    def to_text(self, language: str = "en") -> str:
        """Write the report for a person, in English or Chinese."""
        words = _WORDS["zh" if language == "zh" else "en"]
        passages = sum(file.passages for file in self.read)
        lines = [words["read"].format(documents=len(self.read), passages=passages)]
        sections: tuple[tuple[str, list[str]], ...] = (
            ("refused", [f"{file.reason}" for file in self.refused]),
            ("held_back", [f"{h.document}, {h.place}: {', '.join(h.kinds)}" for h in self.held_back]),
            ("duplicates", [f"{d.document} ({d.passage}) = {d.document_of_first}" for d in self.duplicates]),
            ("superseded", [f"{old} -> {new}" for old, new in self.superseded]),
            ("undated", list(self.undated)),
            ("languages", [f"{o.document}: {o.declared} -> {o.detected}" for o in self.other_languages]),
        )
        for key, entries in sections:
            lines.append(words[key].format(count=len(entries)))
            lines.extend(f"  - {entry}" for entry in entries)
        return "\n".join(lines)


_WORDS = {
    "en": {
        "read": "Read: {documents} documents, {passages} passages.",
        "refused": "Refused: {count} files.",
        "held_back": "Held back for personal data: {count} passages.",
        "duplicates": "Near-duplicates: {count} passages.",
        "superseded": "Superseded: {count} documents.",
        "undated": "Without a date: {count} documents.",
        "languages": "Other language than declared: {count} documents.",
    },
    "zh": {
        "read": "已读：{documents} 个文件，{passages} 个段落。",
        "refused": "未能读取：{count} 个文件。",
        "held_back": "疑含个人信息而暂不入库：{count} 个段落。",
        "duplicates": "近似重复：{count} 个段落。",
        "superseded": "已被新版取代：{count} 个文件。",
        "undated": "没有日期：{count} 个文件。",
        "languages": "语言与声明不符：{count} 个文件。",
    },
}


def intake_report(outcomes: Iterable[Document | Refused], passages: Sequence[Passage]) -> IntakeReport:
    """Build the report from what was read and what was cut (after `mark_duplicates`)."""
    outcomes = list(outcomes)
    documents = [outcome for outcome in outcomes if isinstance(outcome, Document)]
    by_id = {passage.id: passage for passage in passages}
    counted = {document.name: 0 for document in documents}
    for passage in passages:
        counted[passage.document] = counted.get(passage.document, 0) + 1
    return IntakeReport(
        read=tuple(
            ReadFile(d.name, d.path, d.slot.name.lower(), d.metadata.language, counted[d.name], len(d.text))
            for d in documents
        ),
        refused=tuple(
            RefusedFile(o.file.shown_path, type(o.error).__name__, str(o.error))
            for o in outcomes
            if isinstance(o, Refused)
        ),
        duplicates=tuple(
            DuplicatePassage(p.id, p.document, p.duplicate_of, by_id[p.duplicate_of].document)
            for p in passages
            if p.duplicate_of is not None and p.duplicate_of in by_id
        ),
        undated=tuple(d.name for d in documents if d.metadata.date is None and d.slot is not Slot.CLINIC),
        superseded=tuple(superseded_pairs(documents)),
        other_languages=tuple(_other_languages(documents)),
        held_back=tuple(
            HeldBack(p.id, p.document, place_of(p), p.personal_data) for p in passages if p.personal_data
        ),
    )


def superseded_pairs(documents: Iterable[Document]) -> list[tuple[str, str]]:
    """Pair each replaced document with its successor; names that are not in the folder are left out."""
    documents = list(documents)
    names = {document.name for document in documents}
    return [
        (old, d.name) for d in documents for old in d.metadata.supersedes if old in names and old != d.name
    ]


def place_of(passage: Passage) -> str:
    """Say where a passage stands: page, slide, second or characters."""
    if passage.page is not None:
        return f"p. {passage.page}"
    if passage.slide is not None:
        return f"slide {passage.slide}"
    if passage.start_seconds is not None:
        minutes, seconds = divmod(int(passage.start_seconds), 60)
        return f"{minutes}:{seconds:02d}"
    return f"characters {passage.start}-{passage.end}"


def _other_languages(documents: Iterable[Document]) -> Iterable[OtherLanguage]:
    for document in documents:
        detected = script_language(document.text)
        if document.slot is not Slot.CLINIC and detected not in (None, document.metadata.language):
            yield OtherLanguage(document.name, document.metadata.language, str(detected))
