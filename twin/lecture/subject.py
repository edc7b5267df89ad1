"""What a talk is about, and whether a document is about it."""

from twin.evidence.glossary import Glossary
from twin.lecture.alike import marks_of
from twin.lecture.material import Material, Section

_PART = 0.3  # of a form's words or pairs of characters: one of two or three
_PART_OF_WORDS = 0.25  # of the words of a topic that has no medical term; half of them only ask


class Subject:
    """The medical terms of a topic; where it has none, those of the lecture the talk follows; else its words."""

    def __init__(self, glossary: Glossary, topic: str, material: Material | None = None) -> None:
        """Read the topic."""
        self._glossary = glossary
        self._terms = self._terms_of(topic)
        if not self._terms and material is not None and material.backbone:
            self._terms = self._terms_of(material.backbone[0].passages[0].metadata.title)
        self._words = marks_of(topic)
        # A compound term ("fever in children") is also named by the larger part of one of its forms ("fever").
        self._forms = [
            marks
            for one in glossary.find(topic)
            if not one.term.is_everyday
            for form in (*one.term.en, *one.term.zh)
            if (marks := marks_of(form))
        ]

    def is_of(self, section: Section) -> bool:
        """Say whether a section is about the subject: its title, or the ways its document is asked for, name it."""
        metadata = section.passages[0].metadata
        return self.is_named_in(" ".join((metadata.title, section.title, *metadata.questions)))

    def is_named_in(self, text: str) -> bool:
        """Say whether a text names the subject, in any form of its terms and in either language."""
        if self._terms:
            if self._terms & self._terms_of(text):
                return True
            marks = marks_of(text)
            return any(len(form & marks) >= _PART * len(form) for form in self._forms)
        return len(self._words & marks_of(text)) >= _PART_OF_WORDS * len(self._words)

    def _terms_of(self, text: str) -> frozenset[str]:
        return frozenset(one.term.en[0] for one in self._glossary.find(text) if not one.term.is_everyday)
