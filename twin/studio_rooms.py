"""The rooms of the lecture studio before production, wired for `twin.assembly`."""

from typing import Protocol

from twin.chat.model import ChatModel
from twin.chat.quoting_model import QuotingModel
from twin.evidence.glossary import Glossary
from twin.evidence.retriever import Retriever
from twin.front_door import triage_of
from twin.gate.gate import Gate
from twin.index.library import Library
from twin.labels.consent import ConsentLedger
from twin.labels.shown_personas import ShownPersonas
from twin.lecture.approval import Approvals
from twin.lecture.artefacts import Artefacts
from twin.lecture.lecture_store import LectureStore
from twin.lecture.measured_rates import MeasuredRates
from twin.lecture.outlining import Outlining
from twin.lecture.rejudging import Rejudging
from twin.lecture.scene_writing import SceneWriting
from twin.lecture.scripting import Scripting
from twin.lecture.talk_questions import TalkQuestions
from twin.lecture.talk_studio import TalkStudio
from twin.persona.shelf import PersonaShelf
from twin.review.decision_store import DecisionStore
from twin.settings import Settings
from twin.storage.database import Database


class HouseParts(Protocol):
    """What the studio needs of the house."""

    settings: Settings
    database: Database
    library: Library
    retriever: Retriever
    glossary: Glossary
    ledger: ConsentLedger
    shelf: PersonaShelf
    shown: ShownPersonas
    quoting: QuotingModel
    served: ChatModel | None


class StudioRooms:
    """Everything about talks that needs no voice, no slides and no film."""

    def __init__(self, house: HouseParts, gate: Gate) -> None:
        """Wire them; nothing is read yet."""
        database, library, glossary, retriever = (
            house.database,
            house.library,
            house.glossary,
            house.retriever,
        )
        persona_of, settings = house.shown.persona, house.settings
        self.store = LectureStore(database)
        self.artefacts = Artefacts(database)
        self.rates = MeasuredRates(settings.paths.data)
        self.approvals = Approvals(
            database,
            self.store,
            house.ledger,
            persona_of=persona_of,
            wrong_sources=DecisionStore(database).wrong_sources,
        )
        writing = None
        if house.served is not None:
            writing = SceneWriting(house.served, gate, glossary, style_guide_of=house.shelf.style_guide)
        self.talks = TalkStudio(
            self.store,
            self.approvals,
            outlining=Outlining(retriever, library, glossary),
            scripting=Scripting(gate, glossary),
            rejudging=Rejudging(gate, retriever, library, glossary, persona_of=persona_of),
            rates=self.rates,
            writing=writing,
            persona_of=persona_of,
            longest_minutes=settings.lecture.longest_minutes,
        )
        self.questions = TalkQuestions(
            retriever,
            library,
            gate,
            house.quoting,
            persona_of=persona_of,
            triage=lambda: triage_of(settings.paths.corpora),
            emergency_number=settings.serve.emergency_number,
        )
