"""The plan of a persona's lessons, `personas/<id>/lessons.yaml`: topics, chunks, facts, each in plain words with its source.

A fact says one thing in words a patient reads (`say`) and names the sentence of the physician that says it (`from`, `quote`).
It is the same fact for every audience: patients and the public read `say`, residents read `quote`. What a plan claims is checked
by twin/education/plan_checking.py, before the persona is indexed and again whenever a lesson is made.
"""

from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from twin.persona.document_metadata import findings_of
from twin.persona.findings import Finding
from twin.persona.persona import Bilingual
from twin.persona.yaml_lines import LinedYaml, YamlUnreadable, parse_yaml

LESSONS_FILE = "lessons.yaml"
FEWEST_CHUNKS, MOST_CHUNKS = 4, 7
_ID = r"^[a-z][a-z0-9-]{1,39}$"


class PlannedFact(BaseModel):
    """One fact in one language.

    `quote` is copied to the letter from the document `source`. `simpler` says the same still more simply, where it can be. `is_key`
    marks what the reader should be able to say back; `also` are other ways of saying it, `wrong` wrong beliefs about it. `is_why`
    marks a reason: it stands behind what to do.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    say: str = Field(min_length=2, max_length=300)
    source: str = Field("", alias="from", max_length=80)
    quote: str = Field(min_length=2, max_length=600)
    simpler: str = Field("", max_length=300)
    is_key: bool = Field(False, alias="key")
    is_why: bool = Field(False, alias="why")
    also: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


class PlannedSources(BaseModel):
    """The document of a chunk's facts that name none themselves."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    en: str = ""
    zh: str = ""


class PlannedChunk(BaseModel):
    """One idea of a lesson, in both languages."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    id: str = Field(pattern=_ID)
    title: Bilingual
    sources: PlannedSources = Field(PlannedSources(), alias="from")
    en: tuple[PlannedFact, ...] = Field(min_length=1)
    zh: tuple[PlannedFact, ...] = Field(min_length=1)

    def facts(self, language: str) -> tuple[PlannedFact, ...]:
        """Give the facts of a language with their documents: what to do first, reasons behind it."""
        document = self.sources.zh if language == "zh" else self.sources.en
        facts = self.zh if language == "zh" else self.en
        named = [fact.model_copy(update={"source": fact.source or document}) for fact in facts]
        return tuple(sorted(named, key=lambda fact: fact.is_why))

    def key_facts(self, language: str) -> tuple[PlannedFact, ...]:
        """Give the facts to be said back: those marked, else the first."""
        facts = self.facts(language)
        return tuple(fact for fact in facts if fact.is_key) or facts[:1]


class PlannedTopic(BaseModel):
    """One lesson. `dependents` says who reads it for another: parents for a child, carers for an elder; "" for nobody."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    id: str = Field(pattern=_ID)
    title: Bilingual
    dependents: Literal["", "child", "elder"] = Field("", alias="for")
    chunks: tuple[PlannedChunk, ...] = Field(min_length=FEWEST_CHUNKS, max_length=MOST_CHUNKS)


class LessonPlan(BaseModel):
    """All lessons of a persona, in their order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    topics: tuple[PlannedTopic, ...] = ()

    def topic(self, topic_id: str) -> PlannedTopic | None:
        """Give the topic of that id, or None."""
        return next((topic for topic in self.topics if topic.id == topic_id), None)


def read_lesson_plan(folder: Path) -> tuple[LessonPlan, list[Finding], LinedYaml]:
    """Read a persona's plan: empty where there is no file or it cannot be used, with what is wrong and the lines of its keys."""
    path, shown = folder / LESSONS_FILE, f"{folder.name}/{LESSONS_FILE}"
    empty = LinedYaml(None, {})
    if not path.is_file():
        return LessonPlan(), [], empty
    try:
        lined = parse_yaml(path.read_text(encoding="utf-8"))
        plan = LessonPlan.model_validate({"topics": _listed(lined.value)})
    except YamlUnreadable as error:
        return (
            LessonPlan(),
            [Finding(file=shown, line=error.line, problem=str(error), write="Valid YAML here.")],
            empty,
        )
    except UnicodeDecodeError:
        return LessonPlan(), [Finding(file=shown, line=1, problem="not in UTF-8", write="UTF-8.")], empty
    except ValidationError as error:
        return LessonPlan(), findings_of(error, lined, shown), lined
    twice = {topic.id for topic in plan.topics if sum(other.id == topic.id for other in plan.topics) > 1}
    findings = [
        Finding(file=shown, line=1, problem=f"the topic {one!r} stands twice", write="Another id.")
        for one in sorted(twice)
    ]
    return plan, findings, lined


def _listed(value: Any) -> Any:
    return value if value is not None else []
