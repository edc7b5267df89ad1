"""Errors of the staff's side of the house: accounts, access, the desk. Imported from `twin.errors`, which draws the tree."""

from twin.twin_error import TwinError

__all__ = [
    "AccessRefused",
    "DecisionInvalid",
    "DecisionNotFound",
    "EntryDecided",
    "EntryNotFound",
    "FormRefused",
    "InvitationInvalid",
    "ReviewError",
    "SignInNeeded",
    "SignInRefused",
    "SignInThrottled",
    "StaffError",
    "StaffInvalid",
    "StaffNotFound",
]


class StaffError(TwinError):
    """Something about an account of the staff. None of these says which accounts exist."""


class SignInNeeded(StaffError):
    """Nobody is signed in, or the session ran out."""

    def __init__(self) -> None:
        super().__init__("Sign in at /staff/sign-in first; a session ends after some time without use.")


class SignInRefused(StaffError):
    """Name and password do not fit together; an unknown name is told the same."""

    def __init__(self) -> None:
        super().__init__(
            "Sign-in name and password do not fit together. Try again, or ask for a new invitation."
        )


class SignInThrottled(StaffError):
    """Too many failed sign-ins of this account or address."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many sign-ins failed. Try again in {seconds} seconds.")
        self.seconds = seconds


class InvitationInvalid(StaffError):
    """Unknown, used or run out."""

    def __init__(self) -> None:
        super().__init__(
            "This invitation is unknown, was used, or has run out. Ask for a new one (`twin staff invite`)."
        )


class StaffInvalid(StaffError):
    """A name, role, persona or password that cannot be taken."""


class StaffNotFound(StaffError):
    """No such account."""

    def __init__(self, login: str) -> None:
        super().__init__(f"No staff account {login!r}. Run `twin staff list`.")


class AccessRefused(StaffError):
    """The role, or the persona, is not theirs."""

    exit_code = 5

    def __init__(self, role: str, wanted: str) -> None:
        super().__init__(
            f"The role {role!r} may not {wanted}. An administrator can invite you for it: `twin staff invite`."
        )


class FormRefused(StaffError):
    """A form or JSON change that was not sent from our own page, or from one that is too old."""

    exit_code = 5

    def __init__(self) -> None:
        super().__init__(
            "This form did not come from our own page, or the page is old. Open it again and send it."
        )


class ReviewError(TwinError):
    """Something about the physician's desk."""


class EntryNotFound(ReviewError):
    """Nothing at this desk has that id; another's entry is told the same."""

    def __init__(self, entry_id: str) -> None:
        super().__init__(
            f"No entry {entry_id!r} at this desk. Its conversation may have been deleted; open /desk or run "
            "`twin review list`."
        )


class EntryDecided(ReviewError):
    """Somebody has decided it meanwhile."""

    def __init__(self, entry_id: str) -> None:
        super().__init__(
            f"Entry {entry_id!r} is decided already. Undo that decision first, on the entry's page."
        )


class DecisionNotFound(ReviewError):
    """No decision of that id, undone already, or about another's persona."""

    def __init__(self, decision_id: str) -> None:
        super().__init__(
            f"No decision {decision_id!r} that could be undone. Open /desk to see what is in force."
        )


class DecisionInvalid(ReviewError):
    """A decision that lacks something."""
