"""A twin's events as one chat message: running text, and where in it each citation belongs."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode

from api.openai.urgency_text import advised_text, asked_text, card_text, uncovered_text
from api.pages.source_links import place_anchor
from twin.consultation.events import (
    Advised,
    CitationShown,
    ConsultationEvent,
    Found,
    HistoryAsked,
    Spoken,
    Started,
    Triaged,
    Uncovered,
)
from twin.evidence.language import language_of
from twin.labels.reminding import told_at
from twin.sentences import is_cjk
from twin.triage.disposition import Disposition


def source_address(citation: CitationShown, *, public_url: str, persona: str) -> str:
    """Give the address at which a citation opens, as patients see it."""
    anchor = place_anchor(page=citation.page, slide=citation.slide, start_seconds=citation.start_seconds)
    query = urlencode({"d": persona, "start": citation.start, "end": citation.end})
    return f"{public_url.rstrip('/')}/sources/{quote(citation.passage, safe='')}?{query}#{anchor}"


@dataclass(slots=True)
class AnswerText:
    """Grows with the events. `text` is all that was sent so far; citation offsets count its characters.

    `with_notice` puts the notice that this is a computer programme, and when it was told, before the answer;
    `with_footnotes` adds numbered footnotes for clients that do not show annotations.
    """

    persona: str
    public_url: str
    with_notice: bool
    with_footnotes: bool
    text: str = ""
    annotations: list[dict[str, Any]] = field(default_factory=list)
    _citations: dict[str, CitationShown] = field(default_factory=dict)
    _footnotes: list[str] = field(default_factory=list)
    _begun: bool = False
    _triaged: Triaged | None = None

    def take(self, event: ConsultationEvent) -> str:
        """Take an event; give the text it adds, empty for most kinds."""
        before = len(self.text)
        if isinstance(event, Triaged):
            self._triaged = event
            if event.form == "card":
                self._add(card_text(event, public_url=self.public_url))
        elif isinstance(event, Started) and self.with_notice:
            self._add(event.notice + told_at(datetime.now(UTC), language_of(event.notice)))
        elif isinstance(event, Found):
            self._citations = {citation.key: citation for citation in event.citations}
        elif isinstance(event, Spoken):
            self._take_sentence(event)
        elif isinstance(event, Uncovered):
            self._add(uncovered_text(event))
        elif isinstance(event, Advised):
            self._add(advised_text(event, self._triaged, public_url=self.public_url))
        elif isinstance(event, HistoryAsked):
            self._add(asked_text(event, self._triaged.language if self._triaged else "en"))
        return self.text[before:]

    @property
    def must_be_read(self) -> bool:
        """Say whether what was said so far matters more than that the answer then failed."""
        return self._triaged is not None and self._triaged.disposition >= Disposition.URGENT

    def _add(self, paragraph: str) -> None:
        """Add a paragraph of the house, set apart from the sentences."""
        self.text += f"\n\n{paragraph}" if self.text else paragraph
        self._begun = False

    def footnotes(self) -> str:
        """Give the footnotes, to be added at the end; empty when there are none."""
        if not self._footnotes:
            return ""
        lines = []
        for number, key in enumerate(self._footnotes, start=1):
            citation = self._citations[key]
            address = source_address(citation, public_url=self.public_url, persona=self.persona)
            lines.append(f"[{number}] [{citation.source}]({address})")
        added = "\n\n" + "\n".join(lines)
        self.text += added
        return added

    def _take_sentence(self, event: Spoken) -> None:
        self.text += self._gap(event)
        start = len(self.text)
        self.text += event.text
        self._begun = True
        for key in event.citations:
            citation = self._citations.get(key)
            if citation is None:
                continue
            address = source_address(citation, public_url=self.public_url, persona=self.persona)
            self.annotations.append(
                {
                    "type": "url_citation",
                    "url_citation": {
                        "url": address,
                        "title": citation.title,
                        "start_index": start,
                        "end_index": start + len(event.text),
                    },
                }
            )
            if self.with_footnotes:
                if key not in self._footnotes:
                    self._footnotes.append(key)
                self.text += f" [{self._footnotes.index(key) + 1}]"

    def _gap(self, event: Spoken) -> str:
        if not self.text:
            return ""
        if not self._begun or event.paragraph:
            return "\n\n"
        return "" if is_cjk(event.text[0]) or self.text[-1] in "。！？：；" else " "
