"""From a brief to a file and back: every change is a version, judged, and nothing that was read by somebody else is lost."""

from pathlib import Path
from typing import cast

import pytest

from tests.twin.lecture.small_folder import GLOSSARY, SmallLibrary, SmallSearch
from tests.twin.lecture.studio import PHYSICIAN, WORKER
from twin.errors import BriefInvalid, LectureChanged, ScriptFileInvalid
from twin.evidence.retriever import Retriever
from twin.gate.gate import Gate
from twin.gate.new_terms import TermFinder
from twin.labels.consent import ConsentLedger
from twin.lecture import editing
from twin.lecture.approval import Approvals
from twin.lecture.lecture_store import LectureStore
from twin.lecture.measured_rates import MeasuredRates
from twin.lecture.outlining import Outlining
from twin.lecture.rejudging import Rejudging
from twin.lecture.script import Brief, SentenceKind
from twin.lecture.scripting import Scripting
from twin.lecture.talk_studio import TalkStudio
from twin.persona.shelf import PersonaShelf
from twin.storage.database import Database

BRIEF = Brief(persona_id="cardiology", topic="Heart failure at home", minutes=1)


@pytest.fixture
def studio(database: Database, personas: Path, tmp_path: Path) -> TalkStudio:
    """Give a studio over the small folder."""
    search, library = cast(Retriever, SmallSearch()), SmallLibrary()
    gate, persona_of = Gate(terms=TermFinder(GLOSSARY)), PersonaShelf(personas, personas).persona
    store = LectureStore(database)
    return TalkStudio(
        store,
        Approvals(database, store, ConsentLedger(personas), persona_of=persona_of),
        outlining=Outlining(search, library, GLOSSARY),
        scripting=Scripting(gate, GLOSSARY),
        rejudging=Rejudging(gate, search, library, GLOSSARY, persona_of=persona_of),
        rates=MeasuredRates(tmp_path),
        writing=None,
        persona_of=persona_of,
        longest_minutes=45,
    )


async def test_a_brief_becomes_a_script_that_can_be_approved(studio: TalkStudio) -> None:
    project = await studio.new(BRIEF, by=WORKER)
    made = await studio.write(project.id, by=WORKER)

    approval = await studio.approvals.approve(
        project.id, version=made.number, slides_hash="a" * 64, voice_id="embedded:en-us", by=PHYSICIAN
    )

    assert approval.approver == "Dr. Lin" and await studio.since_approval(project.id) == ()


async def test_what_changed_since_the_approval_is_shown(studio: TalkStudio) -> None:
    project = await studio.new(BRIEF, by=WORKER)
    made = await studio.write(project.id, by=WORKER)
    await studio.approvals.approve(
        project.id, version=1, slides_hash="a" * 64, voice_id="embedded:en-us", by=PHYSICIAN
    )
    first = next(one for one in made.script.sentences() if one.kind is SentenceKind.STATEMENT)

    await studio.edit(
        project.id, based_on=1, by=WORKER, change=lambda script: editing.removed(script, first.id)
    )

    found = await studio.since_approval(project.id)
    assert found and ("removed", first.text) in [(one.change, one.before) for one in found]


async def test_a_changed_file_is_a_new_version_and_an_old_one_is_refused(studio: TalkStudio) -> None:
    project = await studio.new(BRIEF, by=WORKER)
    await studio.write(project.id, by=WORKER)
    text = await studio.export(project.id)
    changed = text.replace("Call 120 if you gasp at rest or faint.", "Garlic cures heart failure.")
    assert changed != text

    made = await studio.take_back(project.id, changed, based_on=1, by=WORKER)

    assert made.number == 2
    assert [one.text for one in made.script.sentences() if one.refused] == ["Garlic cures heart failure."]
    with pytest.raises(LectureChanged):
        await studio.take_back(project.id, text, based_on=1, by=PHYSICIAN)


async def test_an_untouched_file_changes_no_sentence(studio: TalkStudio) -> None:
    project = await studio.new(BRIEF, by=WORKER)
    made = await studio.write(project.id, by=WORKER)

    again = await studio.take_back(project.id, await studio.export(project.id), based_on=1, by=WORKER)

    assert again.script == made.script


async def test_a_file_without_the_notice_is_refused(studio: TalkStudio) -> None:
    project = await studio.new(BRIEF, by=WORKER)
    await studio.write(project.id, by=WORKER)
    lines = (await studio.export(project.id)).splitlines()
    text = "\n".join(line for line in lines if "notice-last" not in line)

    with pytest.raises(ScriptFileInvalid, match="notice"):
        await studio.take_back(project.id, text, based_on=1, by=WORKER)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"minutes": 44, "must_say": ("salt",), "must_not_say": ("salt",)}, "must be said and must not"),
    ],
)
async def test_a_brief_that_contradicts_itself_is_refused(
    studio: TalkStudio, changed: dict[str, object], said: str
) -> None:
    with pytest.raises(BriefInvalid, match=said):
        await studio.new(BRIEF.model_copy(update=changed), by=WORKER)
