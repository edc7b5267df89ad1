"""The cardboard pages over real consultations with red flags before them, and fakes behind."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from api.app import create_app
from tests.api.pages.fake_house import FakeHouse
from tests.api.small_app import SmallHouse
from tests.twin.consultation.ward import Shelf, held
from tests.twin.triage_words import real_guide_with_referral
from twin.consultation.conversation import Transcript
from twin.consultation.replies import Reply
from twin.persona.persona import Persona

AGREEABLE = held(
    "Most headaches pass with rest and enough to drink. 多数头痛休息、喝水就会过去。", document="headache"
)


class WatchedPages(FakeHouse):
    """Pages whose conversations are those of a small house."""

    def __init__(self, small: SmallHouse, pictures: Path) -> None:
        super().__init__(pictures)
        self.small = small
        self.wayfinder = real_guide_with_referral()

    @property
    def consultations(self) -> Any:
        """Give the real ones."""
        return self.small.consultations

    async def replies_to(self, transcript: Transcript) -> Mapping[str, Sequence[Reply]]:  # type: ignore[override]
        """Give what the real desk says."""
        return await self.small.replies.of(transcript)


class WatchedHouse(SmallHouse):
    """A small house that shows the cardboard pages' cardiologist."""

    def persona(self, persona_id: str) -> Persona:
        """Give the demonstration's persona, whose clinic and portrait the pages show."""
        super().persona(persona_id)
        return FakeHouse(self.data).persona(persona_id)


def watched_application(folder: Path) -> FastAPI:
    """Make the application; the quoting model answers from one passage."""
    small = WatchedHouse(folder, chat=None, shelf=Shelf(passages=(AGREEABLE,)), judges=True)
    small.wayfinder = real_guide_with_referral()
    return create_app(small, page_house=WatchedPages(small, folder / "pictures"))
