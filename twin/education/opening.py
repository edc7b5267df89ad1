"""Open patient education over the rooms below it."""

from collections.abc import Callable
from dataclasses import dataclass

from twin.chat.model import ChatModel
from twin.education.alarm import Alarm
from twin.education.education import Education
from twin.education.fact_sources import PublishedPassages
from twin.education.leaflet import Leaflet
from twin.education.lesson_making import LessonMaker
from twin.education.lesson_store import LessonStore
from twin.education.lesson_terms import TermExplainer, complaint_words, familiar_words
from twin.education.plainer import Plainer
from twin.education.readability import ReadingMeter, common_words
from twin.education.rewriting import Rewriter
from twin.education.teach_back import ReplyJudge
from twin.evidence.glossary import Glossary
from twin.gate.gate import Gate
from twin.index.library import Library
from twin.key_points.choosing import point_judge
from twin.labels.sealing import Sealing
from twin.settings import Settings
from twin.storage.database import Database
from twin.triage.triage import Triage


@dataclass(frozen=True, slots=True)
class EducationRooms:
    """Education, with what explains its terms, measures its texts, and labels what leaves the house."""

    education: Education
    explainer: TermExplainer
    meter: ReadingMeter
    sealing: Sealing

    def leaflet_pdf(self, leaflet: Leaflet, *, is_large: bool = False) -> bytes:
        """Give a leaflet as PDF, labelled; its manifest is kept. Raises as `Leaflet.pdf`."""
        content = leaflet.pdf(is_large=is_large)
        return self.sealing.sealed("leaflet.pdf", content, leaflet.facts(is_large=is_large))

    def leaflet_pictures(self, leaflet: Leaflet, *, is_large: bool = False) -> tuple[bytes, ...]:
        """Give its pages as PNG, each labelled, in order. Raises as `Leaflet.pictures`."""
        facts = leaflet.facts(is_large=is_large)
        pages = leaflet.pictures(is_large=is_large)
        return tuple(
            self.sealing.sealed(f"page-{number}.png", page, facts) for number, page in enumerate(pages, 1)
        )


def open_education(  # noqa: PLR0917 - the rooms below, in the order of their floors
    settings: Settings,
    database: Database,
    library: Library,
    glossary: Glossary,
    gate: Gate,
    engine: Callable[[], Triage],
    served: ChatModel | None = None,
    *,
    judge: ReplyJudge | None = None,
    require_consent: Callable[[str], None] = lambda _: None,
) -> EducationRooms:
    """Wire the room. Nothing is read yet but the list of common words.

    Args:
        settings: Folders, how long lessons are kept, the longest reply.
        database: Open.
        library: The published indexes.
        glossary: Explains terms.
        gate: Judges every wording.
        engine: The rules of the red flags, loaded when first asked for.
        served: A served model that may offer simpler words.
        judge: Says what a reply holds; the judge of key points where None.
        require_consent: Raises where a physician does not lend the twin any more.
    """
    explainer = TermExplainer(glossary, familiar=familiar_words(settings.paths.corpora))
    meter = ReadingMeter(common_words(settings.paths.corpora), explained=explainer.spans())
    plainer = Plainer(explainer, known=complaint_words(settings.paths.corpora))
    education = Education(
        settings.paths.personas,
        passages=PublishedPassages(library),
        maker=LessonMaker(gate, meter, plainer),
        meter=meter,
        store=LessonStore(database),
        judge=judge or point_judge(settings.paths.corpora),
        alarm=Alarm(engine),
        rewriter=Rewriter(served, gate, meter) if served else None,
        keep_days=settings.consultation.keep_days,
        reply_characters=settings.consultation.question_characters,
        require_consent=require_consent,
    )
    sealing = Sealing(settings.paths.data, producer=settings.labels.producer)
    return EducationRooms(education, explainer, meter, sealing)
