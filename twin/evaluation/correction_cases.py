"""The cases of `twin evaluate corrections`: a question answered once, how else it is asked, and its near misses."""

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, Field, ValidationError

from twin.errors import PersonaInvalid
from twin.evaluation.dataset import is_kept_aside
from twin.persona.folder import persona_folder

NearKind = Literal["medicine", "dose", "age", "pregnancy", "negated", "other"]


class CorrectionCase(BaseModel, frozen=True, extra="forbid"):
    """One question a physician answered. `en` and `zh` ask the same; `near` looks like it and asks something else."""

    id: str
    language: Literal["en", "zh"]
    question: str
    en: tuple[str, ...] = Field(min_length=2)
    zh: tuple[str, ...] = Field(min_length=2)
    near: tuple[tuple[NearKind, str], ...] = Field(min_length=3)


def load_correction_cases(personas: Path, persona_id: str, *, kept_aside: bool) -> tuple[CorrectionCase, ...]:
    """Load one part of `questions/corrections.yaml`; an absent file gives none.

    Raises:
        PersonaNotFound: If there is no such persona.
        PersonaInvalid: If a case is not of the form.
    """
    path = persona_folder(personas, persona_id) / "questions" / "corrections.yaml"
    if not path.is_file():
        return ()
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    rows = yaml.load(path.read_text(encoding="utf-8"), Loader=loader) or []  # noqa: S506 both loaders are safe
    try:
        cases = [CorrectionCase.model_validate(row) for row in rows]
    except ValidationError as error:
        fault = error.errors()[0]
        raise PersonaInvalid(
            f"{path.name}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}; see docs/decisions/0016-the-desk.md."
        ) from error
    return tuple(one for one in cases if is_kept_aside(persona_id, one.id) is kept_aside)
