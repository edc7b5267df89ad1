"""What the desk's pages show, made ready: times as people read them, links to sources, the fields of a decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from starlette.datastructures import FormData

from api.pages.source_links import source_link
from twin.consultation.events import CitationShown
from twin.consultation.physicians_desk import EntryFile
from twin.consultation.replies import Reply
from twin.errors import DecisionInvalid
from twin.review.decisions import NewDecision, Scope, Verdict
from twin.review.queue import Entry, Group


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Similar entries as one line of the queue. `state` is "overdue", "reminded" or ""."""

    entry: Entry
    kinds: tuple[str, ...]
    count: int
    due: str
    state: str
    twin_name: str


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """One passage that was found, with the link to its place, and its words."""

    key: str
    passage: str
    source: str
    quote: str
    href: str


@dataclass(frozen=True, slots=True)
class ShownReply:
    """What the desk says at a patient's link. `language` is that of `paragraphs`; `at` is for people."""

    kind: str
    author: str
    at: str
    language: str
    paragraphs: tuple[str, ...]


def shown_time(moment: datetime) -> str:
    """Write a moment in the server's own time zone, as the hospital's clocks show it."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def shown_group(group: Group, twin_name: str) -> ShownGroup:
    """Give one line of the queue."""
    overdue = any(entry.is_overdue(datetime.now(UTC)) for entry in group.entries)
    reminded = any(entry.reminded_at is not None for entry in group.entries)
    return ShownGroup(
        entry=group.first,
        kinds=tuple(dict.fromkeys(entry.kind.value for entry in group.entries)),
        count=group.times_asked,
        due=shown_time(min(entry.due_at for entry in group.entries)),
        state="overdue" if overdue else "reminded" if reminded else "",
        twin_name=twin_name,
    )


def shown_evidence(file: EntryFile) -> list[ShownEvidence]:
    """Give the passages with links into the viewer."""
    number = next((one.turn.number for one in file.turns if one.turn.id == file.entry.turn), 1)
    return [_evidence(citation, file, number) for citation in file.evidence]


def _evidence(citation: CitationShown, file: EntryFile, number: int) -> ShownEvidence:
    href = source_link(
        citation, persona=file.entry.persona, conversation=file.conversation.id, turn=number, said=0
    )
    return ShownEvidence(citation.key, citation.passage, citation.source, citation.quote, href)


def shown_replies(replies: Mapping[str, Sequence[Reply]]) -> dict[str, list[ShownReply]]:
    """Give the replies by turn id, texts cut into paragraphs."""
    return {
        turn: [
            ShownReply(
                one.kind.value,
                one.author,
                shown_time(one.at),
                one.language,
                tuple(line for line in one.text.splitlines() if line.strip()),
            )
            for one in of_turn
        ]
        for turn, of_turn in replies.items()
    }


def first_review_by(days: int) -> str:
    """Give the day a decision is looked at again, unless its author says otherwise."""
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()


def decision_from(form: FormData, entry: Entry, *, author: str, author_id: str) -> NewDecision:
    """Read a decision from the fields of its form.

    Raises:
        DecisionInvalid: When a field is not of its form.
    """

    def field(name: str) -> str:
        value = form.get(name, "")
        return value if isinstance(value, str) else ""

    try:
        verdict, scope = Verdict(field("verdict")), Scope(field("scope") or Scope.QUESTION)
        review_by = date.fromisoformat(field("review_by"))
    except ValueError as error:
        raise DecisionInvalid(
            "Choose one of the four decisions, its scope, and a day to look at it again (YYYY-MM-DD)."
        ) from error
    return NewDecision(
        verdict=verdict,
        persona=entry.persona,
        author=author,
        reason=field("reason"),
        review_by=review_by,
        author_id=author_id,
        scope=scope,
        question=field("question"),
        answer_en=field("answer_en"),
        answer_zh=field("answer_zh"),
        passages=tuple(value for value in form.getlist("passages") if isinstance(value, str))[:20],
    )
