"""Who speaks: the persona as persona.yaml states it (docs/persona-folder.md)."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, Field

from twin.persona.appearance import PortraitDrawing, TalkColours

Language = Literal["en", "zh"]


class Bilingual(BaseModel, frozen=True, extra="forbid"):
    """One text in both languages."""

    en: str = Field(min_length=1)
    zh: str = Field(min_length=1)

    def in_language(self, language: str) -> str:
        """Give the Chinese text for zh, else the English."""
        return self.zh if language == "zh" else self.en


class BilingualList(BaseModel, frozen=True, extra="forbid"):
    """Several texts in both languages."""

    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()

    def in_language(self, language: str) -> tuple[str, ...]:
        """Give the Chinese texts for zh, else the English."""
        return self.zh if language == "zh" else self.en


class Scope(BaseModel, frozen=True, extra="forbid"):
    """What the physician speaks about, and what not."""

    speaks_about: BilingualList
    does_not: BilingualList


class MannerWords(BaseModel, frozen=True, extra="forbid"):
    """Framing sentences; they state nothing medical and hold no number."""

    openings: BilingualList = BilingualList()
    closings: BilingualList = BilingualList()


class Pronunciations(BaseModel, frozen=True, extra="forbid"):
    """How the physician says single words: written word to spoken word, per language; before every rule of reading."""

    en: dict[str, str] = {}
    zh: dict[str, str] = {}

    def in_language(self, language: str) -> dict[str, str]:
        """Give the Chinese readings for zh, else the English."""
        return self.zh if language == "zh" else self.en


class Portrait(BaseModel, frozen=True, extra="forbid"):
    """What the physician looks like, in words. `drawing` says it part by part, `colours` are those of the talks."""

    description: Bilingual
    drawing: PortraitDrawing | None = None
    colours: TalkColours = TalkColours()


class Consent(BaseModel, frozen=True, extra="forbid"):
    """What the physician allowed, and until when. `signature_file` is relative to the persona folder."""

    name: bool = False
    likeness: bool = False
    voice: bool = False
    scope: tuple[str, ...] = ()
    signed: date
    expires: date
    signature_file: str


class Strictness(StrEnum):
    """How the twin may speak."""

    QUOTATION = "quotation"
    OWN_WORDS = "own_words"


class Persona(BaseModel, frozen=True, extra="forbid"):
    """One physician's twin. `id` is the folder name."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{1,39}$")
    fictional: bool = False
    name: Bilingual
    title: Bilingual
    specialty: Bilingual
    hospital: Bilingual
    languages: tuple[Language, ...] = Field(min_length=1)
    scope: Scope
    greeting: Bilingual
    no_answer: Bilingual
    manner: MannerWords = MannerWords()
    hard_rules: tuple[Bilingual, ...] = Field(default=(), max_length=5)
    strictness: Strictness = Strictness.QUOTATION
    starter_questions: BilingualList = BilingualList()
    pronunciations: Pronunciations = Pronunciations()
    portrait: Portrait
    consent: Consent
