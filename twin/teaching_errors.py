"""Errors of residents' teaching. Imported from `twin.errors`, which draws the tree."""

from collections.abc import Sequence

from twin.twin_error import TwinError

__all__ = [
    "CardNotFound",
    "CaseNotFound",
    "PaperNotFound",
    "RoundNotFound",
    "SessionChanged",
    "SessionNotFound",
    "TeachingError",
    "TeachingInputInvalid",
    "TranscriptInvalid",
    "TurnOfAnother",
]


class TeachingError(TwinError):
    """Something about residents' teaching."""


class CaseNotFound(TeachingError):
    """No such case, or one that is not published."""

    def __init__(self, persona_id: str, case_id: str, known: Sequence[str]) -> None:
        super().__init__(
            f"No published case {case_id!r} of {persona_id!r} (published: {', '.join(known) or 'none'}). "
            f"`twin persona check {persona_id}` says what a case lacks; `twin index build {persona_id}` publishes its passages."
        )


class SessionNotFound(TeachingError):
    """No session of that id; another learner's is told the same."""

    def __init__(self, session_id: str) -> None:
        super().__init__(f"No teaching session {session_id!r}. Open /learn to see yours, or begin a new one.")


class SessionChanged(TeachingError):
    """It went on in another window."""

    def __init__(self, session_id: str) -> None:
        super().__init__(f"The session {session_id!r} went on in another window. Open its page again.")


class CardNotFound(TeachingError):
    """No card of that id, or its source is gone; another learner's is told the same."""

    def __init__(self, card_id: str) -> None:
        super().__init__(
            f"No card {card_id!r} in this deck; its source may be gone. Open /learn/review again."
        )


class RoundNotFound(TeachingError):
    """No ward round of that link, or not a member of it."""

    def __init__(self, name: str) -> None:
        super().__init__(f"No ward round {name!r}. Ask for its join link, or open a new one at /learn.")


class TurnOfAnother(TeachingError):
    """Somebody else is called on."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is called on now. Read the board; your turn comes.")


class PaperNotFound(TeachingError):
    """No paper of that name in the persona's folder."""

    def __init__(self, persona_id: str, name: str, known: Sequence[str]) -> None:
        super().__init__(f"No paper {name!r} of {persona_id!r} (papers: {', '.join(known) or 'none'}).")


class TeachingInputInvalid(TeachingError):
    """A confidence, a line or a text that cannot be taken."""


class TranscriptInvalid(TeachingError):
    """A labelled transcript that cannot be read, with file and line."""
