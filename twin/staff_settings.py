"""Settings of the staff's side of the house: accounts, reins, the desk. Imported from `twin.settings`."""

from pydantic import BaseModel, Field, PositiveFloat, PositiveInt


class StaffSettings(BaseModel, frozen=True, extra="forbid"):
    """Accounts of the staff. Nobody has one until `twin staff invite` makes an invitation."""

    session_idle_minutes: PositiveInt = Field(60, description="A session without use ends after this.")
    session_hours: PositiveInt = Field(12, description="A session ends after this, however much it is used.")
    invitation_hours: PositiveInt = Field(72, description="How long an invitation link is good.")
    failures_allowed: PositiveInt = Field(
        8,
        description="Failed sign-ins of one account within `failure_minutes`; ten times as many of one address.",
    )
    failure_minutes: PositiveInt = Field(15, description="After this, failed sign-ins are forgotten.")


class ReinsSettings(BaseModel, frozen=True, extra="forbid"):
    """How far twins go alone where their physicians have not said."""

    first_level: int = Field(
        3,
        ge=0,
        le=3,
        description="Autonomy for information until somebody changes it: 0 draft only, 1 approve each, 2 sampled, 3 alone.",
    )
    sample_share: float = Field(
        0.2,
        ge=0,
        le=1,
        description="Share of the answers at level 2 that the physician is asked to read afterwards.",
    )


class ReviewSettings(BaseModel, frozen=True, extra="forbid"):
    """The physician's desk: by when somebody answers, and who stands in."""

    due_hours: dict[str, PositiveFloat] = Field(
        {
            "emergency_shown": 4.0,
            "escalated": 24.0,
            "draft": 24.0,
            "unhappy": 48.0,
            "not_covered": 72.0,
            "withheld": 120.0,
            "sample": 336.0,
            "disagreed": 168.0,
            "conflict": 168.0,
        },
        description="Hours until an entry of each kind is due; kinds left out keep the default of this release.",
    )
    remind_share: float = Field(
        0.5, gt=0, lt=1, description="Share of that time after which the physician is reminded."
    )
    stands_in: dict[str, str] = Field(
        default_factory=dict,
        description="Persona to the persona whose physicians stand in when an entry is overdue.",
    )
    sample_share: float = Field(
        0.05, ge=0, le=1, description="Share of answered turns that the physician reads at random."
    )
    sample_seed: str = Field("twin", description="Seed of that choice; the same seed chooses the same turns.")
    review_days: PositiveInt = Field(
        180, description="Days until a decision is looked at again, unless its author says otherwise."
    )
