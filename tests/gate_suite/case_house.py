"""A house in which every case of the hostile suite can be asked over HTTP: its evidence is found, its completion is served."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.api.small_app import SmallHouse
from tests.served.script import Script
from tests.served.server import ScriptedServer
from tests.twin.consultation.ward import Quoter
from twin.chat.served_model import ServedModel
from twin.consultation.answering import Answering
from twin.consultation.consultations import Consultations
from twin.evaluation.gate_cases import GateCase
from twin.evidence.evidence import Evidence
from twin.gate.gate import Gate
from twin.persona.persona import Persona
from twin.persona.slots import Audience
from twin.settings import ChatSettings
from twin.storage.database import Database, sqlite_url

_CASE = re.compile(r"#([\w-]+)#")


def question_of(case: GateCase) -> str:
    """Ask what the case's evidence answers, with the case's id in it."""
    return f"{case.evidence_set.evidence.question} #{case.id}#"


def served_completions(cases: Mapping[str, GateCase]) -> Script:
    """Answer each request with the completion of the case that its last message names."""

    def words(request: dict[str, Any]) -> str:
        asked = _CASE.findall(str(request["messages"][-1]["content"]))
        return cases[asked[-1]].completion

    return Script(words=words, piece_characters=40)


@dataclass
class CaseShelf:
    """Finds the evidence of the case that a question names."""

    cases: Mapping[str, GateCase]

    async def retrieve(
        self,
        persona_id: str,
        question: str,
        *,
        language: str,
        earlier: Sequence[str] = (),
        audience: Audience,
    ) -> Evidence:
        """Find it."""
        found = _CASE.search(question)
        assert found is not None
        return replace(self.cases[found.group(1)].evidence_set.evidence, question=question)


@dataclass
class CaseHouse(SmallHouse):
    """The small house with a served model, the real personas and the gate under test."""

    cases: Mapping[str, GateCase] = field(default_factory=dict)
    gate: Gate = field(default_factory=Gate)
    people: Mapping[str, Persona] = field(default_factory=dict)
    server: ScriptedServer = field(default_factory=ScriptedServer)

    def __post_init__(self) -> None:
        self.database = Database(sqlite_url(self.data))
        self.known = next(iter(self.people.values()))
        self.consultations = Consultations(
            self.database,
            Answering(
                evidence=CaseShelf(self.cases),
                gate=self.gate,
                quoting=Quoter(),
                served=ServedModel(ChatSettings(base_url=self.server.base_url, model="any")),
            ),
            settings=self.settings,
            persona_of=self.persona,
        )

    def persona(self, persona_id: str) -> Persona:
        """Give a demo persona, with the freedom to speak in words of its own."""
        return self.people[persona_id]


def people_of(personas: Path, cases: Sequence[GateCase]) -> dict[str, Persona]:
    """Load the personas the cases name."""
    from twin.persona.persona import Strictness
    from twin.persona.shelf import PersonaShelf

    shelf = PersonaShelf(personas, personas.parent / "corpora")
    names = sorted({case.evidence_set.persona for case in cases})
    return {
        name: shelf.persona(name).model_copy(update={"strictness": Strictness.OWN_WORDS}) for name in names
    }
