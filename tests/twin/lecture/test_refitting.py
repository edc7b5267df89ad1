"""A script that exists is made longer or shorter by whole sentences; what its author wrote stays."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.twin.lecture.studio import WORKER
from tests.twin.lecture.test_talk_studio import BRIEF, studio
from twin.errors import BriefInvalid, LectureChanged
from twin.lecture import editing
from twin.lecture.refitting import with_measured
from twin.lecture.script import Script, SentenceKind
from twin.lecture.talk_length import script_seconds
from twin.lecture.talk_studio import TalkStudio
from twin.voice.speaking_rate import estimated_seconds

__all__ = ["studio"]


async def slow_voice(script: Script) -> Mapping[str, float]:
    """Give the seconds of a voice that takes a fifth longer than the estimate."""
    return {one.text: estimated_seconds(one.text, "en") * 1.2 for one in script.sentences()}


async def written(studio: TalkStudio) -> str:
    project = await studio.new(BRIEF.model_copy(update={"minutes": 1.5}), by=WORKER)
    await studio.write(project.id, by=WORKER)
    return project.id


async def test_a_script_is_trimmed_to_what_was_asked_on_the_measured_voice(studio: TalkStudio) -> None:
    made = await studio.fit(await written(studio), seconds=70, measured=slow_voice, by=WORKER)

    length = script_seconds(with_measured(made.script, await slow_voice(made.script)))
    assert length == pytest.approx(70, rel=0.1)
    assert made.number == 2 and made.script.brief.minutes == pytest.approx(70 / 60)
    assert editing.is_unframed(made.script) is False


async def test_a_script_is_filled_from_the_folder_and_every_new_sentence_has_its_source(
    studio: TalkStudio,
) -> None:
    project = await written(studio)
    short = await studio.fit(project, seconds=60, measured=slow_voice, by=WORKER)

    longer = await studio.fit(project, seconds=85, measured=slow_voice, by=WORKER)

    assert script_seconds(longer.script) > script_seconds(short.script) + 10
    assert all(
        one.sources and not one.refused
        for one in longer.script.sentences()
        if one.kind is SentenceKind.STATEMENT
    )


async def test_a_sentence_of_the_author_stays_and_no_scene_is_left_with_its_signpost_alone(
    studio: TalkStudio,
) -> None:
    project = await written(studio)
    scene = (await studio.store.version(project)).script.scenes[1]
    own = "In heart failure, weigh yourself each morning and call us when it rises."
    await studio.edit(
        project,
        based_on=1,
        by=WORKER,
        change=lambda script: editing.added(script, scene.id, own, after=scene.sentences[-1].id),
    )

    made = await studio.fit(project, seconds=60, measured=slow_voice, by=WORKER)

    assert own in [one.text for one in made.script.sentences()]
    for one in made.script.scenes[1:-1]:
        assert any(said.kind is SentenceKind.STATEMENT for said in one.sentences)


async def test_what_lacks_even_so_is_said(studio: TalkStudio) -> None:
    made = await studio.fit(await written(studio), seconds=600, measured=slow_voice, by=WORKER)

    assert "not 10" in made.script.not_covered[-1]


async def test_the_numbers_over_the_slides_stay_in_order(studio: TalkStudio) -> None:
    made = await studio.fit(await written(studio), seconds=60, measured=slow_voice, by=WORKER)

    numbers = [one.kicker.split(" · ")[0] for one in made.script.scenes[1:]]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]


@pytest.mark.parametrize("seconds", [20, 5000])
async def test_a_length_no_talk_has_is_refused(studio: TalkStudio, tmp_path: Path, seconds: float) -> None:
    with pytest.raises(BriefInvalid, match="60 to 2700"):
        await studio.fit(await written(studio), seconds=seconds, measured=slow_voice, by=WORKER)


async def test_a_script_that_was_changed_meanwhile_is_not_fitted(studio: TalkStudio) -> None:
    project = await written(studio)
    await studio.fit(project, seconds=70, measured=slow_voice, by=WORKER)

    with pytest.raises(LectureChanged):
        await studio.fit(project, seconds=60, measured=slow_voice, by=WORKER, based_on=1)
