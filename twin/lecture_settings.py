"""Settings of the lecture studio; imported from `twin.settings`, which names the section."""

from pydantic import BaseModel, Field


class LectureSettings(BaseModel, frozen=True, extra="forbid"):
    """Talks: how long they may be."""

    longest_minutes: float = Field(
        45.0, ge=1, le=45, description="Longest talk that a brief may ask for, in minutes."
    )
