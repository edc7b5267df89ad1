"""Sources are numbered once for the whole talk."""

from tests.twin.lecture.small_talk import CHART, LECTURE, PAPER, said, scene, talk
from twin.lecture.talk_sources import all_sources, numbered_sources


def test_a_source_keeps_its_number_and_the_last_scene_has_them_all() -> None:
    script = talk(
        scene(1, "bullets", "A", sentences=(said("One.", LECTURE), said("Two.", LECTURE, PAPER))),
        scene(2, "chart", "B", chart=CHART, sentences=(said("Three."),)),
        scene(3, "sources", "Sources", sentences=(said("Thanks."),)),
    )

    by_scene = numbered_sources(script)

    assert [[one.mark for one in by_scene[scene.id]] for scene in script.scenes] == [
        ["1", "2"],
        ["2"],
        ["1", "2"],
    ]
    assert [one.line for one in all_sources(by_scene)] == [LECTURE.line, PAPER.line]
