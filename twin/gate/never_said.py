"""What is never said, whatever the evidence: to nobody, through no surface."""

import re
from collections.abc import Callable, Sequence

from twin.gate import conduct, self_claims
from twin.gate.leaks import leaks
from twin.gate.person_claims import is_diagnosis, is_prescription
from twin.gate.reassurance import reassures_against
from twin.gate.verdict import Reason
from twin.sentences import is_cjk
from twin.triage.disposition import Disposition

_RULES: tuple[tuple[Reason, Callable[[str], bool]], ...] = (
    (Reason.LEAK, leaks),
    (Reason.CLAIMS_TO_BE_HUMAN, self_claims.HUMAN.found_in),
    (Reason.CLAIMS_TO_BE_THE_PHYSICIAN, self_claims.PHYSICIAN.found_in),
    (Reason.CLAIMS_TO_HAVE_EXAMINED, self_claims.EXAMINED.found_in),
    (Reason.PRIVACY, conduct.PRIVACY.found_in),
    (Reason.SALES, conduct.SALES.found_in),
    (Reason.SCARE, conduct.SCARE.found_in),
    (Reason.INSULT, conduct.INSULT.found_in),
    (Reason.DIAGNOSIS, is_diagnosis),
    (Reason.PRESCRIPTION, is_prescription),
)
_SHORT_WORDS, _SHORT_HAN = 6, 10  # a fragment says nothing alone and much with its neighbours
_NEIGHBOURS = 3
_ENDS = re.compile(r"[.。!！,，;；:：…\-–—|·\s]+$")


def never_said(text: str, *, disposition: Disposition | None, before: Sequence[str] = ()) -> Reason | None:
    """Find why a sentence is never said, alone or together with the sentences before it; None when it may be.

    Args:
        text: The sentence as shown.
        disposition: What triage found; a sentence may not calm against it.
        before: Earlier sentences of the same answer. They count where one of them, or this one, is a mere fragment:
            "Your heart. It is failing." is one diagnosis in two sentences.
    """
    reason = _reason(text, disposition)
    if reason is not None or not before:
        return reason
    near = [*before[-_NEIGHBOURS:], text]
    if not any(_is_fragment(one) for one in near[-2:]):
        return None
    return next((found for joined in _joined(near) if (found := _reason(joined, disposition))), None)


def _reason(text: str, disposition: Disposition | None) -> Reason | None:
    found = next((reason for reason, rule in _RULES if rule(text)), None)
    if found is None and reassures_against(text, disposition):
        return Reason.FALSE_REASSURANCE
    return found


def _is_fragment(text: str) -> bool:
    han = sum(is_cjk(character) for character in text)
    return han <= _SHORT_HAN if han else len(text.split()) <= _SHORT_WORDS


def _joined(sentences: Sequence[str]) -> list[str]:
    """Run the last two, three and four sentences together, end marks and case left out."""
    bare = [_ENDS.sub("", one) for one in sentences]
    return [
        ("" if any(map(is_cjk, "".join(bare[start:]))) else " ").join(
            one if place == 0 else one[:1].lower() + one[1:] for place, one in enumerate(bare[start:])
        )
        for start in range(len(bare) - 2, -1, -1)
    ]
